package dev.stampede.mosaic;

import dev.stampede.kernels.elementwise.ElementType;
import dev.stampede.kernels.matching.NoData;
import dev.stampede.kernels.matching.PixelRange;
import dev.stampede.raster.DType;
import dev.stampede.raster.Window;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.OptionalDouble;

/// Pixels of an overview: means of what is valid under each, by area.
///
///     out = convert( sum_p w_p v_p / sum_p w_p )     over valid p;   no data where there is none
///
/// `w_p` is the share of pixel `p` that lies under the overview's ([HalvedAxis]); sums are in double precision,
/// rounded once to the pixel type. A mean of valid pixels that equals the no-data value moves to the next
/// number. The raster library makes its averages so, but with intermediate results of single precision for most
/// types. As there, the shares of rows count as whole where a pixel lies over two rows and two whole columns in
/// a band without a no-data value: the first and the last row of an odd number.
///
/// Not-a-number is a value like others, so that one makes the mean one, unless it is the no-data value.
final class OverviewMeans {
    private final ElementType stored;
    private final PixelRange.Kind kind;
    private final boolean integer;
    private final boolean hasNoData;
    private final double absent; // not-a-number where there is no such value
    private final double substitute;

    /// @param stored what pixels are in memory
    /// @param noData what the band has where it has no value
    OverviewMeans(DType type, ElementType stored, OptionalDouble noData) {
        this.stored = stored;
        this.kind = PixelTypes.range(type).kind();
        this.integer = PixelTypes.range(type).isInteger();
        this.hasNoData = noData.isPresent();
        this.absent = noData.orElse(Double.NaN);
        this.substitute = substitute(absent, type);
    }

    private static double substitute(double value, DType type) {
        boolean last = value >= type.max();
        return switch (type) {
            case FLOAT32 -> last ? Math.nextDown((float) value) : Math.nextUp((float) value);
            case FLOAT64 -> last ? Math.nextDown(value) : Math.nextUp(value);
            default -> NoData.guarded(value, PixelTypes.range(type)).substitute();
        };
    }

    /// Where pixels lie in memory: those of a window, row by row.
    /// @param first number of the first pixel
    record Pixels(MemorySegment segment, long first, Window window) {
        /// Number of the first pixel of a row.
        long row(int row) {
            return first + (long) (row - window.row()) * window.width();
        }
    }

    /// Computes a window of one band of the overview.
    /// @param finer pixels of the finer level, with all that lies under the window
    void compute(Pixels finer, HalvedAxis cols, HalvedAxis rows, Pixels out) {
        if (cols.isEven() && rows.isEven()) {
            computeEven(finer, out);
        } else {
            computeByShares(finer, cols, rows, out);
        }
    }

    private void computeEven(Pixels finer, Pixels out) {
        int width = out.window().width();
        int skipped = 2 * out.window().col() - finer.window().col();
        var row = new PixelRow(stored, 2 * width);
        var upper = new double[2 * width];
        var lower = new double[2 * width];
        var means = new double[width];
        for (int r = out.window().row(); r < out.window().endRow(); r++) {
            row.load(finer.segment(), finer.row(2 * r) + skipped, 2 * width, upper);
            row.load(finer.segment(), finer.row(2 * r + 1) + skipped, 2 * width, lower);
            meansOfFour(upper, lower, means);
            row.store(means, width, out.segment(), out.row(r));
        }
    }

    private void meansOfFour(double[] upper, double[] lower, double[] out) {
        double absent = this.absent;
        boolean integer = this.integer;
        for (int i = 0; i < out.length; i++) {
            double a = upper[2 * i];
            double b = upper[2 * i + 1];
            double c = lower[2 * i];
            double d = lower[2 * i + 1];
            if (integer && a != absent && b != absent && c != absent && d != absent) {
                double mean = roundedInteger((a + b + (c + d)) * 0.25);
                out[i] = mean == absent ? substitute : mean;
            } else {
                double sum = part(a) + part(b) + (part(c) + part(d));
                out[i] = mean(sum, count(a) + count(b) + count(c) + count(d));
            }
        }
    }

    private double part(double v) {
        return isValid(v) ? v : 0;
    }

    private int count(double v) {
        return isValid(v) ? 1 : 0;
    }

    private void computeByShares(Pixels finer, HalvedAxis cols, HalvedAxis rows, Pixels out) {
        var lines = new Lines(cols, out.window(), finer.window().col());
        int width = finer.window().width();
        var row = new PixelRow(stored, width);
        var line = new double[width];
        var sum = new double[out.window().width()];
        var weight = new double[out.window().width()];
        int next = finer.window().row();
        for (int r = out.window().row(); r < out.window().endRow(); r++) {
            for (; next < rows.end(r); next++) {
                row.load(finer.segment(), finer.row(next), width, line);
                add(line, lines, lines.sums[next % 3], lines.weights[next % 3]);
            }
            Arrays.fill(sum, 0);
            Arrays.fill(weight, 0);
            boolean pairs = !hasNoData && cols.isEven() && rows.end(r) == rows.first(r) + 2;
            for (int k = rows.first(r); k < rows.end(r); k++) {
                double share = pairs ? 1 : rows.share(r, k);
                addScaled(lines.sums[k % 3], share, sum);
                addScaled(lines.weights[k % 3], share, weight);
            }
            for (int i = 0; i < sum.length; i++) {
                sum[i] = mean(sum[i], weight[i]);
            }
            row.store(sum, sum.length, out.segment(), out.row(r));
        }
    }

    /// What lies under each column of a window, up to three pixels in a row, and the sums over them in the last
    /// three rows.
    private static final class Lines {
        final int[] first; // place of the first pixel in a row in memory
        final int[] count;
        final double[] shares; // three for each column
        final double[][] sums;
        final double[][] weights;

        Lines(HalvedAxis axis, Window window, int origin) {
            int width = window.width();
            first = new int[width];
            count = new int[width];
            shares = new double[3 * width];
            sums = new double[3][width];
            weights = new double[3][width];
            for (int i = 0; i < width; i++) {
                int from = axis.first(window.col() + i);
                first[i] = from - origin;
                count[i] = axis.end(window.col() + i) - from;
                for (int k = 0; k < count[i]; k++) {
                    shares[3 * i + k] = axis.share(window.col() + i, from + k);
                }
            }
        }
    }

    private void add(double[] line, Lines under, double[] outSums, double[] outWeights) {
        for (int i = 0; i < outSums.length; i++) {
            double sum = 0;
            double weight = 0;
            int first = under.first[i];
            for (int k = 0; k < under.count[i]; k++) {
                double v = line[first + k];
                if (isValid(v)) {
                    sum += v * under.shares[3 * i + k];
                    weight += under.shares[3 * i + k];
                }
            }
            outSums[i] = sum;
            outWeights[i] = weight;
        }
    }

    private static void addScaled(double[] line, double share, double[] sum) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += line[i] * share;
        }
    }

    private boolean isValid(double v) {
        return !hasNoData || v != absent && (v == v || absent == absent);
    }

    private double mean(double sum, double weight) {
        return weight > 0 ? guarded(converted(sum / weight)) : absent;
    }

    private double guarded(double mean) {
        return hasNoData && mean == absent ? substitute : mean;
    }

    /// As [PixelRange#convert], for a mean of numbers of the type.
    private double converted(double mean) {
        return switch (kind) {
            case FLOAT64 -> mean;
            case FLOAT32 -> (float) mean;
            default -> roundedInteger(mean);
        };
    }

    private static double roundedInteger(double mean) {
        return mean < 0 ? Math.ceil(mean - 0.5) : Math.floor(mean + 0.5);
    }
}
