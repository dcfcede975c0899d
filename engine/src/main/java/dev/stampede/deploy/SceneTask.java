package dev.stampede.deploy;

import dev.stampede.io.Sha256;
import dev.stampede.io.raster.CreationOptions;
import dev.stampede.io.raster.GeoTiff;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// One step of a workflow that an orchestrator may start as often as it likes: input files to one output
/// file. What was done is kept beside the output; when pipeline, inputs and output are still what the
/// record says, nothing is done. The output appears whole or not at all.
///
/// @param call    the pipeline
/// @param inputs  files
/// @param output  GeoTIFF
/// @param options GDAL's creation options
public record SceneTask(PipelineCall call, List<Path> inputs, Path output, Map<String, String> options) {
    /// What a start came to.
    public enum Status {
        COMPLETED,
        SKIPPED
    }

    public SceneTask {
        inputs = List.copyOf(inputs);
        for (var input : inputs) {
            if (isSame(input, output)) {
                throw new IllegalArgumentException(output + " is an input too; name another output");
            }
        }
    }

    /// Whether two names are of one file, also by way of links.
    static boolean isSame(Path a, Path b) {
        if (a.toAbsolutePath().normalize().equals(b.toAbsolutePath().normalize())) {
            return true;
        }
        try {
            return Files.exists(a) && Files.exists(b) && Files.isSameFile(a, b);
        } catch (IOException e) {
            return false;
        }
    }

    private Path record() {
        return output.resolveSibling(output.getFileName() + ".task.json");
    }

    /// Runs it, or finds that nothing is to be done.
    /// @param force run even then
    /// @param log   told why it runs
    /// @throws IOException              if a file cannot be read or written
    /// @throws IllegalArgumentException if the pipeline gives more than one raster
    public Status run(boolean force, Consumer<String> log) throws IOException {
        var wanted = identity();
        String reason = force ? "asked for" : reason(wanted);
        if (reason.isEmpty()) {
            return Status.SKIPPED;
        }
        CreationOptions.require("GTiff", options);
        log.accept(output + ": runs, because " + reason);
        try (var arena = Arena.ofShared()) {
            var results = call.apply(arena, PipelineCall.read(arena, inputs));
            if (results.size() != 1) {
                throw new IllegalArgumentException(
                        "the pipeline gives " + results.keySet() + ", a task keeps one raster; pick one");
            }
            Files.deleteIfExists(record()); // of the output that is about to go
            GeoTiff.write(results.firstEntry().getValue(), output, options);
        }
        wanted.put("output_sha256", Sha256.ofFile(output));
        JsonFile.write(record(), wanted);
        return Status.COMPLETED;
    }

    private Map<String, Object> identity() throws IOException {
        Map<String, Object> identity = new LinkedHashMap<>();
        identity.put("pipeline_digest", call.digest());
        identity.put("engine", Engine.version());
        identity.put("options", Map.copyOf(options));
        Map<String, Object> hashes = new LinkedHashMap<>();
        for (var input : inputs) {
            if (!Files.exists(input)) {
                throw new java.nio.file.NoSuchFileException(input.toString());
            }
            hashes.put(input.toString(), Sha256.ofFile(input));
        }
        identity.put("inputs", hashes);
        return identity;
    }

    /// Why it has to run; empty if it has not.
    private String reason(Map<String, Object> wanted) throws IOException {
        if (!Files.exists(output)) {
            return "there is no output";
        }
        if (!Files.exists(record())) {
            return "there is no record of how the output was made";
        }
        Map<String, Object> kept;
        try {
            kept = JsonFile.read(record());
        } catch (FileSystemException damaged) {
            return "the record of how the output was made cannot be read"; // made again, as if it were not there
        }
        for (var entry : wanted.entrySet()) {
            if (!entry.getValue().equals(kept.get(entry.getKey()))) {
                return entry.getKey() + " changed";
            }
        }
        return Sha256.ofFile(output).equals(kept.get("output_sha256")) ? "" : "the output was changed since";
    }
}
