package dev.stampede.operators.measure;

import dev.stampede.io.vector.FieldType;
import dev.stampede.io.vector.VectorFeature;
import dev.stampede.io.vector.VectorLayer;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.Features;
import dev.stampede.operators.pixels.Lines;
import dev.stampede.raster.GeoRaster;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/// The line or circle that most pixels of a mask lie on, among others that do not: `maxTrials` times a model is put
/// through `minSamples` pixels drawn at random; the one with the most pixels within `residualThreshold` pixels
/// of it, of equal ones that with the smaller sum of squares, is fitted again to all of those by least squares
/// (distances across a line, the algebraic form of a circle). Pixels that are neither 0 nor NaN count. The result is
/// a layer with one feature, or none where there are too few pixels: a line from the first to the last pixel
/// along it, or the centre of a circle, with the fields `inliers`, `share` of all pixels, `rms` of the distances in
/// pixels, and for a circle `radius` in map units. Equal seeds give equal results. Refuses more than one band.
/// Source: Fischler and Bolles (1981), doi:10.1145/358669.358692.
///
/// @param modelClass        what is looked for
/// @param residualThreshold farthest pixel that belongs to it, in pixels
/// @param minSamples        pixels drawn, 2 for a line, 3 for a circle; more by choice
/// @param maxTrials         draws, 100
/// @param seed              of the draws, 0
public record RANSAC(
        @Default("\"line\"") ModelClass modelClass,
        double residualThreshold,
        OptionalInt minSamples,
        @Default("100") int maxTrials,
        @Default("0") long seed)
        implements Operator<GeoRaster, VectorLayer> {
    /// What is looked for.
    public enum ModelClass {
        LINE(2),
        CIRCLE(3);

        private final int needed;

        ModelClass(int needed) {
            this.needed = needed;
        }
    }

    public RANSAC {
        Require.that(residualThreshold > 0, "residual_threshold", residualThreshold, "above 0");
        Require.that(
                minSamples.orElse(modelClass.needed) >= modelClass.needed,
                "min_samples",
                minSamples,
                modelClass.needed + " or more");
        Require.that(maxTrials >= 1, "max_trials", maxTrials, "1 or more");
    }

    @Override
    public VectorLayer compute(GeoRaster in) {
        var places = places(Lines.all(Lines.only(in, "RANSAC")), in.width());
        int drawn = minSamples.orElse(modelClass.needed);
        var features = new ArrayList<VectorFeature>();
        if (places.length >= drawn) {
            var best = search(places, drawn);
            if (best != null) {
                features.add(feature(in, best, places));
            }
        }
        var types = new LinkedHashMap<String, FieldType>();
        types.put("inliers", FieldType.INTEGER);
        types.put("share", FieldType.REAL);
        types.put("rms", FieldType.REAL);
        if (modelClass == ModelClass.CIRCLE) {
            types.put("radius", FieldType.REAL);
        }
        return Features.layer(modelClass == ModelClass.LINE ? "line" : "circle", in, types, features);
    }

    /// Row and column of every pixel of the mask.
    private static double[][] places(double[] values, int cols) {
        var places = new ArrayList<double[]>();
        for (int i = 0; i < values.length; i++) {
            if (values[i] != 0 && values[i] == values[i]) {
                places.add(new double[] {i / cols, i % cols});
            }
        }
        return places.toArray(double[][]::new);
    }

    private PlaneCurve search(double[][] places, int drawn) {
        var random = new SplittableRandom(seed);
        PlaneCurve best = null;
        int most = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int trial = 0; trial < maxTrials; trial++) {
            var model = PlaneCurve.fit(modelClass == ModelClass.CIRCLE, draw(places, drawn, random));
            int count = 0;
            double squares = 0;
            for (int i = 0; model != null && i < places.length; i++) {
                double off = model.distance(places[i]);
                if (off <= residualThreshold) {
                    count++;
                    squares += off * off;
                }
            }
            if (count > most || count == most && count > 0 && squares < least) {
                best = model;
                most = count;
                least = squares;
            }
        }
        if (best == null) {
            return null;
        }
        var refined = PlaneCurve.fit(
                modelClass == ModelClass.CIRCLE, inliers(best, places).toArray(double[][]::new));
        return refined == null ? best : refined;
    }

    /// Different places.
    private static double[][] draw(double[][] places, int n, SplittableRandom random) {
        var chosen = new int[n];
        for (int k = 0; k < n; ) {
            int candidate = random.nextInt(places.length);
            boolean free = true;
            for (int j = 0; j < k; j++) {
                free &= chosen[j] != candidate;
            }
            if (free) {
                chosen[k++] = candidate;
            }
        }
        var drawn = new double[n][];
        for (int k = 0; k < n; k++) {
            drawn[k] = places[chosen[k]];
        }
        return drawn;
    }

    private List<double[]> inliers(PlaneCurve model, double[][] places) {
        var near = new ArrayList<double[]>();
        for (var place : places) {
            if (model.distance(place) <= residualThreshold) {
                near.add(place);
            }
        }
        return near;
    }

    private VectorFeature feature(GeoRaster in, PlaneCurve model, double[][] places) {
        var near = inliers(model, places);
        double squares = 0;
        double first = Double.POSITIVE_INFINITY;
        double last = Double.NEGATIVE_INFINITY;
        for (var place : near) {
            double off = model.distance(place);
            squares += off * off;
            first = Math.min(first, model.along(place));
            last = Math.max(last, model.along(place));
        }
        var fields = new LinkedHashMap<String, Object>();
        fields.put("inliers", (long) near.size());
        fields.put("share", near.size() / (double) places.length);
        fields.put("rms", near.isEmpty() ? null : (Object) Math.sqrt(squares / near.size()));
        if (modelClass == ModelClass.CIRCLE) {
            fields.put("radius", model.radius() * Math.sqrt(Math.abs(in.affine().determinant())));
            return new VectorFeature(Features.point(in, model.row(), model.col()), fields);
        }
        return new VectorFeature(
                Features.line(
                        Features.place(in, model.row() + first * model.down(), model.col() + first * model.right()),
                        Features.place(in, model.row() + last * model.down(), model.col() + last * model.right())),
                fields);
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
