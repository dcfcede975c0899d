package dev.stampede.deploy;

import dev.stampede.io.raster.FileSource;
import dev.stampede.io.raster.GeoTiff;
import dev.stampede.raster.GeoRaster;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.SegmentAllocator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// GeoTIFF bytes in, GeoTIFF bytes out: decode, predict, encode, each request in memory of its own that is
/// gone when it is answered.
final class Inference {
    private final Path scratch;

    /// @param scratch folder for the files of requests under way
    Inference(Path scratch) {
        this.scratch = scratch;
    }

    /// Decodes, has `predict` work, encodes.
    /// @throws IOException if the bytes are no raster that GDAL can read, or nothing can be written
    byte[] answer(byte[] body, Prediction predict) throws IOException {
        try (var arena = Arena.ofShared()) {
            return encode(predict.apply(arena, decode(arena, body)));
        }
    }

    /// What runs between decoding and encoding.
    @FunctionalInterface
    interface Prediction {
        GeoRaster apply(SegmentAllocator allocator, GeoRaster in);
    }

    static Prediction of(PipelineCall call) {
        return (allocator, in) -> {
            var results = call.apply(allocator, List.of(in));
            if (results.size() != 1) {
                throw new IllegalArgumentException(
                        "the pipeline gives " + results.keySet() + "; ask one that gives one");
            }
            return results.firstEntry().getValue();
        };
    }

    private GeoRaster decode(Arena arena, byte[] body) throws IOException {
        var file = Files.createTempFile(scratch, "request", ".tif");
        try {
            Files.write(file, body);
            try (var source = FileSource.open(file.toString())) {
                return source.readAll(arena);
            }
        } catch (IOException e) {
            throw new IOException(
                    "the body is no raster: " + String.valueOf(e.getMessage()).replace(file.toString(), "the body"), e);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private byte[] encode(GeoRaster result) throws IOException {
        var file = Files.createTempFile(scratch, "answer", ".tif");
        try {
            GeoTiff.write(result, file, Map.of("COMPRESS", "DEFLATE"));
            return Files.readAllBytes(file);
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
