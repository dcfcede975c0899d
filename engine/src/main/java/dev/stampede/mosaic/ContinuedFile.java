package dev.stampede.mosaic;

import dev.stampede.io.raster.RasterFile;
import dev.stampede.io.raster.RasterInfo;
import dev.stampede.io.raster.RasterWriter;
import dev.stampede.mosaic.source.TileScratch;
import dev.stampede.mosaic.source.Tiles;
import dev.stampede.raster.DType;
import dev.stampede.raster.Window;
import dev.stampede.runtime.Progress;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;

/// Writes an image to a tiled file so that a run that is broken off can be continued. Every few seconds the file
/// is brought to the disk and the tiles in it are listed with a checksum of their pixels. A later run reads the
/// listed tiles again and keeps those that are as they were; the others it computes. Pixels are those of a file
/// written at once.
public final class ContinuedFile {
    /// Time between two states that survive. To be lost is worth less than a minute of a run of hours, and bringing
    /// the file to the disk takes some ms.
    private static final long INTERVAL_NANOS =
            TimeUnit.MILLISECONDS.toNanos(Long.getLong("stampede.mosaic.keepTilesEveryMillis", 5000));

    private final PixelSource source;
    private final RasterInfo info;
    private final DType stored;
    private final int[] bands;
    private final List<Window> windows;
    private final TileLog log;
    private final Workers workers;
    private final Map<Integer, Long> unlisted = new TreeMap<>();
    private long lastSync = System.nanoTime();

    private ContinuedFile(PixelSource source, int tile, TileLog log, Workers workers) {
        this.source = source;
        this.info = source.info();
        this.stored = TileOutput.stored(info);
        this.bands = IntStream.rangeClosed(1, info.bands()).toArray();
        this.windows = Tiles.of(info.window(), tile);
        this.log = log;
        this.workers = workers;
    }

    /// What is done with the file when every tile is in it, such as giving it its name.
    @FunctionalInterface
    public interface Finish {
        void of(RasterWriter writer) throws IOException;
    }

    /// Writes `source`, or the rest of it.
    /// @param tile      columns and rows of a tile, a multiple of 16
    /// @param overviews whether the file gets overviews 2, 4, 8, 16 and 32, by averages
    /// @throws IOException if a file cannot be read or written; what is on the disk stays there
    public static void write(
            PixelSource source,
            Path file,
            int tile,
            Map<String, String> options,
            boolean overviews,
            TileLog log,
            Finish finish,
            Workers workers,
            Progress progress)
            throws IOException {
        var continued = new ContinuedFile(source, tile, log, workers);
        var done = continued.stillThere();
        log.reused(done.size(), continued.windows.size());
        try (var writer =
                RasterWriter.openContinued(file, log.partial(), source.info().withBlocks(tile, tile), options)) {
            var output = new TileOutput(source, writer, tile, overviews);
            continued.fill(output, writer, done, progress);
            output.overviewOf(done.keySet().stream().map(continued.windows::get).toList(), workers);
            output.finish(workers);
            finish.of(writer);
        }
    }

    /// The listed tiles whose pixels are as they were; where there are none the file starts over.
    private Map<Integer, Long> stillThere() throws IOException {
        var listed = log.written();
        listed.keySet().removeIf(tile -> tile < 0 || tile >= windows.size());
        if (listed.isEmpty() || Files.notExists(log.partial())) {
            log.clear();
            return Map.of();
        }
        var numbers = List.copyOf(listed.keySet());
        var same = new boolean[numbers.size()];
        try (var file = RasterFile.open(log.partial().toString())) {
            requireSameGrid(file.info());
            workers.forEach(same.length, (from, to) -> {
                int tile = numbers.get((int) from);
                same[(int) from] = isSame(file, windows.get(tile), listed.get(tile));
            });
        } catch (IOException damaged) {
            log.clear();
            return Map.of();
        }
        for (int i = 0; i < same.length; i++) {
            if (!same[i]) {
                listed.remove(numbers.get(i));
            }
        }
        return listed;
    }

    private void requireSameGrid(RasterInfo found) throws IOException {
        if (found.width() != info.width() || found.height() != info.height() || found.bands() != info.bands()) {
            throw new IOException(log.partial() + " is another raster");
        }
    }

    private boolean isSame(RasterFile file, Window window, long checksum) {
        try (var scratch = TileScratch.open()) {
            var pixels = scratch.allocate(window.pixels() * bands.length * stored.bytes(), Double.BYTES);
            file.read(window, bands, stored, pixels);
            return checksum(pixels) == checksum;
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static long checksum(MemorySegment pixels) {
        var crc = new CRC32C();
        for (long at = 0; at < pixels.byteSize(); at += 1 << 30) {
            crc.update(pixels.asSlice(at, Math.min(1 << 30, pixels.byteSize() - at))
                    .asByteBuffer()
                    .order(ByteOrder.nativeOrder()));
        }
        return crc.getValue();
    }

    private void fill(TileOutput output, RasterWriter writer, Map<Integer, Long> done, Progress progress)
            throws IOException {
        var open = IntStream.range(0, windows.size())
                .filter(tile -> !done.containsKey(tile))
                .toArray();
        progress.begin("write " + source.name(), windows.size());
        if (!done.isEmpty()) {
            progress.advance(done.size());
        }
        try {
            workers.forEach(open.length, (from, to) -> {
                int tile = open[(int) from];
                output.write(windows.get(tile), pixels -> wrote(writer, tile, checksum(pixels)));
                progress.advance(1);
            });
        } catch (CancellationException interrupted) {
            sync(writer);
            throw interrupted;
        }
        sync(writer);
    }

    private synchronized void wrote(RasterWriter writer, int tile, long checksum) throws IOException {
        unlisted.put(tile, checksum);
        if (System.nanoTime() - lastSync >= INTERVAL_NANOS) {
            sync(writer);
        }
    }

    private synchronized void sync(RasterWriter writer) throws IOException {
        writer.sync();
        log.add(unlisted);
        unlisted.clear();
        lastSync = System.nanoTime();
    }
}
