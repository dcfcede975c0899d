package dev.stampede.geometry;

/// For every point the points it shares an edge with, as compressed rows: those of point `p` are
/// `index[start[p]] ... index[start[p + 1] - 1]`, ascending.
///
/// @param start `pointCount + 1` offsets into `index`
/// @param index zero-based points
public record Neighbours(int[] start, int[] index) {
    /// Number of neighbours of one point.
    public int count(int point) {
        return start[point + 1] - start[point];
    }

    /// Neighbour `k` of one point, `0 <= k < count(point)`.
    public int get(int point, int k) {
        return index[start[point] + k];
    }
}
