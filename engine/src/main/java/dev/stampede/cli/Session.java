package dev.stampede.cli;

import dev.stampede.insar.pipeline.config.ConfigBuilder;
import dev.stampede.insar.pipeline.config.RunConfig;
import dev.stampede.runtime.Cancellation;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// One invocation: configuration by precedence, where progress goes, and the cancellation that Ctrl-C triggers.
final class Session implements AutoCloseable {
    private final Streams streams;
    private final Cancellation cancellation;
    private final Path configFile;
    private final List<String> assignments;
    private final Display display;
    private final boolean quiet;

    Session(Streams streams, Cancellation cancellation, Path configFile, List<String> assignments, boolean quiet) {
        this.streams = streams;
        this.cancellation = cancellation;
        this.configFile = configFile;
        this.assignments = assignments;
        this.quiet = quiet;
        this.display = Display.of(quiet, streams.errTerminal(), streams.err());
    }

    Streams streams() {
        return streams;
    }

    Cancellation cancellation() {
        return cancellation;
    }

    RunConfig config() {
        return config(Map.of());
    }

    /// @param options settings that options of the command stand for; they win over all others. `null`
    /// values count as not given
    RunConfig config(Map<String, Object> options) {
        var builder = new ConfigBuilder();
        if (configFile != null) {
            builder.file(configFile);
        }
        builder.environment(streams.environment());
        assignments.forEach(builder::assignment);
        options.forEach((key, value) -> {
            if (value != null) {
                builder.put(key, value, "command option");
            }
        });
        return builder.build();
    }

    /// Whether no progress is shown.
    boolean quiet() {
        return quiet;
    }

    /// Where progress is shown.
    Display display() {
        return display;
    }

    /// Takes the progress off the terminal.
    @Override
    public void close() {
        display.close();
    }
}
