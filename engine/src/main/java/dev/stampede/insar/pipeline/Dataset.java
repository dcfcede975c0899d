package dev.stampede.insar.pipeline;

import dev.stampede.insar.artifacts.ArtifactFolder;
import dev.stampede.insar.artifacts.BundleState;
import dev.stampede.insar.artifacts.EmptyFlags;
import dev.stampede.insar.artifacts.StageFiles;
import dev.stampede.runtime.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;

/// A dataset on disk: its root and its patches in processing order.
///
/// @param root    absolute
/// @param patches none for a dataset that holds merged products only
public record Dataset(ArtifactFolder root, List<Patch> patches) {
    /// A part of the scene that is processed on its own up to stage 5.
    ///
    /// @param name   of its folder
    /// @param folder where its files are
    public record Patch(String name, ArtifactFolder folder) {}

    public Dataset {
        patches = List.copyOf(patches);
    }

    /// Finds the patches: those in `patch.list` in its order (blank lines and lines that begin with `#` do not
    /// count), otherwise the folders `PATCH_*` by their number, names without a number last.
    /// @throws UsageException if the root or a listed patch is missing, or a patch lies outside the root
    public static Dataset open(Path path) {
        var root = path.toAbsolutePath().normalize();
        if (!Files.isDirectory(root)) {
            throw new UsageException("dataset " + root + " does not exist or is not a folder");
        }
        try {
            var list = root.resolve("patch.list");
            var patches = new ArrayList<Patch>();
            for (var name : Files.exists(list) ? listed(list) : found(root)) {
                patches.add(new Patch(name, new ArtifactFolder(inside(root, name))));
            }
            return new Dataset(new ArtifactFolder(root), patches);
        } catch (IOException e) {
            throw new UsageException("dataset " + root + " cannot be read: " + e, e);
        }
    }

    /// This dataset, unless nothing in the folder says that it is one.
    /// @throws UsageException saying what was looked for
    Dataset requireSomething() {
        boolean product = StageFiles.ALL.stream()
                .anyMatch(
                        step -> step.merged() && BundleState.marker(root, step).isPresent());
        if (patches.isEmpty() && !product && !root.has("parms")) {
            throw new UsageException(
                    root.path() + " is not a dataset: no parms.mat, no patch.list, no PATCH_* folder and "
                            + "no merged product in it; preparation makes one: stampede prep");
        }
        return this;
    }

    private static Iterable<String> listed(Path list) throws IOException {
        var names = new LinkedHashSet<String>();
        for (var line : Files.readAllLines(list)) {
            var name = line.strip();
            if (!name.isEmpty() && !name.startsWith("#") && !names.add(name)) {
                throw new UsageException(list + " names " + name + " twice");
            }
        }
        return names;
    }

    private static List<String> found(Path root) throws IOException {
        try (var entries = Files.list(root)) {
            return entries.filter(Files::isDirectory)
                    .map(entry -> entry.getFileName().toString())
                    .filter(name -> name.startsWith("PATCH_"))
                    .sorted(Comparator.comparingLong(
                                    (String name) -> number(name).orElse(Long.MAX_VALUE))
                            .thenComparing(Comparator.naturalOrder()))
                    .toList();
        }
    }

    private static OptionalLong number(String patch) {
        var suffix = patch.substring("PATCH_".length());
        return suffix.matches("[0-9]{1,18}") ? OptionalLong.of(Long.parseLong(suffix)) : OptionalLong.empty();
    }

    private static Path inside(Path root, String name) throws IOException {
        if (name.contains("/") || name.contains("\\") || name.equals(".") || name.equals("..")) {
            throw new UsageException("patch.list of " + root + " names \"" + name
                    + "\"; a patch is a plain folder name inside the dataset");
        }
        var folder = root.resolve(name);
        if (!Files.isDirectory(folder)) {
            throw new UsageException(
                    "patch " + name + " is listed in " + root.resolve("patch.list") + ", but there is no such folder");
        }
        if (!folder.toRealPath().startsWith(root.toRealPath())) {
            throw new UsageException(
                    "patch " + name + " is a link to " + folder.toRealPath() + ", outside the dataset " + root);
        }
        return folder;
    }

    /// Folder name of the root, which is the target of merged stages.
    public String name() {
        var name = root.path().getFileName();
        return name == null ? "/" : name.toString();
    }

    /// Patches that no stage has left empty, in order.
    public List<Patch> patchesWithPoints() throws IOException {
        var filled = new ArrayList<Patch>();
        for (var patch : patches) {
            if (!EmptyFlags.of(patch.folder()).any()) {
                filled.add(patch);
            }
        }
        return filled;
    }
}
