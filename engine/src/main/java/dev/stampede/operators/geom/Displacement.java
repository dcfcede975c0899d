package dev.stampede.operators.geom;

import dev.stampede.operators.core.OperatorTypeException;
import dev.stampede.operators.pixels.Band;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// Displacements between two rasters from coarse to fine: a rule improves the field at each level of a pyramid
/// whose levels have half the rows and columns of the one below.
final class Displacement {
    private static final int LEAST = 16; // rows or columns of the coarsest level

    private Displacement() {}

    /// A better field of displacements at one level.
    @FunctionalInterface
    interface Rule {
        /// @param flow rows, then columns; not changed
        Picture[] improve(Picture reference, Picture moving, Picture[] flow);
    }

    /// Two bands of displacements, rows and columns, `float64`.
    static GeoRaster between(GeoRaster reference, GeoRaster in, Band band, Rule rule) {
        if (in.rank() > 3 || reference.width() != in.width() || reference.height() != in.height()) {
            throw new OperatorTypeException("the reference is " + reference.values() + ", the raster " + in.values());
        }
        var fixed = new double[Math.multiplyExact(in.width(), in.height())];
        var moving = new double[fixed.length];
        var missing = new boolean[fixed.length];
        fill(reference, band, fixed, missing);
        fill(in, band, moving, missing);
        scale(fixed, moving);
        var flow =
                search(new Picture(in.height(), in.width(), fixed), new Picture(in.height(), in.width(), moving), rule);
        var out = RasterMemory.allocate(DType.FLOAT64, 2, in.height(), in.width());
        for (int i = 0; i < fixed.length; i++) {
            for (int axis = 0; axis < 2; axis++) {
                double value = missing[i] ? Double.NaN : flow[axis].values()[i];
                out.set(value, axis, i / in.width(), i % in.width());
            }
        }
        var names = in.attributes().withBandNames(List.of("flow_rows", "flow_cols"));
        return in.withAttributes(names).rewrap(out, OptionalDouble.of(Double.NaN));
    }

    /// Values, the mean of the valid ones where there is none.
    private static void fill(GeoRaster raster, Band band, double[] values, boolean[] missing) {
        var view = raster.rank() == 2 ? raster.values() : band.of(raster);
        var valid = Valid.of(raster);
        double sum = 0;
        int n = 0;
        var own = new boolean[values.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = view.get(i / raster.width(), i % raster.width());
            own[i] = !valid.is(values[i]) || !Double.isFinite(values[i]);
            sum += own[i] ? 0 : values[i];
            n += own[i] ? 0 : 1;
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = own[i] ? sum / Math.max(1, n) : values[i];
            missing[i] |= own[i];
        }
    }

    /// Both to the range 0 to 1 of both together, which weights of the methods are meant for.
    private static void scale(double[] a, double[] b) {
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < a.length; i++) {
            min = Math.min(min, Math.min(a[i], b[i]));
            max = Math.max(max, Math.max(a[i], b[i]));
        }
        double factor = max > min ? 1 / (max - min) : 0;
        for (int i = 0; i < a.length; i++) {
            a[i] = (a[i] - min) * factor;
            b[i] = (b[i] - min) * factor;
        }
    }

    private static Picture[] search(Picture reference, Picture moving, Rule rule) {
        var levels = new ArrayList<Picture[]>();
        levels.add(new Picture[] {reference, moving});
        while (Math.min(levels.getLast()[0].rows(), levels.getLast()[0].cols()) >= 2 * LEAST) {
            var finer = levels.getLast();
            levels.add(new Picture[] {finer[0].halved(), finer[1].halved()});
        }
        Picture[] flow = null;
        for (var level : levels.reversed()) {
            int rows = level[0].rows();
            int cols = level[0].cols();
            flow = flow == null
                    ? new Picture[] {Picture.zero(rows, cols), Picture.zero(rows, cols)}
                    : new Picture[] {flow[0].doubled(rows, cols), flow[1].doubled(rows, cols)};
            flow = rule.improve(level[0], level[1], flow);
        }
        return flow;
    }
}
