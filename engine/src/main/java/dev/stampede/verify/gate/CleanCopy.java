package dev.stampede.verify.gate;

import dev.stampede.insar.artifacts.StageFiles;
import dev.stampede.insar.pipeline.Dataset;
import dev.stampede.io.Folders;
import dev.stampede.runtime.UsageException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// A copy of a dataset without what a range of stages makes, so that a run starts clean and the dataset stays
/// as it is.
final class CleanCopy {
    /// Folder of the gate's reports; marks a run folder as one the gate may replace.
    static final String REPORTS = "_native_gate_reports";

    /// Kept by a run beside the artifacts: provenance, checkpoints, staging.
    private static final String SIDE_FOLDER = ".stampede";

    private CleanCopy() {}

    /// @param first first stage that will run
    /// @param last  last stage that will run
    /// @throws UsageException if `run` is no safe place; nothing was written
    static void make(Path dataset, Path run, int first, int last) throws IOException {
        requireSafe(dataset, run);
        var patches = patchList(dataset, first);
        if (Files.exists(run)) {
            Folders.deleteTree(run);
        }
        copy(dataset, run);
        if (patches != null) {
            Files.write(run.resolve("patch.list"), patches);
            Files.deleteIfExists(run.resolve("patch.list_old"));
        }
        clear(run, first, last);
        Files.createDirectories(run.resolve(REPORTS));
    }

    private static void requireSafe(Path dataset, Path run) throws IOException {
        if (!Files.isDirectory(dataset)) {
            throw new UsageException("dataset " + dataset + " does not exist or is not a folder");
        }
        var target = run.toAbsolutePath().normalize();
        var source = dataset.toRealPath();
        var real = Files.exists(target) ? target.toRealPath() : target;
        var home = Path.of(System.getProperty("user.home")).toAbsolutePath().normalize();
        var here = Path.of("").toAbsolutePath().normalize();
        if (real.getParent() == null || real.equals(home) || here.startsWith(real)) {
            throw new UsageException("--run " + run + " is no place to replace; name a folder of its own");
        }
        if (real.startsWith(source) || source.startsWith(real)) {
            throw new UsageException("--run " + run + " and the dataset " + dataset + " lie inside each other");
        }
        if (Files.exists(target)) {
            if (!Files.isDirectory(target)) {
                throw new UsageException("--run " + run + " is a file, expected a folder");
            }
            try (var entries = Files.list(target)) {
                if (entries.findAny().isPresent() && !Files.isDirectory(target.resolve(REPORTS))) {
                    throw new UsageException(
                            "--run " + run + " holds something that is not a gate's run; name another");
                }
            }
        }
    }

    /// The patches before an earlier run left empty ones out; `null` when there is no list to set.
    private static List<String> patchList(Path dataset, int first) throws IOException {
        var old = dataset.resolve("patch.list_old");
        var list = first <= 5 && Files.isRegularFile(old) ? old : dataset.resolve("patch.list");
        if (!Files.isRegularFile(list)) {
            return null;
        }
        var lines = Files.readAllLines(list);
        Set<String> named = lines.stream().map(String::strip).collect(Collectors.toCollection(TreeSet::new));
        try (var folders = Files.newDirectoryStream(dataset, "PATCH_*")) {
            for (var folder : folders) {
                if (first <= 5
                        && Files.isDirectory(folder)
                        && !named.contains(folder.getFileName().toString())) {
                    throw new UsageException(list + " does not name " + folder.getFileName()
                            + "; a gate runs every patch: list it, or move its folder away");
                }
            }
        }
        return lines;
    }

    /// Artifacts and candidate files are linked where the file system allows it: a run replaces files, it
    /// never writes into them. Texts are copied, because logs grow.
    private static void copy(Path dataset, Path run) throws IOException {
        Files.walkFileTree(dataset, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                var name =
                        folder.getFileName() == null ? "" : folder.getFileName().toString();
                if (name.equals(SIDE_FOLDER) || name.equals(REPORTS)) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(run.resolve(dataset.relativize(folder)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                var to = run.resolve(dataset.relativize(file));
                var name = file.getFileName().toString();
                if (name.endsWith(".mat") || name.startsWith("pscands.")) {
                    try {
                        Files.createLink(to, file);
                        return FileVisitResult.CONTINUE;
                    } catch (UnsupportedOperationException | IOException e) {
                        // Another volume: copied below.
                    }
                }
                Files.copy(file, to, StandardCopyOption.COPY_ATTRIBUTES);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /// Deletes what the stages of the range make and no earlier one does.
    private static void clear(Path run, int first, int last) throws IOException {
        for (boolean merged : new boolean[] {false, true}) {
            var made = new TreeSet<String>();
            var kept = new TreeSet<String>();
            for (var step : StageFiles.ALL) {
                if (step.merged() == merged && step.stage() <= last) {
                    (step.stage() < first ? kept : made).addAll(step.products());
                }
            }
            made.removeAll(kept);
            var folders = merged
                    ? List.of(run)
                    : Dataset.open(run).patches().stream()
                            .map(p -> p.folder().path())
                            .toList();
            for (var folder : folders) {
                for (var name : made) {
                    Files.deleteIfExists(folder.resolve(name + ".mat"));
                }
            }
        }
    }
}
