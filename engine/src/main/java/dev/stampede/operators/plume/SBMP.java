package dev.stampede.operators.plume;

import dev.stampede.kernels.elementwise.Expression;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.Band;
import dev.stampede.operators.pixels.Pixels;
import dev.stampede.operators.pixels.Pixelwise;
import dev.stampede.operators.pixels.RasterFile;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.GeoRaster;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Methane in two short-wave infrared bands of a multispectral scene, the gas absorbing in `swir2` only. With a
/// reference scene without the plume,
///
///     R - R_ref,     R = ln((s1 + e) / (s2 + e))
///
/// and without one `(s1 - s2) / (s1 + s2 + e)`. Values below 0 count as 0. NaN gives NaN. The result has no
/// band axis and
/// fill NaN; `float64`, `float32` for `float32`. Refuses a reference of another grid. Source: Varon et al.
/// (2021), doi:10.5194/amt-14-2771-2021.
///
/// @param swir1          band by index or name, B11
/// @param swir2          band by index or name, B12
/// @param referenceScene file of the same grid with bands of the same names or indices
/// @param eps            e, 1e-10
public record SBMP(
        @Default("\"B11\"") Band swir1,
        @Default("\"B12\"") Band swir2,
        Optional<Path> referenceScene,
        @Default("1e-10") double eps)
        implements Operator<GeoRaster, GeoRaster>, Pixelwise {
    public SBMP {
        Require.that(eps > 0, "eps", eps, "above 0");
    }

    @Override
    public boolean isPixelwise() {
        return referenceScene.isEmpty();
    }

    @Override
    public BitSet bandsNeeded(GeoRaster in, BitSet wanted) {
        var needed = new BitSet();
        needed.set(swir1.in(in));
        needed.set(swir2.in(in));
        return needed;
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        return referenceScene.isPresent()
                ? RasterFile.read(referenceScene.get(), reference -> compare(in, reference))
                : compare(in, null);
    }

    /// The same against a reference at hand.
    /// @param reference `null` for none
    public GeoRaster compare(GeoRaster in, GeoRaster reference) {
        var s1 = Expression.input(0).atLeast(0);
        var s2 = Expression.input(1).atLeast(0);
        if (reference == null) {
            var formula = s1.minus(s2).over(s1.plus(s2).plus(eps));
            return wrap(in, formula, List.of(swir1.of(in), swir2.of(in)));
        }
        in.requireSameExtent(reference);
        var r1 = Expression.input(2).atLeast(0);
        var r2 = Expression.input(3).atLeast(0);
        var formula = ratio(s1, s2).minus(ratio(r1, r2));
        return wrap(in, formula, List.of(swir1.of(in), swir2.of(in), swir1.of(reference), swir2.of(reference)));
    }

    private Expression ratio(Expression a, Expression b) {
        return a.plus(eps).over(b.plus(eps)).apply(Expression.UnaryOp.LOG);
    }

    private static GeoRaster wrap(GeoRaster in, Expression formula, List<ArrayView> inputs) {
        var out = Pixels.evaluate(formula, Pixels.resultType(inputs), inputs);
        return in.withAttributes(in.attributes().withBandNames(List.of())).rewrap(out, OptionalDouble.of(Double.NaN));
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
