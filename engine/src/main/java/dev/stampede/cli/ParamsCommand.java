package dev.stampede.cli;

import dev.stampede.insar.artifacts.DatasetLock;
import dev.stampede.insar.params.ParameterFiles;
import dev.stampede.insar.params.ParameterFiles.Change;
import dev.stampede.insar.params.ParameterPage;
import dev.stampede.insar.params.ParameterTable;
import dev.stampede.insar.params.ParameterText;
import dev.stampede.io.mat.MatArray;
import dev.stampede.io.mat.MatText;
import dev.stampede.io.mat.MatValue;
import dev.stampede.runtime.UsageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `params`: the science parameters of a dataset. Names may be abbreviated as long as they stay unique.
@picocli.CommandLine.Command(
        name = "params",
        description = "Reads and changes the science parameters of a dataset.",
        subcommands = {
            ParamsCommand.ListAll.class,
            ParamsCommand.Get.class,
            ParamsCommand.Set.class,
            ParamsCommand.Reset.class,
            ParamsCommand.Describe.class
        },
        synopsisSubcommandLabel = "list|get|set|reset|describe")
final class ParamsCommand {
    /// Decides how every artifact looks; fixed by preparation.
    private static final String FIXED = "small_baseline_flag";

    private ParamsCommand() {}

    /// Options of every subcommand.
    abstract static class Base extends Command {
        @Option(names = "--dataset", paramLabel = "DIR", description = "Dataset or patch. Default: the current folder.")
        private Path dataset = Path.of("");

        ParameterFiles files() {
            return ParameterFiles.of(dataset);
        }

        /// The right to change the dataset the parameters belong to.
        DatasetLock lock(ParameterFiles files) throws IOException {
            return DatasetLock.acquire(files.file().getParent(), "params");
        }

        static Result changed(List<Change> changes, ParameterFiles files) throws IOException {
            var now = files.load();
            List<Map<String, Object>> rows = new ArrayList<>();
            var text = new StringBuilder();
            for (var change : changes) {
                var value = now.values().get(change.name());
                Map<String, Object> row = new LinkedHashMap<>();
                row.put("name", change.name());
                row.put("value", value == null ? null : plain(value));
                row.put("file", change.file().toString());
                rows.add(row);
                text.append(change.name()).append(" = ").append(format(value)).append('\n');
            }
            return Result.ok(rows, () -> text.isEmpty() ? "nothing to change\n" : text.toString());
        }
    }

    private static String format(MatValue value) {
        return value == null ? "(not set)" : ParameterText.format(value);
    }

    /// A value as JSON has it: text, a number, or a list of numbers.
    private static Object plain(MatValue value) {
        return switch (value) {
            case MatText text -> text.codeUnits();
            case MatArray array when array.size() == 1 -> array.get(0);
            case MatArray array -> array.toDoubles();
            default -> value.describe();
        };
    }

    /// `params list`.
    @picocli.CommandLine.Command(name = "list", description = "Lists all parameters in force.")
    static final class ListAll extends Base {
        @Override
        public Result call() throws IOException {
            var values = files().load().values();
            Map<String, Object> document = new LinkedHashMap<>();
            values.forEach((name, value) -> document.put(name, plain(value)));
            return Result.ok(document, () -> {
                var table = new Table("parameter", "value");
                values.forEach((name, value) -> table.row(name, format(value)));
                return table.toString();
            });
        }
    }

    /// `params get`.
    @picocli.CommandLine.Command(name = "get", description = "Shows parameters.")
    static final class Get extends Base {
        @Parameters(arity = "1..*", paramLabel = "NAME", description = "Full name or a unique beginning.")
        private List<String> names;

        @Override
        public Result call() throws IOException {
            var parameters = files().load();
            Map<String, Object> document = new LinkedHashMap<>();
            var text = new StringBuilder();
            for (String name : names) {
                String full = parameters
                        .resolve(name)
                        .orElseThrow(() -> new UsageException("unknown parameter " + name
                                + Suggestions.of(name, parameters.values().keySet())));
                var value = parameters.values().get(full);
                document.put(full, plain(value));
                text.append(full).append(" = ").append(format(value)).append('\n');
            }
            return Result.ok(document, text::toString);
        }
    }

    /// `params set`.
    @picocli.CommandLine.Command(name = "set", description = "Changes a parameter; NaN brings its default back.")
    static final class Set extends Base {
        @Parameters(index = "0", paramLabel = "NAME", description = "Full name or a unique beginning.")
        private String name;

        @Parameters(
                index = "1..*",
                arity = "1..*",
                paramLabel = "VALUE",
                description = "A word, a number, or a list such as [1 4 7].")
        private List<String> value;

        @Override
        public Result call() throws IOException {
            var files = files();
            var known = files.load();
            String full = known.resolve(name)
                    .orElseThrow(() -> new UsageException("unknown parameter " + name
                            + Suggestions.of(name, known.values().keySet())));
            String text = String.join(" ", value);
            // Refused before the dataset is locked, so that a mistake leaves no trace.
            var parsed = ParameterText.parse(full, text, known.values().get(full));
            if (!ParameterText.format(parsed).equals("NaN")) {
                ParameterTable.find(full)
                        .flatMap(info -> info.rule().problem(full, parsed))
                        .ifPresent(problem -> {
                            throw new UsageException(problem);
                        });
            }
            if (full.equals(FIXED)) {
                throw new UsageException(FIXED + " is fixed when a dataset is made; prepare it again instead");
            }
            try (var lock = lock(files)) {
                return changed(List.of(files.set(full, text)), files);
            }
        }
    }

    /// `params reset`.
    @picocli.CommandLine.Command(name = "reset", description = "Brings defaults back: of one parameter or of all.")
    static final class Reset extends Base {
        @Parameters(arity = "0..1", paramLabel = "NAME", description = "Full name or a unique beginning. Default: all.")
        private String name;

        @Override
        public Result call() throws IOException {
            var files = files();
            try (var lock = lock(files)) {
                return changed(name == null ? files.resetAll() : List.of(files.reset(name)), files);
            }
        }
    }

    /// `params describe`: needs no dataset.
    @picocli.CommandLine.Command(
            name = "describe",
            description = "Describes every parameter: defaults, accepted values, effect, readers.")
    static final class Describe extends Command {
        @Override
        public Result call() {
            List<Map<String, Object>> rows = new ArrayList<>();
            for (var p : ParameterTable.all()) {
                Map<String, Object> row = new LinkedHashMap<>();
                row.put("name", p.name());
                row.put("default", p.single() == null ? null : plain(p.single()));
                row.put("default_small_baselines", p.smallBaseline() == null ? null : plain(p.smallBaseline()));
                row.put("values", p.rule().text().replace("`", ""));
                row.put("unit", p.unit());
                row.put("effect", p.effect().replace("`", ""));
                row.put("read_by", p.readers());
                rows.add(row);
            }
            return Result.ok(rows, ParameterPage::markdown);
        }
    }
}
