package dev.stampede.patcher;

import dev.stampede.io.raster.RasterInfo;
import dev.stampede.io.raster.RasterWriter;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.Window;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/// A tiled GeoTIFF written row of tiles by row of tiles. The file appears when the run has come to its end.
public final class GeoTiffSink implements RowSink {
    private static final int TILE = 256;

    private final Path file;
    private final OptionalDouble noData;
    private final Map<String, String> options;
    private RasterWriter writer;
    private DType type;
    private int[] numbers;

    /// @param noData  the value that means "no data"; empty for `NaN` in floating-point results, none in
    ///                others
    /// @param options GDAL's creation options, such as `COMPRESS`
    public GeoTiffSink(Path file, OptionalDouble noData, Map<String, String> options) {
        this.file = file;
        this.noData = noData;
        this.options = new LinkedHashMap<>(options);
        this.options.putIfAbsent("NUM_THREADS", "ALL_CPUS"); // of compression
    }

    @Override
    public int rowUnit() {
        return TILE;
    }

    @Override
    public void begin(GeoRaster like, RasterGrid grid, int bands, DType resultType) throws IOException {
        type = resultType;
        numbers = IntStream.rangeClosed(1, bands).toArray();
        var none = noData.isEmpty() && type.isFloating() ? OptionalDouble.of(Double.NaN) : noData;
        var info = RasterInfo.of(
                        grid.width(),
                        grid.height(),
                        bands,
                        type,
                        grid.affine(),
                        grid.crs().text(),
                        none)
                .withBlocks(TILE, TILE);
        var names = like.attributes().bandNames(bands).orElse(Collections.nCopies(bands, ""));
        writer = RasterWriter.create(file, info.withBandNames(names), options);
    }

    @Override
    public void write(int firstRow, ArrayView rows) throws IOException {
        var window = new Window(0, firstRow, rows.size(2), rows.size(1));
        if (rows.isDense() && rows.offset() == 0) {
            writer.write(window, numbers, type, rows.segment());
            return;
        }
        try (var arena = Arena.ofConfined()) {
            writer.write(window, numbers, type, rows.copy(arena).segment());
        }
    }

    @Override
    public void end() throws IOException {
        writer.publish();
    }

    @Override
    public void close() throws IOException {
        if (writer != null) {
            writer.close();
        }
    }
}
