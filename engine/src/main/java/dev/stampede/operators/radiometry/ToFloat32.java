package dev.stampede.operators.radiometry;

import dev.stampede.kernels.elementwise.Expression;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.Bandwise;
import dev.stampede.operators.pixels.Pixels;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import java.util.List;

/// The values as `float32`. Fill pixels become ordinary numbers.
public record ToFloat32() implements Operator<GeoRaster, GeoRaster>, Bandwise {
    @Override
    public GeoRaster compute(GeoRaster in) {
        return in.rewrap(Pixels.evaluate(Expression.input(0), DType.FLOAT32, List.of(in.values())));
    }

    @Override
    public Signature outputSignature(Signature in) {
        return in.withDtype("float32");
    }
}
