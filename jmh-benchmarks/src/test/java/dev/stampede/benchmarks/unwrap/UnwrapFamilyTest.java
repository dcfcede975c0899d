package dev.stampede.benchmarks.unwrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stampede.insar.unwrap.NetworkUnwrapper;
import dev.stampede.insar.unwrap.SnaphuProgram;
import dev.stampede.insar.unwrap.SnaphuUnwrapper;
import dev.stampede.insar.unwrap.UnwrapReport;
import dev.stampede.insar.unwrap.Unwrapper;
import dev.stampede.runtime.Cancellation;
import dev.stampede.runtime.Progress;
import java.io.IOException;
import java.lang.foreign.Arena;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What the benchmark measures is right: every family is solved with a certificate, and no worse than by
/// snaphu.
class UnwrapFamilyTest {
    /// Where many pairs have no statistics both solvers are heuristics at the end.
    private static final double MANY_FREE = 0.05;

    private static final double TOLERANCE_MANY_FREE = 1e-5;

    @ParameterizedTest
    @EnumSource
    void isSolvedWithCertificate(UnwrapFamily family) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            var scene = UnwrapScene.of(arena, family, 120, 150, 1);

            var report = solve(arena, new NetworkUnwrapper(), scene);

            assertThat(report.certified()).isTrue();
            assertThat(report.conserved()).isTrue();
            assertThat(report.flowTooLarge()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void costsNoMoreThanSnaphu(UnwrapFamily family) throws IOException {
        var program = SnaphuProgram.find("snaphu");
        assumeTrue(program.isPresent(), "the snaphu program is not installed");
        try (Arena arena = Arena.ofConfined()) {
            var scene = UnwrapScene.of(arena, family, 60, 80, 2);

            long own = solve(arena, new NetworkUnwrapper(), scene).totalCost();
            long theirs =
                    solve(arena, new SnaphuUnwrapper(program.get()), scene).totalCost();

            boolean manyFree = family.freeFraction >= MANY_FREE || family == UnwrapFamily.D;
            assertThat(own)
                    .isLessThanOrEqualTo(theirs + (manyFree ? (long) Math.ceil(theirs * TOLERANCE_MANY_FREE) : 0));
        }
    }

    private static UnwrapReport solve(Arena arena, Unwrapper unwrapper, UnwrapScene scene) throws IOException {
        try (var worker = unwrapper.prepare(arena, scene.grid()).openWorker()) {
            return worker.unwrap(scene.interferogram(), new Cancellation(), Progress.NONE)
                    .report();
        }
    }
}
