package dev.stampede.operators.feature;

import dev.stampede.kernels.filter.WindowMaxima;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Places whose value no other within a distance exceeds.
final class Peaks {
    private Peaks() {}

    record Peak(int row, int col, double value) {}

    /// Peaks from the highest down, equal ones row by row; of equal ones less than the distance apart the
    /// first.
    /// @param values   row by row, NaN for nothing
    /// @param distance rows and columns
    /// @param above    least value, not included
    /// @param border   rows and columns at the border without peaks
    static List<Peak> of(int rows, int cols, double[] values, int distance, double above, int border) {
        int reach = Math.min(distance, Math.max(rows, cols)); // no pixel is farther
        var candidates = new ArrayList<Peak>();
        WindowMaxima.run(
                rows,
                cols,
                2 * reach + 1,
                (row, out, at) -> System.arraycopy(values, row * cols, out, at, cols),
                (row, line) -> {
                    if (row < border || row >= rows - border) {
                        return;
                    }
                    for (int col = border; col < cols - border; col++) {
                        double value = values[row * cols + col];
                        if (value == line[col] && value > above) {
                            candidates.add(new Peak(row, col, value));
                        }
                    }
                });
        candidates.sort(Comparator.comparingDouble(Peak::value).reversed());
        var taken = new boolean[values.length];
        var peaks = new ArrayList<Peak>();
        for (var peak : candidates) {
            if (!taken[peak.row() * cols + peak.col()]) {
                peaks.add(peak);
                take(taken, rows, cols, peak, reach - 1);
            }
        }
        return peaks;
    }

    private static void take(boolean[] taken, int rows, int cols, Peak peak, int reach) {
        for (int r = Math.max(0, peak.row() - reach); r <= Math.min(rows - 1, peak.row() + reach); r++) {
            int from = Math.max(0, peak.col() - reach);
            int to = Math.min(cols, peak.col() + reach + 1);
            java.util.Arrays.fill(taken, r * cols + from, r * cols + to, true);
        }
    }

    /// The largest value; minus infinity if there is none.
    static double largest(double[] values) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            largest = value > largest ? value : largest;
        }
        return largest;
    }

    /// The smallest value; infinity if there is none.
    static double smallest(double[] values) {
        double smallest = Double.POSITIVE_INFINITY;
        for (double value : values) {
            smallest = value < smallest ? value : smallest;
        }
        return smallest;
    }
}
