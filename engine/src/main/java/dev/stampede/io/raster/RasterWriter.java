package dev.stampede.io.raster;

import dev.stampede.bindings.gdal.GdalDataset;
import dev.stampede.bindings.gdal.GdalRequest;
import dev.stampede.io.MadeFolders;
import dev.stampede.raster.DType;
import dev.stampede.raster.Window;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A raster being written. Windows may come in any order and from any thread, one at a time. The file appears
/// under its name only when [#publish] is called: until then it lies beside it under another, which
/// [#close] removes if nothing was published.
///
///     try (var writer = RasterWriter.create(file, info, Map.of("COMPRESS", "DEFLATE"))) {
///         writer.write(window, bands, type, pixels);   // for each window
///         writer.publish();
///     }
public final class RasterWriter implements AutoCloseable {
    private static final int TILE_UNIT = 16; // GeoTIFF tiles are multiples of it

    /// Sides of an overview's tiles that GDAL accepts.
    private static final int LEAST_BLOCK = 64;

    private static final int LARGEST_BLOCK = 4096;

    private static final String DRIVER = "GTiff";
    private static final String THREADS = "NUM_THREADS";

    private final Path target;
    private final Path partial;
    private final boolean stays;
    private final MadeFolders folders;
    private GdalDataset dataset;

    private RasterWriter(Path target, Path partial, boolean stays, GdalDataset dataset, MadeFolders folders) {
        this.folders = folders;
        this.target = target;
        this.partial = partial;
        this.stays = stays;
        this.dataset = dataset;
    }

    /// A GeoTIFF. Tiles follow the info's block size when that is a multiple of 16 in both directions; else
    /// the file is in strips. Folders are created. `BIGTIFF=IF_SAFER` unless the options say otherwise.
    /// @param options GDAL's creation options of GTiff, such as `COMPRESS`, `PREDICTOR`
    /// @throws dev.stampede.runtime.UsageException if GTiff has no such option or value; nothing was written then
    /// @throws IOException if GDAL is missing or the file cannot be created
    public static RasterWriter create(Path file, RasterInfo info, Map<String, String> options) throws IOException {
        CreationOptions.require(DRIVER, options);
        var target = file.toAbsolutePath();
        var folders = MadeFolders.make(target.getParent());
        try {
            var partial = target.resolveSibling("." + target.getFileName() + ".partial.tif");
            Files.deleteIfExists(partial);
            return new RasterWriter(target, partial, false, newDataset(partial, info, options), folders);
        } catch (IOException | RuntimeException failure) {
            folders.removeEmpty();
            throw failure;
        }
    }

    /// A GeoTIFF that may be written by several runs, one after the other, each going on where the one before was
    /// broken off. Until it is published it lies at `partial`, which [#close] leaves there; what was written
    /// before [#sync] is in it whatever happens afterwards. As [#create] otherwise; a later run packs its tiles at
    /// the usual level of the compression, which a file does not tell.
    /// @param partial in the same file system as `file`; taken up if it is there
    /// @throws IOException if GDAL is missing or the file cannot be created, or is no raster of this size
    public static RasterWriter openContinued(Path file, Path partial, RasterInfo info, Map<String, String> options)
            throws IOException {
        CreationOptions.require(DRIVER, options);
        Files.createDirectories(file.toAbsolutePath().getParent());
        if (Files.notExists(partial)) {
            return new RasterWriter(
                    file.toAbsolutePath(), partial, true, newDataset(partial, info, options), MadeFolders.none());
        }
        var opening = options.containsKey(THREADS) ? List.of(THREADS + "=" + options.get(THREADS)) : List.<String>of();
        var dataset = GdalDataset.updateRaster(partial.toString(), opening);
        if (dataset.width() != info.width()
                || dataset.height() != info.height()
                || dataset.bandCount() != info.bands()) {
            var found = dataset.width() + " x " + dataset.height() + " x " + dataset.bandCount();
            dataset.close();
            throw new IOException(partial + " is " + found + ", needed is " + info.width() + " x " + info.height()
                    + " x " + info.bands() + "; remove it");
        }
        return new RasterWriter(file.toAbsolutePath(), partial, true, dataset, MadeFolders.none());
    }

    private static GdalDataset newDataset(Path partial, RasterInfo info, Map<String, String> options)
            throws IOException {
        var all = new LinkedHashMap<String, String>();
        all.put("BIGTIFF", "IF_SAFER");
        if (info.blockWidth() % TILE_UNIT == 0 && info.blockHeight() % TILE_UNIT == 0) {
            all.put("TILED", "YES");
            all.put("BLOCKXSIZE", Integer.toString(info.blockWidth()));
            all.put("BLOCKYSIZE", Integer.toString(info.blockHeight()));
        }
        all.putAll(options);
        var dataset = GdalDataset.create(
                DRIVER,
                partial.toString(),
                info.width(),
                info.height(),
                info.bands(),
                SampleTypes.gdal(info.dtype()),
                all);
        try {
            describe(dataset, info);
            return dataset;
        } catch (IOException | RuntimeException failure) {
            try {
                dataset.close();
            } finally {
                Files.deleteIfExists(partial);
            }
            throw failure;
        }
    }

    private static void describe(GdalDataset dataset, RasterInfo info) throws IOException {
        if (info.affine().isPresent()) {
            dataset.setGeoTransform(info.affine().get().geoTransform());
        }
        if (!info.crs().isEmpty()) {
            dataset.setCrs(info.crs());
        }
        for (int band = 0; band < info.bands(); band++) {
            if (info.noData().get(band).isPresent()) {
                dataset.band(band + 1).setNoData(info.noData().get(band).getAsDouble());
            }
            if (!info.bandNames().get(band).isEmpty()) {
                dataset.band(band + 1).setDescription(info.bandNames().get(band));
            }
        }
    }

    /// Where the file will be.
    public Path target() {
        return target;
    }

    /// Writes a window.
    /// @param bands  numbers from 1, in the order they lie in memory
    /// @param type   type of the pixels in memory; converted to the file's as GDAL does
    /// @param pixels `bands x height x width` pixels, native
    /// @throws IOException if the file cannot be written
    public synchronized void write(Window window, int[] bands, DType type, MemorySegment pixels) throws IOException {
        open().write(request(window, type, bands), pixels);
    }

    /// Writes texts of the file's metadata, which `gdalinfo` lists.
    /// @throws IOException if they cannot be written
    public synchronized void tag(Map<String, String> texts) throws IOException {
        if (!texts.isEmpty()) {
            open().setMetadata("", texts);
        }
    }

    /// Builds overviews inside the file.
    /// @param resampling GDAL's name: `NEAREST`, `AVERAGE` ...
    /// @param factors    such as 2, 4, 8
    /// @throws IOException if they cannot be built
    public synchronized void buildOverviews(String resampling, int... factors) throws IOException {
        open().buildOverviews(resampling, factors);
    }

    /// An overview and how it is stored.
    ///
    /// @param window      all of it
    /// @param blockWidth  columns of a block
    /// @param blockHeight rows of a block
    public record OverviewSize(Window window, int blockWidth, int blockHeight) {}

    /// Makes room for overviews inside the file, without pixels in them; those that are there stay as they are.
    /// @param block   columns and rows of their tiles; GDAL chooses where it is no power of two from 64 to 4096
    /// @param factors 2, 4, 8 ...
    /// @return the levels, from the finest; there may be fewer than factors, for a raster is never
    ///         halved below one pixel
    /// @throws IOException if they cannot be made
    public synchronized List<OverviewSize> addOverviews(int block, int... factors) throws IOException {
        boolean possible = block >= LEAST_BLOCK && block <= LARGEST_BLOCK && Integer.bitCount(block) == 1;
        var options = possible ? Map.of("GDAL_TIFF_OVR_BLOCKSIZE", Integer.toString(block)) : Map.<String, String>of();
        var band = open().band(1);
        open().buildOverviews("NONE", options, factors);
        var levels = new ArrayList<OverviewSize>();
        for (int i = 0; i < band.overviewCount(); i++) {
            var size = band.overviewSize(i);
            var tile = band.overviewBlock(i);
            levels.add(new OverviewSize(Window.of(size.width(), size.height()), tile.width(), tile.height()));
        }
        return levels;
    }

    /// Writes a window of an overview; as [#write] otherwise.
    /// @param overview from 0 for the finest
    /// @throws IOException if the file cannot be written
    public synchronized void writeOverview(int overview, Window window, int[] bands, DType type, MemorySegment pixels)
            throws IOException {
        long plane = window.pixels() * type.bytes();
        for (int i = 0; i < bands.length; i++) {
            open().band(bands[i])
                    .writeOverview(overview, request(window, type, bands[i]), pixels.asSlice(i * plane, plane));
        }
    }

    /// Reads what was written: a window of an overview, or of the raster itself.
    /// @param overview  from 0 for the finest; -1 for the raster
    /// @param outPixels `bands x height x width` pixels, native
    /// @throws IOException if the file cannot be read
    public synchronized void readBack(int overview, Window window, int[] bands, DType type, MemorySegment outPixels)
            throws IOException {
        if (overview < 0) {
            open().read(request(window, type, bands), outPixels);
            return;
        }
        long plane = window.pixels() * type.bytes();
        for (int i = 0; i < bands.length; i++) {
            open().band(bands[i])
                    .readOverview(overview, request(window, type, bands[i]), outPixels.asSlice(i * plane, plane));
        }
    }

    private static GdalRequest request(Window window, DType type, int... bands) {
        return GdalRequest.window(
                window.col(), window.row(), window.width(), window.height(), bands, SampleTypes.gdal(type));
    }

    /// Makes sure that all that was written so far is on the disk, in a file that is whole as it stands. For a
    /// writer from [#openContinued].
    /// @throws IOException if that fails, as on a full disk
    public synchronized void sync() throws IOException {
        if (!stays) {
            throw new IllegalStateException(target + " is written at once");
        }
        open().flush();
        try (var channel = FileChannel.open(partial, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private GdalDataset open() {
        if (dataset == null) {
            throw new IllegalStateException(target + " is published or closed");
        }
        return dataset.claim();
    }

    /// Finishes the file and gives it its name, replacing a former one; removes it where that fails, unless it
    /// may be continued.
    /// @throws IOException if the last of it cannot be written, as on a full disk
    public synchronized void publish() throws IOException {
        var finished = open();
        dataset = null;
        try {
            finished.close();
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException | RuntimeException failure) {
            removeUnlessItStays();
            throw failure;
        }
    }

    /// Removes what was not published, and folders made for it that hold nothing else, unless it may be continued.
    /// @throws IOException if it cannot be removed
    @Override
    public synchronized void close() throws IOException {
        if (dataset == null) {
            return;
        }
        try {
            open().close();
        } finally {
            dataset = null;
            removeUnlessItStays();
        }
    }

    private void removeUnlessItStays() throws IOException {
        if (!stays) {
            Files.deleteIfExists(partial);
            folders.removeEmpty();
        }
    }
}
