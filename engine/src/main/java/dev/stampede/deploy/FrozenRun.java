package dev.stampede.deploy;

import dev.stampede.io.Sha256;
import dev.stampede.io.raster.GeoTiff;
import dev.stampede.operators.core.OperatorRegistry;
import dev.stampede.operators.core.PipelineReader;
import dev.stampede.operators.core.PipelineWriter;
import dev.stampede.raster.GeoRaster;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// A result with all it takes to make it again: a folder that others can check.
///
/// | file | holds |
/// |---|---|
/// | `pipeline.json` | the pipeline, readable by any later engine that knows its operators |
/// | `frozen.json` | digest of the pipeline, SHA-256 of inputs, content hash of results, engine, machine |
/// | `NAME.tif` | every result |
///
/// Pipelines are deterministic: results do not depend on threads, blocks or the kind of kernel's lanes
/// beyond the bounds their contracts state, so on one kind of machine hashes are equal; where they are not,
/// the results are compared cell by cell.
///
/// @param folder where it lies
public record FrozenRun(Path folder) {
    private static final String PIPELINE = "pipeline.json";
    private static final String RECORD = "frozen.json";

    /// What a check found.
    ///
    /// @param matches  what is as it was
    /// @param problems what is not, one line each
    public record Verdict(List<String> matches, List<String> problems) {
        public boolean holds() {
            return problems.isEmpty();
        }
    }

    /// Runs a pipeline on files and keeps everything. The folder appears whole or not at all.
    /// @throws IllegalArgumentException if the folder is not empty or the pipeline cannot be stored
    /// @throws IOException              if a file cannot be read or written
    public static FrozenRun freeze(PipelineCall call, List<Path> inputs, Path folder) throws IOException {
        if (Files.isRegularFile(folder)) {
            throw new IllegalArgumentException(folder + " is a file; freeze into a new folder");
        }
        if (Files.exists(folder)) {
            try (var files = Files.list(folder)) {
                if (files.findAny().isPresent()) {
                    throw new IllegalArgumentException(folder + " is not empty; freeze into a new folder");
                }
            }
        }
        String text = PipelineWriter.json(call.pipeline());
        var target = folder.toAbsolutePath();
        var staged = target.resolveSibling("." + target.getFileName() + ".partial");
        discard(staged); // of a run that was killed
        Files.createDirectories(staged);
        try {
            fill(staged, call, text, inputs);
            Files.move(staged, target, StandardCopyOption.REPLACE_EXISTING);
            return new FrozenRun(folder);
        } finally {
            discard(staged);
        }
    }

    private static void discard(Path staged) throws IOException {
        if (Files.exists(staged)) {
            try (var files = Files.list(staged)) {
                for (var file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(staged);
        }
    }

    private static void fill(Path folder, PipelineCall call, String text, List<Path> inputs) throws IOException {
        Map<String, Object> frozen = new LinkedHashMap<>();
        frozen.put("pipeline_digest", call.digest());
        frozen.put("inputs", inputRows(inputs));
        try (var arena = Arena.ofShared()) {
            var results = call.apply(arena, PipelineCall.read(arena, inputs));
            Map<String, Object> hashes = new LinkedHashMap<>();
            for (var result : results.entrySet()) {
                var file = resultFile(folder, result.getKey());
                if (Files.exists(file)) {
                    throw new IllegalArgumentException("two results of the pipeline would be kept in "
                            + file.getFileName() + "; give them names that differ in letters and digits");
                }
                GeoTiff.write(result.getValue(), file, Map.of("COMPRESS", "DEFLATE"));
                hashes.put(result.getKey(), result.getValue().contentHash());
            }
            frozen.put("results", hashes);
        }
        frozen.put("environment", environment());
        frozen.put("frozen_at", Instant.now().toString());
        Files.writeString(folder.resolve(PIPELINE), text);
        JsonFile.write(folder.resolve(RECORD), frozen);
    }

    private static Path resultFile(Path folder, String name) {
        return folder.resolve(name.replaceAll("[^A-Za-z0-9_.-]", "_") + ".tif");
    }

    private static List<Map<String, Object>> inputRows(List<Path> inputs) throws IOException {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (var input : inputs) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("path", input.toString());
            row.put("bytes", Files.size(input));
            row.put("sha256", Sha256.ofFile(input));
            rows.add(row);
        }
        return rows;
    }

    private static Map<String, Object> environment() {
        Map<String, Object> environment = new LinkedHashMap<>();
        environment.put("engine", Engine.version());
        environment.put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
        environment.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        environment.put("processor", Engine.processor());
        return environment;
    }

    /// Runs it again and compares.
    /// @param inputs    the input files where they lie now; empty: where they lay
    /// @param tolerance of results whose hash differs
    /// @throws IOException if the folder is not a frozen run, or an input cannot be read
    @SuppressWarnings("unchecked")
    public Verdict verify(List<Path> inputs, RasterDifference.Tolerance tolerance) throws IOException {
        var record = folder.resolve(RECORD);
        var frozen = JsonFile.read(record);
        var hashes = (Map<String, Object>) JsonFile.entry(record, frozen, "results", Map.class);
        var call =
                new PipelineCall(PipelineReader.of(OperatorRegistry.standard()).read(folder.resolve(PIPELINE)));
        var rows = new ArrayList<Map<String, Object>>();
        var lay = new ArrayList<Path>();
        for (var row : JsonFile.entry(record, frozen, "inputs", List.class)) {
            rows.add(row instanceof Map ? (Map<String, Object>) row : Map.of());
            lay.add(Path.of(JsonFile.entry(record, rows.getLast(), "path", String.class)));
        }
        var files = inputs.isEmpty() ? lay : inputs;
        var matches = new ArrayList<String>();
        var problems = new ArrayList<String>();
        note(
                call.digest().equals(frozen.get("pipeline_digest")),
                "pipeline",
                "its digest is " + call.digest() + ", frozen was " + frozen.get("pipeline_digest"),
                matches,
                problems);
        if (files.size() != rows.size()) {
            problems.add("inputs: given are " + files.size() + ", frozen were " + rows.size());
            return new Verdict(matches, problems);
        }
        for (int i = 0; i < files.size(); i++) {
            var sha = Sha256.ofFile(files.get(i));
            note(
                    sha.equals(rows.get(i).get("sha256")),
                    "input " + files.get(i),
                    "its SHA-256 is " + sha + ", frozen was " + rows.get(i).get("sha256"),
                    matches,
                    problems);
        }
        try (var arena = Arena.ofShared()) {
            var results = call.apply(arena, PipelineCall.read(arena, files));
            compare(arena, results, hashes, tolerance, matches, problems);
        }
        return new Verdict(List.copyOf(matches), List.copyOf(problems));
    }

    private void compare(
            Arena arena,
            SequencedMap<String, GeoRaster> results,
            Map<String, Object> hashes,
            RasterDifference.Tolerance tolerance,
            List<String> matches,
            List<String> problems)
            throws IOException {
        results.keySet().stream()
                .filter(name -> !hashes.containsKey(name))
                .forEach(name -> problems.add("result " + name + ": was not frozen"));
        for (var name : hashes.keySet()) {
            var now = results.get(name);
            if (now == null) {
                problems.add("result " + name + ": is not made any more");
                continue;
            }
            // The file as well as the run: neither may have changed.
            var kept = GeoTiff.read(arena, resultFile(folder, name).toString());
            var keptLikeNow = now.rank() == 2 && kept.rank() == 3 ? kept.rewrap(kept.band(0)) : kept;
            var inFile = RasterDifference.of(now, keptLikeNow, tolerance);
            boolean same = now.contentHash().equals(hashes.get(name));
            boolean holds = inFile.within(tolerance) && (same || tolerance.atol() + tolerance.rtol() > 0);
            note(
                    holds,
                    "result " + name,
                    (same ? "" : "its content differs from what was frozen; ")
                            + "largest difference from the kept file " + inFile.largest() + ", " + inFile.above()
                            + " cells above the tolerance"
                            + (inFile.problem().isEmpty() ? "" : "; " + inFile.problem()),
                    matches,
                    problems);
        }
    }

    private static void note(
            boolean holds, String what, String otherwise, List<String> matches, List<String> problems) {
        if (holds) {
            matches.add(what);
        } else {
            problems.add(what + ": " + otherwise);
        }
    }

    /// The digest that was frozen.
    public String digest() throws IOException {
        return String.valueOf(JsonFile.read(folder.resolve(RECORD)).get("pipeline_digest"));
    }
}
