package dev.stampede.operators.matchedfilter;

import java.util.List;

/// A Gaussian per cluster and the cluster of each pixel.
///
/// @param clusters at least one
/// @param labels   row by row, from 0; -1 where a pixel belongs to none, which takes the first
public record ClusterBackground(List<GaussianBackground> clusters, int rows, int cols, int[] labels)
        implements Background {
    public ClusterBackground {
        clusters = List.copyOf(clusters);
    }

    @Override
    public int bands() {
        return clusters.getFirst().bands();
    }

    @Override
    public GaussianBackground at(int row, int col) {
        return clusters.get(Math.max(0, labels[row * cols + col]));
    }

    @Override
    public int[] grid() {
        return new int[] {rows, cols};
    }
}
