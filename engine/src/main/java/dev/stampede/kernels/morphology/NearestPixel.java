package dev.stampede.kernels.morphology;

import java.util.Arrays;

/// For every pixel the nearest true one of a mask, with the distance between centres. Exact, in time linear in
/// the pixels: along columns by two sweeps, along rows by lower envelopes of parabolas. Among equally near ones
/// the choice is the same in every run. Source: Felzenszwalb and Huttenlocher (2012),
/// doi:10.4086/toc.2012.v008a019.
///
/// @param index   row by row: the place of the nearest true pixel, -1 where there is none at all
/// @param squared squared distance; infinite where there is none
public record NearestPixel(int[] index, double[] squared) {
    /// @param stepY distance between rows
    /// @param stepX distance between columns
    public static NearestPixel of(Bits mask, double stepY, double stepX) {
        int rows = mask.rows();
        int cols = mask.cols();
        var index = new int[mask.flags().length];
        var squared = new double[index.length];
        Arrays.fill(index, -1);
        Arrays.fill(squared, Double.POSITIVE_INFINITY);
        alongColumns(mask, index);
        var work = new Envelope(cols);
        for (int row = 0; row < rows; row++) {
            work.along(index, squared, row, cols, stepY, stepX);
        }
        return new NearestPixel(index, squared);
    }

    /// The nearest true pixel of the same column, the upper one of two.
    private static void alongColumns(Bits mask, int[] index) {
        int rows = mask.rows();
        int cols = mask.cols();
        for (int i = 0; i < index.length; i++) {
            index[i] = mask.flags()[i] != 0 ? i : i >= cols ? index[i - cols] : -1;
        }
        for (int i = index.length - cols - 1; i >= 0; i--) {
            int below = index[i + cols];
            int row = i / cols;
            if (below >= 0 && (index[i] < 0 || below / cols - row < row - index[i] / cols)) {
                index[i] = below;
            }
        }
    }

    private static final class Envelope {
        private final double[] f;
        private final int[] nearest; // of the column
        private final int[] at; // columns of the parabolas of the envelope
        private final double[] from; // where each becomes the lowest

        Envelope(int cols) {
            f = new double[cols];
            nearest = new int[cols];
            at = new int[cols];
            from = new double[cols + 1];
        }

        void along(int[] index, double[] squared, int row, int cols, double stepY, double stepX) {
            int k = -1;
            int start = row * cols;
            for (int q = 0; q < cols; q++) {
                nearest[q] = index[start + q];
                if (nearest[q] < 0) {
                    continue;
                }
                double off = (nearest[q] / cols - row) * stepY;
                f[q] = off * off;
                double s = Double.NEGATIVE_INFINITY;
                while (k >= 0) {
                    s = (f[q] - f[at[k]]) / (2 * stepX * stepX * (q - at[k])) + (q + at[k]) / 2.0;
                    if (s > from[k]) {
                        break;
                    }
                    k--;
                    s = Double.NEGATIVE_INFINITY;
                }
                at[++k] = q;
                from[k] = s;
            }
            if (k < 0) {
                return;
            }
            from[k + 1] = Double.POSITIVE_INFINITY;
            for (int q = 0, j = 0; q < cols; q++) {
                while (from[j + 1] < q) {
                    j++;
                }
                double off = (q - at[j]) * stepX;
                index[start + q] = nearest[at[j]];
                squared[start + q] = off * off + f[at[j]];
            }
        }
    }
}
