package dev.stampede.cli;

import dev.stampede.verify.RuleTable;
import dev.stampede.verify.Verifier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `compare`: two MAT files or two trees of them.
@picocli.CommandLine.Command(
        name = "compare",
        description = "Compares two MAT files, or all MAT files of two folders, variable by variable.")
final class CompareCommand extends Command {
    @Parameters(index = "0", paramLabel = "A", description = "File or folder to judge.")
    private Path a;

    @Parameters(index = "1", paramLabel = "B", description = "File or folder with the expected content.")
    private Path b;

    @Option(names = "--keys", split = ",", paramLabel = "NAME", description = "Only these variables.")
    private List<String> keys = List.of();

    @Option(names = "--profile", description = "strict or scientific. Default: tolerance.profile.")
    private String profile;

    @Option(names = "--strict-shape", description = "A vector lying the other way is a difference.")
    private boolean strictShape;

    @Override
    public Result call() throws IOException {
        var options = new java.util.HashMap<String, Object>();
        options.put("tolerance.profile", profile);
        var rules = RuleTable.defaults(session().config(options).tolerance());
        var report = Verifier.compare(a, b, rules, Set.copyOf(keys), strictShape);
        return VerificationText.result(report, false);
    }
}
