package dev.stampede.operators.compositing;

import dev.stampede.linalg.Medians;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.ListOperator;
import dev.stampede.operators.core.Pair;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.Pixelwise;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/// Median of the scenes per pixel and band, `float64`; of an even number the mean of the two in the middle. Without
/// a value NaN. With `returnCount` a [Pair] of the median and the number of values, `int64`.
/// Scenes too large for memory: `CompositeTiles`.
///
/// @param nanPolicy   `ignore`
/// @param returnCount false
public record MedianComposite(
        @Default("\"ignore\"") NanPolicy nanPolicy,
        @Default("false") boolean returnCount) implements ListOperator<GeoRaster, Object>, Pixelwise {
    @Override
    public Object compute(List<GeoRaster> scenes) {
        Scenes.require(scenes);
        var first = scenes.getFirst();
        var arrays = Scenes.arrays(scenes);
        var median = Scenes.allocate(scenes, DType.FLOAT64);
        Scenes.forEach(arrays, median, (values, row, col) -> median(values));
        var result = first.rewrap(median, OptionalDouble.of(Double.NaN));
        if (!returnCount) {
            return result;
        }
        var count = Scenes.allocate(scenes, DType.INT64);
        Scenes.forEach(arrays, count, (values, row, col) -> valid(values));
        return new Pair<>(result, first.rewrap(count, OptionalDouble.empty()));
    }

    private double median(double[] values) {
        Arrays.sort(values); // NaN goes to the end
        int n = valid(values);
        boolean lacks = n < values.length && nanPolicy == NanPolicy.PROPAGATE;
        return lacks ? Double.NaN : Medians.ofSorted(values, n);
    }

    static int valid(double[] values) {
        int n = 0;
        for (double value : values) {
            n += value == value ? 1 : 0;
        }
        return n;
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
