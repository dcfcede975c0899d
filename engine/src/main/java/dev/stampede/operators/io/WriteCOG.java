package dev.stampede.operators.io;

import dev.stampede.io.raster.CloudOptimized;
import dev.stampede.operators.core.Default;
import dev.stampede.raster.GeoRaster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Writes a cloud-optimised GeoTIFF: tiles, overviews inside, the directories first. Returns nothing, so it ends a
/// pipeline.
///
/// @param path         file
/// @param profile      further options of GDAL's COG driver, such as `{"blocksize": "256"}`
/// @param compress     deflate
/// @param descriptions names of bands; those of the carrier by default
/// @param tags         texts of the file's metadata
public record WriteCOG(
        Path path,
        @Default("{}") Map<String, String> profile,
        @Default("\"deflate\"") String compress,
        Optional<List<String>> descriptions,
        @Default("{}") Map<String, String> tags)
        implements FileWriter<GeoRaster> {
    public WriteCOG {
        profile = Map.copyOf(profile);
        tags = Map.copyOf(tags);
    }

    public WriteCOG(Path path) {
        this(path, Map.of(), "deflate", Optional.empty(), Map.of());
    }

    @Override
    public void write(GeoRaster in) throws IOException {
        var options = WriteGeoTIFF.options(profile);
        options.putIfAbsent("COMPRESS", compress.toUpperCase(Locale.ROOT));
        CloudOptimized.write(WriteGeoTIFF.named(in, descriptions), path, options, tags);
    }
}
