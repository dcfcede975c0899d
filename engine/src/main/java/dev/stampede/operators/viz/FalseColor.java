package dev.stampede.operators.viz;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.pixels.Band;
import dev.stampede.operators.pixels.Pixelwise;
import dev.stampede.operators.spectral.SelectBands;
import dev.stampede.raster.GeoRaster;
import java.util.BitSet;
import java.util.List;

/// Near infrared as red, red as green, green as blue: vegetation is red.
///
/// @param nir band by index or name, 3
/// @param red band by index or name, 2
/// @param green band by index or name, 1
public record FalseColor(
        @Default("3") Band nir,
        @Default("2") Band red,
        @Default("1") Band green) implements Operator<GeoRaster, GeoRaster>, Pixelwise {
    @Override
    public GeoRaster compute(GeoRaster in) {
        return new SelectBands(List.of(nir, red, green)).compute(in);
    }

    @Override
    public BitSet bandsNeeded(GeoRaster in, BitSet wanted) {
        return new SelectBands(List.of(nir, red, green)).bandsNeeded(in, wanted);
    }
}
