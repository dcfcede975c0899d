package dev.stampede.insar.stage6;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.memory.IntMatrix;
import dev.stampede.runtime.Workers;
import java.lang.foreign.Arena;
import java.util.HashSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNodeTest {
    @ParameterizedTest
    @CsvSource({
        "1,1,1",
        "1,9,0.2",
        "9,1,0.2",
        "7,5,0.02",
        "16,31,0.05",
        "40,33,0.3",
        "33,40,0.9",
        "60,60,0.005",
        "25,25,1"
    })
    void agreesWithTheSearchOverAllNodesWithTheLowestNumberOnTies(int rows, int cols, double share) {
        for (int seed = 0; seed < 5; seed++) {
            var random = new Random(seed * 1000L + rows);
            var occupied = new boolean[rows * cols];
            for (int c = 0; c < occupied.length; c++) {
                occupied[c] = random.nextDouble() < share;
            }
            occupied[random.nextInt(occupied.length)] = true;
            var nodes = Nodes.of(occupied);
            try (Arena arena = Arena.ofShared();
                    var workers = new Workers(2)) {
                var nearest = IntMatrix.allocate(arena, rows, cols);

                NearestNode.fill(workers, nodes.nodeOf(), nearest);

                for (int c = 0; c < cols; c++) {
                    for (int r = 0; r < rows; r++) {
                        assertThat(nearest.get(r, c)).as("cell %d, %d", r, c).isEqualTo(bruteForce(nodes, rows, r, c));
                    }
                }
            }
        }
    }

    private static int bruteForce(Nodes nodes, int rows, int row, int col) {
        int best = -1;
        long least = Long.MAX_VALUE;
        for (int node = 0; node < nodes.count(); node++) {
            long dr = nodes.cell()[node] % rows - row;
            long dc = nodes.cell()[node] / rows - col;
            if (dr * dr + dc * dc < least) {
                least = dr * dr + dc * dc;
                best = node;
            }
        }
        return best;
    }

    @Test
    void edgesAreTheUnorderedPairsOfTouchingNodesInOrder() {
        try (Arena arena = Arena.ofShared();
                var workers = new Workers(2)) {
            var random = new Random(4);
            int rows = 30;
            int cols = 23;
            var occupied = new boolean[rows * cols];
            for (int c = 0; c < occupied.length; c++) {
                occupied[c] = random.nextDouble() < 0.15;
            }
            var nodes = Nodes.of(occupied);
            var nearest = IntMatrix.allocate(arena, rows, cols);
            NearestNode.fill(workers, nodes.nodeOf(), nearest);

            var edges = EdgeTable.of(arena, nearest, nodes.count());

            var pairs = new int[edges.count()];
            var seen = new HashSet<Integer>();
            for (int r = 0; r < rows; r++) {
                for (int c = 0; c < cols; c++) {
                    if (r + 1 < rows) {
                        count(edges, edges.rowEdge().get(r, c), nearest.get(r, c), nearest.get(r + 1, c), pairs, seen);
                    }
                    if (c + 1 < cols) {
                        count(edges, edges.colEdge().get(r, c), nearest.get(r, c), nearest.get(r, c + 1), pairs, seen);
                    }
                }
            }
            assertThat(pairs).isEqualTo(edges.pairs());
            assertThat(seen).hasSize(edges.count());
            for (int e = 1; e < edges.count(); e++) {
                assertThat(order(edges, e)).isGreaterThan(order(edges, e - 1));
            }
        }
    }

    private static long order(EdgeTable edges, int e) {
        return edges.lower()[e] * 1000L + edges.higher()[e];
    }

    private static void count(EdgeTable edges, int entry, int a, int b, int[] pairs, HashSet<Integer> seen) {
        if (a == b) {
            assertThat(entry).isZero();
            return;
        }
        int e = Math.abs(entry) - 1;
        assertThat(edges.lower()[e]).isEqualTo(Math.min(a, b));
        assertThat(edges.higher()[e]).isEqualTo(Math.max(a, b));
        assertThat(entry > 0).isEqualTo(a < b);
        pairs[e]++;
        seen.add(e);
    }
}
