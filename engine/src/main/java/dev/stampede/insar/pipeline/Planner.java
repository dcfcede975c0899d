package dev.stampede.insar.pipeline;

import dev.stampede.insar.artifacts.ArtifactFolder;
import dev.stampede.insar.artifacts.BundleState;
import dev.stampede.insar.artifacts.EmptyFlags;
import dev.stampede.insar.artifacts.MissingArtifactException;
import dev.stampede.insar.model.UnsupportedModeException;
import dev.stampede.insar.params.ParameterTable;
import dev.stampede.insar.params.Parameters;
import dev.stampede.io.mat.FormatException;
import dev.stampede.kernels.KernelUnavailableException;
import dev.stampede.runtime.UsageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/// Decides what a run will do and refuses, before anything is written, what it cannot do.
final class Planner {
    private final RunEnvironment environment;
    private final ExistingPolicy policy;
    private final List<ArtifactFolder> patches;

    Planner(RunEnvironment environment) throws IOException {
        this.environment = environment;
        this.policy = ExistingPolicy.parse(environment.context().config().existingPolicy());
        this.patches = environment.filledPatches();
    }

    /// What is intended for one task.
    ///
    /// @param status       planned, skipped_existing or skipped
    /// @param plannedBytes memory, where its inputs are there already
    record PlannedTask(Task task, TaskStatus status, String reason, OptionalLong plannedBytes) {
        ResultRow row() {
            return ResultRow.idle(task.id(), status, reason).withPlannedBytes(plannedBytes);
        }
    }

    /// The tasks of the range with what is intended for each.
    /// @throws UsageException if an input is missing, a mode is not supported, a task does not fit in
    /// memory, or a bundle exists that must not
    List<PlannedTask> plan() {
        requireRange();
        var plan = new ArrayList<PlannedTask>();
        var running = new HashSet<ArtifactFolder>();
        for (var task : environment.tasks()) {
            try {
                var planned = plan(task, running);
                if (planned.status() == TaskStatus.PLANNED) {
                    running.add(task.folder());
                    running.add(environment.root());
                }
                plan.add(planned);
            } catch (MissingArtifactException
                    | FormatException
                    | UnsupportedModeException
                    | KernelUnavailableException
                    | IllegalArgumentException e) {
                throw new UsageException(task.id() + ": " + e.getMessage(), e);
            } catch (IOException e) {
                throw new UsageException(task.id() + ": cannot be planned: " + e, e);
            }
        }
        return plan;
    }

    private void requireRange() {
        var context = environment.context();
        if (context.startStep() < 0 || context.endStep() > 8 || Math.max(1, context.startStep()) > context.endStep()) {
            throw new UsageException("stages " + context.startStep() + " to " + context.endStep()
                    + " is no range; the first is 0 to 8, the last 1 to 8 and not before the first");
        }
        var names = environment.dataset().patches().stream()
                .map(Dataset.Patch::name)
                .toList();
        for (var name : context.patchNames()) {
            if (!names.contains(name)) {
                throw new UsageException("there is no patch " + name + "; patches: " + String.join(", ", names));
            }
        }
        if (names.isEmpty() && context.startStep() <= 5) {
            throw new UsageException("dataset " + environment.root().path()
                    + " has no patches (no patch.list, no PATCH_* folders); preparation makes them: stampede prep");
        }
    }

    /// @param running folders with an earlier task that will run
    private PlannedTask plan(Task task, Set<ArtifactFolder> running) throws IOException {
        environment.kernels(task);
        var parameters = environment.parameters(task);
        boolean upstreamRuns = running.contains(task.folder());
        if (policy == ExistingPolicy.FAIL
                && BundleState.marker(task.folder(), task.step()).isPresent()) {
            throw new UsageException("stage " + task.step().stage() + " of " + task.target()
                    + " exists already; use --existing skip or --existing rerun");
        }
        if (!upstreamRuns) {
            int emptied = task.step().merged()
                    ? 0
                    : EmptyFlags.of(task.folder()).emptiedBefore(task.step().stage());
            if (emptied > 0) {
                return new PlannedTask(
                        task, TaskStatus.SKIPPED, "no points left after stage " + emptied, OptionalLong.empty());
            }
        }
        String reason = policy == ExistingPolicy.RERUN ? "rerun" : "an earlier stage runs";
        if (policy != ExistingPolicy.RERUN && !upstreamRuns) {
            var verdict = environment.freshness().judge(task, parameters);
            if (verdict.keep()) {
                var status = verdict.empty().isPresent() ? TaskStatus.SKIPPED : TaskStatus.SKIPPED_EXISTING;
                return new PlannedTask(task, status, verdict.reason(), OptionalLong.empty());
            }
            reason = verdict.reason();
        }
        return new PlannedTask(task, TaskStatus.PLANNED, reason, check(task, parameters, upstreamRuns));
    }

    /// @return estimated memory where it can be told already
    private OptionalLong check(Task task, Parameters parameters, boolean upstreamRuns) throws IOException {
        var context = environment.question(task, patches, parameters);
        if (environment.context().config().replayRoot().isPresent()) {
            return OptionalLong.empty();
        }
        ParameterTable.requireValid(parameters, task.step().parameters());
        task.stage().requireSupported(context);
        if (upstreamRuns) {
            var least = task.stage().leastMemory(context);
            if (least.isPresent()) {
                MemoryPlan.requireFits(task, least.getAsLong(), environment.javaMemory(), environment.memoryLimit());
            }
            return least;
        }
        new InputChecks(environment.dataset()).require(task);
        long bytes = task.stage().estimateMemory(context);
        MemoryPlan.requireFits(task, bytes, environment.javaMemory(), environment.memoryLimit());
        return OptionalLong.of(bytes);
    }
}
