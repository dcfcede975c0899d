package dev.stampede.operators.viz;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Named;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.pixels.Band;
import dev.stampede.operators.pixels.Pixelwise;
import dev.stampede.operators.spectral.SelectBands;
import dev.stampede.raster.GeoRaster;
import java.util.BitSet;
import java.util.List;

/// Short-wave infrared 2 as red, near infrared as green, red as blue: burnt ground is red.
///
/// @param swir2 band by index or name, 6
/// @param nir band by index or name, 3
/// @param red band by index or name, 2
@Named("SWIRComposite")
public record SwirComposite(
        @Default("6") Band swir2,
        @Default("3") Band nir,
        @Default("2") Band red) implements Operator<GeoRaster, GeoRaster>, Pixelwise {
    @Override
    public GeoRaster compute(GeoRaster in) {
        return new SelectBands(List.of(swir2, nir, red)).compute(in);
    }

    @Override
    public BitSet bandsNeeded(GeoRaster in, BitSet wanted) {
        return new SelectBands(List.of(swir2, nir, red)).bandsNeeded(in, wanted);
    }
}
