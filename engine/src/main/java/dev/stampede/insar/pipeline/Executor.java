package dev.stampede.insar.pipeline;

import dev.stampede.insar.artifacts.ArtifactFolder;
import dev.stampede.insar.artifacts.EmptyFlags;
import dev.stampede.insar.artifacts.ProvenanceStore;
import dev.stampede.insar.artifacts.StageFiles;
import dev.stampede.insar.artifacts.StampsLog;
import dev.stampede.insar.pipeline.Planner.PlannedTask;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// Executes a plan step by step. Within a step, tasks run side by side on the one pool: as many at a time
/// as there are threads and as the memory plan admits.
final class Executor {
    private final RunEnvironment environment;
    private final List<PlannedTask> plan;
    private final TaskRunner runner;
    private final PipelineListener listener;
    private final List<ResultRow> rows = new ArrayList<>();
    private final List<StageException> failures = Collections.synchronizedList(new ArrayList<>());
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private long stageBytes;

    /// Patches with points when the present step began.
    private volatile List<ArtifactFolder> patches = List.of();

    Executor(RunEnvironment environment, List<PlannedTask> plan, RunNotes notes) {
        this.environment = environment;
        this.plan = plan;
        this.runner = new TaskRunner(environment, notes::add);
        this.listener = environment.context().listener();
    }

    /// @param stageBytes the most memory that tasks were admitted with
    record Outcome(List<ResultRow> rows, List<StageException> failures, boolean cancelled, long stageBytes) {}

    Outcome execute() throws IOException {
        var steps = new LinkedHashMap<StageFiles, List<PlannedTask>>();
        plan.forEach(p ->
                steps.computeIfAbsent(p.task().step(), s -> new ArrayList<>()).add(p));
        for (var step : steps.entrySet()) {
            if (!execute(step.getKey(), step.getValue())) {
                break;
            }
        }
        return new Outcome(rows, failures, cancelled.get(), stageBytes);
    }

    /// @return whether the next step may begin
    private boolean execute(StageFiles step, List<PlannedTask> tasks) throws IOException {
        patches = environment.filledPatches();
        Map<Integer, ResultRow> done = new ConcurrentHashMap<>();
        int own = step.stage() == 2 ? environment.context().config().stage2Threads() : 0;
        if (own > 0) {
            try (var pool = new Workers(own, environment.workers().cancellation())) {
                runAll(tasks, pool, done);
            }
        } else {
            runAll(tasks, environment.workers(), done);
        }
        var finished = new ArrayList<>(new TreeMap<>(done).values());
        boolean nothingLeft = !step.merged() && failIfNothingIsLeft(step, finished);
        rows.addAll(finished);
        return !nothingLeft
                && !cancelled.get()
                && finished.stream().noneMatch(row -> row.status() == TaskStatus.FAILED);
    }

    private void runAll(List<PlannedTask> tasks, Workers pool, Map<Integer, ResultRow> done) {
        var memory = new MemoryPlan(environment.memoryLimit() - environment.javaMemory());
        var next = new AtomicInteger();
        var stop = new AtomicBoolean();
        try {
            pool.forEach(Math.min(pool.threads(), tasks.size()), (slot, end) -> {
                while (!stop.get()) {
                    if (!takeOne(tasks, pool, memory, next, stop, done)) {
                        return;
                    }
                }
            });
        } catch (CancellationException e) {
            cancelled.set(true);
        } finally {
            stageBytes = Math.max(stageBytes, memory.most());
        }
    }

    /// Takes the next task if there is one and it fits in beside those that are running. A slot whose task
    /// does not fit ends; the slots that are running take that task when they are free.
    private boolean takeOne(
            List<PlannedTask> tasks,
            Workers pool,
            MemoryPlan memory,
            AtomicInteger next,
            AtomicBoolean stop,
            Map<Integer, ResultRow> done) {
        int index;
        Need need;
        synchronized (next) {
            index = next.get();
            if (index >= tasks.size()) {
                return false;
            }
            need = need(tasks.get(index));
            if (!memory.admit(need.bytes())) {
                return false;
            }
            next.incrementAndGet();
        }
        try {
            var row = need.row().orElseGet(() -> run(tasks.get(index), pool, need.bytes()));
            if (row == null) {
                stop.set(true);
                return false;
            }
            done.put(index, row);
            listener.finished(row);
            if (row.status() == TaskStatus.FAILED
                    && !environment.context().config().keepGoingPatches()) {
                stop.set(true);
            }
            return true;
        } finally {
            memory.release(need.bytes());
        }
    }

    /// Memory of a task that has to run, or its row when it is already settled.
    private record Need(long bytes, Optional<ResultRow> row) {}

    private Need need(PlannedTask planned) {
        var task = planned.task();
        try {
            var settled = settled(planned);
            if (settled.isPresent()) {
                return new Need(0, settled);
            }
            if (environment.context().config().replayRoot().isPresent()) {
                return new Need(0, Optional.empty());
            }
            new InputChecks(environment.dataset()).require(task);
            long bytes = task.stage().estimateMemory(environment.question(task, patches, environment.parameters(task)));
            MemoryPlan.requireFits(task, bytes, environment.javaMemory(), environment.memoryLimit());
            return new Need(bytes, Optional.empty());
        } catch (IOException | RuntimeException e) {
            return new Need(0, Optional.of(failed(task, e)));
        }
    }

    /// The row of a task that need not run: kept, or of a patch that an earlier stage of this run has left
    /// empty.
    private Optional<ResultRow> settled(PlannedTask planned) throws IOException {
        var task = planned.task();
        if (planned.status() != TaskStatus.PLANNED) {
            // Left by a process that was killed after it had published.
            environment.checkpoints(task, notes -> {}).clear();
            return Optional.of(planned.row());
        }
        if (task.step().merged()) {
            return Optional.empty();
        }
        int emptied = EmptyFlags.of(task.folder()).emptiedBefore(task.step().stage());
        if (emptied == 0) {
            return Optional.empty();
        }
        var reason = environment
                .provenance()
                .find(ProvenanceStore.key(task.target(), emptied, false))
                .flatMap(Provenance::emptyReason)
                .map(r -> ": " + r)
                .orElse("");
        return Optional.of(
                ResultRow.idle(task.id(), TaskStatus.SKIPPED, "no points left after stage " + emptied + reason));
    }

    /// @return null when the run was cancelled meanwhile
    private ResultRow run(PlannedTask planned, Workers pool, long bytes) {
        var task = planned.task();
        listener.started(task.id());
        try {
            return runner.run(task, patches, pool, bytes);
        } catch (CancellationException e) {
            cancelled.set(true);
            return null;
        } catch (VirtualMachineError e) {
            return failed(task, e);
        } catch (Exception | LinkageError | AssertionError e) {
            if (pool.cancellation().isCancelled()) {
                cancelled.set(true);
                return null;
            }
            return failed(task, e);
        }
    }

    private ResultRow failed(Task task, Throwable cause) {
        var failure = new StageException(task.id(), environment.root().path(), cause);
        failures.add(failure);
        StampsLog.append(
                task.folder().path(), "stage " + task.step().stage(), "failed: " + StageException.describe(cause));
        return ResultRow.idle(task.id(), TaskStatus.FAILED, StageException.describe(cause));
    }

    /// When a step has left every patch of the dataset empty, its rows become failures with the coherence
    /// histogram.
    private boolean failIfNothingIsLeft(StageFiles step, List<ResultRow> finished) throws IOException {
        var patches = environment.dataset().patches();
        if (finished.isEmpty()
                || patches.isEmpty()
                || !environment.dataset().patchesWithPoints().isEmpty()) {
            return false;
        }
        boolean failed = false;
        for (int i = 0; i < finished.size(); i++) {
            var row = finished.get(i);
            var folder = patches.stream()
                    .filter(p -> p.name().equals(row.task().target()))
                    .findFirst()
                    .orElseThrow()
                    .folder();
            var flags = EmptyFlags.of(folder);
            if (flags.emptiedBefore(step.stage() + 1) > 0 && row.status() != TaskStatus.FAILED) {
                finished.set(
                        i,
                        row.withStatus(
                                TaskStatus.FAILED,
                                "no patch has points left; " + row.details() + "; " + CoherenceHistogram.of(folder)));
                failed = true;
            }
        }
        return failed;
    }
}
