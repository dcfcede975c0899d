package dev.stampede.verify.golden;

import dev.stampede.insar.model.UnsupportedModeException;
import dev.stampede.insar.params.ParameterFiles;
import dev.stampede.insar.pipeline.ExistingPolicy;
import dev.stampede.insar.pipeline.KernelCatalog;
import dev.stampede.insar.pipeline.Pipeline;
import dev.stampede.insar.pipeline.PipelineContext;
import dev.stampede.insar.pipeline.PipelineReport;
import dev.stampede.insar.pipeline.ResultRow;
import dev.stampede.insar.pipeline.TaskStatus;
import dev.stampede.insar.pipeline.config.Backends;
import dev.stampede.insar.pipeline.config.RunConfig;
import dev.stampede.insar.prep.PrepOptions;
import dev.stampede.insar.prep.Preparation;
import dev.stampede.insar.prep.Processor;
import dev.stampede.runtime.Cancellation;
import dev.stampede.runtime.Machine;
import dev.stampede.runtime.Progress;
import dev.stampede.runtime.UsageException;
import dev.stampede.runtime.Workers;
import dev.stampede.verify.FileOutcome;
import dev.stampede.verify.GoldenTree;
import dev.stampede.verify.RuleTable;
import dev.stampede.verify.TruthComparison;
import dev.stampede.verify.VerificationReport;
import dev.stampede.verify.Verifier;
import dev.stampede.verify.VerifyScope;
import dev.stampede.verify.golden.GoldenCase.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/// Makes the runs of a golden case in a scratch folder and compares them with the expected outputs.
///
///     var runner = new GoldenRunner(golden, RunConfig.defaults(), new Cancellation(), line -> {});
///     GoldenReport report = runner.all(scratch);
public final class GoldenRunner {
    private final GoldenCase golden;
    private final RunConfig config;
    private final RuleTable rules;
    private final Cancellation cancellation;
    private final Consumer<String> messages;

    /// Of the run under way.
    private final Map<String, Set<String>> backends = new TreeMap<>();

    /// @param messages takes one line per step, for the person watching
    /// @throws IOException if the manifest cannot be read
    /// @throws dev.stampede.runtime.UsageException if the data are not on this machine
    public GoldenRunner(GoldenCase golden, RunConfig config, Cancellation cancellation, Consumer<String> messages)
            throws IOException {
        golden.requireData();
        this.golden = golden;
        this.config = config;
        this.rules = RuleTable.manifest(golden.manifest(), config.tolerance());
        this.cancellation = cancellation;
        this.messages = messages;
    }

    /// Every run of the manifest.
    /// @param scratch empty folder for working copies
    public GoldenReport all(Path scratch) throws IOException {
        List<RunResult> results = new ArrayList<>();
        for (var run : golden.runs()) {
            results.add(run(run, scratch));
        }
        return new GoldenReport(golden, results);
    }

    /// One run.
    public RunResult run(Run run, Path scratch) throws IOException {
        messages.accept(golden.name() + " " + run.id());
        backends.clear();
        long start = System.nanoTime();
        var folder = Files.createDirectories(scratch.resolve(run.id()).toAbsolutePath());
        var result = switch (run.kind()) {
            case STAGEWISE -> stagewise(run, folder);
            case CHAIN -> chain(run, folder);
            case VARIANT -> variant(run, folder);
        };
        return result.after((System.nanoTime() - start) / 1e9, backends);
    }

    /// Only one stage of a stagewise run.
    public RunResult stage(Run run, String stage, Path scratch) throws IOException {
        var work = Files.createDirectories(scratch.resolve("stage" + stage).toAbsolutePath());
        Path export = GoldenWork.export(golden, scratch);
        Optional<String> failure;
        if (stage.equals("0")) {
            prepare(work, export);
            failure = Optional.empty();
        } else {
            overlayBefore(stage, work, export);
            if (stage.equals("1")) {
                set(work, golden.parameters());
            }
            int number = stage.charAt(0) - '0';
            // Both halves of stage 5 run as one; the golden outputs of the first are then kept.
            var policy = stage.equals("5b") ? ExistingPolicy.SKIP : ExistingPolicy.RERUN;
            failure = pipeline(work, run, number, number, policy);
        }
        var tree = golden.tree().only(stage);
        return new RunResult(run.id(), compare(withData(tree, export), work, run.id()), Optional.empty(), failure);
    }

    private RunResult stagewise(Run run, Path scratch) throws IOException {
        List<FileOutcome> files = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        for (String stage : golden.tree().stages().keySet()) {
            messages.accept(golden.name() + " " + run.id() + ": stage " + stage);
            var result = stage(run, stage, Files.createDirectories(scratch.resolve("from" + stage)));
            files.addAll(result.comparison().files());
            result.failure().ifPresent(failures::add);
        }
        return new RunResult(
                run.id(),
                new VerificationReport(rules.profile(), VerifyScope.ALL, files),
                Optional.empty(),
                failures.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", failures)));
    }

    private RunResult chain(Run run, Path scratch) throws IOException {
        var work = Files.createDirectories(scratch.resolve("work"));
        Path export = GoldenWork.export(golden, scratch);
        prepare(work, export);
        set(work, golden.parameters());
        set(work, run.set());
        int last = run.to().charAt(0) - '0';
        var failure = pipeline(work, run, 1, last, ExistingPolicy.RERUN);
        var comparison = compare(withData(golden.tree().through(run.to()), export), work, run.id());
        Optional<TruthComparison> truth = Optional.empty();
        if (failure.isEmpty()
                && golden.accuracy().filter(a -> a.run().equals(run.id())).isPresent()) {
            truth = Optional.of(TruthComparison.of(
                    work, golden.requireData().resolve(golden.accuracy().get().truth())));
        }
        return new RunResult(run.id(), comparison, truth, failure);
    }

    private RunResult variant(Run run, Path scratch) throws IOException {
        var work = Files.createDirectories(scratch.resolve("work"));
        for (Path stage : golden.tree().through(run.after()).stages().values()) {
            GoldenWork.overlay(stage, work);
        }
        GoldenWork.expandPlaceholders(work, golden.tree().data());
        set(work, run.set());
        var failure = pipeline(work, run, run.from().charAt(0) - '0', run.to().charAt(0) - '0', ExistingPolicy.RERUN);
        var expected = new LinkedHashMap<String, Path>();
        expected.put("*", golden.requireData().resolve(run.expected().orElseThrow()));
        var tree = new GoldenTree(golden.tree().data(), expected, golden.tree().probes());
        return new RunResult(run.id(), compare(tree, work, run.id()), Optional.empty(), failure);
    }

    private void overlayBefore(String stage, Path work, Path export) throws IOException {
        for (var entry : golden.tree().stages().entrySet()) {
            if (entry.getKey().equals(stage)) {
                break;
            }
            GoldenWork.overlay(entry.getValue(), work);
        }
        GoldenWork.expandPlaceholders(work, export);
    }

    private static GoldenTree withData(GoldenTree tree, Path export) {
        return new GoldenTree(export, tree.stages(), tree.probes());
    }

    private VerificationReport compare(GoldenTree tree, Path work, String runId) throws IOException {
        return Verifier.verifyCase(tree, work, rules, runId, VerifyScope.ALL);
    }

    private void prepare(Path work, Path export) throws IOException {
        var how = golden.prepare();
        var options = PrepOptions.builder(Processor.valueOf(how.processor().toUpperCase(Locale.ROOT)), work)
                .export(export)
                .ampDispersion(how.ampDispersion())
                .patches(how.rangePatches(), how.azimuthPatches())
                .overlap(how.rangeOverlap(), how.azimuthOverlap())
                .masterDate(how.master())
                .build();
        var kernels = config.registry(KernelCatalog.families(), Backends.availability(), 0, work.toString())
                .requireNamed();
        int threads = config.cpuWorkers() > 0
                ? config.cpuWorkers()
                : Machine.current().processors();
        try (var workers = new Workers(threads, cancellation)) {
            new Preparation(kernels).run(options, workers, Progress.NONE);
        }
    }

    private static void set(Path work, Map<String, String> parameters) throws IOException {
        for (var entry : parameters.entrySet()) {
            ParameterFiles.of(work).set(entry.getKey(), entry.getValue());
        }
    }

    /// Runs stages; a failed one is a message, not an exception, so that what it left behind is still compared.
    private Optional<String> pipeline(Path work, Run run, int first, int last, ExistingPolicy existing)
            throws IOException {
        var settings = run.histogram().isEmpty()
                ? config
                : config.with(
                        "compat.random_histogram",
                        golden.requireData().resolve(run.histogram().get()).toString());
        PipelineReport report;
        try {
            report = Pipeline.run(PipelineContext.of(work)
                    .stages(first, last)
                    .config(settings)
                    .existing(existing)
                    .cancellation(cancellation)
                    .histogramCache(Optional.empty()));
        } catch (UsageException | UnsupportedModeException refused) {
            return Optional.of(refused.getMessage());
        }
        cancellation.check();
        for (var row : report.rows()) {
            row.backends()
                    .forEach((kernel, backend) -> backends.computeIfAbsent(kernel, _ -> new TreeSet<>())
                            .addAll(List.of(backend.split(", "))));
        }
        return report.rows().stream()
                .filter(row -> row.status() == TaskStatus.FAILED)
                .map(ResultRow::details)
                .findFirst();
    }
}
