package dev.stampede.operators.restore;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.Lines;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.GeoRaster;

/// Gives each column the mean and deviation of its neighbourhood: with mean `m` and population deviation `s` of
/// a column, and their means `M` and `S` over the columns of a window about it,
///
///     out = (x - m) S / s + M
///
/// A column of equal values has the factor 1. NaN takes no part and stays; windows are cut at the border.
/// Source: Horn and Woodham (1979), doi:10.1016/0146-664X(79)90035-2, with a moving reference.
///
/// @param window width in columns, odd, 21
public record MomentMatching(@Default("21") int window) implements Operator<GeoRaster, GeoRaster> {
    public MomentMatching {
        Filtering.requireWindow(window);
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        return Lines.perPlane(in, Filtering.type(in), this::match);
    }

    private void match(ArrayView in, ArrayView out) {
        var columns = Columns.moments(in);
        var mean = moving(columns.means());
        var std = moving(columns.stds());
        var line = new double[in.size(1)];
        for (int row = 0; row < in.size(0); row++) {
            Lines.read(in, row, line, 0);
            for (int c = 0; c < line.length; c++) {
                double own = columns.stds()[c];
                double factor = own == 0 ? 1 : std[c] / own;
                line[c] = (line[c] - columns.means()[c]) * factor + mean[c];
            }
            Lines.write(line, out, row);
        }
    }

    /// Means over windows of what is not NaN.
    private double[] moving(double[] values) {
        var means = new double[values.length];
        int half = window / 2;
        for (int c = 0; c < values.length; c++) {
            double sum = 0;
            int count = 0;
            for (int j = Math.max(0, c - half); j <= Math.min(values.length - 1L, (long) c + half); j++) {
                if (values[j] == values[j]) {
                    sum += values[j];
                    count++;
                }
            }
            means[c] = sum / count;
        }
        return means;
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Filtering.signature(in);
    }
}
