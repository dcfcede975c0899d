package dev.stampede.cli;

import dev.stampede.runtime.Cancellation;
import java.util.Arrays;

/// Runs several command lines in one process, so that one start cache can learn from all of them; see
/// `bin/build-start-cache`. One that fails does not keep the next from running; the exit code is the largest.
final class Training {
    /// What separates the command lines.
    private static final String NEXT = "--next";

    private Training() {}

    public static void main(String[] arguments) {
        var rest = Arrays.asList(arguments);
        int code = ExitCode.SUCCESS;
        while (!rest.isEmpty()) {
            int end = rest.contains(NEXT) ? rest.indexOf(NEXT) : rest.size();
            var line = rest.subList(0, end).toArray(String[]::new);
            code = Math.max(code, Stampede.run(line, Streams.ofProcess(), new Cancellation()));
            rest = rest.subList(Math.min(end + 1, rest.size()), rest.size());
        }
        System.exit(code);
    }
}
