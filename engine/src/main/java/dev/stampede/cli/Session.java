package dev.stampede.cli;

import dev.stampede.insar.pipeline.config.ConfigBuilder;
import dev.stampede.insar.pipeline.config.RunConfig;
import dev.stampede.runtime.Cancellation;
import dev.stampede.runtime.Progress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// One invocation: configuration by precedence, where progress goes, and the cancellation that Ctrl-C triggers.
final class Session implements AutoCloseable {
    private final Streams streams;
    private final Cancellation cancellation;
    private final Path configFile;
    private final List<String> assignments;
    private final boolean quiet;
    private ProgressBars bars;

    Session(Streams streams, Cancellation cancellation, Path configFile, List<String> assignments, boolean quiet) {
        this.streams = streams;
        this.cancellation = cancellation;
        this.configFile = configFile;
        this.assignments = assignments;
        this.quiet = quiet;
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

    /// @param options settings that options of the command stand for; they win over all others. `null` values count as
    ///                not given
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

    Progress progress() {
        if (quiet) {
            return Progress.NONE;
        }
        if (!streams.errTerminal()) {
            return new ProgressLines(streams.err());
        }
        bars = bars == null ? new ProgressBars(streams.err()) : bars;
        return bars;
    }

    /// Takes the progress bar off the terminal.
    @Override
    public void close() {
        if (bars != null) {
            bars.close();
        }
    }

    /// A line for the person watching, on standard error.
    void say(String line) {
        if (!quiet) {
            streams.err().println(line);
        }
    }
}
