package dev.stampede.operators.io;

import dev.stampede.io.raster.FileSource;
import dev.stampede.operators.core.Require;
import dev.stampede.raster.Window;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What readers share.
final class Reading {
    private Reading() {}

    /// @throws UncheckedIOException if there is no such file
    static void requireFile(Path path) {
        if (!Files.exists(path)) {
            throw new UncheckedIOException(new NoSuchFileException(path.toString(), null, "does not exist"));
        }
    }

    /// @throws IllegalArgumentException unless there are first column, first row, columns and rows
    static void requireWindow(List<Integer> window) {
        Require.that(window.size() == 4, "window", window, "first column, first row, columns and rows");
    }

    static Window window(List<Integer> window) {
        return new Window(window.get(0), window.get(1), window.get(2), window.get(3));
    }

    /// Band numbers of a file, which count from 1, as indexes; `null` for all.
    static int[] bands(Optional<List<Integer>> indexes, FileSource source) {
        return bands(indexes, source.bands(), source.name());
    }

    static int[] bands(Optional<List<Integer>> indexes, int count, String name) {
        if (indexes.isEmpty()) {
            return null;
        }
        for (int number : indexes.get()) {
            Require.that(
                    number >= 1 && number <= count,
                    "indexes",
                    indexes.get(),
                    "numbers of bands of " + name + ", 1 to " + count);
        }
        return indexes.get().stream().mapToInt(number -> number - 1).toArray();
    }
}
