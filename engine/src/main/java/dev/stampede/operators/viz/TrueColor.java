package dev.stampede.operators.viz;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.pixels.Band;
import dev.stampede.operators.pixels.Pixelwise;
import dev.stampede.operators.spectral.SelectBands;
import dev.stampede.raster.GeoRaster;
import java.util.BitSet;
import java.util.List;

/// Red, green and blue as they are.
///
/// @param red band by index or name, 2
/// @param green band by index or name, 1
/// @param blue band by index or name, 0
public record TrueColor(
        @Default("2") Band red,
        @Default("1") Band green,
        @Default("0") Band blue) implements Operator<GeoRaster, GeoRaster>, Pixelwise {
    @Override
    public GeoRaster compute(GeoRaster in) {
        return new SelectBands(List.of(red, green, blue)).compute(in);
    }

    @Override
    public BitSet bandsNeeded(GeoRaster in, BitSet wanted) {
        return new SelectBands(List.of(red, green, blue)).bandsNeeded(in, wanted);
    }
}
