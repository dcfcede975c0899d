package dev.stampede.io;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Folders made for a file, to be removed again when the file is not written in the end.
///
/// @param folders innermost first
public record MadeFolders(List<Path> folders) {
    public MadeFolders {
        folders = List.copyOf(folders);
    }

    /// None.
    public static MadeFolders none() {
        return new MadeFolders(List.of());
    }

    /// Makes a folder and those above it that are missing.
    /// @throws IOException if one cannot be made
    public static MadeFolders make(Path folder) throws IOException {
        var missing = new ArrayList<Path>();
        for (var above = folder.toAbsolutePath(); above != null && Files.notExists(above); above = above.getParent()) {
            missing.add(above);
        }
        Files.createDirectories(folder);
        return new MadeFolders(missing);
    }

    /// Removes those that hold nothing.
    /// @throws IOException if an empty one cannot be removed
    public void removeEmpty() throws IOException {
        try {
            for (var folder : folders) {
                Files.deleteIfExists(folder);
            }
        } catch (DirectoryNotEmptyException used) {
            return; // and so are those above it
        }
    }
}
