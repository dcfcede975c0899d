package dev.stampede.benchmarks.io;

import dev.stampede.benchmarks.Seeded;
import dev.stampede.io.raster.RasterFile;
import dev.stampede.io.raster.RasterInfo;
import dev.stampede.io.raster.RasterWriter;
import dev.stampede.raster.Affine;
import dev.stampede.raster.DType;
import dev.stampede.raster.Window;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/// A GeoTIFF of single precision in tiles of 256 pixels through GDAL, window by window as a pipeline reads and writes
/// it; the file stays in the page cache.
public class RasterBenchmark extends FileBenchmark {
    static final int TILE = 256;

    /// Pixels of a side.
    @Param({"2048"})
    public int side;

    @Param({"4"})
    public int bands;

    @Param({"NONE", "DEFLATE"})
    public String compression;

    private Arena arena;
    private Path stored;
    private Path written;
    private RasterInfo info;
    private int[] all;
    private MemorySegment tile;

    @Setup(Level.Trial)
    public void prepare() throws IOException {
        arena = Arena.ofShared();
        Path folder = makeFolder("raster-benchmark");
        written = folder.resolve("written.tif");
        stored = folder.resolve("stored.tif");
        info = RasterInfo.of(side, side, bands, DType.FLOAT32, Affine.northUp(0, 0, 10, 10), "", OptionalDouble.empty())
                .withBlocks(TILE, TILE);
        all = IntStream.rangeClosed(1, bands).toArray();
        tile = arena.allocate(4L * bands * TILE * TILE, 64);
        var random = new Seeded(arena).random();
        for (long i = 0; i < tile.byteSize() / 4; i++) {
            tile.setAtIndex(ValueLayout.JAVA_FLOAT, i, random.nextInt(1000));
        }
        write(stored);
    }

    @TearDown(Level.Trial)
    public void release() throws IOException {
        arena.close();
        removeFolder();
    }

    /// All bands of every tile into one segment.
    @Benchmark
    public double read() throws IOException {
        double sum = 0;
        try (var file = RasterFile.open(stored.toString());
                var own = Arena.ofConfined()) {
            var pixels = own.allocate(4L * bands * TILE * TILE, 64);
            for (int row = 0; row < side; row += TILE) {
                for (int col = 0; col < side; col += TILE) {
                    file.read(window(col, row), all, DType.FLOAT32, pixels);
                    sum += pixels.getAtIndex(ValueLayout.JAVA_FLOAT, 0);
                }
            }
        }
        return sum;
    }

    @Benchmark
    public Path write() throws IOException {
        return write(written);
    }

    private Path write(Path file) throws IOException {
        try (var writer = RasterWriter.create(file, info, Map.of("COMPRESS", compression))) {
            for (int row = 0; row < side; row += TILE) {
                for (int col = 0; col < side; col += TILE) {
                    writer.write(window(col, row), all, DType.FLOAT32, tile);
                }
            }
            writer.publish();
        }
        return file;
    }

    private static Window window(int col, int row) {
        return new Window(col, row, TILE, TILE);
    }

    /// What every tile holds, band after band.
    MemorySegment tile() {
        return tile;
    }
}
