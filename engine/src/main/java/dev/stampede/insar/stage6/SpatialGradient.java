package dev.stampede.insar.stage6;

import dev.stampede.geometry.ScatteredValues;
import dev.stampede.insar.model.StageContext;
import dev.stampede.kernels.goldstein.LocalFrequency;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.Arena;
import java.util.stream.IntStream;

/// How the phase rises across the scene in each interferogram: the strongest frequency of windows, where it
/// stands out, interpolated to the nodes. An arc that is noisy in time may still be well explained by its
/// surroundings.
///
/// @param row `[nodes, ifg]` rad per row, `NaN` = not known
/// @param col `[nodes, ifg]` rad per column
record SpatialGradient(FloatMatrix row, FloatMatrix col) {
    /// A frequency counts if its peak is higher than the mean by this times one plus the frequency.
    private static final double STANDS_OUT = 3;

    /// Windows start every quarter of their size.
    private static final int OVERLAP = 4;

    static SpatialGradient of(
            Arena arena, StageContext context, Stage6Settings settings, PhaseGrid grid, GriddedPhase gridded) {
        int nodes = gridded.nodes().count();
        int ifgs = gridded.phase().cols();
        var out =
                new SpatialGradient(FloatMatrix.allocate(arena, nodes, ifgs), FloatMatrix.allocate(arena, nodes, ifgs));
        int size = settings.filterWindow();
        int[] rowStart = starts(grid.rows(), size);
        int[] colStart = starts(grid.cols(), size);
        var kernel = context.kernels().get(LocalFrequency.FAMILY, (long) grid.rows() * grid.cols() * ifgs);
        context.workers().forEach(ifgs, (from, to) -> {
            int ifg = (int) from;
            try (Arena own = Arena.ofConfined()) {
                var found = kernel.of(cells(own, grid, gridded, ifg), size, rowStart, colStart);
                interpolate(grid, gridded.nodes(), size, rowStart, colStart, found.row(), found, out.row, ifg);
                interpolate(grid, gridded.nodes(), size, rowStart, colStart, found.col(), found, out.col, ifg);
            }
        });
        return out;
    }

    private static int[] starts(int cells, int size) {
        int step = Math.max(1, size / OVERLAP);
        int count = Math.max(0, (cells + step - 1) / step - (OVERLAP - 1));
        return IntStream.range(0, count)
                .map(w -> Math.min(w * step, cells - size))
                .toArray();
    }

    private static ComplexMatrix cells(Arena arena, PhaseGrid grid, GriddedPhase gridded, int ifg) {
        var cells = ComplexMatrix.allocate(arena, grid.rows(), grid.cols());
        for (int node = 0; node < gridded.nodes().count(); node++) {
            long cell = gridded.nodes().cell()[node];
            cells.re().set(cell, gridded.phase().re().get(node, ifg));
            cells.im().set(cell, gridded.phase().im().get(node, ifg));
        }
        return cells;
    }

    private static void interpolate(
            PhaseGrid grid,
            Nodes nodes,
            int size,
            int[] rowStart,
            int[] colStart,
            double[] frequency,
            LocalFrequency.Result found,
            FloatMatrix out,
            int ifg) {
        int[] kept = IntStream.range(0, frequency.length)
                .filter(w -> found.stands()[w] / (Math.abs(frequency[w]) + 1) > STANDS_OUT)
                .toArray();
        double middle = (size - 1) / 2.0;
        var values = new ScatteredValues(
                        IntStream.of(kept)
                                .mapToDouble(w -> rowStart[w % rowStart.length] + middle)
                                .toArray(),
                        IntStream.of(kept)
                                .mapToDouble(w -> colStart[w / rowStart.length] + middle)
                                .toArray(),
                        IntStream.of(kept).mapToDouble(w -> frequency[w]).toArray())
                .onGrid(grid.rows(), grid.cols());
        for (int node = 0; node < nodes.count(); node++) {
            out.set(node, ifg, (float) values[nodes.cell()[node]]);
        }
    }
}
