package dev.stampede.operators.plume;

import dev.stampede.kernels.elementwise.Expression;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.Band;
import dev.stampede.operators.pixels.Pixels;
import dev.stampede.operators.pixels.Pixelwise;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Normalised differences of pairs of bands as features for a classifier of plumes, a band a pair in the order
/// (0, 1), (0, 2) ... (1, 2) ...:
///
///     (a - b) / (a + b + e)
///
/// Names of bands are `nd_A_B`, from names or indices. NaN gives NaN; the fill value of the result is NaN.
/// `float64`, `float32` for `float32`. Refuses fewer than two bands.
///
/// @param bands by index or name, all by default
/// @param eps   e, 1e-10
public record PlumeQNDFeatures(
        Optional<List<Band>> bands, @Default("1e-10") double eps) implements Operator<GeoRaster, GeoRaster>, Pixelwise {
    public PlumeQNDFeatures {
        Require.that(bands.isEmpty() || bands.get().size() >= 2, "bands", bands, "at least two");
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        var chosen = bands.orElseGet(() -> all(in));
        Require.that(chosen.size() >= 2, "bands", chosen.size() + " bands", "at least two");
        var a = Expression.input(0);
        var b = Expression.input(1);
        var formula = a.minus(b).over(a.plus(b).plus(eps));
        int pairs = chosen.size() * (chosen.size() - 1) / 2;
        var type = in.dtype() == DType.FLOAT32 ? DType.FLOAT32 : DType.FLOAT64;
        var out = RasterMemory.allocate(type, pairs, in.height(), in.width());
        var names = new ArrayList<String>();
        for (int i = 0; i < chosen.size(); i++) {
            for (int j = i + 1; j < chosen.size(); j++) {
                ArrayView made = Pixels.evaluate(
                        formula,
                        type,
                        List.of(chosen.get(i).of(in), chosen.get(j).of(in)));
                out.select(0, names.size()).copyFrom(made);
                names.add("nd_" + chosen.get(i) + "_" + chosen.get(j));
            }
        }
        return in.withAttributes(in.attributes().withBandNames(names)).rewrap(out, OptionalDouble.of(Double.NaN));
    }

    private static List<Band> all(GeoRaster in) {
        var names = in.attributes().bandNames(in.bands());
        var all = new ArrayList<Band>();
        for (int band = 0; band < in.bands(); band++) {
            all.add(names.isPresent() ? Band.of(names.get().get(band)) : Band.of(band));
        }
        return all;
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
