package dev.stampede.kernels.edgestats;

import dev.stampede.memory.IntMatrix;

/// The points at the ends of a range of edges, each once, and the ends counted among them: what a device
/// needs of a large set of points to look at some of its edges.
///
/// @param rows  the points, in the order in which they are met
/// @param count of them
/// @param from  first end of each edge, an index into `rows`
/// @param to    second end
record EdgePoints(int[] rows, int count, int[] from, int[] to) {
    /// Finds the points of edges one range after the other. Used by one thread.
    static final class Finder {
        private final IntMatrix edges;
        private final int[] index;
        private final int[] seen;
        private int round;

        /// @param points how many there are in all
        Finder(IntMatrix edges, int points) {
            this.edges = edges;
            index = new int[points];
            seen = new int[points];
        }

        EdgePoints of(int first, int last) {
            round++;
            var rows = new int[Math.min(index.length, 2 * (last - first))];
            var ends = new int[2][last - first];
            int count = 0;
            for (int e = first; e < last; e++) {
                for (int side = 0; side < 2; side++) {
                    int p = edges.get(e, side);
                    if (seen[p] != round) {
                        seen[p] = round;
                        index[p] = count;
                        rows[count++] = p;
                    }
                    ends[side][e - first] = index[p];
                }
            }
            return new EdgePoints(rows, count, ends[0], ends[1]);
        }
    }
}
