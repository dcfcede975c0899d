package dev.stampede.io.raster;

import dev.stampede.bindings.gdal.GdalDataset;
import dev.stampede.io.WholeFile;
import dev.stampede.raster.GeoRaster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Cloud-optimized GeoTIFFs: overviews and tile index first, so that a part can be read over a network with few
/// requests. GDAL orders such a file as a whole, so it is made from a plain one; memory does not grow with it.
public final class CloudOptimized {
    private static final int BLOCK = 512;
    private static final String DRIVER = "COG";

    private CloudOptimized() {}

    /// Copies a raster into a cloud-optimized file, which appears whole or not at all.
    /// @param block      columns and rows of a tile, a multiple of 16
    /// @param resampling of overviews, GDAL's name: `NEAREST`, `AVERAGE` ...
    /// @param packing    options of GDAL's COG driver: `COMPRESS`, `LEVEL`, `PREDICTOR` ...
    /// @throws IOException if GDAL is missing, older than its COG format, or cannot read or write the files
    public static void copy(Path source, Path file, int block, String resampling, Map<String, String> packing)
            throws IOException {
        var options = new LinkedHashMap<>(packing);
        options.put("BLOCKSIZE", Integer.toString(block));
        options.put("OVERVIEWS", "IGNORE_EXISTING");
        options.put("OVERVIEW_RESAMPLING", resampling);
        options.put("BIGTIFF", "IF_SAFER");
        made(source, file, options);
    }

    /// Copies a raster into a cloud-optimized file, which appears whole or not at all.
    /// @param options of GDAL's COG driver
    /// @throws IOException if GDAL is missing, older than its COG format, or cannot read or write the files
    public static void copy(Path source, Path file, Map<String, String> options) throws IOException {
        CreationOptions.require(DRIVER, options);
        made(source, file, options);
    }

    private static void made(Path source, Path file, Map<String, String> options) throws IOException {
        WholeFile.make(file, partial -> {
            try (var from = GdalDataset.openRaster(source.toString())) {
                from.copyTo(DRIVER, partial.toString(), options).close();
            }
        });
    }

    /// Writes a carrier of rank 2 or 3. The plain file lies beside the target meanwhile.
    /// @param options of GDAL's COG driver
    /// @param tags    texts of the file's metadata
    /// @throws IOException if it cannot be written
    public static void write(GeoRaster raster, Path file, Map<String, String> options, Map<String, String> tags)
            throws IOException {
        CreationOptions.require(DRIVER, options);
        var target = file.toAbsolutePath();
        var plain = target.resolveSibling("." + target.getFileName() + ".plain.tif");
        try {
            GeoTiff.write(raster, plain, BLOCK, Map.of(), tags, List.of());
            copy(plain, target, options);
        } finally {
            Files.deleteIfExists(plain);
        }
    }
}
