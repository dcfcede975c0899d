package dev.stampede.benchmarks.raster;

import dev.stampede.io.raster.RasterInfo;
import dev.stampede.io.raster.RasterWriter;
import dev.stampede.kernels.elementwise.ElementType;
import dev.stampede.kernels.elementwise.Elementwise;
import dev.stampede.kernels.elementwise.Expression;
import dev.stampede.kernels.elementwise.Plane;
import dev.stampede.kernels.elementwise.Program;
import dev.stampede.operators.indices.NDVI;
import dev.stampede.operators.io.ProcessTiles;
import dev.stampede.raster.Affine;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import dev.stampede.raster.Window;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;

/// Vegetation index of a scene of four `float32` bands against moving as many bytes: two bands read, one written.
/// Processor time of one thread, best of rounds that take turns.
///
///     NdviTraffic [side]                       in memory, 4096 by default
///     NdviTraffic scene FILE side              writes a scene of four bands of random numbers
///     NdviTraffic stream FILE RESULT threads   runs the index over a file tile by tile
public final class NdviTraffic {
    private static final int ROUNDS = 15;
    private static final int BANDS = 4;
    private static final int BLOCK = 512;

    private NdviTraffic() {}

    public static void main(String[] args) throws IOException {
        if (args.length == 3 && args[0].equals("scene")) {
            scene(Path.of(args[1]), Integer.parseInt(args[2]));
        } else if (args.length == 4 && args[0].equals("stream")) {
            stream(args[1], Path.of(args[2]), Integer.parseInt(args[3]));
        } else {
            traffic(args.length > 0 ? Integer.parseInt(args[0]) : 4096);
        }
    }

    private static void traffic(int side) {
        try (var arena = Arena.ofConfined()) {
            var values = ArrayView.allocate(arena, DType.FLOAT32, BANDS, side, side);
            fill(values.segment(), 1);
            var raster = GeoRaster.of(values, Affine.IDENTITY);
            var out = arena.allocate(values.select(0, 0).elements() * 4, 64);
            MemorySegment red = values.segment().asSlice(2L * side * side * 4);
            MemorySegment nir = values.segment().asSlice(3L * side * side * 4);
            var program = Program.of(new NDVI(2, 3).formula());
            var sum = Program.of(Expression.input(0).plus(Expression.input(1)));
            var planes =
                    List.of(Plane.dense(nir, ElementType.FLOAT32, side), Plane.dense(red, ElementType.FLOAT32, side));
            var target = Plane.dense(out, ElementType.FLOAT32, side);
            double[] best = {1e9, 1e9, 1e9, 1e9};
            for (int round = 0; round < ROUNDS; round++) {
                best[0] = Math.min(best[0], time(() -> run(program, planes, target, side)));
                best[1] = Math.min(best[1], time(() -> run(sum, planes, target, side)));
                best[2] = Math.min(best[2], time(() -> out.copyFrom(red.asSlice(0, out.byteSize()))));
                best[3] = Math.min(best[3], time(() -> whole(raster)));
            }
            double mib = 3.0 * side * side * 4 / (1 << 20);
            report("index, kernel", best[0], mib);
            report("sum of two bands, kernel", best[1], mib);
            report("copy of one band", best[2], mib * 2 / 3);
            report("index, operator with a new result", best[3], mib);
        }
    }

    private static void run(Program program, List<Plane> planes, Plane target, int side) {
        Elementwise.standard().run(program, Elementwise.Precision.SINGLE, planes, target, side, side);
    }

    private static void whole(GeoRaster raster) {
        try (var result = Arena.ofConfined()) {
            RasterMemory.<GeoRaster, RuntimeException>in(result, () -> new NDVI(2, 3).apply(raster));
        }
    }

    private static void report(String what, double millis, double mib) {
        System.out.printf(Locale.ROOT, "%-36s %8.1f ms  %6.1f GiB/s%n", what, millis, mib / 1024 / (millis / 1000));
    }

    /// Processor time in milliseconds.
    private static double time(Runnable work) {
        var threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        work.run();
        return (threads.getCurrentThreadCpuTime() - before) / 1e6;
    }

    private static void fill(MemorySegment segment, long seed) {
        var random = new Random(seed);
        for (long i = 0; i < segment.byteSize() / 4; i++) {
            segment.setAtIndex(ValueLayout.JAVA_FLOAT, i, random.nextFloat());
        }
    }

    /// One block of random numbers written at every place: the reader cannot know.
    private static void scene(Path file, int side) throws IOException {
        var info = RasterInfo.of(
                        side, side, BANDS, DType.FLOAT32, Affine.northUp(0, 0, 10, 10), "", OptionalDouble.empty())
                .withBlocks(BLOCK, BLOCK);
        var numbers = IntStream.rangeClosed(1, BANDS).toArray();
        try (var arena = Arena.ofConfined();
                var writer = RasterWriter.create(file, info, Map.of("INTERLEAVE", "BAND"))) {
            var block = arena.allocate((long) BANDS * BLOCK * BLOCK * 4, 64);
            fill(block, 2);
            for (int row = 0; row < side; row += BLOCK) {
                for (int col = 0; col < side; col += BLOCK) {
                    var window = new Window(col, row, Math.min(BLOCK, side - col), Math.min(BLOCK, side - row));
                    writer.write(window, numbers, DType.FLOAT32, block);
                }
            }
            writer.publish();
        }
    }

    private static void stream(String file, Path result, int threads) throws IOException {
        long start = System.nanoTime();
        new ProcessTiles(file, new NDVI(2, 3), result, 1024, 512, Map.of(), OptionalInt.of(threads)).apply();
        var process = ProcessHandle.current().info().totalCpuDuration().orElseThrow();
        System.out.printf(
                Locale.ROOT, "%.1f s wall, %.1f s CPU%n", (System.nanoTime() - start) / 1e9, process.toMillis() / 1e3);
        Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM"))
                .forEach(System.out::println);
    }
}
