package dev.stampede.operators.normalize;

import dev.stampede.kernels.elementwise.Expression;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.Bandwise;
import dev.stampede.operators.pixels.PerBand;
import dev.stampede.operators.pixels.Pixels;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;

/// Fixed shift and scale: `(x - mean) / std`, a std of 0 counts as 1.
///
/// @param mean one or one per band
/// @param std  one or one per band
public record Normalize(PerBand mean, PerBand std) implements Operator<GeoRaster, GeoRaster>, Bandwise {
    @Override
    public GeoRaster compute(GeoRaster in) {
        mean.requireFits("mean", in.bands());
        std.requireFits("std", in.bands());
        return mean.single() && std.single()
                ? Pixels.all(in, formula(0))
                : Pixels.perBand(in, DType.FLOAT64, this::formula);
    }

    private Expression formula(int band) {
        return ShiftAndScale.formula(mean.get(band), std.get(band));
    }

    @Override
    public Signature outputSignature(Signature in) {
        boolean single = mean.single() && std.single() && in.dtype().equals("float32");
        return in.withDtype(single ? "float32" : "float64");
    }
}
