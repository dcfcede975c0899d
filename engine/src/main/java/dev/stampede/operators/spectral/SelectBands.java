package dev.stampede.operators.spectral;

import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.Band;
import dev.stampede.operators.pixels.Pixelwise;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// Picks bands in the order given, with their names and wavelengths; a band may come twice.
///
/// @param indexes indexes from 0 or names, at least one
public record SelectBands(List<Band> indexes) implements Operator<GeoRaster, GeoRaster>, Pixelwise {
    public SelectBands {
        indexes = List.copyOf(indexes);
        Require.that(!indexes.isEmpty(), "indexes", indexes, "at least one band");
    }

    public static SelectBands of(int... indexes) {
        return new SelectBands(
                java.util.Arrays.stream(indexes).mapToObj(Band::of).toList());
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        return in.pickBands(
                RasterMemory.current(),
                indexes.stream().mapToInt(band -> band.in(in)).toArray());
    }

    @Override
    public BitSet bandsNeeded(GeoRaster in, BitSet wanted) {
        var needed = new BitSet();
        wanted.stream().forEach(band -> needed.set(indexes.get(band).in(in)));
        return needed;
    }

    @Override
    public Signature outputSignature(Signature in) {
        boolean banded = in.dims().stream().anyMatch(dim -> dim.name().equals("band"));
        return banded ? in.replaceDims(Map.of("band", OptionalLong.of(indexes.size()))) : Signature.UNKNOWN;
    }
}
