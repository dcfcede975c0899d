package dev.stampede.operators.io;

import dev.stampede.io.raster.FileSource;
import dev.stampede.operators.core.Require;
import dev.stampede.raster.GeoRaster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/// What readers share.
final class Reading {
    /// Work on an open file.
    @FunctionalInterface
    interface Read {
        GeoRaster from(FileSource source) throws IOException;
    }

    private Reading() {}

    static GeoRaster open(String src, Read read) {
        try (var source = FileSource.open(src)) {
            return read.from(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Band numbers of a file, which count from 1, as indexes; `null` for all.
    static int[] bands(Optional<List<Integer>> indexes, FileSource source) {
        if (indexes.isEmpty()) {
            return null;
        }
        for (int number : indexes.get()) {
            Require.that(
                    number >= 1 && number <= source.bands(),
                    "indexes",
                    indexes.get(),
                    "numbers of bands of " + source.name() + ", 1 to " + source.bands());
        }
        return indexes.get().stream().mapToInt(number -> number - 1).toArray();
    }
}
