package dev.stampede.operators.pixels;

import dev.stampede.raster.GeoRaster;
import java.util.BitSet;

/// A pixelwise operator that makes each band of its result from the same band of its input.
public interface Bandwise extends Pixelwise {
    @Override
    default BitSet bandsNeeded(GeoRaster in, BitSet wanted) {
        return wanted;
    }
}
