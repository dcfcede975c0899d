package dev.stampede.operators.qa;

import dev.stampede.kernels.elementwise.Expression;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.Band;
import dev.stampede.operators.pixels.Pixels;
import dev.stampede.operators.pixels.Pixelwise;
import dev.stampede.raster.GeoRaster;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/// Drops pixels without data: bits or values of a quality band, or where neither is given the carrier's fill
/// value (NaN stands for NaN). Refuses a carrier without one then.
///
/// @param qaBand the quality band by index or name; not needed where there is one band
/// @param bits   from 0 to 31
/// @param values of the band
public record MaskNoData(Optional<Band> qaBand, Optional<List<Integer>> bits, Optional<List<Integer>> values)
        implements Operator<GeoRaster, GeoRaster>, Pixelwise {
    public MaskNoData {
        Require.that(bits.isEmpty() || values.isEmpty(), "bits", bits, "not both bits and values");
        bits.ifPresent(list -> QaMask.bits(list, false));
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        return QaMask.maskOf(in, Pixels.mask(rule(in), QaMask.bandOf(in, qaBand)));
    }

    private Expression rule(GeoRaster in) {
        if (bits.isPresent()) {
            return QaMask.bits(bits.get(), false);
        }
        if (values.isPresent()) {
            return Expression.isOneOf(Expression.input(0), values.get());
        }
        return MaskValid.equalTo(MaskValid.fillOf(in));
    }

    @Override
    public BitSet bandsNeeded(GeoRaster in, BitSet wanted) {
        return QaMask.bandNeeded(in, qaBand);
    }

    @Override
    public Signature outputSignature(Signature in) {
        return QaMask.dropBand(in);
    }
}
