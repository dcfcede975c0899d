package dev.stampede.cli;

import dev.stampede.io.mat.FormatException;
import dev.stampede.runtime.UsageException;
import dev.stampede.verify.RuleTable;
import dev.stampede.verify.Verifier;
import dev.stampede.verify.VerifyScope;
import dev.stampede.verify.gate.Budget;
import dev.stampede.verify.gate.Gate;
import dev.stampede.verify.golden.GoldenCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/// `gate`: a clean run of a copy, judged by budget and by a trusted tree.
@picocli.CommandLine.Command(
        name = "gate",
        description = "Runs a clean copy of a dataset and judges it by time, memory and agreement.",
        subcommands = {GateCommand.Run.class, GateCommand.Verify.class},
        synopsisSubcommandLabel = "run|verify")
final class GateCommand {
    private GateCommand() {}

    /// The trusted tree and how to compare with it.
    abstract static class Base extends Command {
        @Option(
                names = "--run",
                required = true,
                paramLabel = "DIR",
                description = "Folder of the copy; an earlier gate's run there is replaced by gate run.")
        Path run;

        @Option(
                names = "--tolerance-manifest",
                paramLabel = "FILE",
                description = "Rules of comparison. Default: those of the golden case, or the shipped ones.")
        private Path manifest;

        /// Reads the rules now, so that a mistake is found before a run, and compares when asked.
        Gate.Judge judge(Path golden, int last) throws IOException {
            if (!Files.isDirectory(golden)) {
                throw new UsageException(golden + " is not a folder");
            }
            var tolerance = session().config().tolerance();
            var scope = new VerifyScope(last, false, false);
            if (GoldenCase.isCase(golden)) {
                var known = GoldenCase.open(golden);
                var tree = known.tree();
                var rules = RuleTable.manifest(manifest == null ? known.manifest() : manifest, tolerance);
                return result -> Verifier.verifyCase(tree, result, rules, "", scope);
            }
            var rules = manifest == null ? RuleTable.defaults(tolerance) : RuleTable.manifest(manifest, tolerance);
            return result -> Verifier.verify(result, golden, rules, scope);
        }
    }

    /// `gate run`.
    @picocli.CommandLine.Command(
            name = "run",
            description =
                    "Copies, clears the stages of the range, runs them, judges. Exit code 1 when something fails.")
    static final class Run extends Base {
        @Option(names = "--dataset", required = true, paramLabel = "DIR", description = "Dataset; stays as it is.")
        private Path dataset;

        @Option(names = "--golden", paramLabel = "DIR", description = "Trusted tree or golden case to compare with.")
        private Path golden;

        @Option(names = "--threads", paramLabel = "N", description = "Threads; 0 = all this process may use.")
        private Integer threads;

        @Option(names = "--start-step", paramLabel = "N", description = "First stage. Default: 1.")
        private int first = 1;

        @Option(names = "--end-step", paramLabel = "N", description = "Last stage. Default: 8.")
        private int last = 8;

        @Option(names = "--budget-manifest", paramLabel = "FILE", description = "What each stage may take, JSON.")
        private Path budget;

        @Override
        public Result call() throws IOException {
            if (first < 1 || last > 8 || first > last) {
                throw new UsageException("stages " + first + " to " + last + ": expected a range within 1 to 8");
            }
            Map<String, Object> settings = new LinkedHashMap<>();
            settings.put("runtime.cpu_workers", threads);
            var config = session().config(settings);
            var report = Gate.run(new Gate.Options(
                    dataset,
                    run,
                    first,
                    last,
                    readBudget(),
                    golden == null ? Optional.empty() : Optional.of(judge(golden, last)),
                    context -> context.config(config)
                            .listener(new RunListener(session().display()))
                            .cancellation(session().cancellation())));
            report.run().failures().forEach(f -> session().streams().err().println("stampede: " + f.getMessage()));
            int code =
                    report.run().cancelled() ? ExitCode.INTERRUPTED : report.ok() ? ExitCode.SUCCESS : ExitCode.FAILURE;
            return new Result(code, report.document(), () -> text(report));
        }

        @Override
        String afterInterruption() {
            return run + " holds what was done; gate run begins anew";
        }

        private Optional<Budget> readBudget() throws IOException {
            if (budget == null) {
                return Optional.empty();
            }
            try {
                return Optional.of(Budget.read(budget, LocalDate.now()));
            } catch (FormatException | java.nio.file.NoSuchFileException | java.io.FileNotFoundException e) {
                throw new UsageException("--budget-manifest " + e.getMessage(), e);
            }
        }

        private static String text(Gate.Report report) {
            var table = new Table("what", "measure", "found", "limit", "");
            for (var f : report.budget()) {
                table.row(
                        f.what(),
                        f.measure(),
                        f.found(),
                        f.limit(),
                        f.found() <= f.limit() ? "" : f.ok() ? "waived: " + f.waiver() : "over");
            }
            return (report.budget().isEmpty() ? "" : table.toString())
                    + (report.run().ok() ? "all stages ran\n" : "a stage failed\n")
                    + report.verification()
                            .map(v -> v.ok()
                                    ? "agrees with the trusted tree\n"
                                    : v.failed().size() + " files differ\n")
                            .orElse("")
                    + (report.ok() ? "passed" : "not passed") + "; reports: " + report.reports() + "\n";
        }
    }

    /// `gate verify`.
    @picocli.CommandLine.Command(
            name = "verify",
            description = "Compares the run of an earlier gate again, for instance with other rules.")
    static final class Verify extends Base {
        @Option(
                names = "--golden",
                required = true,
                paramLabel = "DIR",
                description = "Trusted tree or golden case to compare with.")
        private Path golden;

        @Option(names = "--end-step", paramLabel = "N", description = "Only artifacts of stages 1 to N. Default: 8.")
        private int last = 8;

        @Override
        public Result call() throws IOException {
            return VerificationText.result(Gate.verify(run, judge(golden, last)), true);
        }
    }
}
