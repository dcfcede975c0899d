package dev.stampede.insar.pipeline;

import dev.stampede.insar.artifacts.ArtifactFolder;
import dev.stampede.insar.artifacts.ProvenanceStore;
import dev.stampede.insar.artifacts.StageFiles;
import dev.stampede.insar.model.Stage;

/// One step for one folder.
///
/// @param step   what it reads and leaves
/// @param stage  the code, or null where only files are looked at
/// @param folder where
/// @param target name of the patch, or of the dataset's folder
record Task(StageFiles step, Stage stage, ArtifactFolder folder, String target) {
    TaskId id() {
        return new TaskId(step.stage(), step.merged() ? Stage.Scope.MERGED : Stage.Scope.PATCH, target);
    }

    /// Key of its provenance record.
    String key() {
        return ProvenanceStore.key(target, step.stage(), step.merged());
    }
}
