package dev.stampede.cli;

import dev.stampede.insar.artifacts.DurableFiles;
import dev.stampede.runtime.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file that an option asks for: looked at before the work, so that an hour of it is not lost to a mistyped name.
final class OutputFile {
    private OutputFile() {}

    /// Refuses a file that could not be written. `null` = not asked for.
    /// @return the file as given
    static Path require(String option, Path file) {
        if (file == null) {
            return null;
        }
        if (Files.isDirectory(file)) {
            throw new UsageException(option + " is " + file + ", a folder; expected the name of a file");
        }
        requireParent(option, file);
        return file;
    }

    /// Refuses a folder that could not be made or written into.
    static Path requireFolder(String option, Path folder) {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new UsageException(option + " is " + folder + ", a file; expected a folder");
        }
        requireParent(option, folder);
        return folder;
    }

    private static void requireParent(String option, Path path) {
        var parent = path.toAbsolutePath().normalize().getParent();
        if (parent != null && !Files.isDirectory(parent)) {
            throw new UsageException(option + " is " + path + ", but there is no folder " + parent + "; make it first");
        }
    }

    /// Writes a text in one step; into what is no ordinary file, such as a pipe, directly.
    static void write(Path file, String text) throws IOException {
        if (Files.isSymbolicLink(file) || Files.exists(file) && !Files.isRegularFile(file)) {
            Files.writeString(file, text);
        } else {
            DurableFiles.replace(file, text);
        }
    }
}
