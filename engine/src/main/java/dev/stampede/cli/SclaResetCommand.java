package dev.stampede.cli;

import dev.stampede.insar.pipeline.SclaReset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/// `scla-reset`: ends the feedback of stage 7 into stage 6.
@picocli.CommandLine.Command(
        name = "scla-reset",
        description = "Removes the look-angle errors of stage 7, so that stage 6 subtracts nothing before unwrapping.")
final class SclaResetCommand extends Command {
    @Option(names = "--dataset", required = true, paramLabel = "DIR", description = "The dataset.")
    private Path dataset;

    @Override
    public Result call() throws IOException {
        var removed = SclaReset.run(dataset).stream().map(Path::toString).toList();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("dataset", dataset.toString());
        document.put("removed", removed);
        return Result.ok(
                document,
                () -> removed.isEmpty()
                        ? "nothing to remove\n"
                        : removed.stream().map(f -> "removed " + f + "\n").collect(Collectors.joining()));
    }
}
