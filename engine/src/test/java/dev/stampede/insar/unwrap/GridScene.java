package dev.stampede.insar.unwrap;

import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.IntMatrix;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/// A small unwrapping problem made from a map of nodes, for tests.
///
/// @param grid          nodes and edges
/// @param interferogram random phase, offsets and variances
record GridScene(NodeGrid grid, ArcStatistics interferogram) {
    /// What is drawn at random.
    ///
    /// @param noise        standard deviation of the phase of a node around 0, rad; 2 or more is hopeless
    /// @param freeFraction edges without statistics
    /// @param maskedNodes  fraction of nodes with a sample of exactly zero
    /// @param offsets      whether offsets are drawn over two cycles instead of following the phase
    record Mix(double noise, double freeFraction, double maskedNodes, boolean offsets) {}

    /// @param nodes node of each cell, `nodes[row][col]`, numbers from 0 without gaps
    static GridScene of(Arena arena, int[][] nodes, Mix mix, long seed) {
        var random = new SplittableRandom(seed);
        int count = Arrays.stream(nodes).flatMapToInt(Arrays::stream).max().orElseThrow() + 1;
        var phase = new double[count];
        Arrays.setAll(phase, node -> mix.noise * random.nextGaussian());
        var samples = ComplexMatrix.allocate(arena, count, 1);
        for (int node = 0; node < count; node++) {
            boolean masked = random.nextDouble() < mix.maskedNodes;
            samples.set(node, 0, masked ? 0 : 3 * Math.cos(phase[node]), masked ? 0 : 3 * Math.sin(phase[node]));
        }
        var edges = edges(nodes);
        var free = new boolean[edges.size() + 1];
        var offset = arena.allocate(2L * edges.size(), 2);
        var sigsq = arena.allocate(2L * edges.size(), 2);
        for (int[] edge : edges.values()) {
            free[edge[0]] = random.nextDouble() < mix.freeFraction;
            double step = Math.IEEEremainder(phase[edge[3]] - phase[edge[2]], 2 * Math.PI) / (2 * Math.PI) * 200;
            double drawn = mix.offsets ? 400 * (random.nextDouble() - 0.5) : step + 20 * random.nextGaussian();
            offset.set(ArcStatistics.INT16, 2L * edge[0] - 2, CostRecord.toInt16(drawn));
            sigsq.set(ArcStatistics.INT16, 2L * edge[0] - 2, (short) (edge[1] * (5 + random.nextInt(40))));
        }
        return new GridScene(grid(arena, nodes, edges, edge -> free[edge]), new ArcStatistics(samples, offset, sigsq));
    }

    /// Node map of randomly occupied cells, each cell with its nearest node, ties to the lower one.
    static int[][] voronoi(int rows, int cols, double occupancy, long seed) {
        var random = new SplittableRandom(seed);
        List<int[]> sites = new ArrayList<>();
        for (int col = 0; col < cols; col++) {
            for (int row = 0; row < rows; row++) {
                if (random.nextDouble() < occupancy || sites.isEmpty()) {
                    sites.add(new int[] {row, col});
                }
            }
        }
        return nearest(rows, cols, sites);
    }

    static int[][] nearest(int rows, int cols, List<int[]> sites) {
        var nodes = new int[rows][cols];
        for (int row = 0; row < rows; row++) {
            for (int col = 0; col < cols; col++) {
                int best = 0;
                for (int site = 1; site < sites.size(); site++) {
                    best = square(sites.get(site), row, col) < square(sites.get(best), row, col) ? site : best;
                }
                nodes[row][col] = best;
            }
        }
        return nodes;
    }

    private static int square(int[] site, int row, int col) {
        return (site[0] - row) * (site[0] - row) + (site[1] - col) * (site[1] - col);
    }

    /// Edge number, cell pairs, low node and high node by (low, high).
    private static TreeMap<Long, int[]> edges(int[][] nodes) {
        var edges = new TreeMap<Long, int[]>();
        for (int row = 0; row < nodes.length; row++) {
            for (int col = 0; col < nodes[0].length; col++) {
                count(edges, nodes[row][col], row + 1 < nodes.length ? nodes[row + 1][col] : nodes[row][col]);
                count(edges, nodes[row][col], col + 1 < nodes[0].length ? nodes[row][col + 1] : nodes[row][col]);
            }
        }
        int number = 0;
        for (int[] edge : edges.values()) {
            edge[0] = ++number;
        }
        return edges;
    }

    private static void count(TreeMap<Long, int[]> edges, int a, int b) {
        if (a != b) {
            edges.computeIfAbsent(key(a, b), key -> new int[] {0, 0, Math.min(a, b), Math.max(a, b)})[1]++;
        }
    }

    private static long key(int a, int b) {
        return (long) Math.min(a, b) << 32 | Math.max(a, b);
    }

    private static NodeGrid grid(Arena arena, int[][] nodes, TreeMap<Long, int[]> edges, IntPredicate free) {
        int rows = nodes.length;
        int cols = nodes[0].length;
        var nearest = IntMatrix.allocate(arena, rows, cols);
        var rowEdge = IntMatrix.allocate(arena, rows - 1, cols);
        var colEdge = IntMatrix.allocate(arena, rows, cols - 1);
        var cells = new TreeMap<Integer, Integer>();
        for (int col = 0; col < cols; col++) {
            for (int row = 0; row < rows; row++) {
                nearest.set(row, col, nodes[row][col]);
                cells.putIfAbsent(nodes[row][col], row + col * rows);
                if (row + 1 < rows) {
                    rowEdge.set(row, col, entry(edges, nodes[row][col], nodes[row + 1][col], free));
                }
                if (col + 1 < cols) {
                    colEdge.set(row, col, entry(edges, nodes[row][col], nodes[row][col + 1], free));
                }
            }
        }
        var nodeCell = cells.values().stream().mapToInt(Integer::intValue).toArray();
        return new NodeGrid(nearest, IntMatrix.vector(arena, nodeCell), rowEdge, colEdge, edges.size());
    }

    private static int entry(TreeMap<Long, int[]> edges, int a, int b, IntPredicate free) {
        if (a == b) {
            return NodeGrid.SAME_NODE;
        }
        int edge = edges.get(key(a, b))[0];
        return free.test(edge) ? NodeGrid.NO_STATISTICS : a < b ? edge : -edge;
    }

    /// The same problem with a record for every pair.
    GridProblem expand(Arena arena) {
        return new RecordExpansion(arena, PairNetwork.of(grid), CellMap.of(arena, grid)).expand(interferogram);
    }
}
