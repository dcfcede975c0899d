package dev.stampede.insar.pipeline;

import dev.stampede.geometry.Triangulators;
import dev.stampede.insar.artifacts.FileHashes;
import dev.stampede.insar.model.RunSettings;
import dev.stampede.insar.params.ParameterText;
import dev.stampede.insar.params.Parameters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/// Collects what a task depends on.
final class TaskInputs {
    /// What the merge reads of every patch.
    private static final List<String> MERGED_FROM_PATCHES =
            List.of("ps2", "ph2", "pm2", "bp2", "rc2", "hgt2", "la2", "inc2");

    private static final List<String> CANDIDATE_FILES =
            List.of("pscands.1.ij", "pscands.1.ll", "pscands.1.ph", "pscands.1.da", "pscands.1.hgt");

    /// Text inputs of stage 1 that may lie in the patch or up to two folders above it.
    private static final List<String> METADATA_FILES = List.of(
            "width.txt",
            "len.txt",
            "day.1.in",
            "ifgday.1.in",
            "master_day.1.in",
            "bperp.1.in",
            "heading.1.in",
            "lambda.1.in",
            "slc_osfactor.1.in",
            "look_angle.1.in");

    private final Dataset dataset;
    private final RunSettings settings;
    private final FileHashes hashes;

    TaskInputs(Dataset dataset, RunSettings settings, FileHashes hashes) {
        this.dataset = dataset;
        this.settings = settings;
        this.hashes = hashes;
    }

    Fingerprint fingerprint(Task task, Parameters parameters) throws IOException {
        var inputs = hash(files(task));
        if (task.step().stage() == 1) {
            addExternal(task.folder().path(), inputs);
        }
        return new Fingerprint(inputs, parametersOf(task, parameters), settingsOf(task, parameters));
    }

    private SortedMap<String, String> hash(Map<String, Path> files) throws IOException {
        var hashed = new ConcurrentSkipListMap<String, String>();
        try {
            files.entrySet().parallelStream().forEach(file -> {
                try {
                    hashed.put(file.getKey(), hashes.of(file.getValue()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return hashed;
    }

    /// Files of the dataset a task reads, by the name used in its fingerprint; only those that exist.
    Map<String, Path> files(Task task) throws IOException {
        var files = new LinkedHashMap<String, Path>();
        var folder = task.folder().path();
        for (var artifact : task.step().inputs()) {
            addIfThere(files, artifact + ".mat", task.folder().file(artifact));
        }
        if (task.step().stage() == 1) {
            CANDIDATE_FILES.forEach(name -> addIfThere(files, name, folder.resolve(name)));
            METADATA_FILES.forEach(name -> addIfThere(files, name, nearest(folder, name)));
            addBaselineGrids(files, nearest(folder, "day.1.in"));
        }
        if (task.step().stage() == 5 && task.step().merged()) {
            for (var patch : dataset.patchesWithPoints()) {
                for (var artifact : MERGED_FROM_PATCHES) {
                    addIfThere(
                            files,
                            patch.name() + "/" + artifact + ".mat",
                            patch.folder().file(artifact));
                }
                var core = patch.folder().path().resolve("patch_noover.in");
                addIfThere(files, patch.name() + "/patch_noover.in", core);
            }
        }
        if (task.step().stage() == 2 && settings.randomHistogram().isPresent()) {
            var histogram =
                    settings.randomHistogram().get().resolve(task.target()).resolve("nr_raw.mat");
            addIfThere(files, "random_histogram", histogram);
        }
        return files;
    }

    /// Grids of baselines beside the list of dates, and the constants that scale amplitudes, of a Doris or
    /// ISCE stack.
    private static void addBaselineGrids(Map<String, Path> files, Path days) throws IOException {
        if (days == null) {
            return;
        }
        addIfThere(files, "calamp.out", days.resolveSibling("calamp.out"));
        try (var grids = Files.newDirectoryStream(days.toAbsolutePath().getParent(), "{bperp_,baselineGRID_}*")) {
            grids.forEach(grid -> addIfThere(files, grid.getFileName().toString(), grid));
        }
    }

    private static void addIfThere(Map<String, Path> files, String name, Path file) {
        if (file != null && Files.isRegularFile(file)) {
            files.put(name, file);
        }
    }

    private static Path nearest(Path folder, String name) {
        var at = folder;
        for (int level = 0; level < 3 && at != null; level++, at = at.getParent()) {
            if (Files.exists(at.resolve(name))) {
                return at.resolve(name);
            }
        }
        return null;
    }

    /// Metadata of the images, which lie where preparation found them. Their names count without folders, so
    /// that a dataset may be moved.
    private void addExternal(Path patch, SortedMap<String, String> inputs) throws IOException {
        var list = nearest(patch, "pscphase.in");
        if (list != null) {
            var names = new ArrayList<String>();
            for (var line : Files.readAllLines(list).stream().skip(1).toList()) {
                var diff = Path.of(line.strip());
                if (diff.getFileName() != null && !line.isBlank()) {
                    var stem = diff.getFileName().toString().replaceFirst("\\.[^.]*$", "");
                    names.add(stem);
                    inputs.put("metadata/" + stem + ".base", reachable(diff.resolveSibling(stem + ".base")));
                }
            }
            inputs.put("metadata/interferograms", String.join(" ", names));
        }
        addRasters(nearest(patch, "psclonlat.in"), inputs);
        var reference = nearest(patch, "rsc.txt");
        if (reference != null) {
            var file = Path.of(Files.readString(reference).strip());
            inputs.put("metadata/" + file.getFileName(), reachable(file));
        }
    }

    /// Rasters of angles and baselines that an ISCE stack has beside its longitudes.
    private void addRasters(Path list, SortedMap<String, String> inputs) throws IOException {
        if (list == null) {
            return;
        }
        var lines = Files.readAllLines(list);
        var folder = lines.size() < 2 ? null : Path.of(lines.get(1).strip()).getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return;
        }
        try (var rasters = Files.newDirectoryStream(folder, "{inc_angle.raw,look_angle.raw,baselineGRID_*}")) {
            for (var raster : rasters) {
                inputs.put("metadata/" + raster.getFileName(), hashes.of(raster));
            }
        }
    }

    private String reachable(Path file) throws IOException {
        return Files.isRegularFile(file) ? hashes.of(file) : Fingerprint.UNREACHABLE;
    }

    private static SortedMap<String, String> parametersOf(Task task, Parameters parameters) {
        var used = new TreeMap<String, String>();
        var names = new ArrayList<>(task.step().parameters());
        names.add("small_baseline_flag");
        for (var name : names) {
            var value = parameters.values().get(name);
            if (value != null) {
                used.put(name, ParameterText.format(value));
            }
        }
        return used;
    }

    private SortedMap<String, String> settingsOf(Task task, Parameters parameters) {
        var used = new TreeMap<String, String>();
        switch (task.step().stage()) {
            case 2 -> used.put("random_seed", Long.toString(settings.randomSeed()));
            case 4, 7 -> putTriangulator(used);
            case 6 -> {
                used.put("stage6_solver", settings.unwrapper());
                used.put("stage6_grid_scale", Double.toString(settings.gridScale()));
            }
            case 3 -> putSeed(used, parametersOf(task, parameters).getOrDefault("gamma_stdev_reject", "0"), "0");
            case 8 -> {
                var kriging = parametersOf(task, parameters).getOrDefault("scn_kriging_flag", "n");
                putSeed(used, kriging, "n");
                if (!kriging.equals("n")) {
                    putTriangulator(used);
                }
            }
            default -> {
                // The others depend on parameters only.
            }
        }
        return used;
    }

    private void putTriangulator(SortedMap<String, String> used) {
        if (Triangulators.isLibrary(settings.triangulator())) { // its choice among co-circular points differs
            used.put("triangulator", "libtriangle");
        }
    }

    /// The seed counts only where something is drawn.
    private void putSeed(SortedMap<String, String> used, String value, String off) {
        if (!value.equals(off)) {
            used.put("random_seed", Long.toString(settings.randomSeed()));
        }
    }
}
