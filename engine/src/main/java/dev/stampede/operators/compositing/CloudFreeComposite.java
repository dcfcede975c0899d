package dev.stampede.operators.compositing;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.ListOperator;
import dev.stampede.operators.core.Pair;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// Mean of what is clear per pixel and band, `float64`; fewer than `minValid` values give NaN. The input is a list of
/// scenes with their cloud masks (`true` = cloud). With `returnCount` a [Pair] of the mean and the number of values,
/// `int64`.
///
/// @param nanPolicy   `ignore`
/// @param minValid    1
/// @param returnCount false
public record CloudFreeComposite(
        @Default("\"ignore\"") NanPolicy nanPolicy,
        @Default("1") int minValid,
        @Default("false") boolean returnCount) implements ListOperator<Pair<GeoRaster, GeoRaster>, Object> {
    public CloudFreeComposite {
        Require.that(minValid >= 1, "min_valid", minValid, "at least 1");
    }

    @Override
    public Object compute(List<Pair<GeoRaster, GeoRaster>> scenes) {
        var rasters = scenes.stream().map(Pair::first).toList();
        Scenes.require(rasters);
        var arrays = withMasks(scenes);
        var first = rasters.getFirst();
        var mean = Scenes.allocate(rasters, DType.FLOAT64);
        Scenes.forEach(arrays, mean, (values, row, col) -> mean(values));
        var result = first.rewrap(mean, OptionalDouble.of(Double.NaN));
        if (!returnCount) {
            return result;
        }
        var count = Scenes.allocate(rasters, DType.INT64);
        Scenes.forEach(arrays, count, (values, row, col) -> count(values));
        return new Pair<>(result, first.rewrap(count, OptionalDouble.empty()));
    }

    /// Values of all scenes, then masks of all scenes, of one shape.
    static List<ArrayView> withMasks(List<Pair<GeoRaster, GeoRaster>> scenes) {
        var arrays = new ArrayList<ArrayView>();
        scenes.forEach(scene -> arrays.add(scene.first().values()));
        for (var scene : scenes) {
            scene.first().requireSameExtent(scene.second());
            arrays.add(scene.second().values().broadcast(scene.first().shape()));
        }
        return arrays;
    }

    private double mean(double[] values) {
        int scenes = values.length / 2;
        double sum = 0;
        int n = 0;
        for (int i = 0; i < scenes; i++) {
            if (values[scenes + i] != 0) {
                continue;
            }
            if (values[i] == values[i]) {
                sum += values[i];
                n++;
            } else if (nanPolicy == NanPolicy.PROPAGATE) {
                return Double.NaN;
            }
        }
        return n < minValid ? Double.NaN : sum / n;
    }

    private static double count(double[] values) {
        int scenes = values.length / 2;
        int n = 0;
        for (int i = 0; i < scenes; i++) {
            n += values[scenes + i] == 0 && values[i] == values[i] ? 1 : 0;
        }
        return n;
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
