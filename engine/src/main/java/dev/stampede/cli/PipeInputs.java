package dev.stampede.cli;

import dev.stampede.deploy.PipelineCall;
import dev.stampede.deploy.RasterDifference;
import dev.stampede.operators.core.OperatorTypeException;
import dev.stampede.operators.core.QcException;
import dev.stampede.runtime.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/// What commands that feed a pipeline with files share.
final class PipeInputs {
    @Option(
            names = "--input",
            required = true,
            arity = "1..*",
            paramLabel = "FILE",
            description = "Rasters, in the order in which the pipeline takes them.")
    private List<Path> files;

    /// @throws NoSuchFileException for one that is not there
    List<Path> files() throws IOException {
        for (var file : files) {
            if (!Files.exists(file)) {
                throw new NoSuchFileException(file.toString());
            }
        }
        return files;
    }

    /// What results may differ by.
    static final class Tolerances {
        @Option(names = "--atol", paramLabel = "X", description = "Absolute difference that is allowed. Default: 0.")
        private double atol;

        @Option(names = "--rtol", paramLabel = "X", description = "Relative difference that is allowed. Default: 0.")
        private double rtol;

        @Option(
                names = "--share",
                paramLabel = "X",
                description = "Share of cells that may differ by more, 0 to 1. Default: 0.")
        private double share;

        RasterDifference.Tolerance value() {
            return new RasterDifference.Tolerance(atol, rtol, share);
        }
    }

    /// Work with a pipeline.
    @FunctionalInterface
    interface Work {
        Result run(PipelineCall call) throws IOException;
    }

    /// Does the work; a failed check of the pipeline is a failure in plain words, a wrong input a wrong
    /// use.
    static Result with(PipeCommand.Base command, Work work) throws IOException {
        var call = new PipelineCall(command.pipeline());
        try {
            return work.run(call);
        } catch (QcException e) {
            command.session().display().close();
            command.session().streams().err().println("stampede: " + command.file + ": " + e.getMessage());
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("status", "failed");
            document.put("details", e.getMessage());
            return new Result(ExitCode.FAILURE, document, () -> "failed\n");
        } catch (OperatorTypeException e) {
            throw new UsageException(command.file + ": " + e.getMessage(), e);
        }
    }
}
