package dev.stampede.cli;

import dev.stampede.io.json.Json;
import dev.stampede.runtime.Cancellation;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// The command `stampede`: reads arguments, runs one command, prints its result, chooses the exit code.
@CommandLine.Command(
        name = "stampede",
        description = "InSAR time series and raster pipelines.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        scope = ScopeType.INHERIT,
        sortOptions = false,
        usageHelpAutoWidth = true,
        synopsisSubcommandLabel = "COMMAND")
public final class Stampede implements Runnable {
    /// How results are printed.
    enum Format {
        json,
        human
    }

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "Configuration of the run, YAML or JSON.")
    private Path config;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            scope = ScopeType.INHERIT,
            description = "Changes one configuration key; may be repeated.")
    private List<String> assignments = new ArrayList<>();

    @Option(
            names = "--format",
            scope = ScopeType.INHERIT,
            description = "Output: ${COMPLETION-CANDIDATES}. Default: human on a terminal, otherwise json.")
    private Format format;

    @Option(names = "--quiet", scope = ScopeType.INHERIT, description = "No progress.")
    private boolean quiet;

    @Option(
            names = "--log-level",
            scope = ScopeType.INHERIT,
            description = "Messages on standard error: ${COMPLETION-CANDIDATES}. Default: warning.")
    private Logging.LogLevel logLevel = Logging.LogLevel.warning;

    private final Streams streams;
    private final Cancellation cancellation;
    private Session session;
    private Command running;

    Stampede(Streams streams, Cancellation cancellation) {
        this.streams = streams;
        this.cancellation = cancellation;
    }

    public static void main(String[] arguments) {
        var cancellation = new Cancellation();
        var interruption = Interruption.watch(cancellation);
        int code = run(arguments, Streams.ofProcess(), cancellation);
        interruption.end(code, cancellation);
    }

    /// Runs one command line and returns the exit code; never ends the process.
    static int run(String[] arguments, Streams streams, Cancellation cancellation) {
        var stampede = new Stampede(streams, cancellation);
        try {
            var line = Commands.line(stampede, arguments);
            return line.setCaseInsensitiveEnumValuesAllowed(true)
                    .setOut(new java.io.PrintWriter(streams.out(), true, StandardCharsets.UTF_8))
                    .setErr(new java.io.PrintWriter(streams.err(), true))
                    .setParameterExceptionHandler((e, args) -> stampede.usage(e))
                    .setExecutionStrategy(stampede::execute)
                    .execute(arguments);
        } catch (Throwable failure) {
            return stampede.report(failure, arguments);
        }
    }

    /// Without a command: what there is.
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    Session session() {
        return session;
    }

    private int execute(CommandLine.ParseResult parsed) {
        Integer help = CommandLine.executeHelpRequest(parsed);
        if (help != null) {
            return ExitCode.SUCCESS;
        }
        Logging.configure(logLevel, streams.err());
        var line = parsed.asCommandLineList().getLast();
        session = new Session(streams, cancellation, config, assignments, quiet);
        try {
            if (line.getCommand() instanceof Command command) {
                running = command;
                return print(command.call());
            }
            throw new ParameterException(line, "a command is missing after " + line.getCommandName());
        } catch (ParameterException e) {
            return usage(e);
        } catch (Exception failure) {
            session.close();
            return report(failure, parsed.originalArgs().toArray(String[]::new));
        }
    }

    private int print(Result result) throws IOException {
        session.close();
        if (result.exitCode() == ExitCode.INTERRUPTED) {
            streams.err().println(Failures.interrupted(running.afterInterruption()));
        }
        boolean human = format == Format.human || format == null && streams.outTerminal();
        String text = human ? result.human().get() : Json.text(result.document());
        try {
            var out = new BufferedWriter(new OutputStreamWriter(streams.out(), StandardCharsets.UTF_8));
            out.write(text);
            out.flush();
        } catch (IOException e) {
            // The reader has gone (a closed pipe): there is nobody left to tell.
            return result.exitCode();
        }
        return result.exitCode();
    }

    private int usage(ParameterException e) {
        var line = e.getCommandLine();
        streams.err().println("stampede: " + e.getMessage());
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(e, streams.err())) {
            streams.err().println("Usage: see " + line.getCommandSpec().qualifiedName() + " --help");
        }
        return ExitCode.USAGE;
    }

    private int report(Throwable failure, String... arguments) {
        String kept = running == null ? Command.NOTHING_HALF_WRITTEN : running.afterInterruption();
        return Failures.report(failure, streams, cancellation, kept, arguments);
    }
}
