package dev.stampede.insar.stage5;

import dev.stampede.insar.artifacts.ArtifactFolder;
import dev.stampede.insar.artifacts.MissingArtifactException;
import dev.stampede.insar.model.Stage;
import dev.stampede.insar.model.StageContext;
import dev.stampede.insar.model.StageSummary;
import dev.stampede.insar.model.UnsupportedModeException;
import dev.stampede.io.mat.FormatException;
import dev.stampede.io.mat.Mat;
import dev.stampede.io.mat.MatArray;
import dev.stampede.io.mat.MatValue;
import dev.stampede.memory.FloatMatrix;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Stage 5, merged: the patches become one set of points, and each interferogram gets its noise.
///
/// Reads ps2, ph2, pm2, rc2, bp2, la2, inc2, hgt2 and patch_noover.in of every patch. Writes the same
/// artifacts for the whole data set (an absent quantity as an empty variable), ifgstd2, psver and, without
/// resampling, a phuw2 of zeros.
///
/// 1. Which points: [OverlapRule], or [CellRule] when `merge_resample_size` is positive.
/// 2. Where: projected anew about the middle of all points, in storage order ([MergePlan]).
/// 3. The variables, one after the other, so that memory holds few of them at once ([MergedVariable]).
/// 4. Noise of each interferogram ([InterferogramStd]).
///
/// Source: StaMPS, merging of patches; Hooper et al. (2007), doi:10.1029/2006JB004763, for the quantities.
public final class Stage5Merge implements Stage {
    /// What patches hold only when they were processed beyond stage 5 on their own.
    private static final List<String> BEYOND_STAGE_5 = List.of("phuw2", "scla2", "scla_sb2", "scn2");

    private static final Set<String> OF_ALL_POINTS = Set.of("n_ps", "ij", "xy", "lonlat");

    private final double highestCoherence;

    public Stage5Merge() {
        this(PointQuality.HIGHEST_COHERENCE);
    }

    /// For comparison with a run whose random draws gave another limit of coherence.
    Stage5Merge(double highestCoherence) {
        this.highestCoherence = highestCoherence;
    }

    @Override
    public int number() {
        return 5;
    }

    @Override
    public Scope scope() {
        return Scope.MERGED;
    }

    @Override
    public void requireSupported(StageContext context) {
        for (var patch : context.patches()) {
            for (var artifact : BEYOND_STAGE_5) {
                if (patch.has(artifact)) {
                    throw new UnsupportedModeException(patch.file(artifact)
                            + " exists: patches that were unwrapped on their own are not merged; remove it to go on");
                }
            }
        }
    }

    /// Phase, patch phase, residual phase and baselines of all points together; corrected phase is less.
    @Override
    public long estimateMemory(StageContext context) throws IOException {
        long all = 0;
        long largest = 0;
        for (var patch : context.patches()) {
            try (var arena = Arena.ofConfined();
                    var phase = patch.open(arena, "ph2")) {
                long[] dims = phase.file().find("ph").orElseThrow().dims();
                all += dims[0] * dims[1];
                largest = Math.max(largest, dims[0] * dims[1]);
            }
        }
        int bytes = isResampled(context) ? 16 + 16 + 8 + 4 : 8 + 8 + 4 + 4;
        return all * bytes + largest * 8;
    }

    private static boolean isResampled(StageContext context) {
        return context.parameters().number("merge_resample_size") > 0;
    }

    @Override
    public StageSummary run(StageContext context) throws IOException {
        if (context.patches().isEmpty()) {
            return StageSummary.empty("no patch has any point");
        }
        requireSameImages(context.patches());
        var patches = new ArrayList<PatchPoints>();
        for (var patch : context.patches()) {
            patches.add(PatchPoints.read(patch));
        }
        var entries =
                isResampled(context) ? CellRule.apply(context, patches, highestCoherence) : OverlapRule.apply(patches);
        if (entries.coherence().length == 0) {
            return StageSummary.empty("no point is left of " + patches.size() + " patches after merging");
        }
        try (var arena = Arena.ofShared()) {
            var plan = MergePlan.of(arena, context, entries);
            writePoints(context, plan);
            writeGeometry(context, plan);
            writePhaseAndModel(context, plan);
            writeCorrectedPhase(context, plan);
            if (!isResampled(context)) {
                writeZeroUnwrappedPhase(context, plan);
            }
            context.output().replace("psver", variables("psver", Mat.scalar(2.0)));
            context.output().remove("amp_mean");
            return StageSummary.of(plan.rows() + " points of " + patches.size() + " patches", plan.rows())
                    .withFigures(Map.of(
                            "n_merged",
                            plan.rows(),
                            "n_in_patches",
                            patches.stream().mapToInt(PatchPoints::count).sum()));
        }
    }

    /// Patches can only be joined when they show the same interferograms.
    private static void requireSameImages(List<ArtifactFolder> patches) throws IOException {
        try (var arena = Arena.ofConfined()) {
            double[] days = null;
            int ifgs = 0;
            for (var patch : patches) {
                try (var ps = patch.open(arena, "ps2")) {
                    if (days != null && (!Arrays.equals(days, ps.numbers("day")) || ps.integer("n_ifg") != ifgs)) {
                        throw new FormatException(
                                patch.file("ps2"),
                                "has other images or interferograms than "
                                        + patches.getFirst().path());
                    }
                    days = ps.numbers("day");
                    ifgs = ps.integer("n_ifg");
                }
            }
        }
    }

    // COMPAT: everything that is not one value per point is that of the last patch, its mean baselines, incidence and
    // origin included, although xy is about the origin of all points. Pinned by Stage5MergeGoldenTest.
    private static void writePoints(StageContext context, MergePlan plan) throws IOException {
        try (var arena = Arena.ofConfined();
                var ps = context.patches().getLast().open(arena, "ps2")) {
            var values = new LinkedHashMap<String, MatValue>();
            for (var variable : ps.file().variables()) {
                if (!OF_ALL_POINTS.contains(variable.name())) {
                    values.put(variable.name(), ps.value(variable.name()));
                }
            }
            values.put("n_ps", Mat.scalar((double) plan.rows()));
            values.put("ij", Mat.of(plan.ij()));
            values.put("xy", Mat.of(plan.xy()));
            values.put("lonlat", Mat.of(plan.lonLat()));
            context.output().replace("ps2", values);
        }
    }

    private static void writeGeometry(StageContext context, MergePlan plan) throws IOException {
        for (var variable : List.of(MergedVariable.LOOK_ANGLE, MergedVariable.INCIDENCE, MergedVariable.HEIGHT)) {
            try (var arena = Arena.ofShared()) {
                write(context, variable, variable.merge(arena, context, plan));
            }
        }
    }

    private static void writePhaseAndModel(StageContext context, MergePlan plan) throws IOException {
        try (var arena = Arena.ofShared()) {
            var phase = required(context, MergedVariable.PHASE, MergedVariable.PHASE.merge(arena, context, plan));
            write(context, MergedVariable.PHASE, phase);
            var baselines =
                    required(context, MergedVariable.BASELINES, MergedVariable.BASELINES.merge(arena, context, plan));
            write(context, MergedVariable.BASELINES, baselines);
            var model = new LinkedHashMap<String, MatValue>();
            for (var variable : List.of(
                    MergedVariable.PATCH_PHASE,
                    MergedVariable.RESIDUAL,
                    MergedVariable.DEM_ERROR,
                    MergedVariable.STATIC_PHASE)) {
                model.put(variable.name(), required(context, variable, variable.merge(arena, context, plan)));
            }
            model.put("coh_ps", Mat.column(plan.coherence()));
            context.output().append("pm2", model);
            var std = new InterferogramStd(
                            phase.asComplexMatrix(arena),
                            ((MatArray) model.get("ph_patch")).asComplexMatrix(arena),
                            ((MatArray) model.get("K_ps")).asFloatMatrix(arena),
                            ((MatArray) model.get("C_ps")).asFloatMatrix(arena),
                            baselines.asFloatMatrix(arena),
                            referenceIndex(context))
                    .degrees(arena, context);
            context.output().replace("ifgstd2", variables("ifg_std", Mat.of(std)));
        }
    }

    private static int referenceIndex(StageContext context) throws IOException {
        if (context.parameters().smallBaseline()) {
            return -1;
        }
        try (var arena = Arena.ofConfined();
                var ps = context.patches().getLast().open(arena, "ps2")) {
            return ps.integer("master_ix") - 1;
        }
    }

    private static void writeCorrectedPhase(StageContext context, MergePlan plan) throws IOException {
        var values = new LinkedHashMap<String, MatValue>();
        try (var arena = Arena.ofShared()) {
            var corrected =
                    required(context, MergedVariable.CORRECTED, MergedVariable.CORRECTED.merge(arena, context, plan));
            UnitModulus.scale(context.workers(), corrected);
            values.put("ph_rc", corrected);
            values.put("ph_reref", MergedVariable.WITH_REFERENCE.merge(arena, context, plan));
            context.output().append("rc2", values);
        }
    }

    // COMPAT: StaMPS leaves zeros for the unwrapped phase, which stage 6 replaces; not when it resamples.
    private static void writeZeroUnwrappedPhase(StageContext context, MergePlan plan) throws IOException {
        try (var arena = Arena.ofConfined();
                var ps = context.patches().getLast().open(arena, "ps2")) {
            var zeros = FloatMatrix.allocate(arena, plan.rows(), ps.integer("n_ifg"));
            context.output().append("phuw2", variables("ph_uw", Mat.of(zeros)));
        }
    }

    private static MatArray required(StageContext context, MergedVariable variable, MatArray merged)
            throws MissingArtifactException {
        if (merged.isEmpty()) {
            throw new MissingArtifactException(
                    context.patches().getFirst().file(variable.artifact()),
                    "no patch holds " + variable.name() + "; run stages 4 and 5 of the patches again");
        }
        return merged;
    }

    private static void write(StageContext context, MergedVariable variable, MatArray value) throws IOException {
        context.output().append(variable.artifact(), variables(variable.name(), value));
    }

    private static LinkedHashMap<String, MatValue> variables(String name, MatValue value) {
        var values = new LinkedHashMap<String, MatValue>();
        values.put(name, value);
        return values;
    }
}
