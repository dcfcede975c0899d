package dev.stampede.insar.pipeline;

import dev.stampede.insar.model.Stage.Scope;

/// One stage of one folder.
///
/// @param stage  1 to 8
/// @param scope  patch or merged
/// @param target name of the patch, or of the dataset's folder for merged stages
public record TaskId(int stage, Scope scope, String target) {
    @Override
    public String toString() {
        return "stage " + stage + " of " + target;
    }
}
