package dev.stampede.io.raster;

import dev.stampede.bindings.gdal.GdalDataset;
import dev.stampede.bindings.gdal.GdalRequest;
import dev.stampede.raster.DType;
import dev.stampede.raster.Window;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;

/// A raster being written. Windows may come in any order and from any thread, one at a time. The file appears
/// under its name only when [#publish] is called: until then it lies beside it under another, which
/// [#close] removes if nothing was published.
///
///     try (var writer = RasterWriter.create(file, info, Map.of("COMPRESS", "DEFLATE"))) {
///         writer.write(window, bands, type, pixels);   // for each window
///         writer.publish();
///     }
public final class RasterWriter implements AutoCloseable {
    private static final int TILE_UNIT = 16; // GeoTIFF tiles are multiples of it

    private final Path target;
    private final Path partial;
    private GdalDataset dataset;

    private RasterWriter(Path target, Path partial, GdalDataset dataset) {
        this.target = target;
        this.partial = partial;
        this.dataset = dataset;
    }

    /// A GeoTIFF. Tiles follow the info's block size when that is a multiple of 16 in both directions; else
    /// the file is in strips. Folders are created. `BIGTIFF=IF_SAFER` unless the options say otherwise.
    /// @param options GDAL's creation options of GTiff, such as `COMPRESS`, `PREDICTOR`
    /// @throws IOException if GDAL is missing or the file cannot be created
    public static RasterWriter create(Path file, RasterInfo info, Map<String, String> options) throws IOException {
        var all = new LinkedHashMap<String, String>();
        all.put("BIGTIFF", "IF_SAFER");
        if (info.blockWidth() % TILE_UNIT == 0 && info.blockHeight() % TILE_UNIT == 0) {
            all.put("TILED", "YES");
            all.put("BLOCKXSIZE", Integer.toString(info.blockWidth()));
            all.put("BLOCKYSIZE", Integer.toString(info.blockHeight()));
        }
        all.putAll(options);
        var target = file.toAbsolutePath();
        Files.createDirectories(target.getParent());
        var partial = target.resolveSibling("." + target.getFileName() + ".partial.tif");
        Files.deleteIfExists(partial);
        var dataset = GdalDataset.create(
                "GTiff",
                partial.toString(),
                info.width(),
                info.height(),
                info.bands(),
                SampleTypes.gdal(info.dtype()),
                all);
        var writer = new RasterWriter(target, partial, dataset);
        try {
            writer.describe(info);
            return writer;
        } catch (IOException | RuntimeException failure) {
            writer.close();
            throw failure;
        }
    }

    private void describe(RasterInfo info) throws IOException {
        if (info.affine().isPresent()) {
            dataset.setGeoTransform(info.affine().get().geoTransform());
        }
        if (!info.crs().isEmpty()) {
            dataset.setCrs(info.crs());
        }
        for (int band = 0; band < info.bands(); band++) {
            if (info.noData().get(band).isPresent()) {
                dataset.band(band + 1).setNoData(info.noData().get(band).getAsDouble());
            }
            if (!info.bandNames().get(band).isEmpty()) {
                dataset.band(band + 1).setDescription(info.bandNames().get(band));
            }
        }
    }

    /// Where the file will be.
    public Path target() {
        return target;
    }

    /// Writes a window.
    /// @param bands  numbers from 1, in the order they lie in memory
    /// @param type   type of the pixels in memory; converted to the file's as GDAL does
    /// @param pixels `bands x height x width` pixels, native
    /// @throws IOException if the file cannot be written
    public synchronized void write(Window window, int[] bands, DType type, MemorySegment pixels) throws IOException {
        open().write(
                        GdalRequest.window(
                                window.col(),
                                window.row(),
                                window.width(),
                                window.height(),
                                bands,
                                SampleTypes.gdal(type)),
                        pixels);
    }

    /// Writes texts of the file's metadata, which `gdalinfo` lists.
    /// @throws IOException if they cannot be written
    public synchronized void tag(Map<String, String> texts) throws IOException {
        if (!texts.isEmpty()) {
            open().setMetadata("", texts);
        }
    }

    /// Builds overviews inside the file.
    /// @param resampling GDAL's name: `NEAREST`, `AVERAGE` ...
    /// @param factors    such as 2, 4, 8
    /// @throws IOException if they cannot be built
    public synchronized void buildOverviews(String resampling, int... factors) throws IOException {
        open().buildOverviews(resampling, factors);
    }

    private GdalDataset open() {
        if (dataset == null) {
            throw new IllegalStateException(target + " is published or closed");
        }
        return dataset.claim();
    }

    /// Finishes the file and gives it its name, replacing a former one; removes it where that fails.
    /// @throws IOException if the last of it cannot be written, as on a full disk
    public synchronized void publish() throws IOException {
        var finished = open();
        dataset = null;
        try {
            finished.close();
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    /// Removes what was not published.
    /// @throws IOException if it cannot be removed
    @Override
    public synchronized void close() throws IOException {
        if (dataset == null) {
            return;
        }
        try {
            open().close();
        } finally {
            dataset = null;
            Files.deleteIfExists(partial);
        }
    }
}
