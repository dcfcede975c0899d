package dev.stampede.operators.normalize;

import dev.stampede.operators.core.Config;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.BandStatistics;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import dev.stampede.raster.Elements;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import java.util.Arrays;

/// Gives each band the distribution of the same band of a reference: a value goes to the reference value of equal
/// rank, linear between reference values. Ranks count equal values together; NaN has none and stays. The result is
/// `float64`. Holds the reference, so it cannot be stored.
public final class HistogramMatch implements Operator<GeoRaster, GeoRaster> {
    private final GeoRaster reference;

    private HistogramMatch(GeoRaster reference) {
        this.reference = reference;
    }

    /// Matches to the bands of a raster, whose grid does not matter.
    public static HistogramMatch to(GeoRaster reference) {
        return new HistogramMatch(reference);
    }

    /// Distinct values in order and the share of values up to each.
    private record Distribution(double[] values, double[] share) {
        static Distribution of(ArrayView band) {
            var sorted = numbers(band);
            Arrays.sort(sorted);
            int distinct = 0;
            var share = new double[sorted.length];
            for (int i = 0; i < sorted.length; i++) {
                if (i + 1 == sorted.length || sorted[i + 1] != sorted[i]) {
                    share[distinct] = (i + 1) / (double) sorted.length;
                    sorted[distinct++] = sorted[i];
                }
            }
            return new Distribution(Arrays.copyOf(sorted, distinct), Arrays.copyOf(share, distinct));
        }

        private static double[] numbers(ArrayView band) {
            var all = new double[Math.toIntExact(band.elements())];
            int n = 0;
            for (long row = 0; row < band.rows(); row++) {
                long at = band.rowStart(row);
                for (int col = 0; col < band.size(-1); col++) {
                    double value = Elements.getDouble(band.segment(), band.dtype(), at + col * band.stride(-1));
                    if (!Double.isNaN(value)) {
                        all[n++] = value + 0.0;
                    }
                }
            }
            return Arrays.copyOf(all, n);
        }

        /// The value up to which a share of the values lies.
        double at(double wanted) {
            int found = Arrays.binarySearch(share, wanted);
            if (found >= 0) {
                return values[found];
            }
            int right = -found - 1;
            if (right == 0 || right == share.length) {
                return values[right == 0 ? 0 : right - 1];
            }
            double slope = (values[right] - values[right - 1]) / (share[right] - share[right - 1]);
            return slope * (wanted - share[right - 1]) + values[right - 1];
        }
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        var bands = BandStatistics.bands(in);
        var references = BandStatistics.bands(reference);
        if (bands.size() != references.size()) {
            throw new IllegalArgumentException(
                    "the raster has " + bands.size() + " bands, the reference " + references.size());
        }
        var out = RasterMemory.allocate(DType.FLOAT64, in.shape());
        var targets = BandStatistics.bands(in.rewrap(out));
        for (int band = 0; band < bands.size(); band++) {
            match(bands.get(band), Distribution.of(references.get(band)), targets.get(band));
        }
        return in.rewrap(out);
    }

    private static void match(ArrayView band, Distribution target, ArrayView out) {
        var own = Distribution.of(band);
        var mapped = new double[own.values().length];
        for (int i = 0; i < mapped.length; i++) {
            mapped[i] = target.values().length == 0 ? Double.NaN : target.at(own.share()[i]);
        }
        for (long row = 0; row < band.rows(); row++) {
            long at = band.rowStart(row);
            long to = out.rowStart(row);
            for (int col = 0; col < band.size(-1); col++) {
                double value = Elements.getDouble(band.segment(), band.dtype(), at + col * band.stride(-1));
                double moved = Double.isNaN(value) ? value : mapped[Arrays.binarySearch(own.values(), value + 0.0)];
                Elements.setDouble(out.segment(), DType.FLOAT64, to + col, moved);
            }
        }
    }

    @Override
    public boolean serialisable() {
        return false;
    }

    @Override
    public Config config() {
        return Config.of("reference", reference.values().toString());
    }

    @Override
    public Signature outputSignature(Signature in) {
        return in.withDtype("float64");
    }
}
