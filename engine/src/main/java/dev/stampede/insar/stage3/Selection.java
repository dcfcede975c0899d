package dev.stampede.insar.stage3;

import dev.stampede.insar.artifacts.Artifact;
import dev.stampede.insar.artifacts.Rows;
import dev.stampede.insar.model.CandidateStack;
import dev.stampede.insar.model.StageContext;
import dev.stampede.insar.model.StageSummary;
import dev.stampede.io.mat.Mat;
import dev.stampede.io.mat.MatArray;
import dev.stampede.io.mat.MatValue;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.stream.IntStream;

/// The artifact `select1`.
record Selection(
        StageContext context,
        CandidateStack stack,
        DispersionClasses classes,
        Threshold.Rule rule,
        int[] selected,
        int[] used) {
    StageSummary write(Reestimate estimate, Threshold threshold, boolean[] keep, boolean fallback) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var values = start(keep, threshold, false);
            values.put("ph_patch2", Mat.of(estimate.patchPhase()));
            values.put("ph_res2", Mat.of(estimate.residual()));
            values.put("K_ps2", Mat.of(estimate.fit().slope().widened(arena)));
            values.put("C_ps2", Mat.of(estimate.fit().offset().widened(arena)));
            values.put("coh_ps2", Mat.of(estimate.fit().coherence().widened(arena)));
            return finish(values, keep, threshold, fallback);
        }
    }

    /// Without re-estimation: everything above the first threshold, with the values of stage 2.
    StageSummary keepAll(Artifact pm, Threshold threshold) throws IOException {
        try (var arena = Arena.ofShared()) {
            var keep = new boolean[selected.length];
            Arrays.fill(keep, true);
            var values = start(keep, threshold, true);
            values.put("ph_patch2", rows(arena, pm, "ph_patch"));
            values.put("ph_res2", rows(arena, pm, "ph_res"));
            values.put("K_ps2", rows(arena, pm, "K_ps"));
            values.put("C_ps2", rows(arena, pm, "C_ps"));
            values.put("coh_ps2", rows(arena, pm, "coh_ps"));
            return finish(values, keep, threshold, threshold.fallback());
        }
    }

    private MatArray rows(Arena arena, Artifact pm, String name) throws IOException {
        return Rows.select(arena, context.workers(), pm.array(name), selected);
    }

    private LinkedHashMap<String, MatValue> start(boolean[] keep, Threshold threshold, boolean allCandidates) {
        var values = new LinkedHashMap<String, MatValue>();
        values.put("ix", Stage3.oneBased(selected));
        values.put("keep_ix", Mat.logicalColumn(keep));
        values.put("coh_thresh", thresholds(threshold, allCandidates));
        values.put(
                "coh_thresh_coeffs",
                threshold.dependsOnDispersion() ? Mat.row(threshold.slope(), threshold.intercept()) : Mat.empty());
        return values;
    }

    private MatArray thresholds(Threshold threshold, boolean allCandidates) {
        if (!threshold.dependsOnDispersion()) {
            return Mat.scalar(threshold.intercept());
        }
        var points = allCandidates ? IntStream.range(0, stack.psCount()) : IntStream.of(selected);
        return Mat.column(
                points.mapToDouble(p -> threshold.at(classes.dispersion()[p])).toArray());
    }

    private StageSummary finish(
            LinkedHashMap<String, MatValue> values, boolean[] keep, Threshold threshold, boolean fallback)
            throws IOException {
        var parameters = context.parameters();
        values.put("clap_alpha", Mat.scalar(parameters.number("clap_alpha")));
        values.put("clap_beta", Mat.scalar(parameters.number("clap_beta")));
        values.put("n_win", Mat.scalar(parameters.number("clap_win")));
        // COMPAT: the area is single precision, and so is what follows from it.
        values.put(
                "max_percent_rand", rule.percent() ? Mat.scalar(rule.accepted()) : Mat.scalar((float) rule.accepted()));
        values.put("gamma_stdev_reject", Mat.scalar(parameters.number("gamma_stdev_reject")));
        values.put("small_baseline_flag", Mat.text(parameters.smallBaseline() ? "y" : "n"));
        values.put(
                "ifg_index", Mat.row(IntStream.of(used).mapToDouble(f -> f + 1).toArray()));
        context.output().append("select1", values);

        int kept = (int) IntStream.range(0, keep.length).filter(i -> keep[i]).count();
        if (kept == 0) {
            return StageSummary.empty("none of " + stack.psCount() + " candidates has a coherence above "
                    + String.format(java.util.Locale.ROOT, "%.3f", threshold.intercept()));
        }
        var details = kept + " of " + selected.length + " selected candidates kept"
                + (fallback ? " (no class gave a threshold, 0.3 was taken)" : "");
        return StageSummary.of(details, stack.psCount())
                .withFigures(Stage3.figures(stack.psCount(), selected.length, kept, threshold));
    }
}
