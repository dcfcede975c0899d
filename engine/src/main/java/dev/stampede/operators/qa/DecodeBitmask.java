package dev.stampede.operators.qa;

import dev.stampede.kernels.elementwise.Elementwise.Precision;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.Band;
import dev.stampede.operators.pixels.Pixels;
import dev.stampede.operators.pixels.Pixelwise;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One boolean band for each named group of bits, in the order given; the names become names of bands.
///
/// @param bits   name to bits from 0 to 31
/// @param mode   whether any or all bits of a group have to be set
/// @param qaBand the band; not needed without a band axis
public record DecodeBitmask(
        Map<String, List<Integer>> bits, @Default("\"any\"") BitMode mode, Optional<Band> qaBand)
        implements Operator<GeoRaster, GeoRaster>, Pixelwise {
    public DecodeBitmask {
        bits = Collections.unmodifiableMap(new LinkedHashMap<>(bits));
        Require.that(!bits.isEmpty(), "bits", bits, "at least one group");
        bits.values().forEach(group -> QaMask.bits(group, false));
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        var band = QaMask.bandOf(in, qaBand);
        var sizes = band.expand(0).shape();
        sizes[0] = bits.size();
        var out = RasterMemory.allocate(DType.BOOL, sizes);
        int layer = 0;
        for (var group : bits.values()) {
            var rule = QaMask.bits(group, mode == BitMode.ALL);
            Pixels.evaluateInto(rule, Precision.DOUBLE, List.of(band), out.select(0, layer++));
        }
        return in.rewrapMask(out).withAttributes(in.attributes().withBandNames(new ArrayList<>(bits.keySet())));
    }

    @Override
    public BitSet bandsNeeded(GeoRaster in, BitSet wanted) {
        return QaMask.bandNeeded(in, qaBand);
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
