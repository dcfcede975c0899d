package dev.stampede.cli;

/// What the process returns.
final class ExitCode {
    static final int SUCCESS = 0;

    /// A stage failed, results differ, a budget was exceeded.
    static final int FAILURE = 1;

    /// The request cannot be carried out: usage, configuration, dataset layout, unsupported mode. Nothing was
    /// written.
    static final int USAGE = 2;

    /// Stopped by the user; what a run keeps as checkpoints stays.
    static final int INTERRUPTED = 130;

    private ExitCode() {}
}
