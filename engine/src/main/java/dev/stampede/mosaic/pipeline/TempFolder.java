package dev.stampede.mosaic.pipeline;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stampede.io.WholeFile;
import dev.stampede.io.json.Json;
import dev.stampede.mosaic.resume.Continuation;
import dev.stampede.mosaic.resume.FolderLock;
import dev.stampede.runtime.UsageException;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// Where intermediates go. Removes only what was made through it: a folder the user named keeps everything
/// else, and the folder itself stays if it was there before. A folder with a name belongs to the images of one run:
/// files of stages are called after images, and those of another set would replace them or lie among them.
final class TempFolder {
    private static final String PREFIX = "stampede_mosaic_";
    private static final String LOCK = ".mosaic.lock";

    /// Whose intermediates are in a folder.
    static final String RECORD = "mosaic-images.json";

    private final Optional<Path> named;
    private final List<Path> made = new ArrayList<>();
    private Continuation continuation = Continuation.none();
    private Path folder;
    private FolderLock lock;

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

    /// Has a folder with a name for this run alone, until [#release].
    /// @throws UsageException if another run uses it, or left intermediates of other images there
    /// @throws IOException    if it cannot be made or read
    void claim(List<Path> images, Path output) throws IOException {
        if (named.isEmpty()) {
            return;
        }
        makeFolders(folder());
        lock = FolderLock.take(folder, LOCK, "temporary folder");
        var record = folder.resolve(RECORD);
        var list = images.stream()
                .map(image -> image.toAbsolutePath().normalize().toString())
                .toList();
        if (Files.exists(record)) {
            requireSame(record, list);
        } else {
            made(record);
        }
        var document = new LinkedHashMap<String, Object>();
        document.put("mosaic", output.toAbsolutePath().normalize().toString());
        document.put("images", list);
        WholeFile.write(record, Json.text(document));
    }

    private void requireSame(Path record, List<String> images) throws IOException {
        var kept = new ArrayList<String>();
        var mosaic = "unknown";
        try {
            var document = new ObjectMapper().readTree(Files.readString(record));
            document.path("images").forEach(image -> kept.add(image.asText()));
            mosaic = document.path("mosaic").asText(mosaic);
        } catch (JacksonException damaged) {
            kept.clear();
        }
        if (!kept.equals(images)) {
            throw new UsageException(folder + " holds intermediates of other images (" + kept.size()
                    + " images, mosaic " + mosaic + "; see " + RECORD + " in it), and files of both would be mixed;"
                    + " name another folder with --shared-temp-dir, or remove it");
        }
    }

    /// Lets other runs have the folder.
    void release() throws IOException {
        if (lock != null) {
            lock.remove();
            lock = null;
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
        makeFolders(file.toAbsolutePath().getParent());
        if (!Files.exists(file)) {
            made(file);
        }
        return file;
    }

    private void makeFolders(Path innermost) throws IOException {
        var missing = new ArrayList<Path>();
        for (var parent = innermost.toAbsolutePath();
                parent != null && !Files.exists(parent);
                parent = parent.getParent()) {
            missing.addFirst(parent);
        }
        for (var parent : missing) {
            Files.createDirectory(parent);
            made(parent);
        }
    }

    /// Whether a file was given out by this.
    Optional<Path> path() {
        return Optional.ofNullable(folder);
    }

    /// Removes what was made, newest first; the lock when only the folder is left, so that no other run begins there
    /// while its files go.
    void remove() throws IOException {
        if (lock != null) {
            var own = folder.toAbsolutePath();
            remove(made.stream()
                    .filter(path -> !own.startsWith(path.toAbsolutePath()))
                    .toList());
            release();
        }
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
