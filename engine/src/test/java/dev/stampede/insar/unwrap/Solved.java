package dev.stampede.insar.unwrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.memory.FloatMatrix;
import dev.stampede.runtime.Cancellation;
import dev.stampede.runtime.Progress;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// A solution copied out of its worker, and the checks every solution must pass.
///
/// @param phase row-major float32
record Solved(UnwrapReport report, MemorySegment phase) {
    static final NetworkUnwrapper.Options CONTRACTED = NetworkUnwrapper.Options.DEFAULT;
    static final NetworkUnwrapper.Options FULL_GRID = new NetworkUnwrapper.Options(true, true, false);
    static final NetworkUnwrapper.Options NO_CORNER_RULE = new NetworkUnwrapper.Options(false, true, true);
    static final NetworkUnwrapper.Options NO_POLISH = new NetworkUnwrapper.Options(true, false, true);

    static Solved of(Arena arena, GridScene scene, NetworkUnwrapper.Options options) {
        return of(arena, scene, new NetworkUnwrapper(options));
    }

    static Solved of(Arena arena, GridScene scene, Unwrapper unwrapper) {
        try (var worker = unwrapper.prepare(arena, scene.grid()).openWorker()) {
            var result = worker.unwrap(scene.interferogram(), new Cancellation(), Progress.NONE);
            return copy(arena, result);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static Solved copy(Arena arena, UnwrappedPhase result) {
        FloatMatrix grid = result.copyPhase(arena);
        var phase = arena.allocate(4L * result.rows() * result.cols(), 64);
        for (int row = 0; row < result.rows(); row++) {
            for (int col = 0; col < result.cols(); col++) {
                phase.set(WrappedGrid.FLOAT, 4L * (row * result.cols() + col), grid.get(row, col));
            }
        }
        return new Solved(result.report(), phase);
    }

    /// Certificate, conservation, and the reported cost against the cost of the phase under the full records.
    Solved check(Arena arena, GridScene scene, String description) {
        assertThat(report.certified()).as(description).isTrue();
        assertThat(report.conserved()).as(description).isTrue();
        assertThat(report.totalCost())
                .as(description)
                .isEqualTo(Evaluation.cost(arena, scene.expand(arena), phase))
                .isEqualTo(report.statisticsCost() + report.freeCuts());
        return this;
    }
}
