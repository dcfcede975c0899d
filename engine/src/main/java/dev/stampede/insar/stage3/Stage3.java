package dev.stampede.insar.stage3;

import dev.stampede.insar.artifacts.Artifact;
import dev.stampede.insar.artifacts.ArtifactFolder;
import dev.stampede.insar.model.CandidateStack;
import dev.stampede.insar.model.SingleReference;
import dev.stampede.insar.model.Stage;
import dev.stampede.insar.model.StageContext;
import dev.stampede.insar.model.StageSummary;
import dev.stampede.insar.model.UnsupportedModeException;
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
/// 1. From the coherences and those of noise follows a threshold that lets an accepted number of random
///    candidates pass.
/// 2. The coherence of each selected candidate is estimated again, its grid cell emptied, so that it cannot
///    support itself.
/// 3. A new threshold from the new coherences; candidates above it whose K hardly moved are kept.
///
/// Source: Hooper, Segall and Zebker (2007), doi:10.1029/2006JB004763, section 2.5.
public final class Stage3 implements Stage {
    /// Bytes per candidate of coherence, dispersion and its order, cells and K on their way.
    private static final long PER_CANDIDATE = 96;

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

    /// Stack and grid, and for each selected candidate its filtered phase and the residual. How many are
    /// selected is found as the stage itself does.
    @Override
    public long estimateMemory(StageContext context) throws IOException {
        try (var arena = Arena.ofConfined();
                var ps = context.folder().open(arena, "ps1");
                var pm = context.folder().open(arena, "pm1")) {
            long candidates = SingleReference.shapeOf(context.folder(), "ph1", "ph")[0];
            long[] grid = SingleReference.shapeOf(context.folder(), "pm1", "ph_grid");
            long ifgs = grid.length > 2 ? grid[2] : 1;
            long cells = grid[0] * grid[1];
            long selected = FirstSelection.of(context, ps.floats("xy"), pm).selected().length;
            return bytes(candidates, ifgs, selected, cells);
        }
    }

    static long bytes(long candidates, long ifgs, long selected, long cells) {
        return CandidateStack.bytes(candidates, ifgs + 1)
                + 8 * cells * ifgs
                + selected * ifgs * (8 + 4)
                + candidates * PER_CANDIDATE;
    }

    @Override
    public StageSummary run(StageContext context) throws IOException {
        var parameters = context.parameters();
        try (var arena = Arena.ofShared();
                var pm = context.folder().open(arena, "pm1")) {
            var stack = CandidateStack.read(arena, context.folder(), parameters.smallBaseline());
            int[] used = stack.columnsWithout(parameters.indices("drop_ifg_index"));
            var begin = FirstSelection.of(context, stack.xy(), pm);
            var classes = begin.classes();
            var rule = begin.rule();
            var first = begin.threshold();
            double[] coherence = begin.coherence();
            int[] selected = dropPartTime(context, pm, begin.selected(), used);

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
            return selection
                    .write(estimate, second, keep, first.fallback())
                    .withResumed(estimate.resumed(), "blocks of cells");
        }
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
                        window, parameters.number("clap_alpha"), parameters.number("clap_beta"), lowPass.toArray()),
                Math.max(0, (int) parameters.number("slc_osf") - 1));
    }

    static void requireLength(ArtifactFolder folder, String name, int found, int expected) throws FormatException {
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
