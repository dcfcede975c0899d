package dev.stampede.benchmarks.edgestats;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.KernelRegistry;
import dev.stampede.kernels.edgestats.EdgeNoise;
import dev.stampede.kernels.edgestats.TimeSmoothing;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import dev.stampede.memory.IntMatrix;
import java.lang.foreign.Arena;
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

/// Noise along the edges of a triangulation, time per edge: the hot loop of stage 4.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 3,
        jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED", "-Xms1g", "-Xmx1g"
        })
public class EdgeNoiseBenchmark {
    static final int EDGES = 4096;
    private static final int POINTS = 1400;

    @Param({"VECTOR", "REFERENCE"})
    public Backend backend;

    @Param({"24", "60", "100"})
    public int acquisitions;

    private Arena arena;
    private EdgeNoise kernel;
    private ComplexMatrix phase;
    private IntMatrix edges;
    private TimeSmoothing smoothing;
    private EdgeNoise.BaselineFit fit;
    private DoubleMatrix sums;
    private FloatMatrix noise;

    @Setup(Level.Trial)
    public void prepare() {
        var random = new Random(20260101L);
        arena = Arena.ofShared();
        kernel = new KernelRegistry(List.of(), KernelRegistry.pureJavaAvailability(), null, Map.of())
                .get(EdgeNoise.FAMILY, backend);
        phase = ComplexMatrix.allocate(arena, POINTS, acquisitions);
        for (int k = 0; k < acquisitions; k++) {
            for (int p = 0; p < POINTS; p++) {
                double angle = 2 * Math.PI * random.nextDouble();
                phase.set(p, k, Math.cos(angle), Math.sin(angle));
            }
        }
        edges = IntMatrix.allocate(arena, EDGES, 2);
        for (int e = 0; e < EDGES; e++) {
            int p = e % (POINTS - 40);
            edges.set(e, 0, p);
            edges.set(e, 1, p + 1 + random.nextInt(39));
        }
        double[] days =
                random.ints(acquisitions, 0, 2000).sorted().mapToDouble(d -> d).toArray();
        smoothing = TimeSmoothing.of(arena, days, 730);
        fit = EdgeNoise.BaselineFit.of(
                random.doubles(acquisitions, -150, 150).toArray(),
                random.doubles(acquisitions, 0.5, 2).toArray());
        sums = DoubleMatrix.allocate(arena, acquisitions, 2);
        noise = FloatMatrix.allocate(arena, EDGES, 2);
    }

    @TearDown(Level.Trial)
    public void release() {
        arena.close();
    }

    @Benchmark
    @OperationsPerInvocation(EDGES)
    public DoubleMatrix leaveOneOut() {
        kernel.leaveOneOut(phase, edges, smoothing, sums, 0, EDGES);
        return sums;
    }

    @Benchmark
    @OperationsPerInvocation(EDGES)
    public FloatMatrix noise() {
        kernel.noise(phase, edges, smoothing, fit, noise, 0, EDGES);
        return noise;
    }
}
