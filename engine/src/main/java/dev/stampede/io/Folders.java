package dev.stampede.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;

/// Folders with all they hold.
public final class Folders {
    private Folders() {}

    /// Deletes a folder with everything in it, following no links; no effect if it does not exist. Something
    /// that goes away meanwhile does no harm.
    /// @throws IOException if something stays
    public static void deleteTree(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (var inside = Files.walk(folder)) {
            for (var path : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (UncheckedIOException e) { // of the walk
            throw e.getCause();
        }
    }
}
