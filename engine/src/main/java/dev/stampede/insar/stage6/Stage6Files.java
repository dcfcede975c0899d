package dev.stampede.insar.stage6;

import dev.stampede.insar.artifacts.Bundle;
import dev.stampede.insar.model.ImageNetwork;
import dev.stampede.insar.model.StackGeometry;
import dev.stampede.io.mat.Mat;
import dev.stampede.io.mat.MatArray;
import dev.stampede.io.mat.MatSparse;
import dev.stampede.io.mat.MatValue;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import dev.stampede.memory.IntMatrix;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.LinkedHashMap;

/// Puts the results of stage 6 into artifacts: one-based numbers as doubles or singles, the classes StaMPS
/// writes.
final class Stage6Files {
    private final Arena arena;
    private final Bundle output;
    private final StackGeometry stack;
    private final ImageNetwork network;
    private final int[] used;

    Stage6Files(Arena arena, Bundle output, StackGeometry stack, ImageNetwork network) {
        this.arena = arena;
        this.output = output;
        this.stack = stack;
        this.network = network;
        this.used = network.interferograms();
    }

    /// `uw_grid`: the gridded phase and which cell every point lies in.
    void grid(PhaseGrid grid, GriddedPhase gridded, ComplexMatrix input, HeldPhase held) throws IOException {
        int rows = grid.rows();
        int count = gridded.nodes().count();
        var xy = DoubleMatrix.allocate(arena, count, 3);
        var ij = DoubleMatrix.allocate(arena, count, 2);
        var occupied = new boolean[rows * grid.cols()];
        for (int node = 0; node < count; node++) {
            int cell = gridded.nodes().cell()[node];
            occupied[cell] = true;
            int row = cell % rows;
            int col = cell / rows;
            ij.set(node, 0, row + 1);
            ij.set(node, 1, col + 1);
            xy.set(node, 0, node + 1);
            xy.set(node, 1, (col + 0.5) * grid.size());
            xy.set(node, 2, (row + 0.5) * grid.size());
        }
        var gridIj = FloatMatrix.allocate(arena, stack.psCount(), 2);
        for (int p = 0; p < stack.psCount(); p++) {
            gridIj.set(p, 0, grid.cellOf()[p] % rows + 1);
            gridIj.set(p, 1, grid.cellOf()[p] / rows + 1);
        }
        var map = new LinkedHashMap<String, MatValue>();
        map.put("ph", Mat.of(gridded.phase()));
        map.put("ph_in", Mat.of(input));
        map.put("ph_lowpass", gridded.lowPass() == null ? Mat.empty() : Mat.of(gridded.lowPass()));
        map.put("ph_uw_predef", held == null ? Mat.empty() : Mat.of(held.nodes()));
        map.put("ph_in_predef", held == null ? Mat.empty() : Mat.of(held.points()));
        map.put("xy", Mat.of(xy));
        map.put("ij", Mat.of(ij));
        map.put("nzix", Mat.logical(new long[] {rows, grid.cols()}, occupied));
        map.put("grid_x_min", Mat.scalar(grid.xMin()));
        map.put("grid_y_min", Mat.scalar(grid.yMin()));
        map.put("n_i", Mat.scalar((float) rows));
        map.put("n_j", Mat.scalar((float) grid.cols()));
        map.put("n_ifg", Mat.scalar((double) used.length));
        map.put("n_ps", Mat.scalar((double) count));
        map.put("grid_ij", Mat.of(gridIj));
        map.put("pix_size", Mat.scalar(grid.size()));
        output.replace("uw_grid", map);
    }

    /// `uw_interp`: the nearest node of every cell and the edges between nodes.
    void network(PhaseGrid grid, IntMatrix nearest, EdgeTable edges) throws IOException {
        var table = DoubleMatrix.allocate(arena, edges.count(), 3);
        for (int e = 0; e < edges.count(); e++) {
            table.set(e, 0, e + 1);
            table.set(e, 1, edges.lower()[e] + 1);
            table.set(e, 2, edges.higher()[e] + 1);
        }
        var map = new LinkedHashMap<String, MatValue>();
        map.put("edgs", Mat.of(table));
        map.put("n_edge", Mat.scalar((double) edges.count()));
        map.put("rowix", doubles(edges.rowEdge(), 0));
        map.put("colix", doubles(edges.colEdge(), 0));
        map.put("Z", doubles(nearest, 1));
        output.replace("uw_interp", map);
    }

    private MatArray doubles(IntMatrix m, int plus) {
        var out = DoubleMatrix.allocate(arena, m.rows(), m.cols());
        for (long i = 0; i < m.size(); i++) {
            out.set(i, m.get(i) + plus);
        }
        return Mat.of(out);
    }

    /// `uw_space_time`: phase and noise of the edges over time.
    void timeSeries(ArcTimeSeries arcs, boolean withoutNoise, HeldArcs held, SpatialGradient gradient, ShakyEdges shaky)
            throws IOException {
        int edges = arcs.unwrapped().rows();
        var map = new LinkedHashMap<String, MatValue>();
        map.put("dph_space_uw", Mat.of(arcs.unwrapped()));
        map.put("spread", shaky == null ? emptySparse(edges, used.length) : sparse(shaky));
        map.put("dph_noise", withoutNoise ? Mat.empty() : Mat.of(arcs.noise()));
        var design = network.design(network.images());
        map.put("G", Mat.of(DoubleMatrix.copyOf(arena, design.rows(), design.cols(), design.values())));
        map.put("ifreq_ij", gradient == null ? Mat.empty() : Mat.of(gradient.row()));
        map.put("jfreq_ij", gradient == null ? Mat.empty() : Mat.of(gradient.col()));
        map.put("shaky_ix", shaky == null ? Mat.empty() : Mat.logicalColumn(shaky.shaky()));
        map.put("predef_ix", held == null ? Mat.empty() : heldMask(held, edges));
        output.replace("uw_space_time", map);
    }

    private MatValue heldMask(HeldArcs held, int edges) {
        var mask = new boolean[Math.multiplyExact(edges, used.length)];
        for (int i = 0; i < used.length; i++) {
            for (int e = 0; e < edges; e++) {
                mask[e + i * edges] = held.isHeld(e, i);
            }
        }
        return Mat.logical(new long[] {edges, used.length}, mask);
    }

    /// Rows of the shaky edges, column by column.
    private MatSparse sparse(ShakyEdges edges) {
        int rows = edges.shaky().length;
        int each = edges.count();
        var rowIndex = new long[Math.multiplyExact(each, used.length)];
        var start = new long[used.length + 1];
        var values = arena.allocate(8L * Math.max(1, rowIndex.length), 8);
        int at = 0;
        for (int i = 0; i < used.length; i++) {
            for (int e = 0; e < rows; e++) {
                if (edges.shaky()[e]) {
                    rowIndex[at] = e;
                    values.set(DoubleMatrix.LAYOUT, 8L * at++, edges.spread().get(e, i));
                }
            }
            start[i + 1] = at;
        }
        return new MatSparse(new long[] {rows, used.length}, false, rowIndex, start, values, null);
    }

    private MatSparse emptySparse(int rows, int cols) {
        return new MatSparse(
                new long[] {rows, cols}, false, new long[0], new long[cols + 1], arena.allocate(8, 8), null);
    }

    /// `uw_phaseuw`: the unwrapped grid.
    void gridSolution(IfgSolver.Solution solution) throws IOException {
        var map = new LinkedHashMap<String, MatValue>();
        map.put("ph_uw", Mat.of(solution.phase()));
        map.put("msd", Mat.column(solution.msd()));
        output.replace("uw_phaseuw", map);
    }

    /// `phuw2`, or `phuw_sb2` of small baselines: the unwrapped points, with zeros for interferograms that
    /// were not unwrapped.
    void unwrapped(FloatMatrix phase, double[] msd) throws IOException {
        var all = FloatMatrix.allocate(arena, stack.ifgCount(), 1);
        for (int i = 0; i < used.length; i++) {
            all.set(used[i], 0, (float) msd[i]);
        }
        var map = new LinkedHashMap<String, MatValue>();
        map.put("ph_uw", Mat.of(phase));
        map.put("msd", Mat.of(all));
        output.replace(stack.pairs() == null ? "phuw2" : "phuw_sb2", map);
    }
}
