package dev.stampede.insar.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.KernelFamily;
import dev.stampede.kernels.KernelRegistry;
import dev.stampede.kernels.MeasuredBackends;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KernelCatalogTest {
    @Test
    void listsEveryFamilyThatAKernelPackageDeclares() throws Exception {
        List<String> declared = new ArrayList<>();
        var root = Path.of(KernelRegistry.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (var files = Files.walk(root.resolve("dev/stampede/kernels"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
                String name = root.relativize(file)
                        .toString()
                        .replaceFirst("\\.class$", "")
                        .replace('/', '.');
                if (name.endsWith("Vector") || name.endsWith(".Lanes") || name.contains("$")) {
                    continue;
                }
                for (var field : Class.forName(name).getDeclaredFields()) {
                    if (field.getType() == KernelFamily.class && Modifier.isStatic(field.getModifiers())) {
                        field.setAccessible(true);
                        declared.add(((KernelFamily<?>) field.get(null)).id());
                    }
                }
            }
        }

        assertThat(KernelCatalog.families())
                .as("families of KernelCatalog; a new one is added there")
                .extracting(KernelFamily::id)
                .containsExactlyInAnyOrderElementsOf(declared);
    }

    @Test
    void theMeasuredTableNamesKernelsAndBackendsThatExist() {
        var families = KernelCatalog.families().stream()
                .collect(java.util.stream.Collectors.toMap(KernelFamily::id, java.util.function.Function.identity()));

        assertThat(families.keySet()).containsAll(MeasuredBackends.shipped().kernels());
        for (var kernel : MeasuredBackends.shipped().kernels()) {
            for (var row : MeasuredBackends.shipped().rows(kernel)) {
                assertThat(row.measured()).as(kernel).isNotEmpty();
                assertThat(row.order()).as(kernel).contains(Backend.REFERENCE).doesNotHaveDuplicates();
            }
        }
    }

    @Test
    void everyReferenceNeedsNeitherNativeCodeNorVectors() {
        for (var family : KernelCatalog.families()) {
            var kernel = family.variants().get(Backend.REFERENCE).get();

            assertThat(kernel.id()).isEqualTo(family.id());
            assertThat(kernel.backend()).isEqualTo(Backend.REFERENCE);
        }
    }

    @Test
    void idsAreDistinct() {
        new KernelRegistry(KernelCatalog.families(), KernelRegistry.pureJavaAvailability(), null, Map.of());
    }
}
