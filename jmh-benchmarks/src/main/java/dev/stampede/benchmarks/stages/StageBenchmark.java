package dev.stampede.benchmarks.stages;

import dev.stampede.insar.pipeline.ExistingPolicy;
import dev.stampede.insar.pipeline.KernelCatalog;
import dev.stampede.insar.pipeline.Pipeline;
import dev.stampede.insar.pipeline.PipelineContext;
import dev.stampede.insar.pipeline.PipelineReport;
import dev.stampede.insar.pipeline.config.Backends;
import dev.stampede.insar.pipeline.config.RunConfig;
import dev.stampede.insar.prep.PrepOptions;
import dev.stampede.insar.prep.PrepReport;
import dev.stampede.insar.prep.Preparation;
import dev.stampede.insar.prep.Processor;
import dev.stampede.insar.synth.Preset;
import dev.stampede.insar.synth.StackSimulator;
import dev.stampede.runtime.Machine;
import dev.stampede.runtime.Progress;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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

/// One stage of the chain on a simulated scene of two patches, all threads, files included: preparation as
/// stage 0, then stages 1 to 8. The first call of a fork is a cold start; the others show the stage warm.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3)
@Measurement(iterations = 5)
@Fork(
        value = 3,
        jvmArgsAppend = {
            "--add-modules=jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            "-XX:+UseParallelGC",
            "-Xmx3g"
        })
public class StageBenchmark {
    @Param({"0", "1", "2", "3", "4", "5", "6", "7", "8"})
    public int stage;

    /// `DEMO` has 18,057 candidates and 19 interferograms, `CITY` 40,906 and 30.
    @Param("DEMO")
    public Preset scene;

    @Param("auto")
    public String backend;

    private Path folder;

    /// Simulates, prepares, and runs everything up to the stage.
    @Setup(Level.Trial)
    public void prepare() throws IOException {
        folder = Files.createTempDirectory("stage-benchmark");
        try (var workers = workers()) {
            new StackSimulator(scene.options()).run(folder.resolve("export"), workers, Progress.NONE);
        }
        prep();
        if (stage > 0) {
            require(Pipeline.run(context().stages(1, stage)));
        }
    }

    @TearDown(Level.Trial)
    public void release() throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Benchmark
    public Object run() throws IOException {
        return stage == 0 ? prep() : rerun();
    }

    private PipelineReport rerun() throws IOException {
        return require(Pipeline.run(context().stages(stage, stage).existing(ExistingPolicy.RERUN)));
    }

    private PrepReport prep() throws IOException {
        var kernels = config().registry(KernelCatalog.families(), Backends.availability(), 0, "");
        var options = PrepOptions.builder(Processor.SNAP, dataset())
                .export(folder.resolve("export"))
                .patches(2, 1)
                .force(true)
                .build();
        try (var workers = workers()) {
            return new Preparation(kernels).run(options, workers, Progress.NONE);
        }
    }

    private PipelineContext context() {
        return PipelineContext.of(dataset()).config(config()).histogramCache(Optional.empty());
    }

    private RunConfig config() {
        return RunConfig.defaults().with("runtime.backend", backend);
    }

    private static Workers workers() {
        return new Workers(Machine.current().processors());
    }

    Path dataset() {
        return folder.resolve("work");
    }

    private static PipelineReport require(PipelineReport report) {
        if (!report.ok()) {
            throw new IllegalStateException("the run failed: " + List.of(report.failures()));
        }
        return report;
    }
}
