package dev.stampede.insar.stage2;

import dev.stampede.insar.model.StageContext;
import dev.stampede.io.Sha256;
import dev.stampede.io.mat.Mat;
import dev.stampede.io.mat.MatArray;
import dev.stampede.io.mat.MatValue;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// What the next iteration needs of the ones before, so that an interrupted stage continues where it was.
final class IterationCheckpoint {
    private static final String NAME = "iteration";

    private final StageContext context;
    private final String fingerprint;

    IterationCheckpoint(StageContext context, double trialWraps, RandomPhaseHistogram random) throws IOException {
        this.context = context;
        var text = new StringBuilder(Double.toHexString(trialWraps)).append(Arrays.toString(random.counts()));
        for (var artifact : new String[] {"ps1", "ph1", "bp1", "da1"}) {
            if (context.folder().has(artifact)) {
                text.append(Sha256.ofFile(context.folder().file(artifact)));
            }
        }
        for (var name : new String[] {
            "filter_grid_size",
            "filter_weighting",
            "clap_win",
            "clap_low_pass_wavelength",
            "clap_alpha",
            "clap_beta",
            "gamma_change_convergence", // a state kept may lie beyond where these end
            "gamma_max_iterations"
        }) {
            text.append(name)
                    .append('=')
                    .append(context.parameters().text(name))
                    .append(';');
        }
        fingerprint = text.toString();
    }

    /// @return the state kept, with `estimate` filled from it, or `fresh` when there is none
    IterationState resume(Arena arena, Estimate estimate, IterationState fresh) {
        var kept = context.checkpoints().load(arena, NAME, fingerprint);
        if (kept.isEmpty()) {
            return fresh;
        }
        var values = kept.get();
        restore(values, "K_ps", estimate.slope());
        restore(values, "C_ps", estimate.offset());
        restore(values, "coh_ps", estimate.coherence());
        restore(values, "N_opt", estimate.fitted());
        var weight = (MatArray) values.get("weighting");
        MemorySegment.copy(
                weight.re(),
                0,
                estimate.weight().segment(),
                0,
                estimate.weight().size() * DoubleMatrix.BYTES);
        return new IterationState(
                (int) ((MatArray) values.get("i_loop")).scalar(),
                ((MatArray) values.get("gamma_change_save")).scalar(),
                ((MatArray) values.get("Nr")).toDoubles());
    }

    private static void restore(SequencedMap<String, MatValue> values, String name, FloatMatrix into) {
        MemorySegment.copy(((MatArray) values.get(name)).re(), 0, into.segment(), 0, into.size() * FloatMatrix.BYTES);
    }

    void keep(Estimate estimate, IterationState state) throws IOException {
        var values = new LinkedHashMap<String, MatValue>();
        values.put("K_ps", Mat.of(estimate.slope()));
        values.put("C_ps", Mat.of(estimate.offset()));
        values.put("coh_ps", Mat.of(estimate.coherence()));
        values.put("N_opt", Mat.of(estimate.fitted()));
        values.put("weighting", Mat.of(estimate.weight()));
        values.put("i_loop", Mat.scalar((double) state.finished()));
        values.put("gamma_change_save", Mat.scalar(state.previousRms()));
        values.put("Nr", Mat.row(state.random()));
        context.checkpoints().save(NAME, fingerprint, values);
    }
}
