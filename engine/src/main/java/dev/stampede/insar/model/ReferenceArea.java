package dev.stampede.insar.model;

import dev.stampede.insar.params.Parameters;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import dev.stampede.runtime.Workers;
import java.lang.foreign.Arena;

/// The points whose mean is taken as zero: phase is only known relative to a place.
///
/// @param points zero-based indices, ascending; empty = nothing is subtracted
public record ReferenceArea(int[] points) {

    /// The points of `ref_lon`, `ref_lat`, `ref_centre_lonlat` and `ref_radius`; bounds are exclusive, the
    /// circle inclusive. `ref_radius = -Inf` asks for no reference. Where `ref_x` and `ref_y` are both set,
    /// they alone count: exclusive bounds of the local coordinates, m.
    /// @throws IllegalArgumentException if no point lies inside, naming the bounds
    public static ReferenceArea of(Parameters parameters, StackGeometry stack, Workers workers) {
        if (parameters.has("ref_x") && parameters.has("ref_y")) {
            return box(stack, pair(parameters, "ref_x"), pair(parameters, "ref_y"));
        }
        double radius = number(parameters, "ref_radius", Double.POSITIVE_INFINITY);
        if (radius == Double.NEGATIVE_INFINITY) {
            return new ReferenceArea(new int[0]);
        }
        return inside(
                stack,
                workers,
                pair(parameters, "ref_lon"),
                pair(parameters, "ref_lat"),
                pair(parameters, "ref_centre_lonlat"),
                radius);
    }

    /// The points within `radius` metres of a place.
    /// @throws IllegalArgumentException if there is none
    public static ReferenceArea circle(StackGeometry stack, Workers workers, double lon, double lat, double radius) {
        var all = new double[] {Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY};
        return inside(stack, workers, all, all, new double[] {lon, lat}, radius);
    }

    private static ReferenceArea box(StackGeometry stack, double[] x, double[] y) {
        var xy = stack.xy();
        var points = java.util.stream.IntStream.range(0, stack.psCount())
                .filter(p -> xy.get(p, 0) > x[0] && xy.get(p, 0) < x[1])
                .filter(p -> xy.get(p, 1) > y[0] && xy.get(p, 1) < y[1])
                .toArray();
        if (points.length == 0 && stack.psCount() > 0) {
            throw new IllegalArgumentException("no point lies in the reference area: x " + x[0] + " to " + x[1]
                    + " m, y " + y[0] + " to " + y[1] + " m; change ref_x or ref_y");
        }
        return new ReferenceArea(points);
    }

    private static ReferenceArea inside(
            StackGeometry stack, Workers workers, double[] lon, double[] lat, double[] centre, double radius) {
        int n = stack.psCount();
        var lonLat = stack.lonLat();
        try (Arena arena = Arena.ofShared()) {
            DoubleMatrix offset = radius < Double.POSITIVE_INFINITY
                    ? new LocalProjection(centre[0], centre[1]).project(arena, workers, lonLat)
                    : null;
            var points = java.util.stream.IntStream.range(0, n)
                    .filter(p -> lonLat.get(p, 0) > lon[0] && lonLat.get(p, 0) < lon[1])
                    .filter(p -> lonLat.get(p, 1) > lat[0] && lonLat.get(p, 1) < lat[1])
                    .filter(p ->
                            offset == null || square(offset.get(p, 0)) + square(offset.get(p, 1)) <= radius * radius)
                    .toArray();
            if (points.length == 0 && n > 0) {
                throw new IllegalArgumentException("no point lies in the reference area: longitude " + lon[0] + " to "
                        + lon[1] + ", latitude " + lat[0] + " to " + lat[1]
                        + (offset == null ? "" : ", within " + radius + " m of " + centre[0] + ", " + centre[1])
                        + "; change ref_lon, ref_lat, ref_centre_lonlat or ref_radius");
            }
            return new ReferenceArea(points);
        }
    }

    /// Mean over the area per column, NaN skipped; NaN for a column without any value, 0 when nothing is
    /// subtracted.
    public double[] means(FloatMatrix values) {
        var means = new double[values.cols()];
        for (int c = 0; c < means.length && points.length > 0; c++) {
            double sum = 0;
            int count = 0;
            for (int p : points) {
                float v = values.get(p, c);
                if (v == v) {
                    sum += v;
                    count++;
                }
            }
            means[c] = sum / count;
        }
        return means;
    }

    private static double square(double x) {
        return x * x;
    }

    private static double number(Parameters parameters, String name, double absent) {
        return parameters.has(name) ? parameters.number(name) : absent;
    }

    private static double[] pair(Parameters parameters, String name) {
        if (!parameters.has(name)) {
            return name.equals("ref_centre_lonlat")
                    ? new double[2]
                    : new double[] {Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY};
        }
        var values = parameters.numbers(name);
        if (values.length != 2) {
            throw new IllegalArgumentException("parameter " + name + " needs two numbers, found " + values.length);
        }
        return values;
    }
}
