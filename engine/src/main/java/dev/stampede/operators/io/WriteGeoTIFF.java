package dev.stampede.operators.io;

import dev.stampede.io.raster.GeoTiff;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Require;
import dev.stampede.raster.GeoRaster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Writes a GeoTIFF in tiles. The carrier's fill value becomes the no-data value where the type can hold it.
/// Returns nothing, so it ends a pipeline.
///
/// @param path         file
/// @param profile      GDAL's creation options, such as `{"compress": "deflate"}`
/// @param blocksize    side of a tile, a multiple of 16, 256
/// @param descriptions names of bands; those of the carrier by default
/// @param tags         texts of the file's metadata
public record WriteGeoTIFF(
        Path path,
        @Default("{}") Map<String, String> profile,
        @Default("256") int blocksize,
        Optional<List<String>> descriptions,
        @Default("{}") Map<String, String> tags)
        implements FileWriter<GeoRaster> {
    public WriteGeoTIFF {
        profile = Map.copyOf(profile);
        tags = Map.copyOf(tags);
        Require.that(blocksize > 0 && blocksize % 16 == 0, "blocksize", blocksize, "a multiple of 16");
    }

    public WriteGeoTIFF(Path path) {
        this(path, Map.of(), 256, Optional.empty(), Map.of());
    }

    @Override
    public void write(GeoRaster in) throws IOException {
        GeoTiff.write(named(in, descriptions), path, blocksize, options(profile), tags, List.of());
    }

    static GeoRaster named(GeoRaster in, Optional<List<String>> descriptions) {
        if (descriptions.isEmpty()) {
            return in;
        }
        Require.that(
                descriptions.get().size() == in.bands(),
                "descriptions",
                descriptions.get(),
                "one for each of " + in.bands() + " bands");
        return in.withAttributes(in.attributes().withBandNames(descriptions.get()));
    }

    /// GDAL wants names of options in capitals; values stay as they are, for some are case-sensitive texts.
    static Map<String, String> options(Map<String, String> profile) {
        var options = new TreeMap<String, String>();
        profile.forEach((key, value) -> options.put(key.toUpperCase(Locale.ROOT), value));
        return options;
    }
}
