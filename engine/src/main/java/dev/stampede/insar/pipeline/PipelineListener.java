package dev.stampede.insar.pipeline;

import java.util.List;

/// Told what a run does while it does it. Calls may come from several threads at once; implementations return
/// quickly.
public interface PipelineListener {
    PipelineListener NONE = new PipelineListener() {};

    /// The tasks of the range, with what is intended for each: `planned`, `skipped_existing` or `skipped`.
    ///
    /// @param memory planned for the tasks whose inputs are there already
    default void planned(List<ResultRow> tasks, MemoryUse memory) {}

    default void started(TaskId task) {}

    /// How far a task has come.
    ///
    /// @param work  what it does now, in a few words
    /// @param done  steps of that work that are done
    /// @param total steps of that work
    default void progress(TaskId task, String work, long done, long total) {}

    default void finished(ResultRow row) {}

    /// Something worth knowing that is no error.
    default void note(String message) {}
}
