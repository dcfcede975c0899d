package dev.stampede.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stampede.insar.pipeline.config.Backends;
import dev.stampede.kernels.edgestats.EdgeNoise;
import dev.stampede.kernels.edgestats.TimeSmoothing;
import dev.stampede.kernels.topofit.Topofit;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import dev.stampede.memory.IntMatrix;
import dev.stampede.runtime.ProcessUse;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
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
    private static final List<KernelCase<?>> CASES = Contract.casesOn(Backend.NATIVE);
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
            for (var each : CASES) {
                for (int n : SIZES) {
                    guarded(each, n);
                }
            }
        } finally {
            NativeKernels.forceIsa("");
        }
    }

    private static <K extends Kernel> void guarded(KernelCase<K> each, int n) {
        var kernel = KERNELS.get(each.family(), Backend.NATIVE);
        List<Trial.Result> expected;
        try (var arena = Arena.ofConfined()) {
            var trial = new Trial(n, Trial.Content.PLAIN, arena, arena);
            each.run(kernel, trial);
            expected = trial.results();
        }
        try (var arena = new GuardedArena()) {
            var trial = new Trial(n, Trial.Content.PLAIN, arena, arena);
            each.run(kernel, trial);

            arena.verify();
            for (int k = 0; k < expected.size(); k++) {
                assertThat(trial.results().get(k).values())
                        .as("%s of %d: %s", each, n, expected.get(k).name())
                        .isEqualTo(expected.get(k).values());
            }
        }
    }

    @Test
    void twoThreadsOnPartsOfOneResultGiveThatOfOne() {
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
    void aThousandCallsOfEachKernelLeaveNothingBehind() throws Exception {
        ProcessUse.assertNothingIsLeft(50_000, _ -> CASES.forEach(each -> call(each, 9)));
    }

    private static <K extends Kernel> void call(KernelCase<K> each, int n) {
        try (var arena = Arena.ofConfined()) {
            each.run(KERNELS.get(each.family(), Backend.NATIVE), new Trial(n, Trial.Content.PLAIN, arena, arena));
        }
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
