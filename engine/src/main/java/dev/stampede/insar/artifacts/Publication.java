package dev.stampede.insar.artifacts;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stampede.io.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashSet;
import java.util.List;

/// Moves the staged files of one bundle into place as one step that either happens or does not.
///
/// Inside the staging folder, `new/` mirrors the dataset with the files to publish, `old/` takes those they
/// replace and those that are retired. The bundle counts from the moment its last file has left `new/`.
/// Before that moment everything can be put back; [#undo] only renames, so it can itself be stopped and
/// repeated.
final class Publication {
    /// Keeps the provenance of a bundle that counts.
    @FunctionalInterface
    interface Recorder {
        void record(JsonNode record) throws IOException;
    }

    private static final System.Logger LOG = System.getLogger(Publication.class.getName());

    private final Path root;
    private final Path staging;
    private final Journal journal;
    private final Recorder recorder;
    private final CommitSteps steps;

    Publication(Path root, Path staging, Journal journal, Recorder recorder, CommitSteps steps) {
        this.root = root;
        this.staging = staging;
        this.journal = journal;
        this.recorder = recorder;
        this.steps = steps;
    }

    /// Publishes.
    /// @throws IOException if it did not happen and everything is as before, or, if the message says so, if the
    ///     staging folder had to be kept
    void commit() throws IOException {
        try {
            steps.before("journal");
            journal.write(staging);
            for (var name : displaced()) {
                moveIfPresent(place(name), old(name));
            }
            for (var name : journal.publish()) {
                if (name.equals(journal.last())) {
                    syncFolders();
                }
                steps.before("publish " + name);
                move(fresh(name), place(name));
            }
            syncFolders();
        } catch (IOException | RuntimeException e) {
            undoAfter(e);
            throw e;
        }
        finish();
    }

    private void undoAfter(Exception failure) throws IOException {
        try {
            undo();
        } catch (IOException | RuntimeException e) {
            failure.addSuppressed(e);
            throw new IOException(
                    "publishing failed (" + failure.getMessage() + ") and the earlier files could not all be put back ("
                            + e.getMessage() + "); they are kept in " + staging
                            + " and the next run will try again",
                    failure);
        }
    }

    /// Whether the bundle counts.
    boolean isCommitted() {
        return !Files.exists(fresh(journal.last()));
    }

    /// Puts everything back as it was before [#commit], the old last file last.
    void undo() throws IOException {
        for (var name : journal.publish().reversed()) {
            if (!Files.exists(fresh(name))) {
                moveIfPresent(place(name), fresh(name));
            }
        }
        for (var name : displaced().reversed()) {
            moveIfPresent(old(name), place(name));
        }
        syncFolders();
        if (Journal.existsIn(staging)) {
            // Were the journal to reappear after a loss of power without the rest, it would undo once too often.
            Journal.delete(staging);
            DurableFiles.syncFolder(staging);
        }
        discard();
    }

    /// Keeps the provenance and clears the staging folder of a bundle that counts.
    void finish() throws IOException {
        if (journal.record() != null) {
            steps.before("record");
            recorder.record(journal.record());
        }
        steps.before("clear");
        try {
            discard();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "could not clear " + staging + ": " + e + "; the next run will");
        }
    }

    /// Without its journal a staging folder means nothing, so the journal goes first.
    private void discard() throws IOException {
        if (Journal.existsIn(staging)) {
            Journal.delete(staging);
        }
        Folders.deleteTree(staging);
        DurableFiles.deleteIfEmpty(staging.getParent());
    }

    /// Files in place that have to go: the file that decides first, so that at no time an old one stands
    /// beside new data.
    private List<String> displaced() {
        var names = new LinkedHashSet<String>();
        names.add(journal.last());
        names.addAll(journal.publish());
        names.addAll(journal.retire());
        return List.copyOf(names);
    }

    private void moveIfPresent(Path from, Path to) throws IOException {
        if (Files.exists(from)) {
            steps.before("move " + root.relativize(from) + " to " + root.relativize(to));
            move(from, to);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    private void syncFolders() throws IOException {
        var folders = new LinkedHashSet<Path>();
        for (var names : List.of(journal.publish(), journal.retire())) {
            names.forEach(name -> folders.add(place(name).getParent()));
        }
        for (var folder : folders) {
            if (Files.isDirectory(folder)) {
                DurableFiles.syncFolder(folder);
            }
        }
    }

    private Path place(String name) {
        return root.resolve(name);
    }

    private Path fresh(String name) {
        return staging.resolve("new").resolve(name);
    }

    private Path old(String name) {
        return staging.resolve("old").resolve(name);
    }
}
