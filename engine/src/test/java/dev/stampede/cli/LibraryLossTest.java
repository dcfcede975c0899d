package dev.stampede.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stampede.bindings.NativeLibrary;
import dev.stampede.bindings.hdf5.Hdf5Library;
import dev.stampede.golden.Golden;
import dev.stampede.io.mat.Mat;
import dev.stampede.io.mat.MatFiles;
import dev.stampede.io.mat.MatFormat;
import dev.stampede.io.mat.MatValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Native libraries that are gone, damaged or of another version: who names one is refused with its reason before
/// anything is written, and a run that names none works without them. Each case is a process of its own, as a library
/// is looked for once; all six libraries are lost at a time.
class LibraryLossTest {
    private static final List<String> LIBRARIES = List.of("rust", "cuda_host", "gdal", "hdf5", "triangle");

    /// Every function that is looked for before a version is asked for, with versions nobody accepts; its mesh of any
    /// points has no edges.
    private static final String OTHER_VERSIONS = """
            int stampede_kernels_abi_version(void) { return 99; }
            int stampede_cuda_host_abi_version(void) { return 99; }
            int stampede_snaphu_abi_version(void) { return 99; }
            void stampede_snaphu_version(void) {}
            void stampede_snaphu_unwrap(void) {}
            const char *GDALVersionInfo(const char *what) { return "3050000"; }
            void GDALAllRegister(void) {}
            void GDALOpenEx(void) {}
            void GDALBuildOverviewsEx(void) {}
            int H5get_libversion(unsigned *a, unsigned *b, unsigned *c) { *a = 1; *b = 8; *c = 23; return 0; }
            void H5open(void) {}
            void H5Pset_file_locking(void) {}
            void H5Dwrite_chunk(void) {}
            void H5Rdereference2(void) {}
            void triangulate(char *switches, void *in, void *out, void *voronoi) {}
            void trifree(void *memory) {}
            """;

    @TempDir
    static Path folder;

    private static Path work;
    private static Path mat73;

    /// What is wrong with the libraries.
    enum Loss {
        SWITCHED_OFF("switched off by -Dstampede.native.disable="),
        NO_FILE("no such file"),
        TEXT("is no shared library"),
        CUT_OFF("is cut off"),
        OTHER_LIBRARY("has no function"),
        OTHER_VERSION("");

        /// What the reason says of each library.
        final String reason;

        Loss(String reason) {
            this.reason = reason;
        }
    }

    @BeforeAll
    static void prepareADatasetAndAMatFileThatNeedsALibrary() throws IOException {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "libraries are damaged in the format of Linux");
        var status = Hdf5Library.status();
        assumeTrue(status instanceof NativeLibrary.Loaded, () -> "no HDF5 to write a file with: " + status);
        work = folder.resolve("work");
        var prepared = CommandLineRun.of(
                "prep",
                "snap",
                "--dataset",
                work.toString(),
                "--export",
                Golden.psSmall().resolve("inputs").toString(),
                "--amp-dispersion",
                "0.37");
        assertThat(prepared.code()).as(prepared.err()).isZero();
        mat73 = folder.resolve("mean_v73.mat");
        var values = new LinkedHashMap<String, MatValue>();
        values.put("m", Mat.row(1, 2, 3));
        MatFiles.write(mat73, values, MatFormat.V73);
    }

    /// What runs in the other process: one line per command, its code and what it said.
    public static final class Child {
        public static void main(String[] arguments) throws IOException {
            for (String line : Files.readAllLines(Path.of(arguments[0]))) {
                var run = CommandLineRun.of(line.split(" "));
                System.out.println("code " + run.code() + " " + run.err().replace('\n', ' ') + " | "
                        + run.out().replace('\n', ' '));
            }
        }
    }

    private static List<String> child(List<String> options, List<String> commands) throws Exception {
        var script = Files.write(folder.resolve("commands.txt"), commands);
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-Dstampede.cuda.emulate=true"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Child.class.getName(), script.toString()));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var lines = process.inputReader().lines().toList();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).as(lines.toString()).isTrue();
        return lines.stream().filter(line -> line.startsWith("code ")).toList();
    }

    /// Options that take all libraries away, and the snaphu library to name.
    private record Lost(List<String> options, String snaphu) {}

    private static Lost lose(Loss loss) throws Exception {
        if (loss == Loss.SWITCHED_OFF) {
            var file = Files.writeString(folder.resolve("libany.so"), "");
            return new Lost(
                    List.of(
                            "-Dstampede.native.disable=snaphu," + String.join(",", LIBRARIES),
                            "-Dstampede.native.cuda_host.path=" + file),
                    file.toString());
        }
        var file = folder.resolve("lib" + loss.name().toLowerCase(java.util.Locale.ROOT) + ".so");
        switch (loss) {
            case TEXT -> Files.writeString(file, "neither a library nor anything else");
            case CUT_OFF -> {
                byte[] whole = Files.readAllBytes(((NativeLibrary.Loaded) Hdf5Library.status()).file());
                Files.write(file, Arrays.copyOf(whole, whole.length / 2));
            }
            case OTHER_LIBRARY -> compile("void nothing_of_ours(void) {}\n", file);
            case OTHER_VERSION -> compile(OTHER_VERSIONS, file);
            default -> {}
        }
        return new Lost(
                LIBRARIES.stream()
                        .map(name -> "-Dstampede.native." + name + ".path=" + file)
                        .toList(),
                file.toString());
    }

    private static void compile(String source, Path library) throws Exception {
        var code = Files.writeString(folder.resolve("library.c"), source);
        try {
            var cc = new ProcessBuilder("cc", "-shared", "-fPIC", "-o", library.toString(), code.toString())
                    .inheritIO()
                    .start();
            assertThat(cc.waitFor()).isZero();
        } catch (IOException e) {
            assumeTrue(false, "no C compiler: " + e.getMessage());
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoNamesALostLibraryIsRefusedWithTheReasonBeforeAnythingIsWritten(Loss loss) throws Exception {
        var lost = lose(loss);
        var run = "run --end-step 8 --dataset " + work + " --set ";
        var raster = Golden.psSmall().resolveSibling("mosaic_synth/input");
        var before = files();
        Map<String, String> named = new LinkedHashMap<>();
        named.put("rust", run + "runtime.backend=native");
        named.put("cuda_host", run + "runtime.backend=cuda");
        named.put("triangle", run + "tools.triangle=libtriangle");
        named.put("snaphu", run + "runtime.stage6_solver=snaphu --set tools.snaphu=" + lost.snaphu);
        named.put("hdf5", "compare " + mat73 + " " + mat73);
        named.put("gdal", "mosaic align " + raster + " --output " + folder.resolve("aligned"));

        var answers = child(lost.options, List.copyOf(named.values()));

        assertThat(answers).hasSameSizeAs(named.values());
        int at = 0;
        for (String library : named.keySet()) {
            assertThat(answers.get(at++))
                    .as(library + ", " + loss)
                    .startsWith("code 2 stampede: ")
                    .contains(loss == Loss.OTHER_VERSION ? version(library) : loss.reason)
                    .doesNotContain("details in");
        }
        assertThat(files()).isEqualTo(before);
    }

    private static String version(String library) {
        return switch (library) {
            case "rust" -> "speaks ABI 99, this program needs";
            case "cuda_host" -> "speaks version 99 of the kernels, needs";
            case "snaphu" -> "speaks ABI 99, needs";
            case "gdal" -> "is GDAL 30500, needs 30600 or newer";
            case "hdf5" -> "is HDF5 10823, needs 11007 or newer";
            case "triangle" -> "found 0 edges between four points instead of 6";
            default -> throw new IllegalArgumentException(library);
        };
    }

    private static List<String> files() throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().equals("commands.txt"))
                    .map(file -> file + " " + file.toFile().length() + " "
                            + file.toFile().lastModified())
                    .sorted()
                    .toList();
        }
    }

    /// Stages 1 to 8 with every library damaged; what they ran on is in the report.
    @Test
    void aRunThatNamesNoLibraryWorksWithoutAll() throws Exception {
        var copy = folder.resolve("copy");
        try (var walk = Files.walk(work)) {
            for (Path from : walk.toList()) {
                Files.copy(from, copy.resolve(work.relativize(from)));
            }
        }

        var answers = child(
                lose(Loss.CUT_OFF).options,
                List.of(
                        "params set density_rand 2 --dataset " + copy,
                        "run --dataset " + copy,
                        "doctor",
                        "status --dataset " + copy));

        assertThat(answers).allMatch(answer -> answer.startsWith("code 0 "));
        assertThat(answers.get(1))
                .contains("\"stage2_clap_filter_kernel\": \"vector\"")
                .doesNotContainPattern("\"stage\\d_\\w+\": \"(native|cuda)\"");
        assertThat(answers.get(2)).contains("is cut off");
        assertThat(answers.get(3)).contains("\"merged_stage\": 8");
    }
}
