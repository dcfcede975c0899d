package dev.stampede.kernels.segmentation;

import dev.stampede.kernels.morphology.Components;
import dev.stampede.kernels.morphology.EqualRegions;
import java.util.Arrays;

/// Superpixels: clusters of pixels near in place and value, each looked for about its centre only. The distance
/// of a pixel from a centre is
///
///     d^2 = sum over bands (x - X)^2 + (compactness / step)^2 ((row - R)^2 + (col - C)^2)
///
/// with `step` the side of the square each cluster would have. Centres begin on a regular grid and become the
/// means of their pixels in each iteration; among equally near ones the first wins. Source: Achanta et al.
/// (2012), doi:10.1109/TPAMI.2012.120.
public final class SimpleClustering {
    private final int rows;
    private final int cols;
    private final float[][] bands; // NaN in every band of a pixel that takes no part
    private final double step;
    private final double weight;
    private final double[][] centre; // per cluster: row, col, bands; NaN where a cluster has no pixel
    private final int[] labels;
    private final float[] distance;

    private SimpleClustering(int rows, int cols, float[][] bands, int segments, double compactness) {
        this.rows = rows;
        this.cols = cols;
        this.bands = bands;
        this.step = Math.sqrt((double) rows * cols / segments);
        this.weight = compactness / step * (compactness / step);
        this.centre = grid();
        this.labels = new int[rows * cols];
        this.distance = new float[rows * cols];
    }

    /// Labels from 1, 0 where a pixel takes no part.
    /// @param bands     values row by row; NaN in each band of a pixel that takes no part
    /// @param connected whether clusters in pieces are taken apart, and pieces of less than half a square joined to
    /// the
    ///                  one before them
    public static int[] run(
            int rows, int cols, float[][] bands, int segments, double compactness, int iterations, boolean connected) {
        var clustering = new SimpleClustering(rows, cols, bands, segments, compactness);
        for (int iteration = 0; iteration < iterations; iteration++) {
            if (!clustering.assign()) {
                break;
            }
            clustering.move();
        }
        return connected ? clustering.connected() : clustering.compacted();
    }

    private double[][] grid() {
        int down = Math.clamp(Math.round(rows / step), 1, rows);
        int across = Math.clamp(Math.round(cols / step), 1, cols);
        var centres = new double[down * across][2 + bands.length];
        for (int i = 0; i < down; i++) {
            for (int j = 0; j < across; j++) {
                var one = centres[i * across + j];
                one[0] = (i + 0.5) * rows / down - 0.5;
                one[1] = (j + 0.5) * cols / across - 0.5;
                int row = (int) Math.rint(one[0]);
                int col = (int) Math.rint(one[1]);
                for (int band = 0; band < bands.length; band++) {
                    float value = bands[band][row * cols + col];
                    one[2 + band] = value == value ? value : 0;
                }
            }
        }
        return centres;
    }

    /// @return whether a pixel changed
    private boolean assign() {
        Arrays.fill(distance, Float.POSITIVE_INFINITY);
        var before = labels.clone();
        for (int k = 0; k < centre.length; k++) {
            var own = centre[k];
            if (own[0] != own[0]) {
                continue;
            }
            int fromRow = (int) Math.max(0, Math.ceil(own[0] - step));
            int toRow = (int) Math.min(rows - 1.0, Math.floor(own[0] + step));
            int fromCol = (int) Math.max(0, Math.ceil(own[1] - step));
            int toCol = (int) Math.min(cols - 1.0, Math.floor(own[1] + step));
            for (int row = fromRow; row <= toRow; row++) {
                double down = (row - own[0]) * (row - own[0]);
                for (int col = fromCol; col <= toCol; col++) {
                    claim(k, own, row * cols + col, weight * (down + (col - own[1]) * (col - own[1])));
                }
            }
        }
        return !Arrays.equals(before, labels);
    }

    private void claim(int k, double[] own, int i, double far) {
        double d = far;
        for (int band = 0; band < bands.length; band++) {
            double off = bands[band][i] - own[2 + band];
            d += off * off;
        }
        if ((float) d < distance[i]) {
            distance[i] = (float) d;
            labels[i] = k + 1;
        }
    }

    private void move() {
        var count = new int[centre.length];
        for (var one : centre) {
            Arrays.fill(one, 0);
        }
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] == 0) {
                continue;
            }
            var own = centre[labels[i] - 1];
            count[labels[i] - 1]++;
            own[0] += i / cols;
            own[1] += i % cols;
            for (int band = 0; band < bands.length; band++) {
                own[2 + band] += bands[band][i];
            }
        }
        for (int k = 0; k < centre.length; k++) {
            for (int j = 0; j < centre[k].length; j++) {
                centre[k][j] /= count[k]; // NaN for none
            }
        }
    }

    private int[] compacted() {
        var number = new int[centre.length + 1];
        int next = 1;
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] != 0) {
                number[labels[i]] = number[labels[i]] == 0 ? next++ : number[labels[i]];
                labels[i] = number[labels[i]];
            }
        }
        return labels;
    }

    /// Pieces in the order in which they are first met; a small one takes the label left of or above its first
    /// pixel.
    private int[] connected() {
        var values = new double[labels.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = labels[i];
        }
        Components pieces = EqualRegions.of(rows, cols, values, 0, false);
        var number = new int[pieces.sizes().length];
        double least = step * step / 2;
        int next = 1;
        for (int i = 0; i < labels.length; i++) {
            int piece = pieces.labels()[i];
            if (piece > 0 && number[piece] == 0) {
                int left = i % cols > 0 ? labels[i - 1] : 0;
                int before = left != 0 ? left : i >= cols ? labels[i - cols] : 0;
                number[piece] = pieces.sizes()[piece] < least && before != 0 ? before : next++;
            }
            labels[i] = number[piece];
        }
        return labels;
    }
}
