package dev.stampede.mosaic.merge;

import dev.stampede.io.raster.CreationOptions;
import dev.stampede.raster.DType;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/// How the pixels of a mosaic are packed. Without loss and readable by the same programs either way.
public enum Compression {
    /// ZSTD at its lowest level over differences of neighbours. On all images tried the file is smaller than
    /// [#PLAIN], by 3 to 48 %, for a tenth of the time: differences take out what neighbours share, which the
    /// search for repetitions of a high level does not find in measured values.
    PREDICTED,
    /// ZSTD at the raster library's usual level over the pixels themselves, as the reference program does.
    PLAIN;

    /// GDAL's creation options of GTiff; overviews follow them. DEFLATE where GDAL was built without ZSTD.
    /// @throws IOException if GDAL is missing
    Map<String, String> options(DType type) throws IOException {
        return options(type, CreationOptions.takes("GTiff", "COMPRESS", "ZSTD"));
    }

    /// The same for GDAL's cloud-optimized format, whose options have other names.
    /// @throws IOException if GDAL is missing
    Map<String, String> cloudOptimized() throws IOException {
        var options = new LinkedHashMap<String, String>();
        options.put("COMPRESS", CreationOptions.takes("COG", "COMPRESS", "ZSTD") ? "ZSTD" : "DEFLATE");
        if (this == PREDICTED) {
            options.put("LEVEL", "1");
            options.put("PREDICTOR", "YES"); // by the type of the pixels
            options.put("OVERVIEW_PREDICTOR", "YES");
        }
        return options;
    }

    Map<String, String> options(DType type, boolean zstd) {
        var options = new LinkedHashMap<String, String>();
        options.put("COMPRESS", zstd ? "ZSTD" : "DEFLATE");
        if (this == PREDICTED) {
            options.put(zstd ? "ZSTD_LEVEL" : "ZLEVEL", "1");
            options.put("PREDICTOR", type.isFloating() ? "3" : "2");
        }
        return options;
    }
}
