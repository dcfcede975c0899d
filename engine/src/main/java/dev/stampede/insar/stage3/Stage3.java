package dev.stampede.insar.stage3;

import dev.stampede.insar.artifacts.Artifact;
import dev.stampede.insar.artifacts.ArtifactFolder;
import dev.stampede.insar.model.CandidateStack;
import dev.stampede.insar.model.RandomCoherence;
import dev.stampede.insar.model.SingleReference;
import dev.stampede.insar.model.Stage;
import dev.stampede.insar.model.StageContext;
import dev.stampede.insar.model.StageSummary;
import dev.stampede.insar.model.UnsupportedModeException;
import dev.stampede.insar.params.Parameters;
import dev.stampede.io.mat.FormatException;
import dev.stampede.io.mat.Mat;
import dev.stampede.io.mat.MatArray;
import dev.stampede.kernels.clap.ClapCellFilter;
import dev.stampede.kernels.clap.ClapSettings;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.FloatMatrix;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.Map;
import java.util.stream.IntStream;

/// Stage 3: which candidates are persistent scatterers?
///
/// Reads ps1, ph1, pm1, bp1 and da1 where it exists. Writes select1.
///
/// 1. From the coherences and those of noise follows a threshold that lets an accepted number of random candidates
///    pass.
/// 2. The coherence of each selected candidate is estimated again, its grid cell emptied, so that it cannot support
///    itself.
/// 3. A new threshold from the new coherences; candidates above it whose K hardly moved are kept.
///
/// Source: Hooper, Segall and Zebker (2007), doi:10.1029/2006JB004763, section 2.5.
public final class Stage3 implements Stage {
    @Override
    public int number() {
        return 3;
    }

    @Override
    public Scope scope() {
        return Scope.PATCH;
    }

    @Override
    public void requireSupported(StageContext context) {
        if (!context.parameters().flag("quick_est_gamma_flag")) {
            throw new UnsupportedModeException(
                    "quick_est_gamma_flag = n needs a routine the original no longer ships; set it to y");
        }
    }

    /// Stack and grid, and for each selected candidate the filtered phase and residual.
    @Override
    public long estimateMemory(StageContext context) throws IOException {
        long[] dims = SingleReference.shapeOf(context.folder(), "ph1", "ph");
        long[] grid = SingleReference.shapeOf(context.folder(), "pm1", "ph_grid");
        long cells = grid[0] * grid[1] * (grid.length > 2 ? grid[2] : 1);
        return CandidateStack.bytes(context.folder()) + 8 * cells + dims[0] * dims[1] * (8 + 8 + 4) + 64 * dims[0];
    }

    @Override
    public StageSummary run(StageContext context) throws IOException {
        var parameters = context.parameters();
        try (var arena = Arena.ofShared();
                var pm = context.folder().open(arena, "pm1")) {
            var stack = CandidateStack.read(arena, context.folder(), parameters.smallBaseline());
            int[] used = stack.columnsWithout(parameters.indices("drop_ifg_index"));
            var classes = DispersionClasses.of(dispersion(context.folder()), stack.psCount());
            var rule = rule(parameters, pm, stack, classes.count());
            double[] coherence = pm.numbers("coh_ps");
            requireLength(context.folder(), "coh_ps", coherence.length, stack.psCount());

            var first = Threshold.of(classes, coherence, rule);
            int[] selected = above(first, classes, coherence);
            selected = dropPartTime(context, pm, selected, used);

            boolean again = parameters.flag("select_reest_gamma_flag");
            var selection = new Selection(context, stack, classes, rule, selected, used);
            if (!again) {
                return selection.keepAll(pm, first);
            }
            var estimate = Reestimate.of(
                    arena,
                    context,
                    stack,
                    surroundings(context, pm, stack),
                    pm.number("n_trial_wraps"),
                    selected,
                    used);
            for (int i = 0; i < selected.length; i++) {
                coherence[selected[i]] = estimate.fit().coherence().get(i, 0);
            }
            var second = Threshold.of(classes, coherence, rule);
            boolean[] keep = new boolean[selected.length];
            double[] slopeBefore = pm.numbers("K_ps");
            double limit = 2 * Math.PI / stack.baselineRange();
            for (int i = 0; i < selected.length; i++) {
                int p = selected[i];
                keep[i] = coherence[p] > second.at(classes.dispersion()[p])
                        && Math.abs(slopeBefore[p] - estimate.fit().slope().get(i, 0)) < limit;
            }
            return selection.write(estimate, second, keep, first.fallback());
        }
    }

    /// Amplitude dispersion of the candidates, or `null`.
    private static double[] dispersion(ArtifactFolder folder) throws IOException {
        if (!folder.has("da1")) {
            return null;
        }
        try (var arena = Arena.ofConfined();
                var da = folder.open(arena, "da1")) {
            return da.numbers("D_A");
        }
    }

    /// How many random candidates are accepted per class: a share, or a density times the area of the patch.
    private static Threshold.Rule rule(Parameters parameters, Artifact pm, CandidateStack stack, int classes)
            throws IOException {
        boolean percent = parameters.text("select_method").equalsIgnoreCase("PERCENT");
        double accepted = percent
                ? parameters.number("percent_rand")
                : (float) ((float) (parameters.number("density_rand") * area(stack.xy())) / (float) classes);
        double[] random = pm.numbers("Nr");
        return new Threshold.Rule(random, RandomCoherence.lowBins(parameters.smallBaseline()), accepted, percent);
    }

    /// km^2 of the rectangle around the candidates, in single precision as StaMPS.
    private static float area(FloatMatrix xy) {
        float[] low = {Float.POSITIVE_INFINITY, Float.POSITIVE_INFINITY};
        float[] high = {Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY};
        for (int p = 0; p < xy.rows(); p++) {
            for (int axis = 0; axis < 2; axis++) {
                low[axis] = Math.min(low[axis], xy.get(p, axis + 1));
                high[axis] = Math.max(high[axis], xy.get(p, axis + 1));
            }
        }
        return (high[0] - low[0]) * (high[1] - low[1]) / 1e6f;
    }

    private static int[] above(Threshold threshold, DispersionClasses classes, double[] coherence) {
        return IntStream.range(0, coherence.length)
                .filter(p -> coherence[p] > threshold.at(classes.dispersion()[p]))
                .toArray();
    }

    private static int[] dropPartTime(StageContext context, Artifact pm, int[] selected, int[] used)
            throws IOException {
        double limit = context.parameters().number("gamma_stdev_reject");
        if (!(limit > 0)) {
            return selected;
        }
        var residual = pm.floats("ph_res");
        long seed = context.settings().randomSeed();
        return IntStream.of(selected)
                .filter(p -> PartTime.coherenceSpread(residual, p, used, seed) < limit)
                .toArray();
    }

    private static Reestimate.Surroundings surroundings(StageContext context, Artifact pm, CandidateStack stack)
            throws IOException {
        var parameters = context.parameters();
        MatArray grid = pm.array("ph_grid");
        int ni = (int) grid.dims()[0];
        int nj = (int) grid.dims()[1];
        var re = new FloatMatrix(grid.re(), ni * nj, stack.ifgCount());
        var im = new FloatMatrix(grid.im(), ni * nj, stack.ifgCount());
        MatArray ij = pm.array("grid_ij");
        int n = stack.psCount();
        requireLength(context.folder(), "grid_ij", ij.rows(), n);
        var cell = IntStream.range(0, n)
                .map(p -> (int) ij.get(p) - 1 + ((int) ij.get(n + (long) p) - 1) * ni)
                .toArray();
        int window = (int) parameters.number("clap_win");
        var lowPass = pm.doubles("low_pass");
        if (lowPass.size() != (long) window * window) {
            throw new FormatException(
                    context.folder().file("pm1"),
                    "low_pass has " + lowPass.size() + " values, clap_win = " + window + " needs " + window * window
                            + "; run stage 2 again");
        }
        return new Reestimate.Surroundings(
                new ClapCellFilter.Grid(new ComplexMatrix(re, im), ni, nj),
                cell,
                new ClapSettings(
                        window,
                        parameters.number("clap_alpha"),
                        parameters.number("clap_beta"),
                        lowPass.toArray()),
                Math.max(0, (int) parameters.number("slc_osf") - 1));
    }

    private static void requireLength(ArtifactFolder folder, String name, int found, int expected)
            throws FormatException {
        if (found != expected) {
            throw new FormatException(
                    folder.file("pm1"),
                    name + " has " + found + " rows, ps1 has " + expected + " candidates; run stage 2 again");
        }
    }

    /// Figures of a threshold for the run report.
    static Map<String, Object> figures(int candidates, int selected, int kept, Threshold threshold) {
        return Map.of(
                "n_candidates", candidates,
                "n_selected", selected,
                "n_kept", kept,
                "coherence_threshold_slope", threshold.slope(),
                "coherence_threshold", threshold.intercept());
    }

    static MatArray oneBased(int[] indices) {
        return Mat.column(IntStream.of(indices).mapToDouble(i -> i + 1).toArray());
    }
}
