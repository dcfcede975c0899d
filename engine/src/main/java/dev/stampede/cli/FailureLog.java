package dev.stampede.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;

/// Keeps the details of a failure that is not the user's, so that the terminal shows one line.
final class FailureLog {
    private FailureLog() {}

    /// Writes stack trace, arguments and versions to a new file in the state folder of the user.
    /// @return the file, or empty when no place could be written to
    static Optional<Path> write(Throwable failure, String[] arguments, Map<String, String> environment) {
        String name = "failure-" + LocalDateTime.now().format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss")) + "-"
                + ProcessHandle.current().pid() + ".log";
        for (Path folder : new Path[] {stateFolder(environment), Path.of(System.getProperty("java.io.tmpdir"))}) {
            try {
                Files.createDirectories(folder);
                return Optional.of(Files.writeString(folder.resolve(name), content(failure, arguments)));
            } catch (IOException e) {
                // the next place
            }
        }
        return Optional.empty();
    }

    private static Path stateFolder(Map<String, String> environment) {
        String base = environment.get("XDG_STATE_HOME");
        return base != null && !base.isBlank()
                ? Path.of(base, "stampede")
                : Path.of(System.getProperty("user.home"), ".local", "state", "stampede");
    }

    private static String content(Throwable failure, String[] arguments) {
        var text = new StringWriter();
        var out = new PrintWriter(text);
        out.println("stampede " + Version.text());
        out.println("arguments: " + String.join(" ", arguments));
        out.println("java: " + System.getProperty("java.runtime.version") + ", " + System.getProperty("os.name") + " "
                + System.getProperty("os.version") + " " + System.getProperty("os.arch"));
        out.println();
        failure.printStackTrace(out);
        return text.toString();
    }
}
