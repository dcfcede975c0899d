package dev.stampede.io.raster;

import dev.stampede.bindings.gdal.GdalDataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/// Cloud-optimized GeoTIFFs: overviews and tile index first, so that a part can be read over a network with few
/// requests.
public final class CloudOptimized {
    private CloudOptimized() {}

    /// Copies a raster into a cloud-optimized file (ZSTD level 9), which appears whole or not at all.
    /// @param block      columns and rows of a tile, a multiple of 16
    /// @param resampling of overviews, GDAL's name: `NEAREST`, `AVERAGE` ...
    /// @throws IOException if GDAL is missing, older than its COG format, or cannot read or write the files
    public static void copy(Path source, Path file, int block, String resampling) throws IOException {
        var target = file.toAbsolutePath();
        Files.createDirectories(target.getParent());
        var partial = target.resolveSibling("." + target.getFileName() + ".partial.tif");
        var options = Map.of(
                "COMPRESS", "ZSTD",
                "LEVEL", "9",
                "BLOCKSIZE", Integer.toString(block),
                "OVERVIEWS", "IGNORE_EXISTING",
                "OVERVIEW_RESAMPLING", resampling,
                "BIGTIFF", "IF_SAFER");
        try {
            try (var from = GdalDataset.openRaster(source.toString())) {
                from.copyTo("COG", partial.toString(), options).close();
            }
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(partial);
        }
    }
}
