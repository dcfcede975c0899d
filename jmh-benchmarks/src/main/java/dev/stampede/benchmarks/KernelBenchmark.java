package dev.stampede.benchmarks;

import dev.stampede.insar.pipeline.config.Backends;
import dev.stampede.kernels.Backend;
import dev.stampede.kernels.Kernel;
import dev.stampede.kernels.KernelFamily;
import dev.stampede.kernels.KernelRegistry;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

/// One kernel at the sizes that occur in life, each backend and the same loop in C. A subclass says what
/// the data are; times are per call, over all points and interferograms.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 3,
        jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED", "-Xms2g", "-Xmx2g"
        })
public abstract class KernelBenchmark<K extends Kernel> {
    /// Name of the C twin among the backends.
    public static final String C = "c";

    /// A backend by its name, or `c`. [Main] replaces the list by what the kernel offers here.
    @Param({"vector"})
    public String backend;

    @Param({"20", "60", "200"})
    public int nIfg;

    @Param({"100000"})
    public int nPs;

    private Arena arena;
    private Runnable action;

    /// The data: `nPs` points, or as many cells, edges or arcs, and `nIfg` interferograms.
    public abstract Workload<K> workload(Arena owner, int points, int ifgs);

    @Setup(Level.Trial)
    public void prepare() {
        arena = Arena.ofShared();
        action = action(workload(arena, nPs, nIfg), backend);
    }

    @TearDown(Level.Trial)
    public void release() {
        arena.close();
    }

    @Benchmark
    public Runnable run() {
        action.run();
        return action;
    }

    /// One call on a backend, or in C.
    /// @throws dev.stampede.kernels.KernelUnavailableException if the backend cannot run it here
    public static <K extends Kernel> Runnable action(Workload<K> workload, String backend) {
        if (backend.equals(C)) {
            return workload.inC();
        }
        var kernel = registry().get(workload.family(), Backend.valueOf(backend.toUpperCase(Locale.ROOT)));
        return () -> workload.run().accept(kernel);
    }

    /// What a workload can run on here, the reference first, C last.
    public static List<String> choices(Workload<?> workload) {
        List<String> choices = new ArrayList<>();
        for (var backend : backends(workload.family())) {
            choices.add(backend.label());
        }
        if (workload.inC() != null) {
            choices.add(C);
        }
        return choices;
    }

    private static List<Backend> backends(KernelFamily<?> family) {
        return family.variants().keySet().stream()
                .filter(b -> registry().availability(b).available())
                .toList();
    }

    private static KernelRegistry registry() {
        return new KernelRegistry(List.of(), Backends.availability(), null, Map.of());
    }
}
