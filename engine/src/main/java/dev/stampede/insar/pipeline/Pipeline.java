package dev.stampede.insar.pipeline;

import dev.stampede.insar.artifacts.DatasetLock;
import dev.stampede.insar.artifacts.FileHashes;
import dev.stampede.insar.artifacts.Recovery;
import dev.stampede.insar.params.ParameterFiles;
import dev.stampede.insar.params.ParameterTable;
import dev.stampede.insar.pipeline.Planner.PlannedTask;
import dev.stampede.runtime.Machine;
import dev.stampede.runtime.UsageException;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashSet;
import java.util.List;

/// Runs stages over a dataset.
///
///     PipelineReport report = Pipeline.run(PipelineContext.of(path).stages(6, 8));
///
/// Steps run one after another; the patches of a step run side by side as memory allows. Each task
/// publishes its outputs as one transaction. The first failure ends the run after the patches already
/// running are done.
public final class Pipeline {
    private final PipelineContext context;
    private final RunNotes notes;
    private final FileHashes hashes;

    private Pipeline(PipelineContext context) {
        this.context = context;
        this.hashes = new FileHashes(context.dataset().toAbsolutePath().normalize());
        this.notes = new RunNotes(context.listener());
    }

    /// Runs and reports. A stage that fails is a failed row of the report.
    /// @throws UsageException if the run cannot begin as asked; nothing was written then
    /// @throws IOException if the dataset could be neither locked nor recovered
    public static PipelineReport run(PipelineContext context) throws IOException {
        return new Pipeline(context).run();
    }

    private PipelineReport run() throws IOException {
        try (var workers = new Workers(threads(), context.cancellation())) {
            if (context.dryRun()) {
                return planOnly(workers);
            }
            var root = Dataset.open(context.dataset()).root().path();
            if (!Recovery.isNeeded(root)) {
                // Most refusals are found here, before the dataset is touched at all.
                new Planner(RunEnvironment.of(context, workers, hashes)).plan();
            }
            try (var lock = DatasetLock.acquire(root, "run")) {
                lock.note().ifPresent(notes::add);
                return execute(workers);
            }
        }
    }

    /// As configured; otherwise `n_cores` of the dataset when that is more than 1, the default of the
    /// original that nobody chose; otherwise all there are.
    private int threads() throws IOException {
        int configured = context.config().cpuWorkers();
        if (configured > 0) {
            return configured;
        }
        int all = Machine.current().processors();
        if (!Files.exists(context.dataset().resolve("parms.mat"))) {
            return all;
        }
        var parameters = ParameterFiles.of(context.dataset()).load();
        try {
            ParameterTable.requireValid(parameters, List.of("n_cores"));
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage(), e);
        }
        double asked = parameters.number("n_cores");
        return asked > 1 ? (int) asked : all;
    }

    private PipelineReport planOnly(Workers workers) throws IOException {
        var environment = RunEnvironment.of(context, workers, hashes);
        if (Recovery.isNeeded(environment.root().path())) {
            notes.add("an earlier run was interrupted; a real run cleans up after it first");
        }
        var rows =
                new Planner(environment).plan().stream().map(PlannedTask::row).toList();
        var memory = memory(environment, rows, 0);
        context.listener().planned(rows, memory);
        return new PipelineReport(environment.root().path(), rows, List.of(), false, notes.all(), memory);
    }

    /// @param admitted bytes that tasks were admitted with
    private static MemoryUse memory(RunEnvironment environment, List<ResultRow> rows, long admitted) {
        long known = rows.stream()
                .mapToLong(row -> row.plannedBytes().orElse(0))
                .max()
                .orElse(0);
        return new MemoryUse(
                environment.memoryLimit(),
                environment.javaMemory(),
                Math.max(known, admitted),
                environment.machine().peakResidentBytes());
    }

    private PipelineReport execute(Workers workers) throws IOException {
        var before = RunEnvironment.of(context, workers, hashes);
        Recovery.run(before.root().path(), before.provenance()).forEach(notes::add);
        var environment = RunEnvironment.of(context, workers, hashes);
        var plan = new Planner(environment).plan();
        var rows = plan.stream().map(PlannedTask::row).toList();
        context.listener().planned(rows, memory(environment, rows, 0));
        completeParameters(plan);
        var outcome = new Executor(environment, plan, notes).execute();
        saveHashes();
        return new PipelineReport(
                environment.root().path(),
                outcome.rows(),
                outcome.failures(),
                outcome.cancelled(),
                notes.all(),
                memory(environment, outcome.rows(), outcome.stageBytes()));
    }

    private void saveHashes() {
        try {
            hashes.save();
        } catch (IOException e) {
            notes.add("hashes of large files could not be kept and will be computed again: " + e.getMessage());
        }
    }

    /// Writes defaults of parameters that the files lack, as the original does on every read.
    private static void completeParameters(List<PlannedTask> plan) throws IOException {
        var files = new LinkedHashSet<java.nio.file.Path>();
        for (var planned : plan) {
            if (planned.status() == TaskStatus.PLANNED) {
                var parameters = ParameterFiles.of(planned.task().folder().path());
                if (files.add(parameters.file())) {
                    parameters.complete();
                }
            }
        }
    }
}
