package dev.stampede.cli;

import dev.stampede.deploy.SceneTask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `pipe task`.
@picocli.CommandLine.Command(
        name = "task",
        description = "Runs a pipeline from files to one file, or does nothing when that was done already: for"
                + " orchestrators. Compares hashes of pipeline, inputs and output with the record beside the output.")
final class PipeTaskCommand extends PipeCommand.Base {
    @Mixin
    private PipeInputs inputs;

    @Option(names = "--output", required = true, paramLabel = "FILE", description = "GeoTIFF, written whole or not.")
    private Path output;

    @Option(names = "--force", description = "Run even if nothing changed.")
    private boolean force;

    @Option(
            names = "--co",
            paramLabel = "NAME=VALUE",
            description = "Creation option of the GeoTIFF, such as COMPRESS=DEFLATE; may be repeated.")
    private Map<String, String> creation = new LinkedHashMap<>();

    @Override
    public Result call() throws IOException {
        OutputFile.require("--output", output);
        return PipeInputs.with(this, call -> {
            var task = new SceneTask(call, inputs.files(), output, creation);
            var document = head(call.pipeline());
            var status = task.run(force, line -> document.put("reason", line));
            document.put("status", status.name().toLowerCase(Locale.ROOT));
            document.put("output", output.toString());
            return Result.ok(document, () -> output + ": " + document.get("status") + "\n");
        });
    }
}
