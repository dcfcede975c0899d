package dev.stampede.insar.stage3;

import dev.stampede.insar.model.CandidateStack;
import dev.stampede.insar.model.StageContext;
import dev.stampede.kernels.clap.ClapCellFilter;
import dev.stampede.kernels.clap.ClapSettings;
import dev.stampede.kernels.gridaccumulate.CellOrder;
import dev.stampede.kernels.topofit.Topofit;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.FloatMatrix;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.Arrays;

/// K, C and coherence of the selected candidates without their own contribution to the phase of their
/// surroundings.
///
/// @param patchPhase `[selected, ifg]` filtered phase around each, not normalised
/// @param residual   `[selected, ifg]` rad; 0 in interferograms that were not used
/// @param fit        slope, offset and coherence; NaN slope and coherence where some phase is zero
/// @param resumed    blocks of cells that an interrupted run had filtered
record Reestimate(ComplexMatrix patchPhase, FloatMatrix residual, Topofit.Fit fit, int resumed) {
    private static final int BLOCK = 1024;
    private static final int CELLS = 16;

    /// Cells per checkpoint: some tenths of a second of work.
    private static final int KEPT_CELLS = 256;

    /// What the filter needs of stage 2.
    ///
    /// @param grid     weighted phase per cell
    /// @param cell     zero-based cell of every candidate
    /// @param settings response of the filter
    /// @param blanked  further cells around a candidate that are emptied (oversampled images)
    record Surroundings(ClapCellFilter.Grid grid, int[] cell, ClapSettings settings, int blanked) {}

    /// @param selected zero-based candidates
    /// @param used     zero-based columns that take part in the fit
    static Reestimate of(
            Arena arena,
            StageContext context,
            CandidateStack stack,
            Surroundings around,
            double trialWraps,
            int[] selected,
            int[] used)
            throws IOException {
        int n = selected.length;
        var patchPhase = ComplexMatrix.allocate(arena, n, stack.ifgCount());
        int resumed = filterOncePerCell(context, around, selected, patchPhase);
        var result = new Reestimate(
                patchPhase,
                FloatMatrix.allocate(arena, n, stack.ifgCount()),
                new Topofit.Fit(
                        FloatMatrix.allocate(arena, n, 1),
                        FloatMatrix.allocate(arena, n, 1),
                        FloatMatrix.allocate(arena, n, 1),
                        null),
                resumed);
        var topofit = context.kernels().get(Topofit.FAMILY, Topofit.work(n, used.length, trialWraps));
        context.workers()
                .forBlocks(
                        n,
                        BLOCK,
                        (from, to) ->
                                result.fitBlock(topofit, stack, trialWraps, selected, used, (int) from, (int) to));
        return result;
    }

    /// Candidates of one cell see the same surroundings, so each occupied cell is filtered once. Finished
    /// blocks of cells are kept for the case that the run is interrupted.
    /// @return blocks that an interrupted run had finished
    private static int filterOncePerCell(
            StageContext context, Surroundings around, int[] selected, ComplexMatrix patchPhase) throws IOException {
        int[] cells = Arrays.stream(selected)
                .map(p -> around.cell()[p])
                .sorted()
                .distinct()
                .toArray();
        var kernel = context.kernels().get(ClapCellFilter.FAMILY, (long) cells.length * patchPhase.cols());
        var cellOf = Arrays.stream(selected)
                .map(p -> Arrays.binarySearch(cells, around.cell()[p]))
                .toArray();
        var order = CellOrder.of(cellOf, cells.length);
        var kept = new CellCheckpoints(context, around);
        context.progress().begin("re-estimation", Math.max(1, cells.length));
        int resumed = 0;
        for (int first = 0; first < cells.length; first += KEPT_CELLS) {
            int[] block = Arrays.copyOfRange(cells, first, Math.min(cells.length, first + KEPT_CELLS));
            try (var arena = Arena.ofShared()) {
                var filtered = ComplexMatrix.allocate(arena, block.length, patchPhase.cols());
                if (kept.resume(block, filtered)) {
                    resumed++;
                } else {
                    filter(context, kernel, around, block, filtered);
                    kept.keep(block, filtered);
                }
                spread(context, filtered, order, first, patchPhase);
            }
            context.progress().advance(block.length);
        }
        return resumed;
    }

    private static void filter(
            StageContext context, ClapCellFilter kernel, Surroundings around, int[] cells, ComplexMatrix out) {
        context.workers()
                .forBlocks(
                        cells.length,
                        CELLS,
                        (from, to) -> kernel.filter(
                                around.grid(), around.settings(), around.blanked(), cells, out, (int) from, (int) to));
    }

    /// From the cells, of which `first` is the number of the first, to their candidates.
    private static void spread(
            StageContext context, ComplexMatrix filtered, CellOrder order, int first, ComplexMatrix patchPhase) {
        context.workers().forEach(patchPhase.cols(), (from, to) -> {
            int f = (int) from;
            for (int c = 0; c < filtered.rows(); c++) {
                for (int k = order.start()[first + c]; k < order.start()[first + c + 1]; k++) {
                    patchPhase.set(
                            order.point()[k],
                            f,
                            filtered.re().get(c, f),
                            filtered.im().get(c, f));
                }
            }
        });
    }

    private void fitBlock(
            Topofit topofit, CandidateStack stack, double trialWraps, int[] selected, int[] used, int from, int to) {
        int n = to - from;
        try (var arena = Arena.ofConfined()) {
            var z = ComplexMatrix.allocate(arena, n, used.length);
            var b = FloatMatrix.allocate(arena, n, used.length);
            var out = new Topofit.Fit(
                    FloatMatrix.allocate(arena, n, 1),
                    FloatMatrix.allocate(arena, n, 1),
                    FloatMatrix.allocate(arena, n, 1),
                    FloatMatrix.allocate(arena, n, used.length));
            for (int k = 0; k < used.length; k++) {
                for (int i = 0; i < n; i++) {
                    unitResidual(stack, selected[from + i], from + i, used[k], z, i, k);
                    b.set(i, k, stack.baselines().get(selected[from + i], used[k]));
                }
            }
            topofit.fit(z, b, trialWraps, out, 0, n);
            for (int i = 0; i < n; i++) {
                take(stack, selected[from + i], from + i, used, out, i);
            }
        }
    }

    private void unitResidual(CandidateStack stack, int p, int row, int f, ComplexMatrix z, int i, int k) {
        double a = stack.phase().re().get(p, f);
        double b = stack.phase().im().get(p, f);
        double c = patchPhase.re().get(row, f);
        double d = patchPhase.im().get(row, f);
        double re = a * c + b * d;
        double im = b * c - a * d;
        double modulus = Math.hypot(re, im);
        z.set(i, k, modulus > 0 ? re / modulus : 0, modulus > 0 ? im / modulus : 0);
    }

    /// A zero phase in any interferogram, used or not, bars the candidate.
    private void take(CandidateStack stack, int p, int row, int[] used, Topofit.Fit out, int i) {
        boolean whole = !Float.isNaN(out.coherence().get(i, 0));
        for (int f = 0; f < stack.ifgCount() && whole; f++) {
            whole = (stack.phase().re().get(p, f) != 0 || stack.phase().im().get(p, f) != 0)
                    && (patchPhase.re().get(row, f) != 0 || patchPhase.im().get(row, f) != 0);
        }
        fit.slope().set(row, 0, whole ? out.slope().get(i, 0) : Float.NaN);
        fit.coherence().set(row, 0, whole ? out.coherence().get(i, 0) : Float.NaN);
        if (whole) {
            fit.offset().set(row, 0, out.offset().get(i, 0));
            for (int k = 0; k < used.length; k++) {
                residual.set(row, used[k], out.residual().get(i, k));
            }
        }
    }
}
