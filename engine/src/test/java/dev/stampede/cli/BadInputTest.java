package dev.stampede.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stampede.golden.Golden;
import dev.stampede.insar.params.ParameterFiles;
import dev.stampede.insar.prep.TinyExport;
import dev.stampede.io.Sha256;
import dev.stampede.io.mat.Mat;
import dev.stampede.io.mat.MatFiles;
import dev.stampede.io.mat.MatFormat;
import dev.stampede.io.mat.MatValue;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Inputs that are missing, damaged or do not fit: the command says in one message what is wrong with which
/// file, ends with the exit code of its kind, and leaves what was there as it was.
class BadInputTest {
    @TempDir
    Path folder;

    private final List<Path> mounted = new ArrayList<>();

    /// What is wrong with an export, and the words that must say so.
    enum BadExport {
        MISSING_RASTER("images without interferogram [20200103]") {
            @Override
            void spoil(TinyExport export) throws IOException {
                Files.delete(export.folder.resolve("diff0/20200102_20200103.diff"));
            }
        },
        MISSING_LONGITUDE("geo/*.lon", "missing") {
            @Override
            void spoil(TinyExport export) throws IOException {
                Files.delete(export.folder.resolve("geo/20200102.lon"));
            }
        },
        TRUNCATED_RASTER("20200103.rslc", "has 100 bytes, expected 192") {
            @Override
            void spoil(TinyExport export) throws IOException {
                Files.write(export.folder.resolve("rslc/20200103.rslc"), new byte[100]);
            }
        },
        TRUNCATED_INTERFEROGRAM("20200102_20200103.diff", "expected 192") {
            @Override
            void spoil(TinyExport export) throws IOException {
                Files.write(export.folder.resolve("diff0/20200102_20200103.diff"), new byte[191]);
            }
        },
        WRONG_WIDTH("20200103.rslc.par", "8 x 4", "6 x 4") {
            @Override
            void spoil(TinyExport export) throws IOException {
                var par = export.folder.resolve("rslc/20200103.rslc.par");
                Files.writeString(par, Files.readString(par).replace("range_samples: 6", "range_samples: 8"));
            }
        },
        DATES_THAT_DO_NOT_MATCH("interferograms without image [20200103]") {
            @Override
            void spoil(TinyExport export) throws IOException {
                Files.delete(export.folder.resolve("rslc/20200103.rslc"));
            }
        },
        TWO_MASTERS("[20200101, 20200102]", "--master-date") {
            @Override
            void spoil(TinyExport export) throws IOException {
                Files.move(
                        export.folder.resolve("diff0/20200102_20200101.diff"),
                        export.folder.resolve("diff0/20200101_20200102.diff"));
            }
        },
        LATITUDE_OUT_OF_RANGE("20200102.lat", "between -90 and 90") {
            @Override
            void spoil(TinyExport export) throws IOException {
                export.raster("20200102.lat", i -> i == 9 ? 91 : 44);
            }
        },
        LONGITUDE_OF_ANOTHER_BYTE_ORDER("20200102.lon", "between -180 and 180") {
            @Override
            void spoil(TinyExport export) throws IOException {
                export.raster(
                        "20200102.lon",
                        i -> Float.intBitsToFloat(Integer.reverseBytes(Float.floatToIntBits(11.3f + i))));
            }
        },
        NO_CANDIDATES("no pixel of any patch") {
            @Override
            void spoil(TinyExport export) throws IOException {
                export.single((image, y, x) -> (image + y + x) % 2 == 0 ? 1 : 1000);
            }
        };

        private final String[] words;

        BadExport(String... words) {
            this.words = words;
        }

        abstract void spoil(TinyExport export) throws IOException;
    }

    @ParameterizedTest
    @EnumSource(BadExport.class)
    void aBadExportIsRefusedBeforeAnythingIsWritten(BadExport bad) throws IOException {
        var export = export();
        bad.spoil(export);

        var run = prepare(export, folder.resolve("work"));

        requireRefusal(run, 2, bad.words);
        assertThat(folder.resolve("work")).as(run.err()).doesNotExist();
    }

    /// As in the original, a place that is not a number takes its candidate out; it is no error.
    @Test
    void candidatesWithoutCoordinatesAreLeftOut() throws Exception {
        var export = export();
        export.raster("20200102.lon", i -> i == 9 ? Float.NaN : 11 + i * 1e-3f);
        assertThat(prepare(export, folder.resolve("work")).code()).isZero();

        var run = CommandLineRun.of("run", "--dataset", work(), "--end-step", "1");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.json().get(0).get("details").asText()).contains("23 candidates", "1 without coordinates");
    }

    @Test
    void aListOfInterferogramsOutOfOrderFailsStage1() throws IOException {
        prepare(export(), folder.resolve("work"));
        var list = folder.resolve("work/pscphase.in");
        var lines = new ArrayList<>(Files.readAllLines(list));
        Collections.reverse(lines.subList(1, lines.size()));
        Files.write(list, lines);

        var run = CommandLineRun.of("run", "--dataset", work(), "--end-step", "1");

        requireRefusal(run, 1, "is not later than the interferogram before it", "sort pscphase.in");
        assertThat(folder.resolve("work/PATCH_1/ps1.mat")).doesNotExist();
    }

    /// How an artifact is damaged.
    enum Damage {
        CUT_V5(MatFormat.V5, "ph1.mat", "truncated"),
        CUT_V7(MatFormat.V7, "ph1.mat", "truncated"),
        CUT_V73(MatFormat.V73, "ph1.mat", "damaged HDF5 file"),
        GARBAGE_V5(MatFormat.V5, "ph1.mat", "byte"),
        GARBAGE_V7(MatFormat.V7, "ph1.mat", "compressed"),
        GARBAGE_V73(MatFormat.V73, "ph1.mat", "HDF5"),
        EMPTY(null, "ph1.mat", "not a MATLAB file");

        private final MatFormat format;
        private final String[] words;

        Damage(MatFormat format, String... words) {
            this.format = format;
            this.words = words;
        }

        byte[] of(byte[] whole) {
            if (this == EMPTY) {
                return new byte[0];
            }
            if (name().startsWith("CUT")) {
                return Arrays.copyOf(whole, whole.length * 2 / 3);
            }
            var bytes = whole.clone();
            int from = format == MatFormat.V73 ? 512 + 96 : 128 + 8;
            Arrays.fill(bytes, from, Math.min(bytes.length, from + 400), (byte) 0xa5);
            return bytes;
        }
    }

    @ParameterizedTest
    @EnumSource(Damage.class)
    void aDamagedArtifactIsRefusedByName(Damage damage) throws IOException {
        var root = stages("stage1");
        var file = root.resolve("PATCH_1/ph1.mat");
        if (damage.format != null) {
            rewrite(file, damage.format);
        }
        Files.write(file, damage.of(Files.readAllBytes(file)));
        var before = content(root);

        var run = CommandLineRun.of("run", "--dataset", root.toString(), "--start-step", "2", "--end-step", "2");

        requireRefusal(run, 2, damage.words);
        assertThat(content(root)).isEqualTo(before);
    }

    private static void rewrite(Path file, MatFormat format) throws IOException {
        var values = new LinkedHashMap<String, MatValue>();
        try (var arena = Arena.ofConfined();
                var mat = MatFiles.open(file)) {
            for (var variable : mat.variables()) {
                values.put(variable.name(), mat.read(arena, variable.name()));
            }
            MatFiles.write(file, values, format);
        }
    }

    @Test
    void aGridSmallerThanTheFilterFailsStage2AndLeavesNoResult() throws IOException {
        var root = stages("stage1");
        ParameterFiles.of(root).set("filter_grid_size", "400");

        var run = CommandLineRun.of("run", "--dataset", root.toString(), "--start-step", "2", "--end-step", "2");

        requireRefusal(run, 1, "the filter grid has", "lower filter_grid_size");
        assertThat(root.resolve("PATCH_1/pm1.mat")).doesNotExist();
    }

    @Test
    void aGridSmallerThanThePrefilterFailsStage6AndNamesTheLargestThatFits() throws IOException {
        var root = stages("stage5b");
        ParameterFiles.of(root).set("unwrap_grid_size", "400");
        ParameterFiles.of(root).set("lambda", "0.0554658");

        var run = CommandLineRun.of("run", "--dataset", root.toString(), "--start-step", "6", "--end-step", "6");

        requireRefusal(run, 1, "unwrap_grid_size", "32");
        assertThat(root.resolve("uw_phaseuw.mat")).doesNotExist();
    }

    @Test
    void onePatchWithoutPointsIsSkippedWithItsReason() throws Exception {
        var root = stages("stage1", "stage2");
        ParameterFiles.of(root.resolve("PATCH_1")).addLocal("gamma_stdev_reject", Mat.scalar(1e-9));

        var run = CommandLineRun.of("run", "--dataset", root.toString(), "--start-step", "3", "--end-step", "5");

        assertThat(run.code()).as(run.err()).isZero();
        var skipped = new ArrayList<String>();
        run.json().forEach(row -> {
            if (row.get("status").asText().equals("skipped")) {
                skipped.add(row.get("stage") + " " + row.get("target").asText() + " "
                        + row.get("details").asText());
            }
        });
        assertThat(skipped).hasSize(2).allMatch(row -> row.contains("PATCH_1") && row.contains("none of 1599"));
        assertThat(root.resolve("ps2.mat")).exists();
    }

    @Test
    void noPointInAnyPatchFailsWithTheCoherences() throws IOException {
        var root = stages("stage1", "stage2");
        ParameterFiles.of(root).set("gamma_stdev_reject", "1e-9");

        var run = CommandLineRun.of("run", "--dataset", root.toString(), "--start-step", "3", "--end-step", "5");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.stackTraceLines()).isZero();
        assertThat(run.out()).contains("no patch has points left", "coherence of 1599 candidates");
        assertThat(root.resolve("ps2.mat")).doesNotExist();
    }

    @Test
    void aConfigurationThatCannotBeReadIsRefused() throws IOException {
        var root = stages("stage1");
        var before = content(root);
        Files.createDirectories(folder.resolve("folder.yaml"));
        Files.writeString(folder.resolve("broken.yaml"), "runtime: [1, 2\n");
        Files.write(folder.resolve("binary.yaml"), new byte[] {0, 1, 2, (byte) 0xff, (byte) 0xfe});
        Files.writeString(folder.resolve("unknown.yaml"), "runtime:\n  cpu_worker: 2\n");

        for (var name : List.of("folder.yaml", "broken.yaml", "binary.yaml", "unknown.yaml")) {
            var run = CommandLineRun.of(
                    "run",
                    "--config",
                    folder.resolve(name).toString(),
                    "--dataset",
                    root.toString(),
                    "--start-step",
                    "2");
            requireRefusal(run, 2, name.equals("unknown.yaml") ? "runtime.cpu_worker" : name);
        }
        assertThat(content(root)).isEqualTo(before);
    }

    @Test
    void aFolderThatCannotBeWrittenIsRefused() throws Exception {
        var disk = mount("4m");
        var export = export();
        prepare(export, disk.resolve("work"));
        var before = content(disk);
        assumeTrue(command("mount", "-o", "remount,ro", disk.toString()), "no right to change a mount here");

        var prepared = prepare(export, disk.resolve("new"));
        var run = CommandLineRun.of("run", "--dataset", disk.resolve("work").toString(), "--end-step", "1");
        var set = CommandLineRun.of(
                "params", "set", "--dataset", disk.resolve("work").toString(), "density_rand", "2");
        var looked =
                CommandLineRun.of("status", "--dataset", disk.resolve("work").toString());

        requireRefusal(prepared, 2, disk.toString());
        requireRefusal(run, 2, "cannot be written");
        requireRefusal(set, 2, disk.toString());
        assertThat(looked.code()).isZero();
        assertThat(content(disk)).isEqualTo(before);
    }

    @Test
    void aFullDiskIsSaidInOneMessageAndUndone() throws Exception {
        var disk = mount("1m");
        var export =
                new TinyExport(folder.resolve("in"), 300, 200, 3).single((k, y, x) -> 100 + (x * 7 + y * 3 + k) % 5);

        var run = prepare(export, disk.resolve("work"));

        assertThat(run.code()).as(run.err()).isIn(1, 2);
        assertThat(run.err()).containsIgnoringCase("no space");
        assertThat(run.stackTraceLines()).isZero();
        assertThat(content(disk)).isEmpty();
        assertThat(command("umount", disk.toString()))
                .as("no file may stay open")
                .isTrue();
        mounted.remove(disk);
    }

    private TinyExport export() throws IOException {
        return new TinyExport(folder.resolve("in"), 6, 4, 3).single((image, y, x) -> 10 + image + x + y);
    }

    private CommandLineRun prepare(TinyExport export, Path dataset) {
        return CommandLineRun.of(
                "prep",
                "snap",
                "--dataset",
                dataset.toString(),
                "--export",
                export.folder.toString(),
                "--range-overlap",
                "0",
                "--azimuth-overlap",
                "0",
                "--range-patches",
                "1");
    }

    private String work() {
        return folder.resolve("work").toString();
    }

    /// The dataset of the golden run after these stages.
    private Path stages(String... stages) throws IOException {
        var root = Files.createDirectories(folder.resolve("scene"));
        var golden = Golden.psSmall().resolve("expected");
        Files.copy(golden.resolve("parms/parms.mat"), root.resolve("parms.mat"));
        for (var stage : stages) {
            var from = golden.resolve(stage);
            try (var tree = Files.walk(from)) {
                for (var file : tree.filter(Files::isRegularFile).toList()) {
                    var to = root.resolve(from.relativize(file).toString());
                    Files.createDirectories(to.getParent());
                    if (!to.equals(root.resolve("parms.mat")) && Files.notExists(to)) {
                        Files.copy(file, to);
                    }
                }
            }
        }
        for (var patch : List.of("PATCH_1", "PATCH_2")) {
            var area = golden.resolve("stage0").resolve(patch).resolve("patch_noover.in");
            Files.createDirectories(root.resolve(patch));
            Files.copy(area, root.resolve(patch).resolve("patch_noover.in"));
        }
        return root;
    }

    /// One message, its words in it, the exit code, no stack trace.
    private static void requireRefusal(CommandLineRun run, int code, String... words) {
        assertThat(run.code()).as(run.err() + run.out()).isEqualTo(code);
        assertThat(run.err() + run.out()).contains(words);
        assertThat(run.stackTraceLines()).as(run.err()).isZero();
        assertThat(run.err()).doesNotContain("unexpected failure");
        if (code == 2) {
            assertThat(run.err().lines().filter(line -> line.startsWith("stampede: ")))
                    .as(run.err())
                    .hasSize(1);
            assertThat(run.out()).isEmpty();
        }
    }

    private static Map<String, String> content(Path root) throws IOException {
        var content = new TreeMap<String, String>();
        try (var tree = Files.walk(root)) {
            for (var file : tree.toList()) {
                if (!file.equals(root)) {
                    content.put(
                            root.relativize(file).toString(), Files.isDirectory(file) ? "folder" : Sha256.ofFile(file));
                }
            }
        }
        return content;
    }

    private Path mount(String size) throws Exception {
        var disk = Files.createDirectories(folder.resolve("disk"));
        assumeTrue(
                command("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", disk.toString()),
                "no right to mount a file system here");
        mounted.add(disk);
        return disk;
    }

    @AfterEach
    void unmount() throws Exception {
        for (var disk : mounted) {
            command("umount", disk.toString());
        }
    }

    private static boolean command(String... words) throws IOException, InterruptedException {
        try {
            var process = new ProcessBuilder(words).redirectErrorStream(true).start();
            process.getInputStream().readAllBytes();
            return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException notInstalled) {
            return false;
        }
    }
}
