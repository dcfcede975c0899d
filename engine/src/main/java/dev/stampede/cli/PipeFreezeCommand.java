package dev.stampede.cli;

import dev.stampede.deploy.FrozenRun;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `pipe freeze`.
@picocli.CommandLine.Command(
        name = "freeze",
        description = "Runs a pipeline and keeps results, pipeline, hashes of inputs and results, engine and machine in"
                + " a folder that pipe verify can check.")
final class PipeFreezeCommand extends PipeCommand.Base {
    @Mixin
    private PipeInputs inputs;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "New folder.")
    private Path folder;

    @Override
    public Result call() throws IOException {
        return PipeInputs.with(this, call -> {
            FrozenRun.freeze(call, inputs.files(), folder);
            var document = head(call.pipeline());
            document.put("frozen", folder.toString());
            return Result.ok(document, () -> "frozen: " + folder + "\ndigest " + document.get("digest") + "\n");
        });
    }
}
