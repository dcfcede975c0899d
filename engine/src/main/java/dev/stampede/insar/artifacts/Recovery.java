package dev.stampede.insar.artifacts;

import dev.stampede.io.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Clears what a killed process left in a dataset: unfinished publications are undone, finished ones
/// completed, and staged files that were never to be published are deleted. To be called by the holder of
/// the dataset's lock only.
public final class Recovery {
    private Recovery() {}

    /// Whether [#run] would find something to do.
    public static boolean isNeeded(Path root) throws IOException {
        for (var folder : foldersOf(root)) {
            if (Files.exists(folder.resolve(StagedBundle.STAGING))) {
                return true;
            }
        }
        return false;
    }

    /// @return one line per publication that was undone or completed
    /// @throws IOException if something could not be put back; the message names the folder
    public static List<String> run(Path root, ProvenanceStore store) throws IOException {
        return run(root, store, CommitSteps.NONE);
    }

    static List<String> run(Path root, ProvenanceStore store, CommitSteps steps) throws IOException {
        var notes = new ArrayList<String>();
        for (var folder : foldersOf(root)) {
            var staging = folder.resolve(StagedBundle.STAGING);
            if (Files.isDirectory(staging)) {
                for (var left : list(staging)) {
                    settle(root, left, store, steps, notes);
                }
                DurableFiles.deleteIfEmpty(staging);
            }
            for (var file : list(folder)) {
                var name = file.getFileName().toString();
                if (name.endsWith(DurableFiles.TEMPORARY_SUFFIX) && Files.isRegularFile(file)) {
                    Files.deleteIfExists(file);
                }
            }
        }
        return notes;
    }

    private static void settle(Path root, Path staging, ProvenanceStore store, CommitSteps steps, List<String> notes)
            throws IOException {
        if (!Journal.existsIn(staging)) {
            Folders.deleteTree(staging);
            return;
        }
        var journal = Journal.read(staging);
        var publication = new Publication(root, staging, journal, store, steps);
        if (publication.isCommitted()) {
            publication.finish();
            notes.add("completed the publication of " + journal.last() + " that an earlier run had begun");
        } else {
            publication.undo();
            notes.add("undid the unfinished publication of " + journal.last() + " that an earlier run had left");
        }
    }

    /// The root and every folder directly in it that does not lie elsewhere.
    private static List<Path> foldersOf(Path root) throws IOException {
        var folders = new ArrayList<Path>();
        folders.add(root);
        var home = root.toRealPath();
        for (var entry : list(root)) {
            if (Files.isDirectory(entry)
                    && entry.toRealPath().startsWith(home)
                    && !entry.getFileName().toString().equals(StagedBundle.STAGING)) {
                folders.add(entry);
            }
        }
        return folders;
    }

    private static List<Path> list(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.sorted().toList();
        }
    }
}
