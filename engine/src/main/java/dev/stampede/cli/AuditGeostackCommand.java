package dev.stampede.cli;

import dev.stampede.io.json.Json;
import dev.stampede.runtime.UsageException;
import dev.stampede.verify.geostack.CaseOutcome;
import dev.stampede.verify.geostack.GeostackAudit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Option;

/// `audit geostack`: golden cases of raster operators, patches and catalogs.
@picocli.CommandLine.Command(
        name = "geostack",
        description = "Runs golden cases of raster operators, patches and catalogs from a folder with a manifest.json"
                + " and compares. A case nobody can run is a failure. Exit code 1 when one disagrees.")
final class AuditGeostackCommand extends Command {
    @Option(
            names = "--cases",
            paramLabel = "DIR",
            description = "Folder with manifest.json. Default: golden/geostack of the source tree.")
    private Path cases;

    @Option(names = "--only", paramLabel = "ID", description = "Only this case or family; may be repeated.")
    private List<String> only = List.of();

    @Option(names = "--output", paramLabel = "FILE", description = "Also write the JSON document to a file.")
    private Path output;

    @Override
    public Result call() throws IOException {
        OutputFile.require("--output", output);
        var audit = GeostackAudit.open(cases == null ? defaultFolder() : cases);
        for (var name : only) {
            if (audit.cases().stream()
                    .noneMatch(c -> c.id().equals(name) || c.family().equals(name))) {
                throw new UsageException("no case or family " + name + "; families are "
                        + audit.cases().stream().map(c -> c.family()).distinct().toList());
            }
        }
        var outcomes = audit.run(c -> only.isEmpty() || only.contains(c.id()) || only.contains(c.family()));
        boolean ok = outcomes.stream().allMatch(CaseOutcome::ok);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("cases", outcomes.size());
        document.put("agree", outcomes.stream().filter(CaseOutcome::ok).count());
        document.put("ok", ok);
        document.put("results", outcomes.stream().map(CaseOutcome::document).toList());
        if (output != null) {
            OutputFile.write(output, Json.text(document));
        }
        return new Result(ok ? ExitCode.SUCCESS : ExitCode.FAILURE, document, () -> text(outcomes));
    }

    private static Path defaultFolder() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve("golden/geostack"))) {
                return at.resolve("golden/geostack");
            }
        }
        throw new UsageException("no folder golden/geostack here or above; name one with --cases DIR");
    }

    private static String text(List<CaseOutcome> outcomes) {
        var table = new Table("case", "largest error", "tolerance", "result");
        for (var outcome : outcomes) {
            table.row(
                    outcome.id(),
                    String.format(Locale.ROOT, "%.2g", outcome.maxError()),
                    String.format(Locale.ROOT, "%.2g", outcome.tolerance()),
                    outcome.ok() ? "agrees" : outcome.message());
        }
        long agree = outcomes.stream().filter(CaseOutcome::ok).count();
        return table + "" + agree + " of " + outcomes.size() + " agree\n";
    }
}
