package dev.stampede.mosaic.pipeline;

import dev.stampede.io.vector.VectorFiles;
import dev.stampede.mosaic.FileSource;
import dev.stampede.mosaic.PathRules;
import dev.stampede.mosaic.global.GlobalParameters;
import dev.stampede.mosaic.local.LocalParameters;
import dev.stampede.mosaic.pipeline.PipelineParameters.Outputs;
import dev.stampede.runtime.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The files a run was asked for, checked before the first is written: none is among those that are read, no two
/// are one, every format can be written.
final class OutputFiles {
    private final PipelineParameters parameters;
    private final Map<Path, String> files = new LinkedHashMap<>();

    private OutputFiles(PipelineParameters parameters) {
        this.parameters = parameters;
    }

    /// @throws UsageException if a file to be written is one that is read, or written twice
    /// @throws IOException    if files cannot be compared
    static void require(PipelineParameters parameters) throws IOException {
        var outputs = new OutputFiles(parameters);
        outputs.collect();
        PathRules.requireOthers(List.copyOf(outputs.files.keySet()), parameters.inputs());
        parameters.seamline().ifPresent(seamline -> {
            parameters.files().seamlines().ifPresent(VectorFiles::requireFormat);
            seamline.debugVectors().ifPresent(VectorFiles::requireFormat);
        });
        var report = parameters.files().report();
        if (report.isPresent() && Files.exists(report.get()) && !Files.isDirectory(report.get())) {
            throw new UsageException(
                    "the report goes into a folder, " + report.get() + " is a file; name another one with --report");
        }
    }

    private void collect() {
        var names = parameters.inputs().stream().map(FileSource::name).toList();
        var wanted = parameters.files();
        if (parameters.global().isPresent()) {
            add(wanted.global(), names, "_Global", "the globally matched images");
            parameters.global().flatMap(GlobalParameters::saveAdjustments).ifPresent(f -> add(f, "adjustments"));
            names = suffixed(names, "_Global");
        }
        if (parameters.local().isPresent()) {
            add(wanted.local(), names, "_Local", "the locally matched images");
            var maps = parameters.local().flatMap(LocalParameters::saveMaps);
            if (maps.isPresent()) {
                add(maps.get().reference(), "the reference block map");
                for (var name : names) {
                    add(Path.of(maps.get().template().replace("$", name)), "a block map");
                }
            }
            names = suffixed(names, "_Local");
        }
        if (parameters.align().isPresent()) {
            add(wanted.align(), names, "_Align", "the aligned images");
            names = suffixed(names, "_Align");
        }
        if (parameters.seamline().isPresent()) {
            wanted.seamlines().ifPresent(file -> add(file, "seamlines"));
            parameters.seamline().get().debugVectors().ifPresent(file -> add(file, "the steps of seamlines"));
        }
        if (parameters.clip().isPresent()) {
            add(wanted.clip(), names, "_Mask", "the clipped images");
        }
        if (parameters.merge().isPresent()) {
            add(parameters.output(), "the mosaic");
        }
    }

    private static List<String> suffixed(List<String> names, String suffix) {
        return names.stream().map(name -> name + suffix).toList();
    }

    private void add(Optional<Outputs> outputs, List<String> names, String suffix, String what) {
        if (outputs.isPresent()) {
            outputs.get().of(names, "$" + suffix + ".tif").forEach(file -> add(file, what));
        }
    }

    private void add(Path file, String what) {
        var other = files.put(file.toAbsolutePath().normalize(), what);
        if (other != null) {
            throw new UsageException(file + " would be written twice, as " + other + " and as " + what
                    + "; name another file for one of them");
        }
    }
}
