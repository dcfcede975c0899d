package dev.stampede.operators.spectral;

import dev.stampede.operators.core.ListOperator;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import java.util.List;
import java.util.Optional;

/// Carriers of one grid and type as the bands of one. Refuses an empty list and grids that differ.
///
/// @param names of the bands of the result; default: those of the inputs where all have some
public record StackBands(Optional<List<String>> names) implements ListOperator<GeoRaster, GeoRaster> {
    @Override
    public GeoRaster compute(List<GeoRaster> in) {
        var stacked = GeoRaster.concatenate(RasterMemory.current(), in);
        if (names.isEmpty()) {
            return stacked;
        }
        if (names.get().size() != stacked.bands()) {
            throw new IllegalArgumentException("names is " + names.get() + ", expected " + stacked.bands());
        }
        return stacked.withAttributes(stacked.attributes().withBandNames(names.get()));
    }
}
