package dev.stampede.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stampede.insar.pipeline.config.Backends;
import dev.stampede.kernels.clap.ClapCellFilter;
import dev.stampede.kernels.clap.ClapGridFilter;
import dev.stampede.kernels.clap.ClapSettings;
import dev.stampede.kernels.edgestats.EdgeNoise;
import dev.stampede.kernels.edgestats.TimeSmoothing;
import dev.stampede.kernels.gridaccumulate.CellOrder;
import dev.stampede.kernels.gridaccumulate.GridAccumulate;
import dev.stampede.kernels.histogram.CoherenceCount;
import dev.stampede.kernels.histogram.CoherenceHistogram;
import dev.stampede.kernels.phaseramp.PhaseRamp;
import dev.stampede.kernels.phaseramp.Ramp;
import dev.stampede.kernels.planecombination.PlaneCombination;
import dev.stampede.kernels.scla.Scla;
import dev.stampede.kernels.topofit.CoherenceRowInvariant;
import dev.stampede.kernels.topofit.Topofit;
import dev.stampede.kernels.topofit.TopofitRowInvariant;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import dev.stampede.memory.IntMatrix;
import dev.stampede.runtime.ProcessUse;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is true of all native kernels: they touch nothing outside their arguments, leave nothing behind,
/// and may run in several threads at once.
class NativeSafetyTest {
    private static final int[] SIZES = {1, 2, 3, 5, 8, 15, 16, 17, 33, 70};
    private static final KernelRegistry KERNELS =
            new KernelRegistry(List.of(), Backends.availability(), null, Map.of());

    @BeforeAll
    static void needsTheLibrary() {
        var state = NativeKernels.availability();
        assumeTrue(state.available(), () -> "no native kernels: " + state.reason());
    }

    @ParameterizedTest
    @ValueSource(strings = {"baseline", "avx2", "avx512"})
    void nothingOutsideTheArgumentsIsTouched(String isa) {
        assumeTrue(GuardedArena.supported(), "guard pages are made through Linux");
        try {
            NativeKernels.forceIsa(isa);
        } catch (IllegalArgumentException e) {
            assumeTrue(false, e.getMessage());
        }
        try {
            for (int n : SIZES) {
                List<MemorySegment> expected;
                try (var arena = Arena.ofConfined()) {
                    expected = runAll(arena, n, 0, n).stream()
                            .map(s -> MemorySegment.ofArray(s.toArray(java.lang.foreign.ValueLayout.JAVA_BYTE)))
                            .toList();
                }
                try (var arena = new GuardedArena()) {
                    var actual = runAll(arena, n, 0, n);

                    arena.verify();
                    for (int k = 0; k < expected.size(); k++) {
                        assertThat(actual.get(k).mismatch(expected.get(k)))
                                .as("result " + k + " of " + n + " points")
                                .isEqualTo(-1);
                    }
                }
            }
        } finally {
            NativeKernels.forceIsa("");
        }
    }

    @Test
    void twoThreadsAtOnceGiveTheResultOfOne() {
        int n = 4000;
        try (var arena = Arena.ofShared()) {
            var z = unit(arena, n, 12);
            var b = random(arena, n, 12, 100);
            var topofit = KERNELS.get(Topofit.FAMILY, Backend.NATIVE);
            var whole = fit(arena, n, 12);
            var parts = fit(arena, n, 12);
            topofit.fit(z, b, 2, whole, 0, n);

            var half = CompletableFuture.runAsync(() -> topofit.fit(z, b, 2, parts, 0, n / 2));
            topofit.fit(z, b, 2, parts, n / 2, n);
            half.join();

            for (var pair : List.of(
                    List.of(whole.slope(), parts.slope()),
                    List.of(whole.offset(), parts.offset()),
                    List.of(whole.coherence(), parts.coherence()),
                    List.of(whole.residual(), parts.residual()))) {
                assertThat(pair.get(1).segment().mismatch(pair.get(0).segment()))
                        .isEqualTo(-1);
            }
        }
    }

    @Test
    void aThousandCallsLeaveNothingBehind() throws IOException {
        assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "needs /proc");
        try (var arena = Arena.ofConfined()) {
            runAll(arena, 33, 0, 33);
        }
        long files = ProcessUse.count("/proc/self/fd");
        long threads = ProcessUse.count("/proc/self/task");
        long memory = ProcessUse.residentKiB();

        for (int k = 0; k < 1000; k++) {
            try (var arena = Arena.ofConfined()) {
                runAll(arena, 9, 0, 9);
            }
        }

        assertThat(ProcessUse.count("/proc/self/fd")).isLessThanOrEqualTo(files + 2);
        // The virtual machine starts compiler threads of its own.
        assertThat(ProcessUse.count("/proc/self/task")).isLessThanOrEqualTo(threads + 8);
        assertThat(ProcessUse.residentKiB() - memory).isLessThan(200_000);
    }

    @Test
    void resultsOnMisalignedOrHeapInputsAreThoseOfAlignedOnes() {
        try (var arena = Arena.ofConfined()) {
            var z = unit(arena, 20, 5);
            var b = random(arena, 20, 5, 100);
            var shifted = arena.allocate(b.size() * 4 + 8).asSlice(1);
            MemorySegment.copy(b.segment(), 0, shifted, 0, b.size() * 4);
            var heap = new FloatMatrix(MemorySegment.ofArray(z.im().toArray()), 20, 5);
            var topofit = KERNELS.get(Topofit.FAMILY, Backend.NATIVE);
            var expected = fit(arena, 20, 5);
            var actual = fit(arena, 20, 5);

            topofit.fit(z, b, 1, expected, 0, 20);
            topofit.fit(new ComplexMatrix(z.re(), heap), new FloatMatrix(shifted, 20, 5), 1, actual, 0, 20);

            assertThat(actual.slope().segment().mismatch(expected.slope().segment()))
                    .isEqualTo(-1);
        }
    }

    @Test
    void anEdgeToAPointThatDoesNotExistIsRefused() {
        try (var arena = Arena.ofConfined()) {
            var edges = IntMatrix.allocate(arena, 1, 2);
            edges.set(0, 1, 5);
            var smoothing = TimeSmoothing.of(arena, new double[] {0, 10, 20}, 30);

            assertThatThrownBy(() -> KERNELS.get(EdgeNoise.FAMILY, Backend.NATIVE)
                            .leaveOneOut(unit(arena, 5, 3), edges, smoothing, DoubleMatrix.allocate(arena, 3, 2), 0, 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("an edge ends at point 5 of 5");
        }
    }

    /// Runs kernels of all kinds of arguments on `n` points and returns their results.
    private static List<MemorySegment> runAll(Arena arena, int n, int from, int to) {
        var results = new ArrayList<MemorySegment>();
        int m = 1 + n % 7;
        var z = unit(arena, n, m);
        var b = random(arena, n, m, 100);
        var shared = random(arena, 1, m, 100);
        var coherence = FloatMatrix.allocate(arena, n, 1);
        var own = fit(arena, n, m);
        var same = fit(arena, n, m);
        KERNELS.get(Topofit.FAMILY, Backend.NATIVE).fit(z, b, 1.2, own, from, to);
        KERNELS.get(TopofitRowInvariant.FAMILY, Backend.NATIVE).fit(z, shared, 1.2, same, from, to);
        KERNELS.get(CoherenceRowInvariant.FAMILY, Backend.NATIVE).coherence(z, shared, 1.2, coherence, from, to);
        for (var fit : List.of(own, same)) {
            results.addAll(List.of(
                    fit.slope().segment(),
                    fit.offset().segment(),
                    fit.coherence().segment(),
                    fit.residual().segment()));
        }
        results.add(coherence.segment());
        var ramp = new Ramp(random(arena, n, 1, 0.1), b, random(arena, n, 1, 1));
        var turned = ComplexMatrix.allocate(arena, n, m);
        KERNELS.get(PhaseRamp.FAMILY, Backend.NATIVE).removeToUnit(z, ramp, turned, from, to);
        results.add(turned.re().segment());
        results.add(turned.im().segment());

        var edges = IntMatrix.allocate(arena, n, 2);
        var days = new double[m];
        for (int e = 0; e < n; e++) {
            edges.set(e, 1, (e + 1) % n);
            edges.set(e, 0, e / 2);
        }
        for (int k = 0; k < m; k++) {
            days[k] = 24 * k;
        }
        var smoothing = TimeSmoothing.of(arena, days, 100);
        var sums = DoubleMatrix.allocate(arena, m, 2);
        KERNELS.get(EdgeNoise.FAMILY, Backend.NATIVE).leaveOneOut(z, edges, smoothing, sums, from, to);
        results.add(sums.segment());
        var noise = FloatMatrix.allocate(arena, n, 2);
        KERNELS.get(EdgeNoise.FAMILY, Backend.NATIVE)
                .noise(z, edges, smoothing, EdgeNoise.BaselineFit.of(days, days), noise, from, to);
        results.add(noise.segment());

        var columns = new int[m];
        var ones = new double[m];
        for (int k = 0; k < m; k++) {
            columns[k] = m - 1 - k;
            ones[k] = 1 + k;
        }
        var k = DoubleMatrix.allocate(arena, n, 1);
        var c = DoubleMatrix.allocate(arena, n, 1);
        var scla = FloatMatrix.allocate(arena, n, m);
        KERNELS.get(Scla.FAMILY, Backend.NATIVE)
                .estimate(b, b, new Scla.Fit(columns, ones, ones, ones), k, c, scla, from, to);
        results.addAll(List.of(k.segment(), c.segment(), scla.segment()));
        var coefficient = DoubleMatrix.allocate(arena, m, 3);
        coefficient.fill(0.25);
        var wide = DoubleMatrix.allocate(arena, n, 3);
        KERNELS.get(PlaneCombination.EDGE_NOISE, Backend.NATIVE).combine(b, columns, ones, coefficient, wide, from, to);
        results.add(wide.segment());

        var cells = new int[n];
        for (int p = 0; p < n; p++) {
            cells[p] = p * 7 % 11;
        }
        var grid = ComplexMatrix.allocate(arena, 11, m);
        KERNELS.get(GridAccumulate.FAMILY, Backend.NATIVE).accumulate(z, CellOrder.of(cells, 11), grid, 0, m);
        results.add(grid.re().segment());
        var counts = DoubleMatrix.allocate(arena, CoherenceHistogram.BINS, 1);
        KERNELS.get(CoherenceCount.FAMILY, Backend.NATIVE).add(new FloatMatrix(results.get(2), n, 1), counts, from, to);
        results.add(counts.segment());

        var settings = ClapSettings.of(8 + 2 * (n % 3), 0.9, 0.3, 50, 800);
        int side = settings.window() + n % 5;
        var image = unit(arena, side * (side + 1), 2);
        var filtered = ComplexMatrix.allocate(arena, side * (side + 1), 2);
        KERNELS.get(ClapGridFilter.FAMILY, Backend.NATIVE).filter(image, side, side + 1, settings, filtered, 0, 2);
        results.add(filtered.re().segment());
        int[] some = {0, side * side, side * (side + 1) - 1};
        var values = ComplexMatrix.allocate(arena, 3, 2);
        KERNELS.get(ClapCellFilter.FAMILY, Backend.NATIVE)
                .filter(new ClapCellFilter.Grid(image, side, side + 1), settings, 1, some, values, 0, 3);
        results.add(values.im().segment());
        return results;
    }

    private static ComplexMatrix unit(Arena arena, int n, int m) {
        var random = new Random(n * 31L + m);
        var z = ComplexMatrix.allocate(arena, n, m);
        for (int f = 0; f < m; f++) {
            for (int p = 0; p < n; p++) {
                double phase = 6.3 * random.nextDouble();
                z.set(p, f, Math.cos(phase), Math.sin(phase));
            }
        }
        return z;
    }

    private static FloatMatrix random(Arena arena, int n, int m, double scale) {
        var random = new Random(n * 17L + m);
        var values = FloatMatrix.allocate(arena, n, m);
        for (long i = 0; i < values.size(); i++) {
            values.set(i, (float) (scale * random.nextGaussian()));
        }
        return values;
    }

    private static Topofit.Fit fit(Arena arena, int n, int m) {
        return new Topofit.Fit(
                FloatMatrix.allocate(arena, n, 1),
                FloatMatrix.allocate(arena, n, 1),
                FloatMatrix.allocate(arena, n, 1),
                FloatMatrix.allocate(arena, n, m));
    }
}
