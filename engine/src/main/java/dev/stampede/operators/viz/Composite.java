package dev.stampede.operators.viz;

import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.pixels.Band;
import dev.stampede.operators.pixels.Pixelwise;
import dev.stampede.operators.spectral.SelectBands;
import dev.stampede.raster.GeoRaster;
import java.util.BitSet;
import java.util.List;

/// Three bands as red, green and blue.
///
/// @param bands three, by index or name
public record Composite(List<Band> bands) implements Operator<GeoRaster, GeoRaster>, Pixelwise {
    public Composite {
        bands = List.copyOf(bands);
        Require.that(bands.size() == 3, "bands", bands, "three");
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        return new SelectBands(bands).compute(in);
    }

    @Override
    public BitSet bandsNeeded(GeoRaster in, BitSet wanted) {
        return new SelectBands(bands).bandsNeeded(in, wanted);
    }
}
