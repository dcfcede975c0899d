package dev.stampede.insar.pipeline;

import java.util.Locale;

/// How a task ended.
public enum TaskStatus {
    /// Dry run: would be executed.
    PLANNED,
    /// Executed, or copied from a reference tree.
    COMPLETED,
    /// Its bundle is there and was kept.
    SKIPPED_EXISTING,
    /// There is nothing to do because the patch has no points left.
    SKIPPED,
    /// Ended with an error; later stages did not start.
    FAILED;

    /// The word in reports.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
