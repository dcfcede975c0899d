package dev.stampede.benchmarks.unwrap;

import dev.stampede.insar.unwrap.NetworkUnwrapper;
import dev.stampede.insar.unwrap.UnwrapReport;
import dev.stampede.insar.unwrap.UnwrapRun;
import dev.stampede.insar.unwrap.UnwrapWorker;
import dev.stampede.runtime.Cancellation;
import dev.stampede.runtime.Progress;
import java.io.IOException;
import java.lang.foreign.Arena;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// The own unwrapper on synthetic scenes: what a run does once, and what it does per interferogram.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 3,
        jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED", "-Xmx3g"})
public class UnwrapBenchmark {
    @Param({"E", "M", "N", "H"})
    public UnwrapFamily family;

    @Param({"240", "700"})
    public int rows;

    private Arena arena;
    private UnwrapScene scene;
    private UnwrapWorker worker;

    @Setup(Level.Trial)
    public void make() {
        arena = Arena.ofConfined();
        scene = UnwrapScene.of(arena, family, rows, rows * 9 / 7, 1);
        worker = new NetworkUnwrapper().prepare(arena, scene.grid()).openWorker();
    }

    @TearDown(Level.Trial)
    public void release() {
        worker.close();
        arena.close();
    }

    /// The graph that all interferograms of a run share.
    @Benchmark
    public UnwrapRun prepareRun() {
        try (Arena once = Arena.ofConfined()) {
            return new NetworkUnwrapper().prepare(once, scene.grid());
        }
    }

    /// One interferogram by a worker that has been at work before.
    @Benchmark
    public UnwrapReport oneInterferogram() throws IOException {
        return worker.unwrap(scene.interferogram(), new Cancellation(), Progress.NONE)
                .report();
    }
}
