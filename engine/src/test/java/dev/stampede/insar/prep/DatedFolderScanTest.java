package dev.stampede.insar.prep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.insar.synth.ExportLayout;
import dev.stampede.insar.synth.Preset;
import dev.stampede.insar.synth.StackSimulator;
import dev.stampede.insar.synth.SynthOptions;
import dev.stampede.insar.synth.SynthOptions.Acquisitions;
import dev.stampede.insar.synth.SynthOptions.Footprint;
import dev.stampede.insar.synth.SynthOptions.Network;
import dev.stampede.runtime.Progress;
import dev.stampede.runtime.UsageException;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Stacks of Doris and ISCE that are complete in other ways than the simulated ones, and those that are not
/// complete: refused in one line that names the file, with nothing written.
class DatedFolderScanTest {
    private static final int WIDTH = 24;
    private static final int LENGTH = 20;
    private static final String MASTER = "20160227";

    @TempDir
    Path folder;

    private Path export(ExportLayout layout, boolean smallBaselines) throws IOException {
        var export = folder.resolve("stack");
        var demo = Preset.DEMO.options();
        var options = new SynthOptions(
                8,
                new Footprint(WIDTH, LENGTH, 15, 25, 845000, -12.3, "S1A", 5.405e9, 11.3, 44.6),
                new Acquisitions(4, 2, LocalDate.of(2016, 1, 10), 24, 0, 120),
                demo.ground(),
                demo.path(),
                new Network(smallBaselines, 2, 1e9));
        try (var workers = new Workers(2)) {
            new StackSimulator(options, layout).run(export, workers, Progress.NONE);
        }
        return export;
    }

    private ExportTree scan(Processor processor, Path export) throws IOException {
        return ExportScan.scan(PrepOptions.builder(processor, folder.resolve("work"))
                .export(export)
                .build());
    }

    private PrepReport prepare(Processor processor, Path export) throws IOException {
        return TinyExport.prepare(
                PrepOptions.builder(processor, folder.resolve("work"))
                        .export(export)
                        .ampDispersion(2)
                        .build(),
                2);
    }

    private void refuses(Processor processor, Path export, String... words) {
        assertThatThrownBy(() -> prepare(processor, export))
                .satisfies(e -> assertThat(e).isInstanceOfAny(UsageException.class, IllegalArgumentException.class))
                .satisfies(e -> assertThat(e.getMessage()).contains(words).doesNotContain("\n"));
        assertThat(folder.resolve("work")).doesNotExist();
    }

    @Test
    void findsTheReferenceImageFirstAndTheOthersByDate() throws IOException {
        var export = export(ExportLayout.DORIS, false);

        var tree = scan(Processor.DORIS, export);

        assertThat(tree.smallBaseline()).isFalse();
        assertThat(tree.masterDate()).isEqualTo(MASTER);
        assertThat(tree.images().stream().map(i -> export.relativize(i).toString()))
                .containsExactly(
                        MASTER + "_crop.slc",
                        "20160110/slave_res.slc",
                        "20160203/slave_res.slc",
                        "20160322/slave_res.slc");
        assertThat(tree.texts()).containsKeys("day.1.in", "bperp.1.in", "lambda.1.in", "bperp_20160322.1.in");
        assertThat(tree.texts().get("day.1.in")).isEqualTo("20160110\n20160203\n20160322\n");
    }

    @Test
    void aStackWithBothNetworksIsSingleMasterUnlessItsPairsAreNamed() throws IOException {
        var export = export(ExportLayout.ISCE, true);
        assertThat(scan(Processor.ISCE, export).smallBaseline()).isTrue();

        export(ExportLayout.ISCE, false);

        assertThat(scan(Processor.ISCE, export).smallBaseline()).isFalse();
        var pairs = scan(Processor.ISCE, export.resolve("SMALL_BASELINES"));
        assertThat(pairs.smallBaseline()).isTrue();
        assertThat(pairs.images()).hasSize(2 * pairs.interferograms().size());
        assertThat(pairs.images().get(0).getFileName()).hasToString("reference.slc");
        assertThat(pairs.images().get(1).getFileName()).hasToString("secondary.slc");
    }

    @Test
    void preparesInThePlaceOfTheStackAndKeepsItsTexts() throws IOException {
        var export = export(ExportLayout.DORIS, false);
        Files.writeString(export.resolve("day.1.in"), " 20160110\n20160203 \n20160322\n");

        TinyExport.prepare(
                PrepOptions.builder(Processor.DORIS, export).ampDispersion(2).build(), 1);

        assertThat(export.resolve("PATCH_1/pscands.1.ph")).exists();
        assertThat(export.resolve("day.1.in")).hasContent(" 20160110\n20160203 \n20160322\n");
        assertThat(export.resolve(MASTER + "_crop.slc")).exists();
    }

    @Test
    void takesFromResultsAndNamesWhatTheTextsLeaveOut() throws IOException {
        var export = export(ExportLayout.DORIS, false);
        for (var name : List.of(
                "width.txt",
                "len.txt",
                "day.1.in",
                "master_day.1.in",
                "bperp.1.in",
                "lambda.1.in",
                "slc_osfactor.1.in")) {
            Files.delete(export.resolve(name));
        }
        Files.writeString(export.resolve("master.res"), """
                Radar_wavelength (m):                          0.0554657
                *_Start_crop:                   master step01
                Data_output_file:               20160227_crop.slc
                Data_output_format:             complex_real4
                First_line (w.r.t. original_image):     101
                Last_line (w.r.t. original_image):      %d
                First_pixel (w.r.t. original_image):    11
                Last_pixel (w.r.t. original_image):     %d
                * End_crop:_NORMAL
                """.formatted(100 + LENGTH, 10 + WIDTH));

        var tree = scan(Processor.DORIS, export);

        assertThat(tree.width()).isEqualTo(WIDTH);
        assertThat(tree.length()).isEqualTo(LENGTH);
        assertThat(tree.masterDate()).isEqualTo(MASTER);
        assertThat(tree.texts().get("day.1.in")).isEqualTo("20160110\n20160203\n20160322\n");
        assertThat(Double.parseDouble(tree.texts().get("lambda.1.in"))).isEqualTo(0.0554657);
        assertThat(Double.parseDouble(tree.texts().get("slc_osfactor.1.in"))).isEqualTo(1);
        double grid = Double.parseDouble(
                Files.readAllLines(export.resolve("bperp_20160110.1.in")).get(2500));
        assertThat(Double.parseDouble(tree.texts().get("bperp.1.in").split("\n")[0]))
                .isCloseTo(grid, org.assertj.core.api.Assertions.within(1.0));
    }

    @Test
    void readsAReferenceImageOfShortIntegersAsItIs() throws IOException {
        var export = export(ExportLayout.DORIS, false);
        assertThat(prepare(Processor.DORIS, export).candidateCount()).isPositive();
        var expected = Files.readString(folder.resolve("work/calamp.out"));
        var image = export.resolve(MASTER + "_crop.slc");
        var floats = ByteBuffer.wrap(Files.readAllBytes(image)).order(ByteOrder.LITTLE_ENDIAN);
        var shorts = ByteBuffer.allocate(floats.capacity() / 2).order(ByteOrder.LITTLE_ENDIAN);
        while (floats.hasRemaining()) {
            shorts.putShort((short) floats.getFloat());
        }
        Files.write(image, shorts.array());

        TinyExport.prepare(
                PrepOptions.builder(Processor.DORIS, folder.resolve("work"))
                        .export(export)
                        .ampDispersion(2)
                        .force(true)
                        .build(),
                2);

        assertThat(folder.resolve("work/calamp.out")).hasContent(expected);
    }

    @Test
    void refusesARasterOfAnotherSize() throws IOException {
        var export = export(ExportLayout.DORIS, false);
        Files.write(export.resolve("20160203/slave_res.slc"), new byte[40]);

        refuses(Processor.DORIS, export, "20160203/slave_res.slc", "has 40 bytes", "24 x 20", "width.txt");
    }

    @Test
    void refusesAFolderWithoutItsInterferogram() throws IOException {
        var export = export(ExportLayout.ISCE, false);
        Files.delete(export.resolve("20160203/isce_minrefdem.int"));

        refuses(Processor.ISCE, export, "20160203/isce_minrefdem.int: is missing");
    }

    @Test
    void refusesAVirtualRasterAndSaysHowToWriteIt() throws IOException {
        var export = export(ExportLayout.ISCE, false);
        Files.move(export.resolve("20160203/secondary.slc"), export.resolve("20160203/secondary.slc.vrt"));

        refuses(Processor.ISCE, export, "20160203/secondary.slc: is missing", "gdal_translate");
    }

    @Test
    void refusesDatesThatDoNotMatchTheFolders() throws IOException {
        var export = export(ExportLayout.DORIS, false);
        Files.writeString(export.resolve("day.1.in"), "20160110\n20160203\n20160323\n");
        refuses(Processor.DORIS, export, "day.1.in", "20160323", "20160322");

        Files.writeString(export.resolve("day.1.in"), "20160203\n20160110\n20160322\n");
        refuses(Processor.DORIS, export, "day.1.in", "order");
    }

    @Test
    void refusesAPairListOfOtherPairs() throws IOException {
        var export = export(ExportLayout.DORIS, true);
        Files.writeString(export.resolve("SMALL_BASELINES/ifgday.1.in"), "20160110 20160203\n");

        refuses(Processor.DORIS, export, "ifgday.1.in", "20160203 20160322");
    }

    @Test
    void refusesTwoOpinionsOnTheMasterDate() throws IOException {
        var export = export(ExportLayout.DORIS, false);
        Files.writeString(export.resolve("master_day.1.in"), "20160110\n");

        refuses(Processor.DORIS, export, "master date", "20160110", "20160227");
    }

    @Test
    void refusesMissingAndUnusableMetadata() throws IOException {
        var export = export(ExportLayout.DORIS, false);
        var heading = export.resolve("heading.1.in");
        Files.writeString(heading, "");
        refuses(Processor.DORIS, export, "heading.1.in: is empty");
        Files.delete(heading);
        refuses(Processor.DORIS, export, "heading.1.in: is missing", "mt_extract_info");
        Files.writeString(heading, "-12.3\n");

        Files.writeString(export.resolve("lambda.1.in"), "5.55\n0.1\n");
        refuses(Processor.DORIS, export, "lambda.1.in", "expected one");
        Files.writeString(export.resolve("lambda.1.in"), "55.4\n");
        refuses(Processor.DORIS, export, "lambda.1.in", "expected metres");
        Files.writeString(export.resolve("lambda.1.in"), "0.0555\n");

        Files.writeString(export.resolve("bperp.1.in"), "1\n2\n");
        refuses(Processor.DORIS, export, "bperp.1.in", "has 2 baselines");
        Files.writeString(export.resolve("bperp.1.in"), "1\n2\n3\n");

        Files.writeString(export.resolve("bperp_20160110.1.in"), "1\n2\n3\n");
        refuses(Processor.DORIS, export, "bperp_20160110.1.in", "has 3 numbers, expected 5000");
        Files.delete(export.resolve("bperp_20160110.1.in"));
        refuses(Processor.DORIS, export, "bperp_20160110.1.in", "other dates have theirs");
    }

    @Test
    void refusesADescriptionThatContradictsTheStack() throws IOException {
        var export = export(ExportLayout.ISCE, false);
        var xml = export.resolve("lon.raw.xml");
        var text = Files.readString(xml);
        Files.writeString(xml, text.replace(">24<", ">25<"));
        refuses(Processor.ISCE, export, "lon.raw", "25 x 20", "24 x 20");
        Files.writeString(xml, text.replace("FLOAT", "DOUBLE"));
        refuses(Processor.ISCE, export, "lon.raw", "DOUBLE");
        Files.writeString(xml, text.replace("<value>l</value>", "<value>b</value>"));
        refuses(Processor.ISCE, export, "lon.raw", "big-endian");
        Files.writeString(xml, "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><x>&e;</x>");
        refuses(Processor.ISCE, export, "lon.raw.xml", "not the XML");
        Files.writeString(xml, text);

        Files.delete(export.resolve("baselineGRID_20160110"));
        refuses(Processor.ISCE, export, "2 rasters baselineGRID_YYYYMMDD for 3 dates");
    }

    @Test
    void refusesAFolderWithoutAStack() throws IOException {
        Files.createDirectories(folder.resolve("stack"));

        refuses(Processor.DORIS, folder.resolve("stack"), "no interferograms found", "YYYYMMDD/cint.minrefdem.raw");
        refuses(Processor.ISCE, folder.resolve("nowhere"), "nowhere", "folder is missing");
    }
}
