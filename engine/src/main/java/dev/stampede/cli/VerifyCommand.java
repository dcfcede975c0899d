package dev.stampede.cli;

import dev.stampede.runtime.UsageException;
import dev.stampede.verify.MarginTable;
import dev.stampede.verify.RuleTable;
import dev.stampede.verify.TruthComparison;
import dev.stampede.verify.VerificationReport;
import dev.stampede.verify.Verifier;
import dev.stampede.verify.VerifyScope;
import dev.stampede.verify.golden.GoldenCase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/// `verify`: a run against a tree of trusted results.
@picocli.CommandLine.Command(
        name = "verify",
        description =
                "Compares a run with trusted results: a processed tree, or a golden case (a folder with manifest.json).")
final class VerifyCommand extends Command {
    @Option(
            names = {"--run", "--dataset"},
            required = true,
            paramLabel = "DIR",
            description = "Tree to judge.")
    private Path run;

    @Option(
            names = "--truth",
            paramLabel = "PATH",
            description = "Truth of a simulated scene: its export, or truth.mat. Compares velocities.")
    private Path truth;

    @Option(names = "--golden", paramLabel = "DIR", description = "Trusted tree or golden case.")
    private Path golden;

    @Option(
            names = "--manifest",
            paramLabel = "FILE",
            description = "Rules per variable. Default: the case's, else built in.")
    private Path manifest;

    @Option(
            names = "--as",
            paramLabel = "RUN",
            description = "Of a manifest: the rules of this run. Default: injected (own for an own random histogram).")
    private String runId = "injected";

    @Option(names = "--profile", description = "strict or scientific. Default: tolerance.profile.")
    private String profile;

    @Option(names = "--through-stage", paramLabel = "N", description = "Only artifacts of stages 1 to N.")
    private int throughStage = 8;

    @Option(names = "--final-products-only", description = "Leave out grid, cache and smoothing intermediates.")
    private boolean finalProductsOnly;

    @Option(names = "--strict-shape", description = "A vector lying the other way is a difference.")
    private boolean strictShape;

    @Option(names = "--classify", description = "Name the processing boundary of each difference.")
    private boolean classify;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Also write every comparison with its margin, as Markdown.")
    private Path report;

    @Override
    public Result call() throws IOException {
        if (golden == null && truth == null) {
            throw new UsageException("nothing to compare with: give --golden DIR or --truth PATH");
        }
        OutputFile.require("--report", report);
        return golden == null ? againstTruth() : againstGolden();
    }

    private Result againstTruth() throws IOException {
        var comparison = TruthComparison.of(run, truth);
        return Result.ok(comparison.document(), () -> {
            var table = new Table("velocity", "RMSE mm/yr", "median mm/yr", "95 % below mm/yr");
            comparison
                    .errors()
                    .forEach((type, e) -> table.row(type, number(e.rmse()), number(e.medianAbs()), number(e.p95Abs())));
            return table + "errors of " + comparison.points()
                    + " points against the truth, both relative to their mean\n";
        });
    }

    private static String number(double value) {
        return String.format(java.util.Locale.ROOT, "%.3f", value);
    }

    private Result againstGolden() throws IOException {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("tolerance.profile", profile);
        var tolerance = session().config(options).tolerance();
        var scope = new VerifyScope(throughStage, finalProductsOnly, strictShape);
        VerificationReport result;
        if (GoldenCase.isCase(golden)) {
            var goldenCase = GoldenCase.open(golden);
            var rules = RuleTable.manifest(manifest == null ? goldenCase.manifest() : manifest, tolerance);
            result = Verifier.verifyCase(goldenCase.tree(), run, rules, runId, scope);
        } else {
            var rules = manifest == null ? RuleTable.defaults(tolerance) : RuleTable.manifest(manifest, tolerance);
            result = Verifier.verify(run, golden, rules, manifest == null ? "" : runId, scope);
        }
        if (report != null) {
            OutputFile.write(report, MarginTable.markdown(result));
        }
        return VerificationText.result(result, classify);
    }
}
