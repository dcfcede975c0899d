package dev.stampede.insar.pipeline;

import dev.stampede.geometry.Triangulators;
import dev.stampede.insar.artifacts.ArtifactFolder;
import dev.stampede.insar.artifacts.Bundle;
import dev.stampede.insar.artifacts.Checkpoints;
import dev.stampede.insar.artifacts.FileCheckpoints;
import dev.stampede.insar.artifacts.FileHashes;
import dev.stampede.insar.artifacts.ProvenanceStore;
import dev.stampede.insar.artifacts.StageFiles;
import dev.stampede.insar.model.RunSettings;
import dev.stampede.insar.model.StageContext;
import dev.stampede.insar.params.KnownParameters;
import dev.stampede.insar.params.Parameters;
import dev.stampede.insar.unwrap.UnwrapException;
import dev.stampede.insar.unwrap.Unwrappers;
import dev.stampede.kernels.KernelRegistry;
import dev.stampede.runtime.JavaMachine;
import dev.stampede.runtime.Machine;
import dev.stampede.runtime.Progress;
import dev.stampede.runtime.UsageException;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// What all parts of one run share.
///
/// @param context     what was asked for
/// @param dataset     the patches as found when the run began
/// @param known       parameters of its folders
/// @param settings    as stages see them
/// @param hashes      of files
/// @param provenance  of bundles
/// @param inputs      what tasks depend on
/// @param freshness   what can be kept
/// @param workers     the pool
/// @param machine     limits
/// @param memoryLimit bytes
record RunEnvironment(
        PipelineContext context,
        Dataset dataset,
        KnownParameters known,
        RunSettings settings,
        FileHashes hashes,
        ProvenanceStore provenance,
        TaskInputs inputs,
        Freshness freshness,
        Workers workers,
        Machine machine,
        long memoryLimit) {

    static RunEnvironment of(PipelineContext context, Workers workers, FileHashes hashes) {
        var dataset = Dataset.open(context.dataset());
        var root = dataset.root().path();
        var machine = Machine.current();
        long asked = context.config().maxMemoryBytes();
        long limit = asked > 0 ? asked : machine.defaultMemoryBudget();
        var settings = context.config().runSettings(limit, context.histogramCache());
        requireTools(context, settings);
        var provenance = new ProvenanceStore(root);
        var inputs = new TaskInputs(dataset, settings, hashes);
        var freshness = new Freshness(dataset, inputs, hashes, provenance);
        return new RunEnvironment(
                context,
                dataset,
                new KnownParameters(),
                settings,
                hashes,
                provenance,
                inputs,
                freshness,
                workers,
                machine,
                limit);
    }

    /// Refuses tools that are asked for and missing before anything is computed, rather than when their
    /// stage comes.
    /// @throws UsageException naming the tool and what was tried
    private static void requireTools(PipelineContext context, RunSettings settings) {
        if (context.config().replayRoot().isPresent()) {
            return; // products are copied, not computed
        }
        if (context.startStep() <= 7 && context.endStep() >= 4) {
            Triangulators.named(settings.triangulator());
        }
        if (context.startStep() <= 6 && context.endStep() >= 6) {
            try {
                Unwrappers.named(settings.unwrapper(), settings.snaphuProgram());
            } catch (UnwrapException e) {
                throw new UsageException(e.getMessage(), e);
            }
        }
    }

    /// Every task of the range, in execution order.
    List<Task> tasks() {
        var tasks = new ArrayList<Task>();
        for (var step : StageFiles.ALL) {
            if (step.stage() >= Math.max(1, context.startStep()) && step.stage() <= context.endStep()) {
                var stage = context.stageCatalog().require(step);
                if (step.merged()) {
                    if (context.patchNames().isEmpty() || context.endStep() > 5) {
                        tasks.add(new Task(step, stage, dataset.root(), dataset.name()));
                    }
                } else {
                    dataset.patches().stream()
                            .filter(p -> context.patchNames().isEmpty()
                                    || context.patchNames().contains(p.name()))
                            .forEach(p -> tasks.add(new Task(step, stage, p.folder(), p.name())));
                }
            }
        }
        return tasks;
    }

    /// Bytes of the Java machine itself.
    long javaMemory() {
        return JavaMachine.plannedBytes(workers.threads());
    }

    Parameters parameters(Task task) throws IOException {
        return known.of(task.folder().path());
    }

    /// Folders of the patches that are not empty now, for [#stageContext].
    List<ArtifactFolder> filledPatches() throws IOException {
        return dataset.patchesWithPoints().stream().map(Dataset.Patch::folder).toList();
    }

    StageContext stageContext(
            Task task,
            List<ArtifactFolder> patches,
            Parameters parameters,
            Workers pool,
            Progress progress,
            Bundle output,
            Checkpoints checkpoints) {
        return new StageContext(
                dataset.root(),
                task.folder(),
                patches,
                parameters,
                settings,
                kernels(task),
                pool,
                progress,
                output,
                checkpoints);
    }

    /// A context to ask a stage questions with; writing is refused.
    StageContext question(Task task, List<ArtifactFolder> patches, Parameters parameters) {
        return stageContext(task, patches, parameters, workers, Progress.NONE, new ReadOnlyBundle(), Checkpoints.NONE);
    }

    FileCheckpoints checkpoints(Task task, Consumer<String> notes) {
        return new FileCheckpoints(dataset.root().path(), "stage" + task.step().stage(), task.target(), notes);
    }

    /// The kernels of a task.
    /// @throws dev.stampede.kernels.KernelUnavailableException if a backend was named that cannot run
    KernelRegistry kernels(Task task) {
        return context.config()
                .registry(
                        context.kernelFamilies(),
                        context.availability(),
                        task.step().stage(),
                        task.target())
                .requireNamed();
    }

    ArtifactFolder root() {
        return dataset.root();
    }
}
