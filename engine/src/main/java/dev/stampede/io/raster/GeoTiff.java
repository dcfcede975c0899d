package dev.stampede.io.raster;

import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterSource;
import dev.stampede.raster.Window;
import dev.stampede.runtime.RunScope;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.SegmentAllocator;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/// Whole carriers from files and to GeoTIFF. The file's no-data value is the fill value and goes back as such;
/// names of bands are kept.
public final class GeoTiff {
    private static final int TILE = 256;
    private static final int STRIP = 1024; // rows

    private GeoTiff() {}

    /// Reads all bands of a file of any format GDAL understands.
    /// @throws IOException if it cannot be read
    public static GeoRaster read(SegmentAllocator allocator, String name) throws IOException {
        try (var source = FileSource.open(name)) {
            return source.readAll(allocator);
        }
    }

    /// What a file holding a raster of this grid says about itself.
    /// @param bands   number of bands of the file
    /// @param type    of its pixels
    public static RasterInfo describe(RasterSource raster, int bands, DType type) {
        var noData = raster.fill().isPresent() && fits(raster.fill().getAsDouble(), type) && type != DType.BOOL
                ? raster.fill()
                : OptionalDouble.empty();
        var names = raster.attributes().bandNames(bands).orElse(Collections.nCopies(bands, ""));
        return RasterInfo.of(
                        raster.width(),
                        raster.height(),
                        bands,
                        type,
                        raster.affine(),
                        raster.crs().text(),
                        noData)
                .withBandNames(names);
    }

    private static boolean fits(double fill, DType type) {
        return type.isFloating() || fill >= type.min() && fill <= type.max() && fill == Math.rint(fill);
    }

    /// Writes a carrier of rank 2 or 3 in tiles of 256 pixels. The file appears whole or not at all; a run that is
    /// stopped (see [RunScope]) stops it.
    /// @param options GDAL's creation options, such as `COMPRESS`
    /// @throws IOException              if it cannot be written
    /// @throws IllegalArgumentException if the carrier has a time axis
    public static void write(GeoRaster raster, Path file, Map<String, String> options) throws IOException {
        write(raster, file, TILE, options, Map.of(), List.of());
    }

    /// The same with tiles of one's own size, tags and overviews.
    /// @param block    side of a tile, a multiple of 16
    /// @param tags     text of the file's metadata
    /// @param overviews factors of smaller copies inside the file, averaged
    public static void write(
            GeoRaster raster,
            Path file,
            int block,
            Map<String, String> options,
            Map<String, String> tags,
            List<Integer> overviews)
            throws IOException {
        if (raster.rank() > 3) {
            throw new IllegalArgumentException("a GeoTIFF holds bands, rows and columns, not " + raster.values());
        }
        int bands = raster.bands();
        var info = describe(raster, bands, raster.dtype()).withBlocks(block, block);
        try (var writer = RasterWriter.create(file, info, options)) {
            writer.tag(tags);
            var numbers = IntStream.rangeClosed(1, bands).toArray();
            // In strips of whole tiles, so that a run can be stopped between two.
            int strip = Math.max(block, STRIP / block * block);
            for (int row = 0; row < info.height(); row += strip) {
                RunScope.current().cancellation().check();
                var window = new Window(0, row, info.width(), Math.min(strip, info.height() - row));
                writeStrip(raster.values().window(window), window, numbers, writer);
            }
            if (!overviews.isEmpty()) {
                writer.buildOverviews(
                        "AVERAGE",
                        overviews.stream().mapToInt(Integer::intValue).toArray());
            }
            writer.publish();
        }
    }

    private static void writeStrip(ArrayView strip, Window window, int[] bands, RasterWriter writer)
            throws IOException {
        try (var scratch = Arena.ofConfined()) {
            var dense = strip.isDense() ? strip : strip.copy(scratch);
            var pixels = dense.segment().asSlice(dense.offset() * dense.dtype().bytes());
            writer.write(window, bands, dense.dtype(), pixels);
        }
    }
}
