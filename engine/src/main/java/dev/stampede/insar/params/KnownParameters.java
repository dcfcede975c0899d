package dev.stampede.insar.params;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/// Parameters of the folders of one run. Every task asks several times, and inflating some seventy small values costs
/// more than the stages of a small dataset read otherwise, so a folder is read again only when one of its files is
/// another one or has changed. Safe to call from several threads.
public final class KnownParameters {
    /// What tells one state of a file from another.
    ///
    /// @param key identity of the file; every change of ours makes a new file
    private record State(Object key, FileTime changed, long size) {
        static State of(Path file) throws IOException {
            try {
                var attributes = Files.readAttributes(file, BasicFileAttributes.class);
                return new State(attributes.fileKey(), attributes.lastModifiedTime(), attributes.size());
            } catch (NoSuchFileException e) {
                return null;
            }
        }
    }

    private record Known(Path file, State shared, State local, Parameters parameters) {
        boolean holds(Path file, State shared, State local) {
            return this.file.equals(file) && this.shared.equals(shared) && Objects.equals(this.local, local);
        }
    }

    private final Map<Path, Known> known = new ConcurrentHashMap<>();

    /// The values in force, as [ParameterFiles#load] gives them.
    /// @throws dev.stampede.runtime.UsageException if there is no `parms.mat` in the folder or above it
    public Parameters of(Path folder) throws IOException {
        var files = ParameterFiles.of(folder);
        // Taken before reading: a change in between is seen as one the next time.
        var shared = State.of(files.file());
        var local = State.of(files.localFile());
        var last = known.get(folder);
        if (last != null && last.holds(files.file(), shared, local)) {
            return last.parameters;
        }
        var parameters = files.load();
        if (shared != null) {
            known.put(folder, new Known(files.file(), shared, local, parameters));
        }
        return parameters;
    }

    /// Forgets everything, after a change that the clock of the file system may be too coarse to show.
    public void forget() {
        known.clear();
    }
}
