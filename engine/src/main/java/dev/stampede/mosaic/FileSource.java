package dev.stampede.mosaic;

import dev.stampede.io.raster.RasterFile;
import dev.stampede.io.raster.RasterInfo;
import dev.stampede.raster.DType;
import dev.stampede.raster.Window;
import dev.stampede.runtime.UsageException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// The pixels of a file.
public final class FileSource implements PixelSource {
    private final String name;
    private final RasterFile file;
    private final int[] bands;

    private FileSource(String name, RasterFile file) {
        this.name = name;
        this.file = file;
        this.bands = IntStream.rangeClosed(1, file.info().bands()).toArray();
    }

    /// @throws IOException    if the file cannot be opened
    /// @throws UsageException if it does not say where its pixels lie, or its rows and columns do not follow
    ///                        the axes
    public static FileSource open(Path path) throws IOException {
        var file = openFile(path);
        var grid = file.info().affine();
        if (grid.isEmpty()
                || !grid.get().isAligned()
                || grid.get().a() <= 0
                || grid.get().e() >= 0) {
            file.close();
            throw new UsageException(path + ": "
                    + (grid.isEmpty() ? "has no geotransform" : "its grid is rotated or upside down")
                    + "; bring it onto a north-up grid first (gdalwarp)");
        }
        return new FileSource(name(path), file);
    }

    /// A raster that may lie anywhere.
    /// @throws IOException if it is missing or cannot be opened
    public static RasterFile openFile(Path path) throws IOException {
        return RasterFile.open(path.toString());
    }

    /// All of them, or none.
    /// @throws IOException    as [#open]
    /// @throws UsageException as [#open]
    public static List<PixelSource> openAll(List<Path> paths) throws IOException {
        List<PixelSource> sources = new ArrayList<>();
        try {
            for (var path : paths) {
                sources.add(open(path));
            }
            return sources;
        } catch (IOException | RuntimeException failure) {
            closeAll(sources);
            throw failure;
        }
    }

    /// Closes every source; the first failure is thrown at the end.
    /// @throws IOException if a file cannot be closed
    public static void closeAll(List<? extends PixelSource> sources) throws IOException {
        IOException first = null;
        for (var source : sources) {
            try {
                source.close();
            } catch (IOException failure) {
                first = first == null ? failure : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }

    /// The name of an image: its file name without folder and last extension.
    public static String name(Path image) {
        var file = image.getFileName().toString();
        int dot = file.lastIndexOf('.');
        return dot > 0 ? file.substring(0, dot) : file;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public RasterInfo info() {
        return file.info();
    }

    @Override
    public void read(Window window, MemorySegment outPixels) throws IOException {
        file.read(window, bands, DType.FLOAT64, outPixels);
    }

    @Override
    public void readFirstBand(Window window, MemorySegment outPixels) throws IOException {
        file.read(window, new int[] {1}, DType.FLOAT64, outPixels);
    }

    /// As [#read], in the file's own pixel type.
    /// @throws IOException if the file cannot be read
    public void readStored(Window window, MemorySegment outPixels) throws IOException {
        file.read(window, bands, dtype(), outPixels);
    }

    /// Whether the file's pixels, all of one type, have to be unpacked when read.
    public boolean isPacked() {
        return file.isPacked();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
