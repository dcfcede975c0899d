package dev.stampede.cli;

import dev.stampede.catalog.CatalogCheck;
import dev.stampede.catalog.CatalogQuery;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `catalog validate`: finds rows that cannot be used.
@picocli.CommandLine.Command(
        name = "validate",
        description = "Finds missing files and bad footprints; exits 1 when there are any.")
final class CatalogValidateCommand extends Command {
    @Mixin
    private CatalogCommand.Source source;

    @Option(names = "--no-files", description = "Does not look whether files exist.")
    private boolean withoutFiles;

    @Override
    public Result call() throws IOException {
        try (var store = source.open()) {
            var rows = store.query(CatalogQuery.ALL, Optional.empty());
            var problems = CatalogCheck.problems(rows, !withoutFiles);
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("catalog", source.path().toString());
            document.put("rows", rows.size());
            document.put("problems", problems);
            int code = problems.isEmpty() ? ExitCode.SUCCESS : ExitCode.FAILURE;
            return new Result(
                    code,
                    document,
                    () -> problems.isEmpty()
                            ? rows.size() + " rows, no problem found\n"
                            : String.join("\n", problems) + "\n" + problems.size() + " problems\n");
        }
    }
}
