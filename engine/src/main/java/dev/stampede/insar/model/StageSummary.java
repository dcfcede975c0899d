package dev.stampede.insar.model;

import dev.stampede.io.mat.MatValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What a finished stage says about itself.
///
/// @param details    one line for people, such as `993 of 1312 selected kept`
/// @param rows       candidates or points processed
/// @param emptyReason set when nothing is left of this patch: later stages skip it with this reason
/// @param parameters values to store in the dataset's parameter file together with the outputs
/// @param figures    further figures for the report, such as `n_edges`
public record StageSummary(
        String details,
        long rows,
        Optional<String> emptyReason,
        Map<String, MatValue> parameters,
        Map<String, Object> figures) {
    public static StageSummary of(String details, long rows) {
        return new StageSummary(details, rows, Optional.empty(), Map.of(), Map.of());
    }

    public static StageSummary empty(String reason) {
        return new StageSummary(reason, 0, Optional.of(reason), Map.of(), Map.of());
    }

    public StageSummary withParameters(Map<String, MatValue> parameters) {
        return new StageSummary(details, rows, emptyReason, parameters, figures);
    }

    public StageSummary withFigures(Map<String, Object> figures) {
        return new StageSummary(details, rows, emptyReason, parameters, figures);
    }

    /// Says how much of the work an interrupted run had done: in words and as the figure `n_resumed`.
    ///
    /// @param count pieces taken from checkpoints
    /// @param what  they are, such as `iterations`
    public StageSummary withResumed(int count, String what) {
        if (count == 0) {
            return this;
        }
        var more = new LinkedHashMap<>(figures);
        more.put("n_resumed", count);
        return new StageSummary(
                details + ", " + count + " " + what + " taken from checkpoints", rows, emptyReason, parameters, more);
    }
}
