package dev.stampede.operators.compositing;

import dev.stampede.kernels.morphology.EuclideanDistance;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.ListOperator;
import dev.stampede.operators.core.OperatorTypeException;
import dev.stampede.operators.core.Pair;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.Flags;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import dev.stampede.raster.Elements;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// The best available pixel: all bands of each pixel from the scene with the highest score, the first scene at
/// ties. The input is a list of scenes with their cloud masks (`true` = cloud). The score is the weighted sum of
///
/// | weight | term |
/// |---|---|
/// | `w_view_angle` | `1 / (1 + abs(view angle))`, attribute `view_angle`, degrees |
/// | `w_recency` | `1 / (1 + abs(days from target_doy))`, attribute `doy`, the shorter way around the year |
/// | `w_cloud_distance` | distance from the nearest cloud of the scene over the largest of all scenes; 1 without clouds
/// |
/// | `w_opacity` | `1 / (1 + abs(opacity))`, attribute `opacity` |
///
/// A scene does not take part where it is cloudy or NaN in any band. Where none takes part the result is NaN, or
/// the fill value for integers, and the score NaN. With `returnScore` a [Pair] of composite and score,
/// `float64`. Source: White et al. (2014), doi:10.1080/07038992.2014.945827, whose terms are others.
///
/// @param targetDoy      day of the year wanted, 1 to 366
/// @param wViewAngle     0.3
/// @param wRecency       0.4
/// @param wCloudDistance 0.2
/// @param wOpacity       0.1
/// @param returnScore    false
public record BAPComposite(
        double targetDoy,
        @Default("0.3") double wViewAngle,
        @Default("0.4") double wRecency,
        @Default("0.2") double wCloudDistance,
        @Default("0.1") double wOpacity,
        @Default("false") boolean returnScore)
        implements ListOperator<Pair<GeoRaster, GeoRaster>, Object> {
    private static final double YEAR = 365.25;

    /// @throws IllegalArgumentException if the day is none of a year, or a weight negative
    public BAPComposite {
        Require.that(targetDoy >= 1 && targetDoy <= 366, "target_doy", targetDoy, "a day of 1 to 366");
        for (double weight : new double[] {wViewAngle, wRecency, wCloudDistance, wOpacity}) {
            Require.that(weight >= 0, "weights", weight, "0 or more");
        }
    }

    /// @throws IllegalArgumentException if grids differ, or a scene lacks an attribute whose weight is above 0
    @Override
    public Object compute(List<Pair<GeoRaster, GeoRaster>> scenes) {
        var rasters = scenes.stream().map(Pair::first).toList();
        Scenes.require(rasters);
        scenes.forEach(scene -> scene.first().requireSameExtent(scene.second()));
        var first = rasters.getFirst();
        if (first.rank() > 3) {
            throw new OperatorTypeException("scenes have bands, rows and columns, not " + first.values());
        }
        var chosen = RasterMemory.allocate(DType.INT64, first.height(), first.width());
        var score = RasterMemory.allocate(DType.FLOAT64, first.height(), first.width());
        score.fill(Double.NaN);
        chosen.fill(-1);
        var distances = distances(scenes);
        for (int scene = 0; scene < scenes.size(); scene++) {
            offer(scene, scenes.get(scene), distances.get(scene), chosen, score);
        }
        var out = Scenes.allocate(rasters, first.dtype());
        MaxNdviComposite.pick(Scenes.arrays(rasters), chosen, first, out);
        if (!returnScore) {
            return first.rewrap(out);
        }
        var plain = first.withAttributes(first.attributes().withBandNames(List.of()));
        return new Pair<>(first.rewrap(out), plain.rewrap(score, OptionalDouble.of(Double.NaN)));
    }

    /// Distance of every pixel from the clouds of its scene over the largest of all scenes; 1 without clouds.
    private static List<double[]> distances(List<Pair<GeoRaster, GeoRaster>> scenes) {
        var distances = new ArrayList<double[]>();
        double largest = 0;
        for (var scene : scenes) {
            var mask = scene.second()
                    .values()
                    .broadcast(scene.first().height(), scene.first().width());
            var affine = scene.first().affine();
            var far = EuclideanDistance.squared(Flags.of(mask), affine.pixelHeight(), affine.pixelWidth());
            for (int i = 0; i < far.length; i++) {
                far[i] = Math.sqrt(far[i]);
                largest = far[i] < Double.POSITIVE_INFINITY ? Math.max(largest, far[i]) : largest;
            }
            distances.add(far);
        }
        for (var far : distances) {
            for (int i = 0; i < far.length; i++) {
                far[i] = far[i] == Double.POSITIVE_INFINITY ? 1 : largest == 0 ? 0 : far[i] / largest;
            }
        }
        return distances;
    }

    /// Takes a scene where it is better than those before it.
    private void offer(
            int number, Pair<GeoRaster, GeoRaster> scene, double[] distance, ArrayView chosen, ArrayView score) {
        var raster = scene.first();
        double fixed = wViewAngle * term(raster, wViewAngle, "view_angle", 0)
                + wRecency * term(raster, wRecency, "doy", targetDoy)
                + wOpacity * term(raster, wOpacity, "opacity", 0);
        var cloud = scene.second().values().broadcast(raster.height(), raster.width());
        for (int row = 0; row < raster.height(); row++) {
            for (int col = 0; col < raster.width(); col++) {
                double value = fixed + wCloudDistance * distance[row * raster.width() + col];
                double before = score.get(row, col);
                boolean better = Double.isNaN(before) || value > before;
                if (better && cloud.get(row, col) == 0 && isWhole(raster.values(), row, col)) {
                    score.set(value, row, col);
                    chosen.set(number, row, col);
                }
            }
        }
    }

    private static boolean isWhole(ArrayView values, int row, int col) {
        int bands = values.rank() == 2 ? 1 : values.size(0);
        long at = values.offset() + row * values.stride(-2) + col * values.stride(-1);
        boolean whole = true;
        for (int band = 0; band < bands; band++) {
            long element = at + (bands == 1 ? 0 : band * values.stride(0));
            whole &= !Double.isNaN(Elements.getDouble(values.segment(), values.dtype(), element));
        }
        return whole;
    }

    private static double term(GeoRaster scene, double weight, String name, double from) {
        if (weight == 0) {
            return 0;
        }
        double value = scene.attributes()
                .number(name)
                .orElseThrow(
                        () -> new OperatorTypeException("a scene has no attribute " + name + "; its attributes are "
                                + scene.attributes().values().keySet() + ", and weight 0 does without it"));
        double off = Math.abs(value - from);
        return 1 / (1 + (name.equals("doy") ? Math.min(off, Math.abs(YEAR - off)) : off));
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
