package dev.stampede.cli;

import dev.stampede.insar.artifacts.ArtifactFolder;
import dev.stampede.insar.artifacts.DatasetLock;
import dev.stampede.insar.artifacts.DurableFiles;
import dev.stampede.insar.model.StackGeometry;
import dev.stampede.insar.model.Troposphere;
import dev.stampede.insar.params.ParameterFiles;
import dev.stampede.insar.params.Parameters;
import dev.stampede.insar.troposphere.GridDelay;
import dev.stampede.insar.troposphere.LinearDelay;
import dev.stampede.io.mat.Mat;
import dev.stampede.io.mat.MatFiles;
import dev.stampede.io.mat.MatFormat;
import dev.stampede.io.mat.MatValue;
import dev.stampede.memory.FloatMatrix;
import dev.stampede.runtime.Machine;
import dev.stampede.runtime.UsageException;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/// `tropo`: makes the tropospheric correction that `subtr_tropo` takes out.
@picocli.CommandLine.Command(
        name = "tropo",
        description = "Makes a tropospheric correction: tca2.mat, or tca_sb2.mat for small baselines.",
        subcommands = {TropoCommand.Linear.class, TropoCommand.Grids.class},
        synopsisSubcommandLabel = "linear|grids")
final class TropoCommand {
    private TropoCommand() {}

    /// What both ways share: geometry in, one variable out, other variables of the file kept.
    abstract static class Base extends Command {
        @Option(names = "--dataset", required = true, paramLabel = "DIR", description = "The dataset.")
        private Path dataset;

        abstract String variable();

        abstract String method();

        abstract FloatMatrix correction(
                Arena arena, Workers workers, ArtifactFolder folder, Parameters parameters, StackGeometry stack)
                throws IOException;

        @Override
        public Result call() throws IOException {
            var folder = new ArtifactFolder(dataset);
            var parameters = ParameterFiles.of(dataset).load();
            try (var arena = Arena.ofShared();
                    var workers = new Workers(
                            Machine.current().processors(), session().cancellation())) {
                var stack = StackGeometry.read(arena, folder);
                var phase = correction(arena, workers, folder, parameters, stack);
                var artifact = Troposphere.artifact(parameters);
                try (var lock = DatasetLock.acquire(dataset, "tropo")) {
                    store(arena, folder, artifact, phase);
                }
                return Result.ok(
                        document(folder, artifact, phase),
                        () -> folder.file(artifact) + ": " + variable()
                                + "\nTo take it out: stampede params set subtr_tropo y, params set tropo_method "
                                + method()
                                + ", then run stages 6 to 8 again.\n");
            } catch (IllegalArgumentException e) {
                throw new UsageException(e.getMessage(), e);
            }
        }

        private void store(Arena arena, ArtifactFolder folder, String artifact, FloatMatrix phase) throws IOException {
            var all = new LinkedHashMap<String, MatValue>();
            if (folder.has(artifact)) {
                try (var old = MatFiles.open(folder.file(artifact))) {
                    for (var variable : old.variables()) {
                        all.put(variable.name(), old.read(arena, variable.name()));
                    }
                }
            }
            all.put(variable(), Mat.of(phase));
            DurableFiles.replace(folder.file(artifact), file -> MatFiles.write(file, all, MatFormat.AUTO));
        }

        private Map<String, Object> document(ArtifactFolder folder, String artifact, FloatMatrix phase) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put(
                    "file", folder.file(artifact).toAbsolutePath().normalize().toString());
            document.put("variable", variable());
            document.put("points", phase.rows());
            document.put("interferograms", phase.cols());
            document.put("tropo_method", method());
            return document;
        }
    }

    /// `tropo linear`.
    @picocli.CommandLine.Command(
            name = "linear",
            description =
                    "From heights: a robust line through the unwrapped phase of each interferogram. Needs stage 7.")
    static final class Linear extends Base {
        @Override
        String variable() {
            return LinearDelay.VARIABLE;
        }

        @Override
        String method() {
            return "a_l";
        }

        @Override
        FloatMatrix correction(
                Arena arena, Workers workers, ArtifactFolder folder, Parameters parameters, StackGeometry stack)
                throws IOException {
            return LinearDelay.of(arena, workers, folder, stack);
        }
    }

    /// `tropo grids`.
    @picocli.CommandLine.Command(
            name = "grids",
            description = "From grids of zenith delay, one YYYYMMDD.ztd with YYYYMMDD.ztd.rsc per date. Needs stage 5.")
    static final class Grids extends Base {
        @Option(names = "--grids", required = true, paramLabel = "DIR", description = "Folder of the grids.")
        private Path grids;

        @Override
        String variable() {
            return GridDelay.VARIABLE;
        }

        @Override
        String method() {
            return "a_gacos";
        }

        @Override
        FloatMatrix correction(
                Arena arena, Workers workers, ArtifactFolder folder, Parameters parameters, StackGeometry stack)
                throws IOException {
            return GridDelay.of(arena, folder, stack, parameters.number("lambda"), grids);
        }
    }
}
