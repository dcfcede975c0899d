package dev.stampede.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.insar.pipeline.KernelCatalog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The Vector API as `bin/stampede` provides it, in a process of its own.
class VectorModuleTest {
    /// Asks for the vector form of every kernel; says what is there before and after.
    public static final class Child {
        public static void main(String[] arguments) {
            System.out.println(VectorModule.availability().available() + " " + loaded());
            for (var family : KernelCatalog.families()) {
                if (family.variants().containsKey(Backend.VECTOR)) {
                    var registry =
                            new KernelRegistry(List.of(family), KernelRegistry.pureJavaAvailability(), null, Map.of());
                    if (registry.get(family, Backend.VECTOR).backend() != Backend.VECTOR) {
                        throw new AssertionError(family.id());
                    }
                }
            }
            // Only what the boot loader defines is compiled to vector instructions.
            System.out.println(
                    loaded() + " " + Lanes.F32.getClass().getClassLoader() + " " + (VectorModule.bits() > 0));
        }

        private static boolean loaded() {
            try {
                Class.forName("jdk.incubator.vector.VectorShape", false, Child.class.getClassLoader());
                return true;
            } catch (ClassNotFoundException e) {
                return false;
            }
        }
    }

    @Test
    void comesWhenAKernelNeedsIt() throws Exception {
        assertThat(child("@" + Path.of("..", "bin", "java-options").toAbsolutePath()))
                .containsExactly("true false", "true null true");
    }

    @Test
    void isThereFromTheStartWhereItIsNamed() throws Exception {
        assertThat(child("--add-modules=jdk.incubator.vector")).contains("true true", "true null true");
    }

    private static List<String> child(String options) throws Exception {
        var child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        options,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName())
                .redirectErrorStream(true)
                .start();
        var lines = new ArrayList<>(child.inputReader().readAllLines());
        assertThat(child.waitFor()).as(String.join("\n", lines)).isZero();
        return lines;
    }
}
