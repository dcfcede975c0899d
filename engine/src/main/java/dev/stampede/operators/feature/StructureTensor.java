package dev.stampede.operators.feature;

import dev.stampede.kernels.filter.LineSink;
import dev.stampede.kernels.filter.LineSource;
import dev.stampede.kernels.filter.SeparableFilter;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.core.Signature.Dim;
import dev.stampede.operators.pixels.Lines;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import java.util.ArrayList;
import java.util.List;

/// Second moments of the slopes about each pixel: with Sobel's sums `r` along columns and `c` along rows (eight
/// times the slope), and a Gaussian `g` cut at 4 `sigma`, three bands in `float64`
///
///     Arr = g * r^2,    Arc = g * (r c),    Acc = g * c^2
///
/// with the nearest pixel outside the border. NaN spoils what its windows touch. Refuses more than one band.
/// Source: Foerstner and Guelch (1987).
///
/// @param sigma pixels, 1
public record StructureTensor(@Default("1.0") double sigma) implements Operator<GeoRaster, GeoRaster> {
    private static final double TRUNCATE = 4;

    public StructureTensor {
        Require.that(sigma >= 0 && sigma <= 1e4, "sigma", sigma, "0 to 10000");
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        var plane = Lines.only(in, "StructureTensor");
        var out = RasterMemory.allocate(DType.FLOAT64, 3, in.height(), in.width());
        fill(
                plane,
                sigma,
                List.of(Lines.sink(out.select(0, 0)), Lines.sink(out.select(0, 1)), Lines.sink(out.select(0, 2))));
        var attributes = in.attributes().withBandNames(List.of("Arr", "Arc", "Acc"));
        return in.withAttributes(attributes).rewrap(out);
    }

    /// Hands the three bands on, one after the other.
    static void fill(ArrayView plane, double sigma, List<LineSink> out) {
        int rows = plane.size(0);
        int cols = plane.size(1);
        LineSource source = Lines.source(plane);
        var down = Sobel.alongColumns(rows, cols, source);
        var across = Sobel.alongRows(rows, cols, source);
        var g = SeparableFilter.gaussian(sigma, TRUNCATE);
        for (int band = 0; band < 3; band++) {
            var a = band == 2 ? across : down;
            var b = band == 0 ? down : across;
            SeparableFilter.run(rows, cols, g, g, product(a, b, cols), out.get(band));
        }
    }

    private static LineSource product(double[] a, double[] b, int cols) {
        return (row, out, at) -> {
            int start = row * cols;
            for (int c = 0; c < cols; c++) {
                out[at + c] = a[start + c] * b[start + c];
            }
        };
    }

    @Override
    public Signature outputSignature(Signature in) {
        if (!in.isKnown() || in.dims().size() < 2) {
            return Signature.UNKNOWN;
        }
        var dims = new ArrayList<Dim>();
        dims.add(Dim.of("band", 3));
        dims.addAll(in.dims().subList(in.dims().size() - 2, in.dims().size()));
        return new Signature(dims, "float64");
    }
}
