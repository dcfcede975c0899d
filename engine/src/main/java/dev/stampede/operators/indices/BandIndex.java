package dev.stampede.operators.indices;

import dev.stampede.kernels.elementwise.Expression;
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

/// A formula over some bands of a carrier.
public interface BandIndex extends Operator<GeoRaster, GeoRaster>, Pixelwise {
    /// A band of the formula.
    ///
    /// @param named wins if present
    /// @param index from 0
    record Choice(Optional<Band> named, int index) {}

    /// The bands the formula reads, in the order of its inputs.
    List<Choice> bands();

    /// The formula; input i is band i of [#bands()].
    Expression formula();

    @Override
    default GeoRaster compute(GeoRaster in) {
        var bands = bands().stream()
                .map(band -> Band.choose(in, band.named(), band.index()))
                .toArray(ArrayView[]::new);
        var attributes = in.attributes().withBandNames(List.of());
        return in.withAttributes(attributes).rewrap(Pixels.evaluate(formula(), bands));
    }

    @Override
    default BitSet bandsNeeded(GeoRaster in, BitSet wanted) {
        var needed = new BitSet();
        bands().forEach(band ->
                needed.set(band.named().orElse(Band.of(band.index())).in(in)));
        return needed;
    }

    @Override
    default Signature outputSignature(Signature in) {
        boolean banded = in.dims().stream().anyMatch(dim -> dim.name().equals("band"));
        var dtype = in.dtype().equals("float32") ? "float32" : "float64";
        return banded ? in.dropDims("band").withDtype(dtype) : Signature.UNKNOWN;
    }

    /// `(a - b) / (a + b + eps)` of inputs 0 and 1.
    static Expression normalizedDifference(double eps) {
        var a = Expression.input(0);
        var b = Expression.input(1);
        return a.minus(b).over(a.plus(b).plus(eps));
    }

    /// A band whose name, if given, wins over its index.
    static Choice band(Optional<Band> named, int index) {
        return new Choice(named, index);
    }
}
