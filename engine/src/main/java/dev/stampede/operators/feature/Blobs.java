package dev.stampede.operators.feature;

import dev.stampede.io.vector.FieldType;
import dev.stampede.io.vector.VectorFeature;
import dev.stampede.io.vector.VectorLayer;
import dev.stampede.operators.pixels.Features;
import dev.stampede.raster.GeoRaster;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.index.quadtree.Quadtree;

/// Places that stand out at a scale: maxima of a response over rows, columns and scales, of which those that
/// mostly lie within a larger one are dropped.
final class Blobs {
    private static final double SQRT2 = Math.sqrt(2);

    private Blobs() {}

    /// A response at every pixel for a scale.
    interface Response {
        /// @param scale its place among the scales
        double[] at(int scale);
    }

    /// @param radius pixels
    record Blob(int row, int col, double sigma, double value) {
        double radius() {
            return sigma * SQRT2;
        }
    }

    /// Pixels above a threshold that none of the 26 neighbours in rows, columns and scales exceeds, from the
    /// strongest down. Three scales are held at a time.
    static List<Blob> maxima(int rows, int cols, double[] sigmas, Response response, double threshold) {
        var found = new ArrayList<Blob>();
        double[] below = null;
        var here = response.at(0);
        for (int scale = 0; scale < sigmas.length; scale++) {
            var above = scale + 1 < sigmas.length ? response.at(scale + 1) : null;
            for (int row = 0; row < rows; row++) {
                for (int col = 0; col < cols; col++) {
                    double value = here[row * cols + col];
                    if (value > threshold
                            && isHighest(here, rows, cols, row, col, value)
                            && isHighest(below, rows, cols, row, col, value)
                            && isHighest(above, rows, cols, row, col, value)) {
                        found.add(new Blob(row, col, sigmas[scale], value));
                    }
                }
            }
            below = here;
            here = above;
        }
        found.sort(Comparator.comparingDouble(Blob::value).reversed());
        return found;
    }

    private static boolean isHighest(double[] plane, int rows, int cols, int row, int col, double value) {
        if (plane == null) {
            return true;
        }
        for (int r = Math.max(0, row - 1); r <= Math.min(rows - 1, row + 1); r++) {
            for (int c = Math.max(0, col - 1); c <= Math.min(cols - 1, col + 1); c++) {
                if (plane[r * cols + c] > value) {
                    return false;
                }
            }
        }
        return true;
    }

    /// Without those whose disk lies by more than a share within that of a kept one: larger ones are kept
    /// first, of equally large ones the stronger.
    static List<Blob> apart(List<Blob> blobs, double overlap) {
        var order = new ArrayList<>(blobs);
        order.sort(
                Comparator.comparingDouble(Blob::sigma).reversed()); // stable: equal scales stay in order of strength
        var kept = new Quadtree();
        var result = new ArrayList<Blob>();
        for (var blob : order) {
            var box = box(blob);
            boolean free = true;
            for (var other : kept.query(box)) {
                free &= overlap((Blob) other, blob) <= overlap;
            }
            if (free) {
                kept.insert(box, blob);
                result.add(blob);
            }
        }
        result.sort(Comparator.comparingDouble(Blob::value).reversed());
        return result;
    }

    private static Envelope box(Blob blob) {
        double r = blob.radius();
        return new Envelope(blob.col() - r, blob.col() + r, blob.row() - r, blob.row() + r);
    }

    /// The area common to two disks over that of the smaller one.
    static double overlap(Blob a, Blob b) {
        double large = Math.max(a.radius(), b.radius());
        double small = Math.min(a.radius(), b.radius());
        double d = Math.hypot(a.row() - b.row(), a.col() - b.col());
        if (d >= large + small) {
            return 0;
        }
        if (d <= large - small) {
            return 1;
        }
        double half1 = Math.acos(Math.clamp((d * d + small * small - large * large) / (2 * d * small), -1, 1));
        double half2 = Math.acos(Math.clamp((d * d + large * large - small * small) / (2 * d * large), -1, 1));
        double kite = Math.sqrt(
                Math.max(0, (-d + small + large) * (d + small - large) * (d - small + large) * (d + small + large)));
        double lens = small * small * half1 + large * large * half2 - kite / 2;
        return lens / (Math.PI * small * small);
    }

    static VectorLayer layer(GeoRaster in, List<Blob> blobs) {
        var types = new LinkedHashMap<String, FieldType>();
        types.put("value", FieldType.REAL);
        types.put("sigma", FieldType.REAL);
        types.put("radius", FieldType.REAL);
        types.put("row", FieldType.INTEGER);
        types.put("col", FieldType.INTEGER);
        double pixel = Math.sqrt(Math.abs(in.affine().determinant()));
        var features = new ArrayList<VectorFeature>();
        for (var blob : blobs) {
            var fields = new LinkedHashMap<String, Object>();
            fields.put("value", blob.value());
            fields.put("sigma", blob.sigma());
            fields.put("radius", blob.radius() * pixel);
            fields.put("row", (long) blob.row());
            fields.put("col", (long) blob.col());
            features.add(new VectorFeature(Features.point(in, blob.row(), blob.col()), fields));
        }
        return Features.layer("blobs", in, types, features);
    }
}
