package dev.stampede.insar.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class WithoutVectorModuleTest {
    /// Lists families and chooses a backend for each.
    public static final class Child {
        public static void main(String[] arguments) {
            var registry = new dev.stampede.kernels.KernelRegistry(
                    KernelCatalog.families(),
                    dev.stampede.kernels.KernelRegistry.pureJavaAvailability(),
                    null,
                    java.util.Map.of());
            System.out.println(registry.families().stream()
                    .map(family -> registry.get(family).backend())
                    .distinct()
                    .toList());
        }
    }

    @Test
    void withoutTheVectorModuleEveryKernelRunsOnItsReference() throws Exception {
        var child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName())
                .redirectErrorStream(true)
                .start();

        assertThat(child.inputReader().readLine()).isEqualTo("[REFERENCE]");
        assertThat(child.waitFor()).isZero();
    }
}
