package dev.stampede.benchmarks.geometry;

import dev.stampede.geometry.Delaunay;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Delaunay triangulation from unsorted points to ordered edges, one thread.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 3,
        jvmArgsAppend = {"-Xms3g", "-Xmx3g"})
public class DelaunayBenchmark {
    /// Side of the square the points lie in, m.
    static final double EXTENT = 100_000;

    /// Where the points lie.
    public enum Layout {
        /// Anywhere, to the millimetre, as local coordinates are kept.
        SCATTERED,
        /// On a square lattice: every cell is a tie.
        LATTICE
    }

    /// Who triangulates.
    public enum Library {
        OURS,
        TINFOUR
    }

    @Param
    public Library library;

    @Param
    public Layout layout;

    @Param({"100000", "1000000"})
    public int points;

    private double[] x;
    private double[] y;

    @Setup(Level.Trial)
    public void prepare() {
        var random = new Random(20260101L);
        x = new double[points];
        y = new double[points];
        int side = (int) Math.ceil(Math.sqrt(points));
        for (int p = 0; p < points; p++) {
            x[p] = layout == Layout.LATTICE ? p % side : millimetres(random);
            y[p] = layout == Layout.LATTICE ? p / side : millimetres(random);
        }
    }

    private static double millimetres(Random random) {
        return (float) Math.rint(random.nextDouble() * EXTENT * 1000) / 1000f;
    }

    @Benchmark
    public Delaunay triangulate() {
        return library == Library.OURS ? Delaunay.of(x, y) : Delaunay.of(new TinfourTriangulator(), x, y);
    }
}
