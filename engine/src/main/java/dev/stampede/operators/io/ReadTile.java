package dev.stampede.operators.io;

import dev.stampede.io.raster.Warping;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Source;
import dev.stampede.operators.pixels.RasterFile;
import dev.stampede.raster.Bounds;
import dev.stampede.raster.Crs;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import dev.stampede.raster.Resampling;
import java.util.List;

/// Reads a tile of the web's tiling of the Earth: at zoom z the square of Mercator metres is cut into `2^z x
/// 2^z` tiles, x to the east and y to the south. Outside of the file is fill.
///
/// @param src        file or GDAL name
/// @param tile       z, x, y
/// @param dstCrs     EPSG:3857
/// @param outShape   rows and columns, 256 and 256
/// @param resampling bilinear
public record ReadTile(
        String src,
        List<Integer> tile,
        @Default("\"EPSG:3857\"") String dstCrs,
        @Default("[256, 256]") List<Integer> outShape,
        @Default("\"bilinear\"") Resampling resampling)
        implements Source<GeoRaster> {
    /// Half the side of the square, metres: pi times the radius of the sphere, 6378137 m.
    private static final double HALF = Math.PI * 6378137;

    private static final int MAX_ZOOM = 30;

    public ReadTile {
        tile = List.copyOf(tile);
        outShape = List.copyOf(outShape);
        Require.that(tile.size() == 3, "tile", tile, "z, x and y");
        int z = tile.get(0);
        Require.that(z >= 0 && z <= MAX_ZOOM, "tile", tile, "a zoom of 0 to " + MAX_ZOOM);
        long side = 1L << z;
        boolean inside = tile.get(1) >= 0 && tile.get(1) < side && tile.get(2) >= 0 && tile.get(2) < side;
        Require.that(inside, "tile", tile, "x and y below " + side);
        Require.that(dstCrs.equals("EPSG:3857"), "dst_crs", dstCrs, "EPSG:3857");
        Require.that(
                outShape.size() == 2 && outShape.get(0) > 0 && outShape.get(1) > 0,
                "out_shape",
                outShape,
                "rows and columns");
    }

    /// Where the tile lies.
    Bounds bounds() {
        double size = 2 * HALF / (1L << tile.get(0));
        double left = -HALF + tile.get(1) * size;
        double top = HALF - tile.get(2) * size;
        return new Bounds(left, top - size, left + size, top);
    }

    @Override
    public GeoRaster produce() {
        var target = new Warping.Target(new Crs(dstCrs), bounds(), outShape.get(1), outShape.get(0));
        return RasterFile.open(src, source -> Warping.fileOnto(RasterMemory.current(), source, target, resampling));
    }
}
