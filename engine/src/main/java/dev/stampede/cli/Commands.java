package dev.stampede.cli;

import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/// Every command of `stampede`, in the order of its help.
///
/// Describing all of them to the parser takes a tenth of a second, so a line that begins with the name of a command
/// gets that one only.
final class Commands {
    private static final List<Map.Entry<String, Class<?>>> ALL = List.of(
            Map.entry("prep", PrepCommand.class),
            Map.entry("run", RunCommand.class),
            Map.entry("stage", StageCommand.class),
            Map.entry("status", StatusCommand.class),
            Map.entry("params", ParamsCommand.class),
            Map.entry("tropo", TropoCommand.class),
            Map.entry("scla-reset", SclaResetCommand.class),
            Map.entry("velocity", VelocityCommand.class),
            Map.entry("export-text", ExportTextCommand.class),
            Map.entry("merge-ps-sb", MergePsSbCommand.class),
            Map.entry("plot", PlotCommand.class),
            Map.entry("export", ExportCommand.class),
            Map.entry("verify", VerifyCommand.class),
            Map.entry("audit", AuditCommand.class),
            Map.entry("gate", GateCommand.class),
            Map.entry("compare", CompareCommand.class),
            Map.entry("describe-inputs", DescribeInputsCommand.class),
            Map.entry("describe-backends", DescribeBackendsCommand.class),
            Map.entry("pipe", PipeCommand.class),
            Map.entry("patch", PatchCommand.class),
            Map.entry("catalog", CatalogCommand.class),
            Map.entry("mosaic", MosaicCommand.class),
            Map.entry("synth", SynthCommand.class),
            Map.entry("doctor", DoctorCommand.class),
            Map.entry("list-legacy", ListLegacyCommand.class));

    private Commands() {}

    /// A parser for one command line.
    static CommandLine line(Stampede stampede, String... arguments) {
        var line = new CommandLine(stampede);
        boolean first = arguments.length > 0
                && ALL.stream().anyMatch(command -> command.getKey().equals(arguments[0]));
        for (var command : ALL) {
            if (!first || command.getKey().equals(arguments[0])) {
                // As a parser of its own: one that is made from a class alone never gets options added by a
                // transformer.
                line.addSubcommand(command.getKey(), new CommandLine(command.getValue()));
            }
        }
        var params = line.getSubcommands().get("params");
        if (params != null) {
            // So that -Inf and -5 are values.
            params.getSubcommands().get("set").setUnmatchedOptionsArePositionalParams(true);
        }
        return line;
    }
}
