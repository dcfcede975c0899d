package dev.stampede.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stampede.runtime.Cancellation;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Runs one command line inside the test and keeps what it printed.
record CommandLineRun(int code, String out, String err) {
    static CommandLineRun of(String... arguments) {
        return with(Map.of("XDG_STATE_HOME", System.getProperty("java.io.tmpdir")), arguments);
    }

    static CommandLineRun with(Map<String, String> environment, String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var streams = new Streams(out, new PrintStream(err, true, StandardCharsets.UTF_8), false, false, environment);
        int code = Stampede.run(arguments, streams, new Cancellation());
        return new CommandLineRun(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    JsonNode json() throws Exception {
        return new ObjectMapper().readTree(out);
    }

    /// The messages without the notes of progress.
    long stackTraceLines() {
        return err.lines().filter(line -> line.startsWith("\tat ")).count();
    }
}
