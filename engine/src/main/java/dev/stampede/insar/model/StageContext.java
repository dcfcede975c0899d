package dev.stampede.insar.model;

import dev.stampede.insar.artifacts.ArtifactFolder;
import dev.stampede.insar.artifacts.Bundle;
import dev.stampede.insar.artifacts.Checkpoints;
import dev.stampede.insar.params.Parameters;
import dev.stampede.kernels.KernelRegistry;
import dev.stampede.runtime.Progress;
import dev.stampede.runtime.Workers;
import java.util.List;

/// Everything a stage is given for one folder.
///
/// @param root        the dataset
/// @param folder      where this task works: a patch, or the root again
/// @param patches     the patches of the dataset that are not empty, in list order
/// @param parameters  in force for this folder
/// @param settings    choices of the run
/// @param kernels     implementations to use
/// @param workers     threads and cancellation
/// @param progress    told how far the work is
/// @param output      takes the results
/// @param checkpoints partial results of an interrupted run
public record StageContext(
        ArtifactFolder root,
        ArtifactFolder folder,
        List<ArtifactFolder> patches,
        Parameters parameters,
        RunSettings settings,
        KernelRegistry kernels,
        Workers workers,
        Progress progress,
        Bundle output,
        Checkpoints checkpoints) {}
