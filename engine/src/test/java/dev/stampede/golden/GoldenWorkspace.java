package dev.stampede.golden;

import dev.stampede.insar.artifacts.ArtifactFolder;
import dev.stampede.insar.artifacts.Bundle;
import dev.stampede.insar.artifacts.Checkpoints;
import dev.stampede.insar.model.RunSettings;
import dev.stampede.insar.model.StageContext;
import dev.stampede.insar.params.Parameters;
import dev.stampede.insar.pipeline.config.Backends;
import dev.stampede.io.mat.Mat;
import dev.stampede.io.mat.MatArray;
import dev.stampede.io.mat.MatFiles;
import dev.stampede.io.mat.MatFormat;
import dev.stampede.io.mat.MatValue;
import dev.stampede.kernels.Backend;
import dev.stampede.kernels.KernelRegistry;
import dev.stampede.runtime.Progress;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// A copy of golden merged artifacts in a scratch folder in which single stages are run and their outputs
/// looked at. Outputs are written at once, without the transaction of a real run.
public final class GoldenWorkspace implements AutoCloseable {
    /// Speed of light over the carrier of the golden scene, m.
    public static final double WAVELENGTH = 299792458.0 / 5.405e9;

    private final Path golden;
    private final ArtifactFolder folder;
    private final Arena arena = Arena.ofShared();
    private final Workers workers;
    private Parameters parameters;
    private RunSettings settings = RunSettings.defaults();
    private Checkpoints checkpoints = Checkpoints.NONE;
    private Backend backend;

    public GoldenWorkspace(Path golden, Path scratch, int threads) {
        this.golden = golden;
        this.folder = new ArtifactFolder(scratch);
        this.workers = new Workers(threads);
        var values = new LinkedHashMap<String, MatValue>();
        read(golden.resolve("expected/parms/parms.mat"), values);
        values.put("lambda", Mat.scalar(WAVELENGTH));
        this.parameters = new Parameters(values);
    }

    /// Copies the merged artifacts of these folders of `expected/`, later ones on top.
    public GoldenWorkspace with(String... stages) throws IOException {
        for (var stage : stages) {
            try (var files = Files.list(golden.resolve("expected").resolve(stage))) {
                for (var file : files.filter(f -> f.toString().endsWith(".mat")).toList()) {
                    Files.copy(file, folder.path().resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        return this;
    }

    public GoldenWorkspace set(String parameter, String text) {
        parameters = parameters.with(parameter, Mat.text(text));
        return this;
    }

    public GoldenWorkspace set(String parameter, double... numbers) {
        parameters = parameters.with(parameter, numbers.length == 0 ? Mat.empty() : Mat.row(numbers));
        return this;
    }

    public GoldenWorkspace settings(RunSettings settings) {
        this.settings = settings;
        return this;
    }

    /// Takes the random-phase histogram of the golden run in place of drawing one.
    public GoldenWorkspace goldenRandomHistogram() {
        return settings(new RunSettings(
                Optional.of(golden.resolve("expected/stage2")),
                settings.randomSeed(),
                Optional.empty(),
                settings.unwrapper(),
                settings.snaphuProgram(),
                settings.triangulator(),
                settings.gridScale(),
                settings.ifgWorkers(),
                settings.chunkPs(),
                settings.chunkEdges(),
                settings.maxMemoryBytes()));
    }

    public GoldenWorkspace checkpoints(Checkpoints checkpoints) {
        this.checkpoints = checkpoints;
        return this;
    }

    /// Runs all kernels on one backend.
    public GoldenWorkspace backend(Backend backend) {
        this.backend = backend;
        return this;
    }

    public ArtifactFolder folder() {
        return folder;
    }

    public Parameters parameters() {
        return parameters;
    }

    public Workers workers() {
        return workers;
    }

    public Arena arena() {
        return arena;
    }

    public KernelRegistry kernels() {
        return new KernelRegistry(List.of(), Backends.availability(), backend, Map.of());
    }

    public StageContext context() {
        return new StageContext(
                folder,
                folder,
                List.of(),
                parameters,
                settings,
                kernels(),
                workers,
                Progress.NONE,
                new DirectBundle(folder),
                checkpoints);
    }

    /// A variable of an artifact in the scratch folder.
    public MatArray result(String artifact, String name) throws IOException {
        return variable(folder.file(artifact), name);
    }

    /// A variable of a golden artifact, such as `stage6/phuw2`.
    public MatArray expected(String artifact, String name) throws IOException {
        return variable(golden.resolve("expected").resolve(artifact + ".mat"), name);
    }

    private MatArray variable(Path path, String name) throws IOException {
        try (var file = MatFiles.open(path)) {
            return (MatArray) file.read(arena, name);
        }
    }

    public static SequencedMap<String, MatValue> read(Arena arena, Path path) throws IOException {
        var values = new LinkedHashMap<String, MatValue>();
        try (var file = MatFiles.open(path)) {
            for (var variable : file.variables()) {
                values.put(variable.name(), file.read(arena, variable.name()));
            }
        }
        return values;
    }

    private static void read(Path path, Map<String, MatValue> into) {
        try {
            into.putAll(read(Arena.ofAuto(), path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        workers.close();
        arena.close();
    }

    private record DirectBundle(ArtifactFolder folder) implements Bundle {
        @Override
        public void replace(String artifact, SequencedMap<String, MatValue> variables) throws IOException {
            MatFiles.write(folder.file(artifact), variables, MatFormat.V5);
        }

        @Override
        public void append(String artifact, SequencedMap<String, MatValue> variables) throws IOException {
            try (Arena own = Arena.ofConfined()) {
                var all =
                        folder.has(artifact) ? read(own, folder.file(artifact)) : new LinkedHashMap<String, MatValue>();
                all.putAll(variables);
                replace(artifact, all);
            }
        }

        @Override
        public void text(String fileName, String content) throws IOException {
            Files.writeString(folder.path().resolve(fileName), content);
        }

        @Override
        public void remove(String artifact) throws IOException {
            Files.deleteIfExists(folder.file(artifact));
        }
    }
}
