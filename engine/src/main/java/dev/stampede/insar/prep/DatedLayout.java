package dev.stampede.insar.prep;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// Names of the files in a stack of Doris or ISCE, whose interferograms lie in folders named by date.
///
/// @param processor     who made it
/// @param interferogram name in each folder
/// @param master        patterns of the reference image, relative to the stack, the preferred one first
/// @param secondary     names of the other image of a single-master folder, the preferred one first
/// @param pair          names of the two images of a small-baseline folder, the first image first; preferred
///                      ones first
/// @param height        names of the heights in the stack folder, the preferred one first
/// @param maker         the program that writes the metadata texts, for messages
record DatedLayout(
        Processor processor,
        String interferogram,
        List<Pattern> master,
        List<String> secondary,
        List<List<String>> pair,
        List<String> height,
        String maker) {
    private static final DatedLayout DORIS = new DatedLayout(
            Processor.DORIS,
            "cint.minrefdem.raw",
            // The original converts a reference image of short integers to NAME.cr4; either is read.
            List.of(
                    Pattern.compile("[12]\\d{7}_crop_ovs\\.slc"),
                    Pattern.compile("[12]\\d{7}_crop\\.slc\\.cr4"),
                    Pattern.compile("[12]\\d{7}_crop\\.slc")),
            List.of("slave_res.slc"),
            List.of(List.of("master_filtrg.slc", "slave_filtrg.slc")),
            List.of("dem_radar_i.raw", "dem.raw"),
            "mt_extract_info");

    private static final DatedLayout ISCE = new DatedLayout(
            Processor.ISCE,
            "isce_minrefdem.int",
            List.of(Pattern.compile("reference/reference\\.slc"), Pattern.compile("master/master\\.slc")),
            List.of("secondary.slc", "slave.slc"),
            List.of(List.of("reference.slc", "secondary.slc"), List.of("master.slc", "slave.slc")),
            List.of("dem.raw", "dem_radar_i.raw"),
            "mt_extract_info_isce");

    static DatedLayout of(Processor processor) {
        return switch (processor) {
            case DORIS -> DORIS;
            case ISCE -> ISCE;
            default -> throw new IllegalArgumentException(processor + " has another layout");
        };
    }

    /// What a single-master folder and its files are called, for messages.
    String example(boolean smallBaseline) {
        return (smallBaseline ? "YYYYMMDD_YYYYMMDD/" : "YYYYMMDD/") + interferogram;
    }

    /// Folders that may hold the reference image.
    static List<Path> masterFolders(Path stack) {
        return List.of(stack, stack.resolve("reference"), stack.resolve("master"));
    }
}
