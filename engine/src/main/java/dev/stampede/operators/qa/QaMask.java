package dev.stampede.operators.qa;

import dev.stampede.kernels.elementwise.Expression;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.OperatorTypeException;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.Band;
import dev.stampede.operators.pixels.Pixels;
import dev.stampede.operators.pixels.Pixelwise;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.GeoRaster;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/// A rule on one quality band.
interface QaMask extends Operator<GeoRaster, GeoRaster>, Pixelwise {
    /// The band; needed only where there are several.
    Optional<Band> band();

    /// Not 0 where the pixel is to be dropped; of input 0, the band.
    Expression rule();

    @Override
    default GeoRaster compute(GeoRaster in) {
        return maskOf(in, Pixels.mask(rule(), bandOf(in, band())));
    }

    @Override
    default BitSet bandsNeeded(GeoRaster in, BitSet wanted) {
        return bandNeeded(in, band());
    }

    /// The one quality band.
    static BitSet bandNeeded(GeoRaster in, Optional<Band> band) {
        var needed = new BitSet();
        needed.set(in.rank() == 2 || band.isEmpty() ? 0 : band.get().in(in));
        return needed;
    }

    @Override
    default Signature outputSignature(Signature in) {
        return dropBand(in);
    }

    static ArrayView bandOf(GeoRaster in, Optional<Band> band) {
        if (in.rank() == 2) {
            return in.values();
        }
        if (band.isEmpty() && in.bands() == 1) {
            return Band.of(0).of(in);
        }
        return band.orElseThrow(() -> new OperatorTypeException(
                        "which band holds the quality? The raster is " + in.values() + " and no band is named"))
                .of(in);
    }

    /// The mask as a carrier without names of bands.
    static GeoRaster maskOf(GeoRaster in, ArrayView mask) {
        return in.rewrapMask(mask);
    }

    static Signature dropBand(Signature in) {
        boolean banded = in.dims().stream().anyMatch(dim -> dim.name().equals("band"));
        return (banded ? in.dropDims("band") : in).withDtype("bool");
    }

    /// Whether any of these bits is set, or all of them.
    static Expression bits(List<Integer> bits, boolean all) {
        long mask = 0;
        for (int bit : bits) {
            if (bit < 0 || bit > 31) {
                throw new IllegalArgumentException("bits are " + bits + ", expected numbers from 0 to 31");
            }
            mask |= 1L << bit;
        }
        var set = Expression.input(0).bits(mask);
        return all ? set.is(mask) : set;
    }

    static Expression invertedIf(boolean invert, Expression rule) {
        return invert ? rule.not() : rule;
    }
}
