package dev.stampede.operators.feature;

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
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;

/// Circles through a mask of edges: every pixel that is neither 0 nor NaN votes for the centres of the circles
/// of each radius through it; a centre has the share of the pixels of the circle about it that are edges.
/// Circles are the centres with the largest shares, above `threshold`, over all radii, and none whose centre is
/// less than `minDistance` rows and columns from a better one. Centres lie within the raster. Points from the
/// largest share down with the fields `share`, `radius` in map units, `radius_pixels`, `row`, `col`. Refuses
/// more than one band. Source: Duda and Hart (1972), doi:10.1145/361237.361242.
///
/// @param radii       in whole pixels
/// @param numPeaks    most circles, 10
/// @param threshold   least share, not included, 0.5
/// @param minDistance between centres in pixels, 5
public record HoughCircles(
        List<Integer> radii,
        @Default("10") int numPeaks,
        @Default("0.5") double threshold,
        @Default("5") int minDistance)
        implements Operator<GeoRaster, VectorLayer> {
    public HoughCircles {
        radii = List.copyOf(radii);
        Require.that(
                !radii.isEmpty() && radii.stream().allMatch(r -> r >= 1 && r <= 100_000),
                "radii",
                radii,
                "one or more from 1 to 100000 pixels");
        Require.that(numPeaks >= 1, "num_peaks", numPeaks, "1 or more");
        Require.that(threshold >= 0 && threshold <= 1, "threshold", threshold, "0 to 1");
        Require.that(minDistance >= 1, "min_distance", minDistance, "1 or more");
    }

    private record Circle(Peaks.Peak centre, int radius) {}

    @Override
    public VectorLayer compute(GeoRaster in) {
        var values = Lines.all(Lines.only(in, "HoughCircles"));
        var candidates = new ArrayList<Circle>();
        for (int radius : radii) {
            var share = shares(values, in.height(), in.width(), radius);
            for (var peak : Peaks.of(in.height(), in.width(), share, minDistance, threshold, 0)) {
                candidates.add(new Circle(peak, radius));
            }
        }
        candidates.sort(
                Comparator.comparingDouble((Circle c) -> c.centre().value()).reversed());
        var kept = new ArrayList<Circle>();
        for (var circle : candidates) {
            if (kept.size() < numPeaks && kept.stream().noneMatch(better -> isNear(better, circle))) {
                kept.add(circle);
            }
        }
        return layer(in, kept);
    }

    private boolean isNear(Circle a, Circle b) {
        int down = Math.abs(a.centre().row() - b.centre().row());
        int right = Math.abs(a.centre().col() - b.centre().col());
        return Math.max(down, right) < minDistance;
    }

    private static double[] shares(double[] values, int rows, int cols, int radius) {
        var circle = circle(radius);
        var votes = new double[values.length];
        double one = 1.0 / circle.length;
        for (int i = 0; i < values.length; i++) {
            if (values[i] == 0 || values[i] != values[i]) {
                continue;
            }
            int row = i / cols;
            int col = i % cols;
            for (var offset : circle) {
                int r = row + offset[0];
                int c = col + offset[1];
                if (r >= 0 && c >= 0 && r < rows && c < cols) {
                    votes[r * cols + c] += one;
                }
            }
        }
        return votes;
    }

    /// Pixels nearest to a circle, each once.
    private static int[][] circle(int radius) {
        var pixels = new LinkedHashSet<List<Integer>>();
        for (int x = 0; x <= radius; x++) {
            int y = (int) Math.rint(Math.sqrt((double) radius * radius - (double) x * x));
            if (x > y) {
                break; // the other half is its mirror image
            }
            for (int[] p : new int[][] {{x, y}, {y, x}}) {
                for (int sign = 0; sign < 4; sign++) {
                    pixels.add(List.of((sign & 1) == 0 ? p[0] : -p[0], (sign & 2) == 0 ? p[1] : -p[1]));
                }
            }
        }
        return pixels.stream().map(p -> new int[] {p.get(0), p.get(1)}).toArray(int[][]::new);
    }

    private static VectorLayer layer(GeoRaster in, List<Circle> circles) {
        var types = new LinkedHashMap<String, FieldType>();
        types.put("share", FieldType.REAL);
        types.put("radius", FieldType.REAL);
        types.put("radius_pixels", FieldType.INTEGER);
        types.put("row", FieldType.INTEGER);
        types.put("col", FieldType.INTEGER);
        double pixel = Math.sqrt(Math.abs(in.affine().determinant()));
        var features = new ArrayList<VectorFeature>();
        for (var circle : circles) {
            var fields = new LinkedHashMap<String, Object>();
            fields.put("share", circle.centre().value());
            fields.put("radius", circle.radius() * pixel);
            fields.put("radius_pixels", (long) circle.radius());
            fields.put("row", (long) circle.centre().row());
            fields.put("col", (long) circle.centre().col());
            features.add(new VectorFeature(
                    Features.point(in, circle.centre().row(), circle.centre().col()), fields));
        }
        return Features.layer("circles", in, types, features);
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
