package dev.stampede.kernels.segmentation;

import dev.stampede.kernels.morphology.EqualRegions;

/// Watersheds by flooding a relief from markers: pixels are reached in the order of their height, among equal
/// ones in the order in which their neighbours were, and take the marker they are reached from. NaN is never
/// reached. Source: Vincent and Soille (1991), doi:10.1109/34.87344, in the form with a queue of Beucher and
/// Meyer (1993); compact basins: Neubert and Protzel (2014), doi:10.1109/ICPR.2014.181.
///
/// @param eightConnected whether water runs over corners
/// @param compactness    height per pixel of distance from the marker's pixel the water came from; 0 = relief only
/// @param line           whether pixels where two basins meet stay 0
public record Flooding(boolean eightConnected, double compactness, boolean line) {
    private static final int[] DOWN = {-1, 0, 0, 1, -1, -1, 1, 1};
    private static final int[] RIGHT = {0, -1, 1, 0, -1, 1, -1, 1};

    /// Replaces the zeros of `labels` that can be reached.
    /// @param relief row by row
    /// @param labels markers; those on NaN are taken away
    public void flood(int rows, int cols, double[] relief, int[] labels) {
        var queue = new FloodQueue();
        for (int i = 0; i < labels.length; i++) {
            if (relief[i] != relief[i]) {
                labels[i] = 0;
            } else if (labels[i] != 0) {
                queue.add(relief[i], i, i);
            }
        }
        boolean late = compactness > 0 || line; // labelled when taken from the queue
        int neighbours = eightConnected ? 8 : 4;
        while (!queue.isEmpty()) {
            int pixel = queue.pixel();
            int source = queue.source();
            queue.remove();
            int row = pixel / cols;
            int col = pixel % cols;
            if (late && pixel != source) {
                if (labels[pixel] != 0 || line && touchesOther(rows, cols, labels, row, col, labels[source])) {
                    continue;
                }
                labels[pixel] = labels[source];
            }
            for (int k = 0; k < neighbours; k++) {
                int r = row + DOWN[k];
                int c = col + RIGHT[k];
                int other = r * cols + c;
                if (r < 0 || c < 0 || r >= rows || c >= cols || labels[other] != 0 || relief[other] != relief[other]) {
                    continue;
                }
                double height = relief[other];
                if (compactness > 0) {
                    height += compactness * Math.hypot(r - source / cols, c - source % cols);
                } else if (!late) {
                    labels[other] = labels[pixel];
                }
                queue.add(height, other, source);
            }
        }
    }

    private boolean touchesOther(int rows, int cols, int[] labels, int row, int col, int own) {
        for (int k = 0; k < (eightConnected ? 8 : 4); k++) {
            int r = row + DOWN[k];
            int c = col + RIGHT[k];
            if (r >= 0 && c >= 0 && r < rows && c < cols) {
                int label = labels[r * cols + c];
                if (label != 0 && label != own) {
                    return true;
                }
            }
        }
        return false;
    }

    /// Labels from 1 for the local minima, row by row: regions of one height without a lower neighbour.
    public int[] minima(int rows, int cols, double[] relief) {
        var regions = EqualRegions.of(rows, cols, relief, Double.NaN, eightConnected);
        var labels = regions.labels();
        var drains = new boolean[regions.sizes().length];
        for (int i = 0; i < relief.length; i++) {
            int row = i / cols;
            int col = i % cols;
            for (int k = 0; k < (eightConnected ? 8 : 4); k++) {
                int r = row + DOWN[k];
                int c = col + RIGHT[k];
                if (r >= 0 && c >= 0 && r < rows && c < cols && relief[r * cols + c] < relief[i]) {
                    drains[labels[i]] = true;
                }
            }
        }
        var number = new int[drains.length];
        int next = 1;
        for (int label = 1; label < drains.length; label++) {
            number[label] = drains[label] ? 0 : next++;
        }
        for (int i = 0; i < labels.length; i++) {
            labels[i] = number[labels[i]];
        }
        return labels;
    }
}
