package dev.stampede.deploy;

import dev.stampede.io.raster.FileSource;
import dev.stampede.io.raster.GeoTiff;
import dev.stampede.operators.core.LimitException;
import dev.stampede.raster.GeoRaster;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.SegmentAllocator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// GeoTIFF in, GeoTIFF out: decode, predict, encode, each request in memory of its own that is gone when it is
/// answered. Bodies lie in files, so that many large requests do not fill the heap.
final class Inference {
    private static final int COPIED_AT_ONCE = 1 << 16;
    private static final long WAIT_FOR_STRAYS_MS = 100;

    private final Path scratch;

    /// @param scratch folder for the files of requests under way
    Inference(Path scratch) {
        this.scratch = scratch;
    }

    /// Keeps a request's body in a file, which the caller deletes.
    /// @param most bytes
    /// @throws LimitException if there are more; nothing is kept then
    /// @throws IOException    if the body breaks off, or there is no room
    Path receive(InputStream body, long most) throws IOException {
        var file = Files.createTempFile(scratch, "request", ".tif");
        try (var out = Files.newOutputStream(file)) {
            var part = new byte[COPIED_AT_ONCE];
            long received = 0;
            for (int n = body.read(part); n >= 0; n = body.read(part)) {
                received += n;
                if (received > most) {
                    throw new LimitException("the body is larger than " + most + " bytes");
                }
                out.write(part, 0, n);
            }
            return file;
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    /// Decodes, has `predict` work, encodes.
    /// @param most values of the input, all bands together, however small the file is
    /// @return a file, which the caller deletes
    /// @throws LimitException if the input has more
    /// @throws IOException    if the file is no GeoTIFF, or nothing can be written
    Path answer(Path request, long most, Prediction predict) throws IOException {
        var arena = Arena.ofShared();
        try {
            return encode(predict.apply(arena, decode(arena, request, most)));
        } finally {
            close(arena);
        }
    }

    /// A call that ran out of time may still be inside a foreign function with memory of the arena: it is freed
    /// when that returns.
    private static void close(Arena arena) {
        try {
            arena.close();
        } catch (IllegalStateException inUse) {
            Thread.ofVirtual().start(() -> {
                try {
                    Thread.sleep(WAIT_FOR_STRAYS_MS);
                    close(arena);
                } catch (InterruptedException ended) {
                    Thread.currentThread().interrupt();
                }
            });
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

    private static GeoRaster decode(Arena arena, Path file, long most) throws IOException {
        requireTiff(file);
        try (var source = FileSource.open(file.toString())) {
            long perBand = (long) source.height() * source.width();
            if (perBand > most / source.bands()) {
                throw new LimitException("the input has " + source.bands() + " bands of " + perBand
                        + " values, allowed are " + most + " values");
            }
            return source.readAll(arena);
        } catch (IOException e) {
            throw new IOException(
                    "the body is no raster: " + String.valueOf(e.getMessage()).replace(file.toString(), "the body"), e);
        }
    }

    /// GDAL looks at contents, not at names, and some of its formats are texts that name other files or
    /// addresses: a caller could have those read. TIFF files hold their pixels themselves.
    private static void requireTiff(Path file) throws IOException {
        byte[] first;
        try (var in = Files.newInputStream(file)) {
            first = in.readNBytes(4);
        }
        boolean little = Arrays.equals(first, new byte[] {'I', 'I', 42, 0});
        boolean big = Arrays.equals(first, new byte[] {'M', 'M', 0, 42});
        boolean large = Arrays.equals(first, new byte[] {'I', 'I', 43, 0})
                || Arrays.equals(first, new byte[] {'M', 'M', 0, 43});
        if (!little && !big && !large) {
            throw new IOException("the body is no raster: expected a GeoTIFF, its first bytes are of something else");
        }
    }

    private Path encode(GeoRaster result) throws IOException {
        var file = Files.createTempFile(scratch, "answer", ".tif");
        try {
            GeoTiff.write(result, file, Map.of("COMPRESS", "DEFLATE"));
            return file;
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }
}
