package dev.stampede.verify.golden;

import dev.stampede.verify.TruthComparison;
import dev.stampede.verify.VerificationReport;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Outcome of one run of a golden case.
///
/// @param id         of the run
/// @param comparison with the expected outputs
/// @param truth      errors of the velocities, where the case asks for them
/// @param failure    message of the stage that failed
/// @param seconds    wall time, comparison included
/// @param backends   what each kernel the stages used ran on, by its name
public record RunResult(
        String id,
        VerificationReport comparison,
        Optional<TruthComparison> truth,
        Optional<String> failure,
        double seconds,
        Map<String, Set<String>> backends) {
    public RunResult {
        backends = Map.copyOf(backends);
    }

    RunResult(String id, VerificationReport comparison, Optional<TruthComparison> truth, Optional<String> failure) {
        this(id, comparison, truth, failure, 0, Map.of());
    }

    RunResult after(double newSeconds, Map<String, Set<String>> newBackends) {
        return new RunResult(id, comparison, truth, failure, newSeconds, newBackends);
    }

    /// Whether everything agrees, accuracy not considered.
    public boolean agrees() {
        return failure.isEmpty() && comparison.ok();
    }
}
