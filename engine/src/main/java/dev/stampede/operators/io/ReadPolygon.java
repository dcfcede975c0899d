package dev.stampede.operators.io;

import dev.stampede.io.raster.Burning;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Source;
import dev.stampede.operators.pixels.RasterFile;
import dev.stampede.raster.Affine;
import dev.stampede.raster.Crs;
import dev.stampede.raster.Elements;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import dev.stampede.raster.Window;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Reads the pixels a geometry covers: the window of all pixels that its box touches, with the fill value
/// outside of the geometry (NaN for floating types without one, else 0). Pixels count whose centre lies inside,
/// or with `allTouched` all it touches. The geometry is brought into the file's reference system.
///
/// @param src        file or GDAL name
/// @param geometry   WKT
/// @param crs        its system; that of the file by default
/// @param indexes    numbers of bands from 1; all by default
/// @param allTouched false
/// @param boundless  whether the window may reach beyond the file, with fill there, true; else it is cut to the
///                   file
public record ReadPolygon(
        String src,
        String geometry,
        Optional<String> crs,
        Optional<List<Integer>> indexes,
        @Default("false") boolean allTouched,
        @Default("true") boolean boundless)
        implements Source<GeoRaster> {
    /// @throws IllegalArgumentException if the text is no geometry, it is empty, or cut to the file and outside
    /// of it
    @Override
    public GeoRaster produce() {
        return RasterFile.open(src, source -> {
            var from = crs.map(Crs::new).orElse(source.crs());
            var touched = window(source.affine(), source.crs(), from);
            var read = boundless ? touched : source.clip(touched);
            var part = source.read(RasterMemory.current(), read, Reading.bands(indexes, source));
            blank(part, from);
            return part.fill().isEmpty() && part.dtype().isFloating()
                    ? part.withFill(OptionalDouble.of(Double.NaN))
                    : part;
        });
    }

    /// From the first to the last pixel the box of the geometry touches.
    private Window window(Affine affine, Crs own, Crs from) throws IOException {
        var box = Burning.inPixels(geometry, from, affine, own).getEnvelopeInternal();
        if (box.isNull()) {
            throw new IllegalArgumentException("geometry is " + geometry + ", expected one that is not empty");
        }
        int left = whole(Math.floor(box.getMinX()));
        int top = whole(Math.floor(-box.getMaxY()));
        int right = whole(Math.ceil(box.getMaxX()));
        int bottom = whole(Math.ceil(-box.getMinY()));
        return new Window(left, top, Math.max(1, right - left), Math.max(1, bottom - top));
    }

    private static int whole(double pixel) {
        return Math.toIntExact((long) pixel);
    }

    /// Writes fill where the geometry is not; the part was read for this result alone.
    private void blank(GeoRaster part, Crs from) throws IOException {
        double fill = part.fill().orElse(part.dtype().isFloating() ? Double.NaN : 0);
        var inside = Burning.flags(geometry, from, part.affine(), part.crs(), part.width(), part.height(), allTouched);
        var values = part.values();
        for (long row = 0; row < values.rows(); row++) {
            long at = values.rowStart(row);
            int first = (int) (row % part.height()) * part.width();
            for (int col = 0; col < part.width(); col++) {
                if (inside[first + col] == 0) {
                    Elements.setDouble(values.segment(), values.dtype(), at + col * values.stride(-1), fill);
                }
            }
        }
    }
}
