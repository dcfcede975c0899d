package dev.stampede.insar.pipeline;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// What became of one task.
///
/// @param task            stage and folder
/// @param status          how it ended
/// @param details         one line for people
/// @param durationSeconds wall time, absent when it did not run
/// @param inputs          files read, relative to the dataset root
/// @param outputs         files published, relative to the dataset root
/// @param rowsProcessed   candidates or points
/// @param plannedBytes    memory the plan allowed for
/// @param peakBytes       largest resident memory of the process up to the end of this task
/// @param backends        backend of each kernel the stage used
/// @param threads         threads it could use
/// @param figures         further figures of the stage, such as `n_edges`
public record ResultRow(
        TaskId task,
        TaskStatus status,
        String details,
        OptionalDouble durationSeconds,
        List<String> inputs,
        List<String> outputs,
        OptionalLong rowsProcessed,
        OptionalLong plannedBytes,
        OptionalLong peakBytes,
        Map<String, String> backends,
        int threads,
        Map<String, Object> figures) {
    public ResultRow {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        backends = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(backends));
        figures = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    }

    /// A row of a task that did not run.
    static ResultRow idle(TaskId task, TaskStatus status, String details) {
        return new ResultRow(
                task,
                status,
                details,
                OptionalDouble.empty(),
                List.of(),
                List.of(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Map.of(),
                0,
                Map.of());
    }

    ResultRow withStatus(TaskStatus newStatus, String newDetails) {
        return new ResultRow(
                task,
                newStatus,
                newDetails,
                durationSeconds,
                inputs,
                outputs,
                rowsProcessed,
                plannedBytes,
                peakBytes,
                backends,
                threads,
                figures);
    }

    ResultRow withPlannedBytes(OptionalLong bytes) {
        return new ResultRow(
                task,
                status,
                details,
                durationSeconds,
                inputs,
                outputs,
                rowsProcessed,
                bytes,
                peakBytes,
                backends,
                threads,
                figures);
    }

    /// The row under the names of the command line's JSON: first the six fields every row has, then those
    /// that are known.
    public Map<String, Object> toMap() {
        var map = new LinkedHashMap<String, Object>();
        map.put("stage", task.stage());
        map.put("scope", task.scope().name().toLowerCase(java.util.Locale.ROOT));
        map.put("target", task.target());
        map.put("status", status.label());
        map.put("details", details);
        map.put("duration_sec", durationSeconds.isPresent() ? durationSeconds.getAsDouble() : null);
        if (!inputs.isEmpty()) {
            map.put("input_artifacts", inputs);
        }
        if (!outputs.isEmpty()) {
            map.put("output_artifacts", outputs);
        }
        rowsProcessed.ifPresent(n -> map.put("rows_processed", n));
        plannedBytes.ifPresent(n -> map.put("memory_planned_bytes", n));
        peakBytes.ifPresent(n -> map.put("memory_peak_bytes", n));
        if (!backends.isEmpty()) {
            map.put("backend", backends);
        }
        if (threads > 0) {
            map.put("threads", threads);
        }
        figures.forEach(map::putIfAbsent);
        return map;
    }
}
