package dev.stampede.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Base of all commands: gives access to the global options.
abstract class Command implements Callable<Result> {
    /// Files appear under their names when they are whole.
    static final String NOTHING_HALF_WRITTEN = "no half-written file was left";

    /// Of commands that run stages over a dataset.
    static final String CHECKPOINTS = "checkpoints are kept, run the same command again to continue";

    @Spec
    private CommandSpec spec;

    /// Options given anywhere on the command line and what follows from them.
    final Session session() {
        return ((Stampede) spec.root().userObject()).session();
    }

    /// What the user is told is there after an interruption.
    String afterInterruption() {
        return NOTHING_HALF_WRITTEN;
    }

    final CommandSpec spec() {
        return spec;
    }
}
