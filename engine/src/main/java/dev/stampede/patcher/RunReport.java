package dev.stampede.patcher;

import java.util.List;

/// What a run did.
///
/// @param patches  all that were asked for
/// @param failures those that failed without ending the run, in reading order
public record RunReport(int patches, List<Failure> failures) {
    /// @param cause what went wrong
    public record Failure(PixelAnchor anchor, Throwable cause) {}

    public RunReport {
        failures = List.copyOf(failures);
    }
}
