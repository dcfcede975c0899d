package dev.stampede.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `stage`: one stage of one patch, of all patches or of the merged dataset.
@picocli.CommandLine.Command(name = "stage", description = "Runs one stage of one patch or of the whole dataset.")
final class StageCommand extends Command {
    @Parameters(index = "0", paramLabel = "N", description = "The stage, 1 to 8.")
    private int stage;

    @Option(names = "--dataset", required = true, paramLabel = "DIR", description = "The dataset.")
    private Path dataset;

    @Option(names = "--patch", paramLabel = "NAME", description = "Only this patch (stages 1 to 5).")
    private String patch;

    @Option(names = "--dry-run", description = "Show what would be done; write nothing.")
    private boolean dryRun;

    @Mixin
    private ExecutionOptions execution = new ExecutionOptions();

    @Override
    public Result call() throws IOException {
        return new PipelineRunner(session(), execution)
                .run(
                        dataset,
                        stage,
                        stage,
                        patch == null ? List.of() : List.of(patch),
                        dryRun,
                        execution.nativeOnly,
                        null);
    }

    @Override
    String afterInterruption() {
        return CHECKPOINTS;
    }
}
