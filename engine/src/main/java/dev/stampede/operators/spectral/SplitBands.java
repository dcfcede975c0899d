package dev.stampede.operators.spectral;

import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.BandStatistics;
import dev.stampede.raster.GeoRaster;
import java.util.ArrayList;
import java.util.List;

/// Each band as a carrier of rows and columns of its own; views of the same memory.
public record SplitBands() implements Operator<GeoRaster, List<GeoRaster>> {
    @Override
    public List<GeoRaster> compute(GeoRaster in) {
        var split = new ArrayList<GeoRaster>();
        var plain = in.withAttributes(in.attributes().withBandNames(List.of()));
        BandStatistics.bands(in).forEach(band -> split.add(plain.rewrap(band)));
        return split;
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
