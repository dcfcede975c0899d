package dev.stampede.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `run`: a range of stages over a dataset.
@picocli.CommandLine.Command(
        name = "run",
        description = "Runs stages over a dataset; what is complete and up to date is kept.")
final class RunCommand extends Command {
    @Option(names = "--dataset", required = true, paramLabel = "DIR", description = "The dataset.")
    private Path dataset;

    @Option(
            names = "--start-step",
            paramLabel = "N",
            description = "First stage, 0 to 8; 0 is the same as 1. Default: 1.")
    private int first = 1;

    @Option(names = "--end-step", paramLabel = "N", description = "Last stage, 1 to 8. Default: 8.")
    private int last = 8;

    @Option(names = "--dry-run", description = "Show what would be done and the settings in force; write nothing.")
    private boolean dryRun;

    @Option(
            names = "--patches",
            split = ",",
            paramLabel = "NAME",
            description = "Only these patches in the patch stages.")
    private List<String> patches = List.of();

    @Option(names = "--report", paramLabel = "FILE", description = "Also write a JSON report with notes and memory.")
    private Path report;

    @Mixin
    private ExecutionOptions execution = new ExecutionOptions();

    @Override
    public Result call() throws IOException {
        return new PipelineRunner(session(), execution)
                .run(dataset, first, last, patches, dryRun, execution.nativeOnly, report);
    }

    @Override
    String afterInterruption() {
        return CHECKPOINTS;
    }
}
