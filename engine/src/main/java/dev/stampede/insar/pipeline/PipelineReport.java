package dev.stampede.insar.pipeline;

import java.nio.file.Path;
import java.util.List;

/// What a run did.
///
/// @param dataset   absolute path
/// @param rows      one per task, in execution order: by stage, within a stage in patch order
/// @param failures  the error behind each failed row that has one
/// @param cancelled whether the run was interrupted; checkpoints are kept and the same command continues
/// @param notes     what happened beside the tasks, such as an earlier run's publication that was undone
/// @param memory    planned and taken
public record PipelineReport(
        Path dataset,
        List<ResultRow> rows,
        List<StageException> failures,
        boolean cancelled,
        List<String> notes,
        MemoryUse memory) {
    public PipelineReport {
        rows = List.copyOf(rows);
        failures = List.copyOf(failures);
        notes = List.copyOf(notes);
    }

    /// Whether everything asked for was done.
    public boolean ok() {
        return !cancelled && rows.stream().noneMatch(row -> row.status() == TaskStatus.FAILED);
    }
}
