package dev.stampede.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A fast wrong answer is caught before it is celebrated: every backend and the loop in C against the
/// reference, on the data of the benchmark.
class KernelBenchmarksTest {
    /// Enough for whole vectors and for the filter windows, small enough for the references.
    private static final int POINTS = 1024;

    private static final int[] IFGS = {20, 60, 200};

    static Stream<Arguments> everyCombination() {
        List<Arguments> list = new ArrayList<>();
        for (var benchmark : KernelBenchmarks.all()) {
            try (var arena = Arena.ofShared()) {
                for (String backend : KernelBenchmark.choices(benchmark.workload(arena, 64, 8))) {
                    for (int ifgs : IFGS) {
                        if (!backend.equals("reference")) {
                            list.add(Arguments.of(KernelBenchmarks.name(benchmark), benchmark, backend, ifgs));
                        }
                    }
                }
            }
        }
        return list.stream();
    }

    @ParameterizedTest(name = "{0} {2} {3}")
    @MethodSource("everyCombination")
    void agreesWithTheReference(String name, KernelBenchmark<?> benchmark, String backend, int ifgs) {
        // References of the transforms and filters take the definition literally: fewer interferograms there.
        int used = name.contains("Clap") || name.contains("Goldstein") ? ifgs / 20 : ifgs;
        try (var arena = Arena.ofShared()) {
            agrees(benchmark.workload(arena, POINTS, used), backend);
        }
    }

    private static void agrees(Workload<?> workload, String backend) {
        KernelBenchmark.action(workload, "reference").run();
        double[] expected = workload.result().get();
        KernelBenchmark.action(workload, backend).run();
        double[] actual = (backend.equals(KernelBenchmark.C) ? workload.resultInC() : workload.result()).get();

        double largest = 0;
        for (double e : expected) {
            largest = Double.isNaN(e) ? largest : Math.max(largest, Math.abs(e));
        }
        // gcc fuses products and sums where the contract of a kernel may forbid it.
        double fused = backend.equals(KernelBenchmark.C) ? 4 : 1;
        double bound = fused * (workload.absolute() + workload.relative() * largest);
        assertThat(largest).isPositive();
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            if (Double.isNaN(expected[i])) {
                assertThat(actual[i]).as("value " + i).isNaN();
            } else {
                assertThat(Math.abs(actual[i] - expected[i]))
                        .as("value " + i + ": expected " + expected[i] + ", found " + actual[i])
                        .isLessThanOrEqualTo(bound);
            }
        }
    }

    @Test
    void listsEveryKernelBenchmark() throws Exception {
        var folder = Path.of(KernelBenchmarks.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .resolve("dev/stampede/benchmarks/kernels");
        List<String> classes = new ArrayList<>();
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith("Benchmark.class")) {
                    var type = Class.forName("dev.stampede.benchmarks.kernels." + name.replace(".class", ""));
                    if (!Modifier.isAbstract(type.getModifiers())) {
                        classes.add(type.getSimpleName());
                    }
                }
            }
        }

        assertThat(KernelBenchmarks.all())
                .extracting(benchmark -> benchmark.getClass().getSimpleName())
                .containsExactlyInAnyOrderElementsOf(classes);
    }
}
