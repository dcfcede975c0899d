package dev.stampede.operators.spectral;

import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.Band;
import dev.stampede.operators.pixels.Pixels;
import dev.stampede.operators.pixels.Pixelwise;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.GeoRaster;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/// A formula a user wrote, compiled once and run in one pass. The result has no band axis.
///
/// Grammar: numbers, bands, `+ - * / **`, unary `+ -`, parentheses, and the functions `abs(x)`, `sqrt(x)`,
/// `log(x)`, `log10(x)`, `exp(x)`, `minimum(x, y)`, `maximum(x, y)`, `clip(x, low, high)` and
/// `where(condition, x, y)`, which takes x where the condition is not 0. `**` binds tighter than a sign
/// before it and to the right, as in Python. Bands are `b0`, `b1` ... or the names given. Anything else,
/// comparisons included, is refused when the operator is made, with the position. NaN goes through arithmetic.
///
/// @param expression the formula
/// @param bandNames  names of the bands in order, in place of `b0`, `b1` ...
public record BandMath(String expression, Optional<List<String>> bandNames)
        implements Operator<GeoRaster, GeoRaster>, Pixelwise {
    /// @throws IllegalArgumentException if the formula is not one of the grammar
    public BandMath {
        BandFormula.parse(expression, bandNames);
    }

    public BandMath(String expression) {
        this(expression, Optional.empty());
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        var formula = BandFormula.parse(expression, bandNames);
        var bands = formula.bands().stream().map(band -> Band.of(band).of(in)).toArray(ArrayView[]::new);
        if (bands.length == 0) {
            throw new IllegalArgumentException("expression is " + expression + ", expected a formula of bands");
        }
        var plain = in.withAttributes(in.attributes().withBandNames(List.of()));
        return plain.rewrap(Pixels.evaluate(formula.expression(), bands));
    }

    @Override
    public BitSet bandsNeeded(GeoRaster in, BitSet wanted) {
        var needed = new BitSet();
        BandFormula.parse(expression, bandNames)
                .bands()
                .forEach(band -> needed.set(Band.of(band).in(in)));
        return needed;
    }

    @Override
    public Signature outputSignature(Signature in) {
        boolean banded = in.dims().stream().anyMatch(dim -> dim.name().equals("band"));
        return banded
                ? in.dropDims("band").withDtype(in.dtype().equals("float32") ? "float32" : "float64")
                : Signature.UNKNOWN;
    }
}
