package dev.stampede.insar.artifacts;

import dev.stampede.io.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

/// Files and whole folders made aside and then moved into the dataset root as one step that happens or does
/// not, while what they replace and what they make obsolete is moved away. For preparation, which makes a
/// dataset; stages use [StagedBundle].
///
/// Closing without a commit throws everything away and leaves no trace.
public final class StagedTree implements AutoCloseable {
    private final Path root;
    private final Path staging;
    private final boolean madeRoot;
    private final CommitSteps steps;

    /// @param root  the dataset; created if absent
    /// @param label of the staging folder, for people
    public static StagedTree open(Path root, String label) throws IOException {
        return open(root, label, CommitSteps.NONE);
    }

    static StagedTree open(Path root, String label, CommitSteps steps) throws IOException {
        boolean absent = Files.notExists(root);
        var parent = root.resolve(StagedBundle.STAGING);
        Files.createDirectories(parent);
        var prefix = label + "-" + ProcessHandle.current().pid() + "-";
        var tree = new StagedTree(root, Files.createTempDirectory(parent, prefix), absent, steps);
        Files.createDirectory(tree.folder());
        return tree;
    }

    private StagedTree(Path root, Path staging, boolean madeRoot, CommitSteps steps) {
        this.root = root;
        this.staging = staging;
        this.madeRoot = madeRoot;
        this.steps = steps;
    }

    /// Where to write; its entries become entries of the dataset root.
    public Path folder() {
        return staging.resolve("new");
    }

    /// Publishes every entry of [#folder], `last` last.
    ///
    /// @param last   entry that decides whether the tree counts
    /// @param retire entries of the dataset root to take away in the same step
    /// @throws IOException if nothing was changed (see [Publication#commit] for the exception to that)
    public void commit(String last, Collection<String> retire) throws IOException {
        var publish = new ArrayList<String>();
        try (var entries = Files.list(folder())) {
            entries.map(e -> e.getFileName().toString()).sorted().forEach(publish::add);
        }
        if (!publish.remove(last)) {
            throw new IOException("no " + last + " was written to " + folder());
        }
        publish.add(last);
        flush();
        var obsolete = new LinkedHashSet<String>(retire);
        publish.forEach(obsolete::remove);
        new Publication(root, staging, new Journal(publish, List.copyOf(obsolete), null), record -> {}, steps).commit();
    }

    private void flush() throws IOException {
        List<Path> all;
        try (var entries = Files.walk(folder())) {
            all = entries.toList();
        }
        for (var entry : all) {
            if (Files.isDirectory(entry)) {
                DurableFiles.syncFolder(entry);
            } else {
                DurableFiles.sync(entry);
            }
        }
    }

    @Override
    public void close() throws IOException {
        if (Files.exists(staging) && !Journal.existsIn(staging)) {
            Folders.deleteTree(staging);
            DurableFiles.deleteIfEmpty(staging.getParent());
            if (madeRoot) {
                DurableFiles.deleteIfEmpty(root);
            }
        }
    }
}
