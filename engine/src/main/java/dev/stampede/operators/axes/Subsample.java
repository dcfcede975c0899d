package dev.stampede.operators.axes;

import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import dev.stampede.raster.Slice;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/// Every n-th row and column, from the first. Pixels become n times as large; values are not averaged. The result is
/// a view of the input.
///
/// @param stride n, at least 1
public record Subsample(int stride) implements Operator<GeoRaster, GeoRaster> {
    public Subsample {
        Require.that(stride >= 1, "stride", stride, "at least 1");
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        var every = Slice.ALL.by(stride);
        return in.isel(RasterMemory.current(), Map.of("y", every, "x", every));
    }

    @Override
    public Signature outputSignature(Signature in) {
        Map<String, OptionalLong> sizes = new LinkedHashMap<>();
        for (var dim : in.dims()) {
            if (dim.name().equals("y") || dim.name().equals("x")) {
                sizes.put(
                        dim.name(),
                        dim.size().isPresent()
                                ? OptionalLong.of(Math.ceilDiv(dim.size().getAsLong(), stride))
                                : OptionalLong.empty());
            }
        }
        return in.replaceDims(sizes);
    }
}
