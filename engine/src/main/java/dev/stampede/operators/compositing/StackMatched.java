package dev.stampede.operators.compositing;

import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Signature;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Named rasters of one grid and type as the bands of one.
///
/// @param order names in the order wanted; that of the map by default
public record StackMatched(Optional<List<String>> order) implements Operator<Map<String, GeoRaster>, GeoRaster> {
    @Override
    public GeoRaster compute(Map<String, GeoRaster> in) {
        var rasters = new ArrayList<GeoRaster>();
        for (var name : order.orElse(List.copyOf(in.keySet()))) {
            var raster = in.get(name);
            if (raster == null) {
                throw new IllegalArgumentException("order names " + name + "; there are " + in.keySet());
            }
            rasters.add(raster);
        }
        return GeoRaster.concatenate(RasterMemory.current(), rasters);
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
