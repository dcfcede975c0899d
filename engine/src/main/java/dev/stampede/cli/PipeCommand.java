package dev.stampede.cli;

import dev.stampede.io.json.Json;
import dev.stampede.operators.core.Configured;
import dev.stampede.operators.core.Lint;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.OperatorRegistry;
import dev.stampede.operators.core.OperatorState;
import dev.stampede.operators.core.OperatorType;
import dev.stampede.operators.core.PipelineException;
import dev.stampede.operators.core.PipelineReader;
import dev.stampede.operators.core.PipelineRun;
import dev.stampede.runtime.UsageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Parameters;

/// `pipe`: pipelines of raster operators written in a file.
@picocli.CommandLine.Command(
        name = "pipe",
        description = "Describes and runs pipelines of operators from YAML or JSON files.",
        subcommands = {
            PipeCommand.Describe.class,
            PipeCommand.Run.class,
            PipeCommand.Operators.class,
            PipeTaskCommand.class,
            PipeFreezeCommand.class,
            PipeVerifyCommand.class,
            PipeDiffCommand.class,
            PipeQcCommand.class,
            PipeServeCommand.class
        },
        synopsisSubcommandLabel = "describe|run|operators|task|freeze|verify|diff|qc|serve")
final class PipeCommand {
    private PipeCommand() {}

    /// The file.
    abstract static class Base extends Command {
        @Parameters(index = "0", paramLabel = "FILE", description = "The pipeline: .yaml, .yml or .json.")
        Path file;

        final Operator<?, ?> pipeline() throws IOException {
            return PipelineReader.of(OperatorRegistry.standard()).read(file);
        }

        /// What every report of a pipeline starts with.
        final Map<String, Object> head(Configured pipeline) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("pipeline", file.toString());
            document.put("digest", OperatorState.of(pipeline).digest());
            return document;
        }
    }

    /// `pipe describe`.
    @picocli.CommandLine.Command(
            name = "describe",
            description = "Shows what a pipeline does, its digest, and steps that cannot follow each other.")
    static final class Describe extends Base {
        @Override
        public Result call() throws IOException {
            var pipeline = pipeline();
            var problems = Lint.mismatches(pipeline);
            var document = head(pipeline);
            document.put("problems", problems);
            document.put("state", OperatorState.of(pipeline).plain());
            return Result.ok(
                    document,
                    () -> pipeline.describe() + "\ndigest " + document.get("digest") + "\n"
                            + String.join(
                                    "",
                                    problems.stream()
                                            .map(p -> "problem: " + p + "\n")
                                            .toList()));
        }
    }

    /// `pipe run`.
    @picocli.CommandLine.Command(
            name = "run",
            description =
                    "Runs a pipeline that starts with a reader. Exit code 1 when a step fails, 2 when the first cannot"
                            + " read its file.")
    static final class Run extends Base {
        @Override
        public Result call() throws IOException {
            var pipeline = pipeline();
            var document = head(pipeline);
            try {
                var run = PipelineRun.of(
                        pipeline, session().display().progress(), session().cancellation());
                document.put("status", "completed");
                document.put("steps", run.steps().stream().map(Run::row).toList());
                document.put("result", run.summary());
                return Result.ok(document, () -> text(run));
            } catch (PipelineException e) {
                if (!e.isExplained()) {
                    throw e;
                }
                if (e.step() == 0 && e.getCause() instanceof UncheckedIOException read) {
                    if (Failures.isUsersMistake(read.getCause())) {
                        throw new UsageException(file + ": " + e.getMessage(), e); // nothing was done yet
                    }
                }
                session().display().close();
                session().streams().err().println("stampede: " + file + ": " + e.getMessage());
                document.put("status", "failed");
                document.put("failed_step", e.step());
                document.put("details", e.getMessage());
                return new Result(ExitCode.FAILURE, document, () -> "failed at step " + e.step() + "\n");
            }
        }

        private static Map<String, Object> row(PipelineRun.Step step) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("step", step.index());
            row.put("op", step.op());
            row.put("duration_sec", step.seconds());
            return row;
        }

        private static String text(PipelineRun run) {
            var table = new Table("step", "operator", "s");
            for (var step : run.steps()) {
                table.row(step.index(), step.op(), String.format(Locale.ROOT, "%.3f", step.seconds()));
            }
            return table + (run.result() == null ? "" : "result: " + Json.text(run.summary()));
        }
    }

    /// `pipe operators`.
    @picocli.CommandLine.Command(
            name = "operators",
            description = "Lists the operators that a file can name, with parameters and defaults.")
    static final class Operators extends Command {
        @Parameters(arity = "0..*", paramLabel = "NAME", description = "Only these. Default: all.")
        private List<String> names = List.of();

        @Override
        public Result call() {
            var registry = OperatorRegistry.standard();
            List<Map<String, Object>> rows = new ArrayList<>();
            var table = new Table("operator", "family", "parameters");
            for (var type : registry.types()) {
                if (names.isEmpty() || names.contains(type.name())) {
                    rows.add(row(type));
                    table.row(type.name(), type.family(), parameters(type));
                }
            }
            for (String name : names) {
                if (registry.find(name).isEmpty()) {
                    throw new UsageException("unknown operator " + name + Suggestions.of(name, registry.names()));
                }
            }
            return Result.ok(rows, table::toString);
        }

        private static Map<String, Object> row(OperatorType type) {
            List<Map<String, Object>> parameters = new ArrayList<>();
            for (var parameter : type.parameters()) {
                Map<String, Object> entry = new LinkedHashMap<>();
                entry.put("name", parameter.key());
                entry.put("type", parameter.typeText());
                entry.put("required", parameter.isRequired());
                entry.put("default", parameter.defaultValue().orElse(null));
                parameters.add(entry);
            }
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("name", type.name());
            row.put("family", type.family());
            row.put("parameters", parameters);
            return row;
        }

        private static String parameters(OperatorType type) {
            List<String> texts = new ArrayList<>();
            for (var parameter : type.parameters()) {
                texts.add(parameter.key()
                        + (parameter.isRequired()
                                ? ""
                                : "=" + parameter.defaultValue().orElse("none")));
            }
            return String.join(", ", texts);
        }
    }
}
