package dev.stampede.benchmarks.amplitude;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.KernelRegistry;
import dev.stampede.kernels.amplitude.Amplitude;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// What preparation does per pixel and image, time per pixel: 8 bytes are read for each.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 3,
        jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED", "-Xms1g", "-Xmx1g"
        })
public class AmplitudeBenchmark {
    /// One band of candidate selection.
    static final int PIXELS = 1 << 14;

    private static final ValueLayout.OfFloat FLOAT_BE =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    @Param({"VECTOR", "REFERENCE"})
    public Backend backend;

    private Arena arena;
    private Amplitude kernel;
    private MemorySegment pixels;
    private MemorySegment amplitude;
    private MemorySegment sum;
    private MemorySegment squares;
    private MemorySegment gap;
    private final double[] sumAndNumber = new double[2];

    @Setup(Level.Trial)
    public void prepare() {
        var random = new Random(20260101L);
        arena = Arena.ofShared();
        kernel = new KernelRegistry(List.of(), KernelRegistry.pureJavaAvailability(), null, Map.of())
                .get(Amplitude.FAMILY, backend);
        pixels = arena.allocate(8L * PIXELS, 64);
        for (int i = 0; i < 2 * PIXELS; i++) {
            pixels.set(FLOAT_BE, 4L * i, (float) (50 * random.nextGaussian()));
        }
        amplitude = plane();
        sum = plane();
        squares = plane();
        gap = plane();
        kernel.ofFloatPairs(pixels, PIXELS, amplitude);
    }

    private MemorySegment plane() {
        return arena.allocate(4L * PIXELS, 64);
    }

    @TearDown(Level.Trial)
    public void release() {
        arena.close();
    }

    @Benchmark
    @OperationsPerInvocation(PIXELS)
    public MemorySegment modulus() {
        kernel.ofFloatPairs(pixels, PIXELS, amplitude);
        return amplitude;
    }

    @Benchmark
    @OperationsPerInvocation(PIXELS)
    public double[] calibrationSum() {
        kernel.sumAbove(amplitude, PIXELS, sumAndNumber);
        return sumAndNumber;
    }

    @Benchmark
    @OperationsPerInvocation(PIXELS)
    public MemorySegment addImage() {
        kernel.addImage(amplitude, 53.5f, PIXELS, sum, squares, gap);
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(PIXELS)
    public MemorySegment addPair() {
        kernel.addPair(amplitude, 53.5f, amplitude, 61.7f, PIXELS, sum, squares);
        return sum;
    }
}
