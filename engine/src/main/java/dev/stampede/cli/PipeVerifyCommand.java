package dev.stampede.cli;

import dev.stampede.deploy.FrozenRun;
import dev.stampede.runtime.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `pipe verify`.
@picocli.CommandLine.Command(
        name = "verify",
        description = "Runs a frozen pipeline again and compares inputs and results with what was frozen. Exit code 1"
                + " when something differs.")
final class PipeVerifyCommand extends Command {
    @Parameters(index = "0", paramLabel = "DIR", description = "What pipe freeze wrote.")
    private Path folder;

    @Option(
            names = "--input",
            arity = "1..*",
            paramLabel = "FILE",
            description = "The inputs where they lie now. Default: where they lay.")
    private List<Path> inputs = List.of();

    @Mixin
    private PipeInputs.Tolerances tolerances;

    @Override
    public Result call() throws IOException {
        if (!Files.exists(folder.resolve("frozen.json"))) {
            throw new UsageException(folder + " is not a frozen run; make one with pipe freeze");
        }
        var verdict = new FrozenRun(folder).verify(inputs, tolerances.value());
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("frozen", folder.toString());
        document.put("holds", verdict.holds());
        document.put("matches", verdict.matches());
        document.put("problems", verdict.problems());
        return new Result(verdict.holds() ? ExitCode.SUCCESS : ExitCode.FAILURE, document, () -> {
            var text = new StringBuilder();
            verdict.matches()
                    .forEach(line -> text.append("as frozen: ").append(line).append('\n'));
            verdict.problems()
                    .forEach(line -> text.append("differs: ").append(line).append('\n'));
            return text.toString();
        });
    }
}
