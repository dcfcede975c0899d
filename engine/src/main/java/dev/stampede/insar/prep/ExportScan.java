package dev.stampede.insar.prep;

import static dev.stampede.insar.prep.ExportFolder.checkSize;
import static dev.stampede.insar.prep.ExportFolder.inEach;
import static dev.stampede.insar.prep.ExportFolder.list;
import static dev.stampede.insar.prep.ExportFolder.name;
import static dev.stampede.insar.prep.ExportFolder.require;

import dev.stampede.insar.model.UnsupportedModeException;
import dev.stampede.io.mat.FormatException;
import dev.stampede.io.text.KeyedText;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Finds the files of an export of SNAP or GAMMA and checks names, dates and sizes, so that nothing is begun
/// that cannot be finished.
final class ExportScan {
    private static final Pattern PAIR = Pattern.compile("(\\d{8})_(\\d{8})\\.diff");
    private static final Pattern INSAR_FOLDER = Pattern.compile("INSAR_(\\d{8})");

    private final PrepOptions options;
    private final Path export;
    private final boolean smallBaseline;

    private ExportScan(PrepOptions options) {
        this.options = options;
        this.export = options.export().toAbsolutePath().normalize();
        this.smallBaseline = Files.exists(export.resolve(ExportTree.PAIRS));
    }

    /// @throws FormatException          if a file is missing or not as it should be
    /// @throws UnsupportedModeException for an export that needs external geocoding
    static ExportTree scan(PrepOptions options) throws IOException {
        return switch (options.processor()) {
            case SNAP, GAMMA -> new ExportScan(options).scan();
            case DORIS, ISCE -> DatedFolderScan.scan(options);
        };
    }

    private ExportTree scan() throws IOException {
        var imageFolders = smallBaseline
                ? list(export.resolve(ExportTree.PAIRS), n -> true)
                : list(export, n -> n.endsWith("slc"));
        var images = inEach(imageFolders, n -> n.matches(".*\\..*slc"));
        var interferograms = smallBaseline
                ? inEach(imageFolders, n -> n.endsWith(".diff"))
                : list(export.resolve("diff0"), n -> n.endsWith(".diff"));
        require(
                !images.isEmpty(),
                export,
                "no images found; expected " + (smallBaseline ? ExportTree.PAIRS + "/*/*.rslc" : "rslc/*.rslc"));
        require(
                !interferograms.isEmpty(),
                export,
                "no interferograms found; expected "
                        + (smallBaseline ? ExportTree.PAIRS + "/*/*.diff" : "diff0/*.diff"));
        require(images.size() >= 2, export, "only one image found, at least 2 are needed");
        var master = masterDate(interferograms);
        new DateCheck(export, smallBaseline, master).check(images, interferograms);

        var parameterFile = inEach(imageFolders, n -> n.matches(master + "\\..*slc\\.par")).stream()
                .reduce((first, last) -> smallBaseline ? last : first)
                .orElseThrow(() -> new FormatException(
                        export, "no parameter file " + master + ".rslc.par of the master image found"));
        var parameters = KeyedText.read(parameterFile);
        int width = parameters.count("range_samples");
        int length = parameters.count("azimuth_lines");
        var format = SampleFormat.of(options.processor(), parameters);
        var tree = new ExportTree(
                smallBaseline,
                master,
                Map.of("rsc.txt", parameterFile + "\n"),
                parameterFile,
                width,
                length,
                ByteOrder.BIG_ENDIAN,
                Collections.nCopies(images.size(), format),
                images,
                interferograms,
                inGeo("dem.rdc"),
                inGeo(".lon"),
                inGeo(".lat"));
        checkSizes(tree);
        return tree;
    }

    private String masterDate(List<Path> interferograms) throws IOException {
        if (options.masterDate().isPresent()) {
            return options.masterDate().get();
        }
        var folder = options.dataset().toAbsolutePath().normalize().getFileName();
        var named = INSAR_FOLDER.matcher(folder == null ? "" : folder.toString());
        if (named.matches()) {
            return named.group(1);
        }
        var dates = smallBaseline
                ? list(export.resolve("geo"), n -> n.matches("\\d{8}\\.lon")).stream()
                        .map(p -> name(p).substring(0, 8))
                        .collect(Collectors.toCollection(java.util.TreeSet::new))
                : interferograms.stream()
                        .map(p -> name(p).split("_")[0])
                        .collect(Collectors.toCollection(java.util.TreeSet::new));
        if (dates.size() != 1) {
            throw new IllegalArgumentException("the master date cannot be told from "
                    + export.resolve(smallBaseline ? "geo" : "diff0") + ", candidates are " + dates
                    + "; give it with --master-date");
        }
        return dates.first();
    }

    private Path inGeo(String ending) throws IOException {
        var folder = export.resolve("geo");
        var found = list(folder, n -> n.endsWith(ending)).stream().findFirst();
        if (found.isEmpty() && options.processor() == Processor.GAMMA && !ending.endsWith("rdc")) {
            throw new UnsupportedModeException(folder.resolve("*" + ending)
                    + " is missing; longitude and latitude rasters are needed, geocoding candidates with GAMMA's"
                    + " programs is not offered");
        }
        return found.orElseThrow(() -> new FormatException(folder.resolve("*" + ending), "is missing"));
    }

    private void checkSizes(ExportTree tree) throws IOException {
        for (var image : tree.images()) {
            checkSize(image, tree, tree.formats().getFirst().bytes());
            checkParameters(image.resolveSibling(name(image) + ".par"), tree);
        }
        for (var interferogram : tree.interferograms()) {
            checkSize(interferogram, tree, SampleFormat.FCOMPLEX.bytes());
            var base = interferogram.resolveSibling(name(interferogram).replace(".diff", ".base"));
            require(
                    Files.isRegularFile(base),
                    base,
                    "is missing; it holds the baseline of the interferogram beside it");
        }
        for (var raster : List.of(tree.height(), tree.longitude(), tree.latitude())) {
            checkSize(raster, tree, Float.BYTES);
        }
        if (options.mask().isPresent()) {
            checkSize(options.mask().get(), tree, Byte.BYTES);
        }
    }

    /// Parameter texts of the other images are optional, but must agree when they are there.
    private static void checkParameters(Path file, ExportTree tree) throws IOException {
        if (!Files.isRegularFile(file)) {
            return;
        }
        var parameters = KeyedText.read(file);
        int width = parameters.count("range_samples");
        int length = parameters.count("azimuth_lines");
        require(
                width == tree.width() && length == tree.length(),
                file,
                "says " + width + " x " + length + " pixels, the master image " + tree.sizeSource() + " " + tree.width()
                        + " x " + tree.length() + "; images must be co-registered");
    }

    /// The two dates of an interferogram.
    static Optional<String[]> dates(Path interferogram) {
        var m = PAIR.matcher(name(interferogram));
        return m.matches() ? Optional.of(new String[] {m.group(1), m.group(2)}) : Optional.empty();
    }
}
