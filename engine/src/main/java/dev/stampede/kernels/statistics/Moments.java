package dev.stampede.kernels.statistics;

import dev.stampede.kernels.elementwise.Plane;
import java.util.List;

/// Number, range, mean and population standard deviation of the values that are not NaN; NaN without any.
/// Sums go row by row, rows are added with compensation: equal results in every run, error of a few units in the
/// last place. The deviation is a second pass about the mean.
public record Moments(long count, double min, double max, double mean, double std) {
    /// Of all values of planes of one size.
    public static Moments of(List<Plane> planes, int rows, int columns) {
        long n = 0;
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        var sum = new Sum();
        for (var plane : planes) {
            for (int row = 0; row < rows; row++) {
                long at = plane.first() + row * plane.rowStride();
                double part = 0;
                for (int col = 0; col < columns; col++) {
                    double value = plane.type().load(plane.segment(), at + col);
                    if (value == value) {
                        n++;
                        min = Math.min(min, value);
                        max = Math.max(max, value);
                        part += value;
                    }
                }
                sum.add(part);
            }
        }
        if (n == 0) {
            return new Moments(0, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        }
        double mean = sum.value() / n;
        return new Moments(n, min, max, mean, Math.sqrt(squares(planes, rows, columns, mean) / n));
    }

    private static double squares(List<Plane> planes, int rows, int columns, double mean) {
        var sum = new Sum();
        for (var plane : planes) {
            for (int row = 0; row < rows; row++) {
                long at = plane.first() + row * plane.rowStride();
                double part = 0;
                for (int col = 0; col < columns; col++) {
                    double off = plane.type().load(plane.segment(), at + col) - mean;
                    if (off == off) {
                        part += off * off;
                    }
                }
                sum.add(part);
            }
        }
        return sum.value();
    }

    /// Compensated addition. Source: Neumaier (1974), doi:10.1002/zamm.19740540106.
    private static final class Sum {
        private double total;
        private double lost;

        void add(double term) {
            double next = total + term;
            lost += Math.abs(total) >= Math.abs(term) ? total - next + term : term - next + total;
            total = next;
        }

        double value() {
            return total + lost;
        }
    }
}
