package dev.stampede.mosaic.pipeline;

import dev.stampede.mosaic.resume.Continuation;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Where intermediates go. Removes only what was made through it: a folder the user named keeps everything
/// else, and the folder itself stays if it was there before.
final class TempFolder {
    private static final String PREFIX = "stampede_mosaic_";

    private final Optional<Path> named;
    private final List<Path> made = new ArrayList<>();
    private Continuation continuation = Continuation.none();
    private Path folder;

    TempFolder(Optional<Path> named) {
        this.named = named;
    }

    /// Goes on with what an earlier run made, and tells a later one what this makes.
    void continueFrom(Continuation earlier) throws IOException {
        continuation = earlier;
        made.addAll(earlier.temporaryFiles());
        if (named.isEmpty() && !made.isEmpty() && Files.isDirectory(made.getFirst())) {
            folder = made.getFirst();
        }
    }

    private void made(Path path) throws IOException {
        made.add(path);
        continuation.temporary(path);
    }

    /// The folder, made now if it is not there.
    private Path folder() throws IOException {
        if (folder == null) {
            folder = named.isPresent() ? named.get() : Files.createTempDirectory(PREFIX);
            if (named.isEmpty()) {
                made(folder);
            }
        }
        return folder;
    }

    /// A file to be written; its folders are made.
    Path file(String relative) throws IOException {
        var file = folder().resolve(relative);
        var missing = new ArrayList<Path>();
        for (var parent = file.toAbsolutePath().getParent();
                parent != null && !Files.exists(parent);
                parent = parent.getParent()) {
            missing.addFirst(parent);
        }
        for (var parent : missing) {
            Files.createDirectory(parent);
            made(parent);
        }
        if (!Files.exists(file)) {
            made(file);
        }
        return file;
    }

    /// Whether a file was given out by this.
    Optional<Path> path() {
        return Optional.ofNullable(folder);
    }

    /// Removes what was made, newest first.
    void remove() throws IOException {
        remove(made);
        made.clear();
    }

    /// Removes files and folders that runs made, newest first.
    static void remove(List<Path> made) throws IOException {
        for (var path : made.reversed()) {
            try {
                Files.deleteIfExists(path);
            } catch (DirectoryNotEmptyException e) {
                continue; // somebody else put something there: it stays
            }
        }
    }
}
