package dev.stampede.patcher;

import dev.stampede.io.zarr.ZarrArray;
import dev.stampede.io.zarr.ZarrCompression;
import dev.stampede.io.zarr.ZarrFormat;
import dev.stampede.io.zarr.ZarrLayout;
import dev.stampede.io.zarr.ZarrRaster;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;

/// An array of a Zarr store, written row of chunks by row of chunks. It can be opened when the run has come to its
/// end.
public final class ZarrSink implements RowSink {
    private static final List<String> DIMS = List.of("band", "y", "x");

    private final Path folder;
    private final ZarrFormat format;
    private final PatchSize chunks;
    private final ZarrCompression compression;
    private ZarrArray array;

    /// @param folder of the array
    /// @param chunks rows and columns of a chunk, which holds one band
    public ZarrSink(Path folder, ZarrFormat format, PatchSize chunks, ZarrCompression compression) {
        this.folder = folder;
        this.format = format;
        this.chunks = chunks;
        this.compression = compression;
    }

    @Override
    public int rowUnit() {
        return chunks.rows();
    }

    @Override
    public void begin(GeoRaster like, RasterGrid grid, int bands, DType type) throws IOException {
        try (var scratch = Arena.ofConfined()) {
            var fill = type.isFloating() ? OptionalDouble.of(Double.NaN) : like.fill();
            var whole = new GeoRaster(
                    ArrayView.allocate(scratch, DType.BOOL, 1, 1), grid.affine(), grid.crs(), fill, like.attributes());
            var layout = ZarrLayout.of(format, type, new int[] {bands, grid.height(), grid.width()}, new int[] {
                        1, chunks.rows(), chunks.cols()
                    })
                    .with(compression)
                    .withDims(DIMS)
                    .withAttributes(ZarrRaster.attributes(whole));
            array = ZarrArray.begin(folder, layout);
        }
    }

    @Override
    public void write(int firstRow, ArrayView rows) throws IOException {
        array.write(new int[] {0, firstRow, 0}, rows);
    }

    @Override
    public void end() throws IOException {
        array.publish();
    }

    @Override
    public void close() {
        // an array that was not published is replaced by the next run
    }
}
