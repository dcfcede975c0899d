package dev.stampede.insar.stage6;

import dev.stampede.insar.model.StageContext;
import dev.stampede.kernels.goldstein.Goldstein;
import dev.stampede.kernels.goldstein.GridLowPass;
import dev.stampede.kernels.phasorgrid.PhasorGrid;
import dev.stampede.memory.ComplexMatrix;
import java.lang.foreign.Arena;

/// Interferograms summed per cell and filtered.
///
/// @param nodes the occupied cells
/// @param phase `[nodes, ifg]`: modulus of the sum of unit phasors, angle filtered
/// @param lowPass the same with the angle of a low-pass; `null` where the method does not ask for it
record GriddedPhase(Nodes nodes, ComplexMatrix phase, ComplexMatrix lowPass) {

    /// @param wrapped `[ps, ifg]` unit phasors
    static GriddedPhase of(
            Arena arena, StageContext context, Stage6Settings settings, PhaseGrid grid, ComplexMatrix wrapped) {
        var nodes = occupied(context, grid, wrapped);
        var phase = ComplexMatrix.allocate(arena, nodes.count(), wrapped.cols());
        var lowPass = settings.lowPass() ? ComplexMatrix.allocate(arena, nodes.count(), wrapped.cols()) : null;
        long cellsInAll = (long) grid.rows() * grid.cols() * wrapped.cols();
        var smooth = context.kernels().get(GridLowPass.FAMILY, cellsInAll);
        var sums = context.kernels().get(PhasorGrid.FAMILY, wrapped.re().size());
        var filter = context.kernels().get(Goldstein.FAMILY, cellsInAll);
        context.workers().forBlocks(wrapped.cols(), 1, () -> new Cells(grid), (cells, from, to) -> {
            int ifg = (int) from;
            sums.accumulate(wrapped, ifg, grid.cellOf(), cells.sum);
            if (settings.prefilter()) {
                filter.filter(cells.sum, settings.filterWindow(), settings.filterAlpha(), cells.filtered);
            }
            copy(nodes, settings.prefilter() ? cells.filtered : cells.sum, phase, ifg);
            if (lowPass != null) {
                smooth.filter(cells.sum, settings.filterWindow(), cells.filtered);
                copy(nodes, cells.filtered, lowPass, ifg);
            }
        });
        return new GriddedPhase(nodes, phase, lowPass);
    }

    private static void copy(Nodes nodes, ComplexMatrix cells, ComplexMatrix out, int ifg) {
        for (int node = 0; node < nodes.count(); node++) {
            long cell = nodes.cell()[node];
            out.set(node, ifg, cells.re().get(cell), cells.im().get(cell));
        }
    }

    /// Cells whose sum is not zero in the first interferogram, which decides for all.
    private static Nodes occupied(StageContext context, PhaseGrid grid, ComplexMatrix wrapped) {
        try (var cells = new Cells(grid)) {
            context.kernels()
                    .get(PhasorGrid.FAMILY, wrapped.re().size())
                    .accumulate(wrapped, 0, grid.cellOf(), cells.sum);
            var occupied = new boolean[grid.rows() * grid.cols()];
            for (int c = 0; c < occupied.length; c++) {
                occupied[c] =
                        cells.sum.re().get((long) c) != 0 || cells.sum.im().get((long) c) != 0;
            }
            return Nodes.of(occupied);
        }
    }

    /// The same phase with modulus 1; `NaN` where it is zero.
    ComplexMatrix unit(Arena arena, StageContext context) {
        var unit = ComplexMatrix.allocate(arena, phase.rows(), phase.cols());
        context.workers().forEach(phase.cols(), (from, to) -> {
            for (int node = 0; node < phase.rows(); node++) {
                double re = phase.re().get(node, (int) from);
                double im = phase.im().get(node, (int) from);
                double modulus = Math.sqrt(re * re + im * im);
                unit.set(node, (int) from, re / modulus, im / modulus);
            }
        });
        return unit;
    }

    /// Work space of one thread.
    private static final class Cells implements AutoCloseable {
        private final Arena arena = Arena.ofConfined();
        private final ComplexMatrix sum;
        private final ComplexMatrix filtered;

        Cells(PhaseGrid grid) {
            sum = ComplexMatrix.allocate(arena, grid.rows(), grid.cols());
            filtered = ComplexMatrix.allocate(arena, grid.rows(), grid.cols());
        }

        @Override
        public void close() {
            arena.close();
        }
    }
}
