package dev.stampede.operators.geom;

import dev.stampede.io.raster.Warping;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.raster.Crs;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import dev.stampede.raster.Resampling;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/// Into another reference system.
///
/// @param dstCrs     `EPSG:32633`, WKT ...
/// @param resolution width and height of a pixel in units of that system; by default the number of pixels
///                   along the diagonal stays
/// @param resampling bilinear
public record Reproject(
        String dstCrs,
        Optional<List<Double>> resolution,
        @Default("\"bilinear\"") Resampling resampling) implements Operator<GeoRaster, GeoRaster> {
    public Reproject {
        Require.that(
                resolution.isEmpty() || resolution.get().size() == 2, "resolution", resolution, "width and height");
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        try {
            return Warping.into(RasterMemory.current(), in, new Crs(dstCrs), resolution.orElse(List.of()), resampling);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
