package dev.stampede.kernels.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stampede.bindings.NativeLibrary;
import dev.stampede.bindings.cuda.CudaException;
import dev.stampede.insar.pipeline.config.Backends;
import dev.stampede.kernels.Backend;
import dev.stampede.kernels.CudaKernels;
import dev.stampede.kernels.TestKernels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The way through the driver, with a driver that has no device: `cuda/test/fake_driver.c` holds device
/// memory in that of the host and runs the kernels compiled for the host, later than a real one would. Each
/// case is a process of its own, as a driver is looked for once.
class CudaDriverTest {
    @TempDir
    static Path folder;

    private static Path driver;
    private static Path kernels;
    private static Path control;

    @BeforeAll
    static void compileTheDriver() throws Exception {
        TestKernels.assumeEmulation();
        kernels = ((NativeLibrary.Loaded) TestKernels.emulation()).file();
        var cuda = kernels.getParent().getParent();
        assumeTrue(
                Files.isRegularFile(cuda.resolve("test/fake_driver.c")), "the library does not lie in the source tree");
        driver = folder.resolve("libcuda.so.1");
        run(List.of(
                "cc",
                "-shared",
                "-fPIC",
                "-O1",
                "-Wall",
                "-Wextra",
                "-Werror",
                "-I" + cuda.resolve("include"),
                cuda.resolve("test/fake_driver.c").toString(),
                "-o",
                driver.toString(),
                "-ldl",
                "-lpthread"));
        control = folder.resolve("control");
        Files.writeString(control, "");
        Files.write(folder.resolve("stampede_kernels.fatbin"), new byte[] {0x50, (byte) 0xed, 0x55, (byte) 0xba});
        Files.writeString(folder.resolve("stampede_kernels.properties"), "abi=1\ntoolkit=13000\narchitectures=80 90\n");
    }

    private static void run(List<String> command) throws InterruptedException {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var output = new String(process.getInputStream().readAllBytes());
            assertThat(process.waitFor()).as(output).isZero();
        } catch (IOException e) {
            assumeTrue(false, "no C compiler: " + e.getMessage());
        }
    }

    private static List<String> child(Path library, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--add-modules",
                "jdk.incubator.vector",
                "-XX:TieredStopAtLevel=1",
                "-Dstampede.native.cuda.path=" + library,
                "-Dstampede.cuda.kernels=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName()));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command);
        process.environment().put("FAKE_CUDA_CONTROL", control.toString());
        process.environment().put("FAKE_CUDA_KERNELS", kernels.toString());
        process.redirectErrorStream(true);
        var started = process.start();
        var lines = started.inputReader().lines().toList();
        assertThat(started.waitFor(120, TimeUnit.SECONDS)).as(lines.toString()).isTrue();
        return lines.stream().filter(line -> !line.contains("incubator")).toList();
    }

    /// What runs in the other process.
    public static final class Child {
        public static void main(String[] arguments) throws Exception {
            switch (arguments[0]) {
                case "checksums" -> checksums();
                case "threads" -> threads();
                case "reasons" -> reasons(Path.of(arguments[1]));
                case "refusals" -> refusals(Path.of(arguments[1]));
                case "failures" -> failures(Path.of(arguments[1]));
                default -> System.out.println(CudaKernels.availability().reason());
            }
        }

        private static void checksums() {
            System.out.println(CudaKernels.device().orElse("none"));
            CudaWorkload.checksums(Backend.CUDA).forEach((name, sum) -> System.out.println(name + "=" + sum));
            // Other settings close the device.
            CudaKernels.configure(new CudaKernels.Settings(0, 1));
        }

        /// More callers than lanes, each with the same answer.
        private static void threads() throws Exception {
            CudaKernels.configure(new CudaKernels.Settings(0, 12_000_000));
            var answers = new ArrayList<Map<String, String>>();
            var threads = new ArrayList<Thread>();
            for (int i = 0; i < 6; i++) {
                threads.add(Thread.ofPlatform().start(() -> {
                    var sums = CudaWorkload.checksums(Backend.CUDA);
                    synchronized (answers) {
                        answers.add(sums);
                    }
                }));
            }
            for (var thread : threads) {
                thread.join();
            }
            System.out.println(answers.size() + " answers, different: "
                    + answers.stream().distinct().count());
            CudaKernels.configure(new CudaKernels.Settings(0, 1));
        }

        private static void reasons(Path control) throws IOException {
            for (var lines : List.of(
                    "devices=0",
                    "capability=75",
                    "version=12040",
                    "fail_cuInit=999",
                    "devices=1",
                    "fail_cuDeviceGetCount=3")) {
                Files.writeString(control, lines + "\n");
                var state = CudaKernels.availability();
                System.out.println(lines + ": " + (state.available() ? "available" : state.reason()));
            }
            Files.writeString(control, "");
            CudaKernels.configure(new CudaKernels.Settings(3, 0));
            System.out.println("device 3: " + CudaKernels.availability().reason());
            System.out.println(Backends.device().isPresent());
        }

        /// Each call that takes something fails once, each that gives something back once, in a run that goes on.
        private static void refusals(Path control) throws IOException {
            int settings = 1;
            for (var call : List.of(
                    "cuDevicePrimaryCtxRetain",
                    "cuModuleLoadData",
                    "cuMemGetInfo",
                    "cuStreamCreate",
                    "cuMemHostAlloc",
                    "cuMemAlloc")) {
                CudaKernels.configure(new CudaKernels.Settings(0, (1 << 29) + settings++));
                Files.writeString(control, "fail_" + call + "=2\n");
                try {
                    CudaWorkload.checksums(Backend.CUDA);
                    System.out.println(call + ": nothing happened");
                } catch (CudaException e) {
                    System.out.println(call + ": refused");
                }
                Files.writeString(control, "");
            }
            for (var call : List.of("cuModuleUnload", "cuStreamDestroy")) {
                CudaWorkload.checksums(Backend.CUDA);
                Files.writeString(control, "fail_" + call + "=2\n");
                try {
                    CudaKernels.configure(new CudaKernels.Settings(0, (1 << 29) + settings++));
                    System.out.println(call + ": nothing happened");
                } catch (CudaException e) {
                    System.out.println(call + ": refused");
                }
                Files.writeString(control, "");
            }
            CudaWorkload.checksums(Backend.CUDA);
            CudaKernels.configure(new CudaKernels.Settings(0, 1));
        }

        private static void failures(Path control) throws IOException {
            CudaWorkload.checksums(Backend.CUDA);
            for (var lines :
                    List.of("fail_cuLaunchKernel=719", "fail_cuStreamSynchronize=719", "fail_cuMemcpyHtoDAsync=1")) {
                Files.writeString(control, lines + "\n");
                try {
                    CudaWorkload.checksums(Backend.CUDA);
                    System.out.println(lines + ": nothing happened");
                } catch (CudaException e) {
                    System.out.println(lines + ": " + e.getMessage());
                }
            }
            CudaKernels.configure(new CudaKernels.Settings(0, 0));
            Files.writeString(control, "memory=100000\n");
            CudaKernels.configure(new CudaKernels.Settings(0, 1 << 30));
            try {
                CudaWorkload.checksums(Backend.CUDA);
            } catch (RuntimeException e) {
                System.out.println("memory: " + e.getMessage());
            }
            Files.writeString(control, "");
        }
    }

    @Test
    void everyFamilyGivesThroughTheDriverWhatTheEmulationGivesAndLeavesNothingBehind() throws Exception {
        Files.writeString(control, "");
        Map<String, String> expected;
        try {
            TestKernels.emulate("true", 1 << 29);
            expected = CudaWorkload.checksums(Backend.CUDA);
        } finally {
            TestKernels.endEmulation();
        }

        var lines = child(driver, "checksums");

        assertThat(lines.getFirst()).isEqualTo("Fake device 0");
        assertThat(lines.stream()
                        .filter(line -> line.contains("="))
                        .map(line -> line.split("="))
                        .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1])))
                .isEqualTo(expected);
        assertThat(lines.getLast())
                .isEqualTo("fake driver: 0 device bytes, 0 pinned bytes, 0 streams, 0 modules, 0 contexts left");
    }

    @Test
    void moreThreadsThanLanesWaitAndAgree() throws Exception {
        Files.writeString(control, "");

        var lines = child(driver, "threads");

        assertThat(lines).contains("6 answers, different: 1");
        assertThat(lines.getLast()).contains("0 device bytes, 0 pinned bytes, 0 streams");
    }

    @Test
    void whyADeviceCannotBeUsedIsSaid() throws Exception {
        var lines = child(driver, "reasons", control.toString());

        assertThat(lines)
                .containsSubsequence(
                        "devices=0: the driver finds no device",
                        "capability=75: Fake device 0 has compute capability 7.5, the CUDA kernels need 8.0; "
                                + "build them with STAMPEDE_ARCHS=\"75\" make cuda")
                .anyMatch(line -> line.startsWith("fail_cuInit=999: CUDA start of the driver failed: cuInit answers"))
                .contains(
                        "devices=1: available",
                        "device 3: there is no device 3, the driver finds 1; set runtime.gpu.device",
                        "false");
    }

    @Test
    void anOldDriverIsNamedWithBothVersions() throws Exception {
        Files.writeString(control, "version=12040\n");

        assertThat(child(driver, "reason"))
                .contains("driver 12.4 is older than 13.0, which the CUDA kernels need; update the driver or build "
                        + "them with an older nvcc");
    }

    @Test
    void failuresNameTheCallAndTheKernel() throws Exception {
        Files.writeString(control, "");

        var lines = child(driver, "failures", control.toString());

        assertThat(lines)
                .anyMatch(line -> line.startsWith("fail_cuLaunchKernel=719: CUDA start of kernel topofit failed: "
                        + "cuLaunchKernel answers CUDA_ERROR_LAUNCH_FAILED"))
                .anyMatch(line -> line.startsWith(
                        "fail_cuStreamSynchronize=719: CUDA kernel topofit on Fake device 0 " + "failed"))
                .anyMatch(line -> line.startsWith("fail_cuMemcpyHtoDAsync=1: CUDA copy of"))
                .anyMatch(line -> line.startsWith("memory: "));
    }

    /// What the driver itself would not take back is left, and nothing else: one module and the streams of one caller.
    @Test
    void aCallThatIsRefusedLeavesNothingElseBehind() throws Exception {
        Files.writeString(control, "");

        var lines = child(driver, "refusals", control.toString());

        assertThat(lines).filteredOn(line -> line.endsWith(": refused")).hasSize(8);
        assertThat(lines.getLast())
                .isEqualTo("fake driver: 0 device bytes, 0 pinned bytes, 2 streams, 1 modules, 0 contexts left");
    }

    @Test
    void aMissingDriverAndAFileThatIsNoneAreToldApart() throws Exception {
        var text = Files.writeString(folder.resolve("libtext.so"), "this is text");

        assertThat(child(folder.resolve("libnone.so"), "reason"))
                .anyMatch(line -> line.startsWith("no CUDA driver: ") && line.contains("no such file"));
        assertThat(child(text, "reason"))
                .anyMatch(line -> line.startsWith("no CUDA driver: ") && line.contains("is no shared library"));
    }
}
