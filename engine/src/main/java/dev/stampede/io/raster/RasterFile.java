package dev.stampede.io.raster;

import dev.stampede.bindings.gdal.GdalDataset;
import dev.stampede.bindings.gdal.GdalException;
import dev.stampede.bindings.gdal.GdalLibrary;
import dev.stampede.bindings.gdal.GdalRequest;
import dev.stampede.raster.Affine;
import dev.stampede.raster.DType;
import dev.stampede.raster.Window;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentLinkedDeque;

/// A raster open for reading. Any number of threads may read at once: each call borrows a handle of its own,
/// opened when all others are busy. Failures name the file.
public final class RasterFile implements AutoCloseable {
    private final String name;
    private final RasterInfo info;
    private final boolean packed;
    private final ConcurrentLinkedDeque<GdalDataset> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    private RasterFile(String name, RasterInfo info, boolean packed, GdalDataset first) {
        this.name = name;
        this.info = info;
        this.packed = packed;
        idle.push(first);
    }

    /// Opens a file, or anything GDAL understands (`/vsicurl/...`, `NETCDF:...`).
    /// @throws UnreadableRasterException if the file is missing or no raster, or its pixels are complex
    /// @throws IOException               if GDAL is missing
    public static RasterFile open(String name) throws IOException {
        var dataset = opened(name);
        try {
            return new RasterFile(name, describe(dataset), isPacked(dataset), dataset);
        } catch (IOException | RuntimeException failure) {
            dataset.close();
            throw failure;
        }
    }

    /// The files on this machine that a raster consists of: itself, what lies beside it (masks, overviews, world
    /// files, `.aux.xml`), and what a virtual raster is made of.
    /// @throws IOException as [#open]
    public static List<Path> parts(String name) throws IOException {
        try (var dataset = opened(name)) {
            return dataset.files().stream()
                    .filter(RasterFile::isLocal)
                    .map(Path::of)
                    .toList();
        }
    }

    private static GdalDataset opened(String name) throws IOException {
        GdalLibrary.require();
        try {
            return GdalDataset.openRaster(name);
        } catch (GdalException e) {
            throw new UnreadableRasterException(
                    isMissing(name) ? name + " does not exist" : e.getMessage() + "; name a raster GDAL reads", e);
        }
    }

    /// Whether a name is that of a file on this machine; names with a colon may mean anything.
    public static boolean isLocal(String name) {
        return !name.startsWith("/vsi") && name.indexOf(':') < 0;
    }

    private static boolean isMissing(String name) {
        try {
            return isLocal(name) && Files.notExists(Path.of(name));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static RasterInfo describe(GdalDataset dataset) throws IOException {
        var noData = new ArrayList<OptionalDouble>();
        var names = new ArrayList<String>();
        if (dataset.bandCount() == 0) {
            throw new UnreadableRasterException(
                    dataset.name() + ": has no band; name one of its subdatasets (gdalinfo lists them)");
        }
        for (int number = 1; number <= dataset.bandCount(); number++) {
            var band = dataset.band(number);
            noData.add(band.noData());
            names.add(band.description());
        }
        var first = dataset.band(1);
        var block = first.block();
        return new RasterInfo(
                dataset.width(),
                dataset.height(),
                SampleTypes.ours(first.type(), dataset.name()),
                dataset.geoTransform().map(Affine::ofGeoTransform),
                dataset.crs(),
                noData,
                names,
                block.width(),
                block.height());
    }

    private static boolean isPacked(GdalDataset dataset) throws GdalException {
        for (int number = 2; number <= dataset.bandCount(); number++) {
            if (dataset.band(number).type() != dataset.band(1).type()) {
                return false;
            }
        }
        return !dataset.driver().equals("GTiff")
                || dataset.metadata("IMAGE_STRUCTURE").containsKey("COMPRESSION");
    }

    /// Whether pixels, all of one type, have to be unpacked when read: a GeoTIFF with compression, or any other
    /// format.
    public boolean isPacked() {
        return packed;
    }

    /// What was opened, for messages.
    public String name() {
        return name;
    }

    public RasterInfo info() {
        return info;
    }

    /// Reads a window at its own size.
    /// @param bands      numbers from 1, in the order they lie in memory
    /// @param type       type of the pixels in memory; converted as GDAL does: rounded, clamped to the range
    /// @param outPixels  `bands x height x width` pixels, native
    /// @throws IOException              if the file cannot be read
    /// @throws IllegalArgumentException if the window reaches beyond the file or the segment is too small
    public void read(Window window, int[] bands, DType type, MemorySegment outPixels) throws IOException {
        if (!info.window().contains(window)) {
            throw new IllegalArgumentException(
                    name + " has " + info.width() + " columns and " + info.height() + " rows; asked for " + window);
        }
        transfer(
                GdalRequest.window(
                        window.col(), window.row(), window.width(), window.height(), bands, SampleTypes.gdal(type)),
                outPixels);
    }

    /// Reads a window in fewer pixels: means of the valid ones, from overviews where the file has them.
    /// @param outPixels `bands x outHeight x outWidth` pixels, native
    /// @throws IOException              if the file cannot be read
    /// @throws IllegalArgumentException if the window reaches beyond the file or the segment is too small
    public void readReduced(
            Window window, int outWidth, int outHeight, int[] bands, DType type, MemorySegment outPixels)
            throws IOException {
        if (!info.window().contains(window)) {
            throw new IllegalArgumentException(
                    name + " has " + info.width() + " columns and " + info.height() + " rows; asked for " + window);
        }
        transfer(
                new GdalRequest(
                        window.col(),
                        window.row(),
                        window.width(),
                        window.height(),
                        outWidth,
                        outHeight,
                        bands,
                        SampleTypes.gdal(type),
                        GdalRequest.Resampling.AVERAGE),
                outPixels);
    }

    private void transfer(GdalRequest request, MemorySegment outPixels) throws IOException {
        var dataset = borrow();
        try {
            dataset.read(request, outPixels);
        } finally {
            giveBack(dataset);
        }
    }

    /// Reads a band's mask: one byte a pixel, 0 where there is no data, however the file says so.
    /// @throws IOException if it cannot be read
    public void readMask(Window window, int band, MemorySegment outMask) throws IOException {
        var dataset = borrow();
        try {
            dataset.band(band).readMask(window.col(), window.row(), window.width(), window.height(), outMask);
        } finally {
            giveBack(dataset);
        }
    }

    private GdalDataset borrow() throws IOException {
        if (closed) {
            throw new IllegalStateException(name + " is closed");
        }
        var dataset = idle.poll();
        return dataset == null ? GdalDataset.openRaster(name) : dataset.claim();
    }

    private void giveBack(GdalDataset dataset) throws IOException {
        idle.push(dataset);
        if (closed) {
            close();
        }
    }

    /// Closes every handle; one that is busy is closed by the thread that uses it.
    /// @throws IOException if GDAL reports a failure meanwhile
    @Override
    public void close() throws IOException {
        closed = true;
        for (var dataset = idle.poll(); dataset != null; dataset = idle.poll()) {
            dataset.claim().close();
        }
    }
}
