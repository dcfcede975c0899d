package dev.stampede.cli;

import dev.stampede.runtime.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/// `list-legacy`: the scripts and programs of an installation of StaMPS. Nothing is executed.
@picocli.CommandLine.Command(
        name = "list-legacy",
        description = "Lists the scripts (.m, .csh, .sh) and programs of an installation of StaMPS.")
final class ListLegacyCommand extends Command {
    @Option(
            names = "--stamps-root",
            paramLabel = "DIR",
            description = "Installation to look at. Default: environment variable STAMPS_ROOT.")
    private Path root;

    @Override
    public Result call() throws IOException {
        String variable = session().streams().environment().get("STAMPS_ROOT");
        if (root == null && (variable == null || variable.isBlank())) {
            throw new UsageException("no installation named: give --stamps-root DIR or set STAMPS_ROOT");
        }
        Path folder = (root == null ? Path.of(variable) : root).toAbsolutePath().normalize();
        if (!Files.isDirectory(folder)) {
            throw new UsageException(folder + " is not a folder (StaMPS installation)");
        }
        try (var walk = Files.walk(folder)) {
            List<String> files = walk.filter(Files::isRegularFile)
                    .filter(file -> isLegacy(folder, file))
                    .map(Path::toString)
                    .sorted()
                    .toList();
            return Result.ok(files, () -> files.isEmpty() ? "nothing found\n" : String.join("\n", files) + "\n");
        }
    }

    /// A script anywhere, or anything in `bin`.
    private static boolean isLegacy(Path root, Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".m")
                || name.endsWith(".csh")
                || name.endsWith(".sh")
                || file.getParent().equals(root.resolve("bin"));
    }
}
