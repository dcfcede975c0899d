package dev.stampede.operators.matchedfilter;

import dev.stampede.linalg.Medians;
import dev.stampede.operators.pixels.BandStatistics;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.Elements;
import dev.stampede.raster.GeoRaster;
import java.util.Arrays;

/// The middle of each band, values that are not finite left out.
final class Middle {
    private static final double MAD_TO_STD = 1.4826;
    private static final double SETTLED = 1e-10;
    private static final int MAX_ITERATIONS = 100;

    private Middle() {}

    /// @param trim  share left out at each end, for [MeanMethod#TRIMMED]
    /// @param huber deviations beyond which values count less, for [MeanMethod#HUBER]
    /// @throws IllegalArgumentException if a band has no finite value
    static double[] of(GeoRaster in, MeanMethod method, double trim, double huber) {
        var bands = BandStatistics.bands(Spectra.require(in));
        var middle = new double[bands.size()];
        for (int b = 0; b < middle.length; b++) {
            double[] values = finite(bands.get(b));
            if (values.length == 0) {
                throw new IllegalArgumentException("band " + b + " has no finite value");
            }
            middle[b] = switch (method) {
                case MEAN -> mean(values, 0, values.length);
                case MEDIAN -> Medians.of(values, values.length);
                case TRIMMED -> trimmed(values, trim);
                case HUBER -> huber(values, huber);
            };
        }
        return middle;
    }

    private static double[] finite(ArrayView band) {
        var values = new double[Math.toIntExact(band.elements())];
        int n = 0;
        for (int row = 0; row < band.size(0); row++) {
            long at = band.rowStart(row);
            for (int col = 0; col < band.size(1); col++) {
                double value = Elements.getDouble(band.segment(), band.dtype(), at + col * band.stride(1));
                values[n] = value;
                n += Double.isFinite(value) ? 1 : 0;
            }
        }
        return Arrays.copyOf(values, n);
    }

    private static double mean(double[] values, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += values[i];
        }
        return sum / (to - from);
    }

    private static double trimmed(double[] values, double share) {
        Arrays.sort(values);
        int cut = (int) (share * values.length);
        return mean(values, cut, values.length - cut);
    }

    /// Weights `min(1, c s / |x - m|)` from the median on; the scale s stays that of the median.
    private static double huber(double[] values, double c) {
        double middle = Medians.of(values, values.length);
        var off = new double[values.length];
        for (int i = 0; i < off.length; i++) {
            off[i] = Math.abs(values[i] - middle);
        }
        double reach = c * MAD_TO_STD * Medians.of(off, off.length);
        if (reach == 0) {
            return middle;
        }
        for (int iteration = 0; iteration < MAX_ITERATIONS; iteration++) {
            double sum = 0;
            double weights = 0;
            for (double value : values) {
                double weight = Math.min(1, reach / Math.abs(value - middle)); // 0 / 0 does not arise: reach > 0
                sum += weight * value;
                weights += weight;
            }
            double next = sum / weights;
            boolean settled = Math.abs(next - middle) <= SETTLED * reach;
            middle = next;
            if (settled) {
                break;
            }
        }
        return middle;
    }
}
