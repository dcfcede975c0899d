package dev.stampede.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Base of all commands: gives access to the global options.
abstract class Command implements Callable<Result> {
    @Spec
    private CommandSpec spec;

    /// Options given anywhere on the command line and what follows from them.
    final Session session() {
        return ((Stampede) spec.root().userObject()).session();
    }

    final CommandSpec spec() {
        return spec;
    }
}
