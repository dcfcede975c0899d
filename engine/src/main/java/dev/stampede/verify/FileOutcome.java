package dev.stampede.verify;

import java.util.List;
import java.util.Optional;

/// Result of comparing one file.
///
/// @param path     relative path
/// @param stage    key of the stage that makes it
/// @param kind     why the file as a whole could not be compared
/// @param message  one sentence when it failed as a whole
/// @param outcomes one per variable, or one for a file without variables
/// @param notes    differences that are not failures
public record FileOutcome(
        String path,
        String stage,
        Optional<FailureKind> kind,
        String message,
        List<Outcome> outcomes,
        List<String> notes) {
    public boolean ok() {
        return kind.isEmpty() && outcomes.stream().allMatch(Outcome::ok);
    }

    public List<Outcome> failures() {
        return outcomes.stream().filter(o -> !o.ok()).toList();
    }

    static FileOutcome failed(Expectation file, FailureKind kind, String message) {
        return new FileOutcome(file.name(), file.stage(), Optional.of(kind), message, List.of(), List.of());
    }
}
