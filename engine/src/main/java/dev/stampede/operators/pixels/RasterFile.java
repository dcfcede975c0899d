package dev.stampede.operators.pixels;

import dev.stampede.io.raster.FileSource;
import dev.stampede.io.raster.GeoTiff;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/// Work with a raster file beside the input, or in its place. What cannot be read is an [UncheckedIOException].
public final class RasterFile {
    private RasterFile() {}

    /// What is made of a file.
    @FunctionalInterface
    public interface Work<S> {
        GeoRaster from(S file) throws IOException;
    }

    /// With all pixels of a file in memory.
    public static GeoRaster read(Path file, Work<GeoRaster> work) {
        try {
            return work.from(GeoTiff.read(RasterMemory.current(), file.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// With an open file, which is closed then.
    public static GeoRaster open(String name, Work<FileSource> work) {
        try (var source = FileSource.open(name)) {
            return work.from(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
