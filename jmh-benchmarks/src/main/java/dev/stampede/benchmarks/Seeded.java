package dev.stampede.benchmarks;

import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Random;

/// Data that every run of a benchmark finds the same.
public final class Seeded {
    private final Arena arena;
    private final Random random = new Random(20260101L);

    public Seeded(Arena arena) {
        this.arena = arena;
    }

    public Random random() {
        return random;
    }

    /// Perpendicular baselines `[rows, m]`, m: one per interferogram, moved by up to 3 m from point to point.
    public FloatMatrix baselines(int rows, int m) {
        var b = FloatMatrix.allocate(arena, rows, m);
        for (int f = 0; f < m; f++) {
            double mean = 150 * random.nextGaussian();
            for (int p = 0; p < rows; p++) {
                b.set(p, f, (float) (mean + 3.0 * p / Math.max(1, rows)));
            }
        }
        return b;
    }

    /// Unit phasors that follow the baselines with a slope of each point's own, an offset and noise of 0.4 rad.
    public ComplexMatrix phasors(FloatMatrix b, int n) {
        var z = ComplexMatrix.allocate(arena, n, b.cols());
        for (int p = 0; p < n; p++) {
            double slope = 0.004 * random.nextGaussian();
            double offset = 2 * random.nextDouble() - 1;
            for (int f = 0; f < b.cols(); f++) {
                double phase = slope * b.get(b.rows() == 1 ? 0 : p, f) + offset + 0.4 * random.nextGaussian();
                z.set(p, f, Math.cos(phase), Math.sin(phase));
            }
        }
        return z;
    }

    /// Unit phasors with a slow change from point to point and noise.
    public ComplexMatrix smoothPhasors(int n, int m) {
        var z = ComplexMatrix.allocate(arena, n, m);
        for (int f = 0; f < m; f++) {
            double rate = 0.02 * random.nextGaussian();
            for (int p = 0; p < n; p++) {
                double phase = rate * p + 0.7 * random.nextGaussian();
                z.set(p, f, Math.cos(phase), Math.sin(phase));
            }
        }
        return z;
    }

    public FloatMatrix floats(int rows, int cols, double scale) {
        var x = FloatMatrix.allocate(arena, rows, cols);
        for (long i = 0; i < x.size(); i++) {
            x.set(i, (float) (scale * random.nextGaussian()));
        }
        return x;
    }

    /// Days of acquisitions, ascending.
    public double[] days(int m) {
        return random.ints(m, 0, 12 * m).sorted().mapToDouble(d -> d).toArray();
    }

    public MemorySegment segment(int... values) {
        return arena.allocateFrom(java.lang.foreign.ValueLayout.JAVA_INT, values);
    }

    public MemorySegment segment(float... values) {
        return arena.allocateFrom(java.lang.foreign.ValueLayout.JAVA_FLOAT, values);
    }

    public MemorySegment segment(double... values) {
        return arena.allocateFrom(java.lang.foreign.ValueLayout.JAVA_DOUBLE, values);
    }

    /// All values, matrix after matrix.
    public static double[] values(FloatMatrix... matrices) {
        return java.util.Arrays.stream(matrices)
                .flatMapToDouble(m -> {
                    float[] a = m.toArray();
                    return java.util.stream.IntStream.range(0, a.length).mapToDouble(i -> a[i]);
                })
                .toArray();
    }

    public static double[] values(ComplexMatrix z) {
        return values(z.re(), z.im());
    }

    public static double[] values(DoubleMatrix... matrices) {
        return java.util.Arrays.stream(matrices)
                .flatMapToDouble(m -> java.util.Arrays.stream(m.toArray()))
                .toArray();
    }
}
