package dev.stampede.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.insar.pipeline.config.Backends;
import dev.stampede.kernels.topofit.Topofit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Without a usable native library `auto` takes another backend, and naming `native` is refused with the
/// reason.
class NativeFallbackTest {
    @TempDir
    Path folder;

    /// Prints what `auto` takes and how a named backend ends.
    public static final class Child {
        public static void main(String[] arguments) {
            var availability = Backends.availability();
            System.out.println(
                    new KernelRegistry(List.of(Topofit.FAMILY), availability, null, Map.of()).choose(Topofit.FAMILY));
            try {
                new KernelRegistry(List.of(Topofit.FAMILY), availability, Backend.NATIVE, Map.of()).get(Topofit.FAMILY);
                System.out.println("not refused");
            } catch (KernelUnavailableException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    @Test
    void aDisabledLibraryIsPassedOverByAutoAndRefusedByName() throws Exception {
        assertThat(child("-Dstampede.native.disable=rust"))
                .containsExactly(
                        "VECTOR",
                        "kernel stage2_topofit cannot run on backend native: switched off by"
                                + " -Dstampede.native.disable=rust");
    }

    @Test
    void aBrokenLibraryIsPassedOverByAutoAndRefusedByName() throws Exception {
        var file = Files.writeString(folder.resolve("libstampede_kernels.so"), "neither a library nor anything else");

        var lines = child("-Dstampede.native.rust.path=" + file);

        assertThat(lines.get(0)).isEqualTo("VECTOR");
        assertThat(lines.get(1))
                .startsWith("kernel stage2_topofit cannot run on backend native: -Dstampede.native.rust.path: ")
                .contains(file.toString(), "is no shared library");
    }

    private static List<String> child(String option) throws Exception {
        var child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-modules",
                        "jdk.incubator.vector",
                        "--enable-native-access=ALL-UNNAMED",
                        option,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName())
                .redirectErrorStream(true)
                .start();
        var lines = new ArrayList<>(child.inputReader().readAllLines());
        assertThat(child.waitFor()).as(String.join("\n", lines)).isZero();
        lines.removeIf(line -> line.startsWith("WARNING"));
        return lines;
    }
}
