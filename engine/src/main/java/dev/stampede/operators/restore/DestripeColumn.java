package dev.stampede.operators.restore;

import dev.stampede.kernels.filter.WindowStatistics;
import dev.stampede.linalg.Medians;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.Lines;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import java.lang.foreign.Arena;
import java.util.Arrays;

/// Takes out an offset of each column (or row): with the mean or median `p` of each column and that of all `p`,
/// `t`,
///
///     out = x - (p - t)
///
/// `moment_matching` takes out means and then replaces each value by the mean of a window about it. NaN takes
/// no part and stays; a column without values changes nothing. To match deviations too, see [MomentMatching].
///
/// @param method what describes a column
/// @param axis   whether stripes run along columns or rows
/// @param window side of the window of `moment_matching` in pixels, odd, 21
public record DestripeColumn(
        @Default("\"mean\"") Method method,
        @Default("\"column\"") StripeAxis axis,
        @Default("21") int window) implements Operator<GeoRaster, GeoRaster> {
    /// What describes a column.
    public enum Method {
        MEAN,
        MEDIAN,
        MOMENT_MATCHING
    }

    /// What stripes run along.
    public enum StripeAxis {
        COLUMN,
        ROW
    }

    public DestripeColumn {
        Filtering.requireWindow(window);
    }

    public DestripeColumn(Method method, StripeAxis axis) {
        this(method, axis, 21);
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        return Lines.perPlane(in, Filtering.type(in), (plane, out) -> {
            boolean turned = axis == StripeAxis.ROW;
            destripe(turned ? plane.permute(1, 0) : plane, turned ? out.permute(1, 0) : out);
        });
    }

    private void destripe(ArrayView in, ArrayView out) {
        var profile = method == Method.MEDIAN
                ? Columns.medians(in)
                : Columns.moments(in).means();
        var known = Arrays.stream(profile).filter(p -> !Double.isNaN(p)).toArray();
        double target = method == Method.MEDIAN
                ? Medians.of(known, known.length)
                : Arrays.stream(known).sum() / known.length;
        var line = new double[profile.length];
        try (var scratch = Arena.ofConfined()) {
            var level = method == Method.MOMENT_MATCHING ? ArrayView.allocate(scratch, DType.FLOAT64, in.shape()) : out;
            for (int row = 0; row < in.size(0); row++) {
                Lines.read(in, row, line, 0);
                for (int c = 0; c < line.length; c++) {
                    line[c] -= profile[c] - target; // without a profile the whole column is NaN already
                }
                Lines.write(line, level, row);
            }
            if (method == Method.MOMENT_MATCHING) {
                smooth(level, out);
            }
        }
    }

    private void smooth(ArrayView in, ArrayView out) {
        var sink = Filtering.whereKnown(in, out);
        WindowStatistics.run(
                in.size(0),
                in.size(1),
                window,
                Filtering.level(in),
                Lines.source(in),
                (row, _, mean, _) -> sink.accept(row, mean));
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Filtering.signature(in);
    }
}
