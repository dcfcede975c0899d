package dev.stampede.operators.radiometry;

import dev.stampede.kernels.elementwise.Expression;
import dev.stampede.kernels.elementwise.Expression.Binary;
import dev.stampede.kernels.elementwise.Expression.BinaryOp;
import dev.stampede.kernels.elementwise.Expression.UnaryOp;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.Bandwise;
import dev.stampede.operators.pixels.Pixels;
import dev.stampede.raster.GeoRaster;

/// Brightness temperature from thermal radiance: `K2 / ln(K1 / L + 1)`, kelvin. `K1 / L + 1 <= 0` gives NaN,
/// L = 0 gives 0 K.
///
/// @param K1 unit of the radiance
/// @param K2 kelvin
public record BTFromRadiance(double K1, double K2) implements Operator<GeoRaster, GeoRaster>, Bandwise {
    @Override
    public GeoRaster compute(GeoRaster in) {
        var ratio = Expression.number(K1).over(Expression.input(0)).plus(1);
        var positive = new Binary(BinaryOp.GREATER, ratio, Expression.number(0));
        var kelvin = Expression.number(K2).over(ratio.apply(UnaryOp.LOG));
        return Pixels.all(in, positive.choose(kelvin, Expression.number(Double.NaN)));
    }

    @Override
    public Signature outputSignature(Signature in) {
        return in.withDtype(in.dtype().equals("float32") ? "float32" : "float64");
    }
}
