package dev.stampede.verify.golden;

import dev.stampede.verify.TruthComparison;
import dev.stampede.verify.VerificationReport;
import java.util.Optional;

/// Outcome of one run of a golden case.
///
/// @param id         of the run
/// @param comparison with the expected outputs
/// @param truth      errors of the velocities, where the case asks for them
/// @param failure    message of the stage that failed
/// @param seconds    wall time, comparison included
public record RunResult(
        String id,
        VerificationReport comparison,
        Optional<TruthComparison> truth,
        Optional<String> failure,
        double seconds) {
    RunResult withSeconds(double newSeconds) {
        return new RunResult(id, comparison, truth, failure, newSeconds);
    }

    /// Whether everything agrees, accuracy not considered.
    public boolean agrees() {
        return failure.isEmpty() && comparison.ok();
    }
}
