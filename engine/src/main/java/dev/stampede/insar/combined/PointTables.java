package dev.stampede.insar.combined;

import dev.stampede.insar.model.LocalCoordinates;
import dev.stampede.io.mat.Mat;
import dev.stampede.io.mat.MatValue;
import dev.stampede.memory.DoubleMatrix;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.LinkedHashMap;

/// What the combined set says of its points: values of the single-master points that are kept, then of all
/// small-baseline points, in storage order.
final class PointTables {
    private PointTables() {}

    /// Some rows of `first`, then all of `second`.
    static DoubleMatrix stacked(Arena arena, int[] rows, DoubleMatrix first, DoubleMatrix second) {
        var all = DoubleMatrix.allocate(arena, rows.length + second.rows(), second.cols());
        for (int c = 0; c < all.cols(); c++) {
            for (int i = 0; i < all.rows(); i++) {
                all.set(i, c, i < rows.length ? first.get(rows[i], c) : second.get(i - rows.length, c));
            }
        }
        return all;
    }

    // COMPAT: what is not one value per point is that of the small-baseline set, its origin included, although xy is
    // about the origin of all points; as in the merge of patches.
    static LinkedHashMap<String, MatValue> points(
            Arena arena, PointSet small, int[] order, LocalCoordinates place, DoubleMatrix lonLat, DoubleMatrix pixels)
            throws IOException {
        var values = new LinkedHashMap<String, MatValue>();
        try (var ps = small.folder().open(arena, "ps2")) {
            for (var variable : ps.file().variables()) {
                values.put(variable.name(), ps.value(variable.name()));
            }
        }
        var ij = pixels.copyRows(arena, order);
        for (int i = 0; i < order.length; i++) {
            ij.set(i, 0, i + 1);
        }
        values.put("ij", Mat.of(ij));
        values.put("lonlat", Mat.of(lonLat.copyRows(arena, order)));
        values.put("xy", Mat.of(place.numbered(arena, order)));
        values.put("n_ps", Mat.scalar((double) order.length));
        return values;
    }

    /// A value per point, or an empty variable when one of the sets lacks it.
    // COMPAT: a single-master SNAP set keeps incidence under the name of the look angle that a small-baseline set
    // holds; they are mixed as they are.
    static MatValue perPoint(
            Arena arena, String artifact, String name, PointSet single, PointSet small, PixelMatch match, int[] order)
            throws IOException {
        try (var own = Arena.ofConfined()) {
            var a = column(own, artifact, name, single);
            var b = column(own, artifact, name, small);
            if (a == null || b == null) {
                return Mat.empty();
            }
            return Mat.of(stacked(own, match.single(), a, b).copyRows(arena, order));
        }
    }

    private static DoubleMatrix column(Arena arena, String artifact, String name, PointSet set) throws IOException {
        var file = set.folder().find(arena, artifact);
        if (file.isEmpty()) {
            return null;
        }
        try (var open = file.get()) {
            if (!open.has(name)) {
                return null;
            }
            var values = open.doubles(name);
            set.requireRows(artifact, name, values.rows(), values.cols(), 1);
            return values;
        }
    }

    static LinkedHashMap<String, MatValue> membership(
            Arena arena,
            PixelMatch match,
            double[] pairCoherence,
            double[] smallCoherence,
            int[][] pairs,
            PointSet small) {
        var network = DoubleMatrix.allocate(arena, pairs.length, small.stack().imageCount());
        for (int f = 0; f < pairs.length; f++) {
            network.set(f, pairs[f][0], -1);
            network.set(f, pairs[f][1], 1);
        }
        var values = new LinkedHashMap<String, MatValue>();
        values.put("psu_ix", numbers(match.single()));
        values.put("psu_coh", chosen(match.single(), pairCoherence));
        values.put("psnu_ix", numbers(match.common()));
        values.put("sbnu_ix", numbers(match.partner()));
        values.put("psnu_coh", chosen(match.common(), pairCoherence));
        values.put("sbnu_coh", chosen(match.partner(), smallCoherence));
        values.put("G", Mat.of(network));
        return values;
    }

    private static MatValue numbers(int[] rows) {
        return Mat.column(Arrays.stream(rows).mapToDouble(row -> row + 1).toArray());
    }

    private static MatValue chosen(int[] rows, double[] values) {
        return Mat.column(Arrays.stream(rows).mapToDouble(row -> values[row]).toArray());
    }
}
