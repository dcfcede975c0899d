package dev.stampede.operators.restore;

import dev.stampede.kernels.elementwise.Elementwise.Precision;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.BandStatistics;
import dev.stampede.operators.pixels.Pixels;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import java.util.List;

/// Marks values far from the middle of their band, each band by itself:
///
///     mad      |x - median| > k 1.4826 MAD,    MAD = median |x - median|
///     zscore   |x - mean| > k std
///
/// in double precision, with the population deviation. Statistics do not look at NaN, and NaN is no outlier.
/// Source of the factor: Rousseeuw and Croux (1993), doi:10.1080/01621459.1993.10476408.
///
/// @param method what is near
/// @param k      deviations, 3
public record OutlierMask(
        @Default("\"mad\"") Method method, @Default("3.0") double k) implements Operator<GeoRaster, GeoRaster> {
    /// What is near.
    public enum Method {
        MAD,
        ZSCORE
    }

    public OutlierMask {
        Outliers.requireFactor(k);
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        var out = RasterMemory.allocate(DType.BOOL, in.shape());
        var mask = in.rewrapMask(out);
        var bands = BandStatistics.bands(in);
        var flags = BandStatistics.bands(mask);
        for (int band = 0; band < bands.size(); band++) {
            var values = bands.get(band);
            Pixels.evaluateInto(Outliers.rule(values, method, k), Precision.DOUBLE, List.of(values), flags.get(band));
        }
        return mask;
    }

    @Override
    public Signature outputSignature(Signature in) {
        return in.withDtype("bool");
    }
}
