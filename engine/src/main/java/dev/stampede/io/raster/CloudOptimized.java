package dev.stampede.io.raster;

import dev.stampede.bindings.gdal.GdalDataset;
import dev.stampede.raster.GeoRaster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/// Cloud-optimised GeoTIFFs. GDAL orders such a file as a whole, so it is written from a plain one that lies beside
/// it meanwhile; memory does not grow with the scene.
public final class CloudOptimized {
    private static final int BLOCK = 512;

    private CloudOptimized() {}

    /// Writes a carrier of rank 2 or 3. The file appears whole or not at all.
    /// @param options of GDAL's COG driver
    /// @throws IOException if it cannot be written
    public static void write(GeoRaster raster, Path file, Map<String, String> options, Map<String, String> tags)
            throws IOException {
        var target = file.toAbsolutePath();
        var plain = target.resolveSibling("." + target.getFileName() + ".plain.tif");
        try {
            GeoTiff.write(raster, plain, BLOCK, Map.of(), tags, List.of());
            convert(plain, target, options);
        } finally {
            Files.deleteIfExists(plain);
        }
    }

    /// Writes a raster file again as a cloud-optimised one.
    /// @throws IOException if it cannot be read or written
    public static void convert(Path from, Path file, Map<String, String> options) throws IOException {
        var target = file.toAbsolutePath();
        var partial = target.resolveSibling("." + target.getFileName() + ".partial.tif");
        Files.deleteIfExists(partial);
        try {
            try (var source = GdalDataset.openRaster(from.toString());
                    var copy = source.copyTo("COG", partial.toString(), options)) {
                copy.name(); // complete only once it is closed
            }
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(partial);
        }
    }
}
