package dev.stampede.operators.io;

import dev.stampede.io.raster.Reprojection;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Source;
import dev.stampede.operators.pixels.RasterFile;
import dev.stampede.raster.Crs;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import dev.stampede.raster.Window;
import java.util.List;
import java.util.Optional;

/// Reads a window of a given size around a place: its first row and column are `floor(r - n / 2 + 0.5)` where
/// the place lies at r on the grid, so that the place is at most half a pixel from the middle.
///
/// @param src       file or GDAL name
/// @param center    x and y
/// @param size      rows and columns
/// @param crs       system of the place; that of the file by default
/// @param indexes   numbers of bands from 1; all by default
/// @param boundless whether the result has this size with fill beyond the file, true; else it is cut to the file
public record ReadCenterCoords(
        String src,
        List<Double> center,
        List<Integer> size,
        Optional<String> crs,
        Optional<List<Integer>> indexes,
        @Default("true") boolean boundless)
        implements Source<GeoRaster> {
    /// @throws IllegalArgumentException if the place has not two numbers, or a side no pixel
    public ReadCenterCoords {
        center = List.copyOf(center);
        size = List.copyOf(size);
        Require.that(center.size() == 2, "center", center, "x and y");
        Require.that(size.size() == 2 && size.get(0) > 0 && size.get(1) > 0, "size", size, "rows and columns above 0");
    }

    /// @throws IllegalArgumentException if it is to be cut to the file and lies outside
    @Override
    public GeoRaster produce() {
        return RasterFile.open(src, source -> {
            var x = new double[] {center.get(0)};
            var y = new double[] {center.get(1)};
            Reprojection.transform(x, y, crs.map(Crs::new).orElse(source.crs()), source.crs());
            var inverse = source.affine().inverse();
            int col = first(inverse.x(x[0], y[0]), size.get(1));
            int row = first(inverse.y(x[0], y[0]), size.get(0));
            var wanted = new Window(col, row, size.get(1), size.get(0));
            var read = boundless ? wanted : source.clip(wanted);
            return source.read(RasterMemory.current(), read, Reading.bands(indexes, source));
        });
    }

    private static int first(double place, int length) {
        return Math.toIntExact((long) Math.floor(place - length / 2.0 + 0.5));
    }
}
