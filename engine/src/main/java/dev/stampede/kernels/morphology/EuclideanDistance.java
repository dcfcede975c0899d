package dev.stampede.kernels.morphology;

/// Squared Euclidean distance of every pixel from the nearest true one; infinite where there is none:
///
///     d2[p] = min over true q of (stepY (py - qy))^2 + (stepX (px - qx))^2
///
/// Exact, in time linear in the pixels: lower envelopes of parabolas along columns, then along rows. Source:
/// Felzenszwalb and Huttenlocher (2012), doi:10.4086/toc.2012.v008a019.
public final class EuclideanDistance {
    private EuclideanDistance() {}

    /// @param stepY distance between rows
    /// @param stepX distance between columns
    /// @return row by row
    public static double[] squared(Bits mask, double stepY, double stepX) {
        int rows = mask.rows();
        int cols = mask.cols();
        var out = new double[mask.flags().length];
        for (int i = 0; i < out.length; i++) {
            out[i] = mask.flags()[i] != 0 ? 0 : Double.POSITIVE_INFINITY;
        }
        var work = new Envelope(Math.max(rows, cols));
        for (int col = 0; col < cols; col++) {
            work.along(out, col, cols, rows, stepY);
        }
        for (int row = 0; row < rows; row++) {
            work.along(out, row * cols, 1, cols, stepX);
        }
        return out;
    }

    /// One line at a time.
    private static final class Envelope {
        private final double[] f;
        private final int[] at; // places of the parabolas of the envelope
        private final double[] from; // where each becomes the lowest

        Envelope(int longest) {
            f = new double[longest];
            at = new int[longest];
            from = new double[longest + 1];
        }

        void along(double[] values, int start, int stride, int n, double step) {
            int k = -1;
            for (int q = 0; q < n; q++) {
                f[q] = values[start + q * stride];
                if (f[q] == Double.POSITIVE_INFINITY) {
                    continue;
                }
                double s = Double.NEGATIVE_INFINITY;
                while (k >= 0) {
                    s = crossing(at[k], q, step);
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
            for (int q = 0, j = 0; q < n; q++) {
                while (from[j + 1] < q) {
                    j++;
                }
                double off = (q - at[j]) * step;
                values[start + q * stride] = off * off + f[at[j]];
            }
        }

        /// Where the parabola of `right` becomes lower than that of `left`.
        private double crossing(int left, int right, double step) {
            double square = step * step;
            return (f[right] - f[left]) / (2 * square * (right - left)) + (right + left) / 2.0;
        }
    }

    /// Pixels within a distance of a true one.
    public static Bits within(Bits mask, double distance, double stepY, double stepX) {
        var squared = squared(mask, stepY, stepX);
        var near = new byte[squared.length];
        for (int i = 0; i < near.length; i++) {
            near[i] = (byte) (Math.sqrt(squared[i]) <= distance ? 1 : 0);
        }
        return new Bits(mask.rows(), mask.cols(), near);
    }
}
