package dev.stampede.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.golden.Golden;
import dev.stampede.runtime.Cancellation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `run` tells a person at a terminal.
class RunTextTest {
    @TempDir
    Path folder;

    private String work;

    @BeforeEach
    void prepare() {
        work = folder.resolve("work").toString();
        var export = Golden.psSmall().resolve("inputs").toString();
        var prepared =
                CommandLineRun.of("prep", "snap", "--dataset", work, "--export", export, "--amp-dispersion", "0.37");
        assertThat(prepared.code()).as(prepared.err()).isZero();
    }

    @Test
    void aStepThatWasSeenToEndIsNotListedAgain() throws IOException {
        var seen = run(true);

        assertThat(seen.err()).contains("stage 1 PATCH_1: completed");
        assertThat(seen.out()).contains("steps took").doesNotContain("completed");
    }

    @Test
    void stepsAreListedWhereTheyWereNotSeen() throws IOException {
        assertThat(run(true, "--quiet").out()).contains("steps took", "completed");
        assertThat(run(false, "--existing", "rerun").out()).contains("steps took", "completed");
        assertThat(run(true, "--dry-run").out()).contains("stage", "PATCH_1");
    }

    private CommandLineRun run(boolean errTerminal, String... more) throws IOException {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var streams = new Streams(out, new PrintStream(err, true, StandardCharsets.UTF_8), true, errTerminal, Map.of());
        var arguments = new ArrayList<>(List.of("run", "--dataset", work, "--end-step", "1"));
        arguments.addAll(List.of(more));
        int code = Stampede.run(arguments.toArray(String[]::new), streams, new Cancellation());
        assertThat(code).as(err.toString(StandardCharsets.UTF_8)).isZero();
        return new CommandLineRun(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
