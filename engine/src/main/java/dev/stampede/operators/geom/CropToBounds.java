package dev.stampede.operators.geom;

import dev.stampede.io.raster.Reprojection;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.io.Grids;
import dev.stampede.raster.Bounds;
import dev.stampede.raster.Crs;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/// The pixels a box covers, cut to the raster: offsets `floor(v + 0.001)`, lengths `floor(v + 0.5)`, at least one
/// pixel. A view. Refuses a box that does not meet the raster.
///
/// @param bounds min x, min y, max x, max y
/// @param crs    system of the box; that of the raster by default
public record CropToBounds(List<Double> bounds, Optional<String> crs) implements Operator<GeoRaster, GeoRaster> {
    public CropToBounds {
        bounds = List.copyOf(bounds);
        Require.that(bounds.size() == 4, "bounds", bounds, "min x, min y, max x, max y");
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        var box = new Bounds(bounds.get(0), bounds.get(1), bounds.get(2), bounds.get(3));
        try {
            var own = crs.isPresent() ? Reprojection.transform(box, new Crs(crs.get()), in.crs()) : box;
            return in.readClipped(RasterMemory.current(), Grids.window(in.affine(), own));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
