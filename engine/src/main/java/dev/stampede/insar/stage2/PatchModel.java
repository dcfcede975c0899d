package dev.stampede.insar.stage2;

import dev.stampede.insar.model.CandidateStack;
import dev.stampede.insar.model.StageContext;
import dev.stampede.io.mat.Mat;
import dev.stampede.io.mat.MatArray;
import dev.stampede.io.mat.MatClass;
import dev.stampede.io.mat.MatValue;
import dev.stampede.kernels.clap.ClapSettings;
import dev.stampede.kernels.histogram.CoherenceHistogram;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.LinkedHashMap;
import java.util.stream.IntStream;

/// The artifact `pm1`.
record PatchModel(
        StageContext context,
        CandidateStack stack,
        CandidateGrid grid,
        ClapSettings clap,
        double cellSize,
        double trialWraps,
        RandomPhaseHistogram random) {
    /// @param weighted `[ps, ifg]` what the grid was made of
    void write(Estimate estimate, ComplexMatrix weighted, IterationState state) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var values = new LinkedHashMap<String, MatValue>();
            var coherence = Mat.of(estimate.coherence().widened(arena));
            var weightedGrid = estimate.grid();
            values.put("ph_patch", Mat.of(estimate.patchPhase()));
            values.put("K_ps", Mat.of(estimate.slope().widened(arena)));
            values.put("C_ps", Mat.of(estimate.offset().widened(arena)));
            values.put("coh_ps", coherence);
            values.put("N_opt", Mat.of(estimate.fitted().widened(arena)));
            values.put("ph_res", Mat.of(estimate.residual()));
            values.put("step_number", Mat.scalar(1.0));
            values.put(
                    "ph_grid",
                    new MatArray(
                            MatClass.SINGLE,
                            new long[] {grid.rows(), grid.cols(), stack.ifgCount()},
                            weightedGrid.re().segment(),
                            weightedGrid.im().segment()));
            values.put(
                    "n_trial_wraps",
                    context.parameters().smallBaseline() ? Mat.scalar(trialWraps) : Mat.scalar((float) trialWraps));
            values.put("grid_ij", Mat.of(gridIndices(arena)));
            values.put("grid_size", Mat.scalar(cellSize));
            values.put("low_pass", Mat.of(DoubleMatrix.copyOf(arena, clap.window(), clap.window(), clap.lowPass())));
            values.put("i_loop", Mat.scalar((double) state.finished()));
            values.put("ph_weight", Mat.of(weighted));
            values.put("Nr", Mat.row(state.random()));
            values.put("Nr_max_nz_ix", Mat.scalar((double) random.lastBin()));
            values.put(
                    "coh_bins",
                    Mat.row(IntStream.range(0, CoherenceHistogram.BINS)
                            .mapToDouble(CoherenceHistogram::centre)
                            .toArray()));
            values.put("coh_ps_save", coherence);
            values.put("gamma_change_save", Mat.scalar(state.previousRms()));
            context.output().append("pm1", values);
        }
    }

    /// One-based row and column of each candidate.
    private FloatMatrix gridIndices(Arena arena) {
        var indices = FloatMatrix.allocate(arena, stack.psCount(), 2);
        for (int p = 0; p < stack.psCount(); p++) {
            indices.set(p, 0, grid.row()[p] + 1);
            indices.set(p, 1, grid.col()[p] + 1);
        }
        return indices;
    }
}
