package dev.stampede.cli;

import dev.stampede.insar.export.TextExport;
import dev.stampede.insar.values.ValueType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `export-text`: the text files scripts around StaMPS read.
@picocli.CommandLine.Command(
        name = "export-text",
        description = "Writes the text files of StaMPS: ps_ll.txt, ph_uw.flt, ps_mean_v.xy and so on.")
final class ExportTextCommand extends Command {
    @Option(names = "--dataset", required = true, paramLabel = "DIR", description = "The dataset.")
    private Path dataset;

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description = "Velocity with corrections, such as v-do; V: the inverted series. Default: v-d.")
    private String type = "v-d";

    @Option(names = "--no-std", description = "Leave the deviation of the velocity out.")
    private boolean withoutDeviation;

    @Option(names = "--no-series", description = "Leave displacements over time out.")
    private boolean withoutSeries;

    @Mixin
    private ValueChoice choice;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder to write into.")
    private Path out;

    @Override
    public Result call() throws IOException {
        OutputFile.requireFolder("--out", out);
        var options = new TextExport.Options(
                ValueType.parse(type), !withoutDeviation, choice.draws(), choice.seed(), !withoutSeries);
        try (var opened = new OpenedValues(session(), dataset, choice.reference())) {
            var files = new TextExport(opened.source(), opened.parameters(), options).write(out);
            return Result.ok(document(opened, options, files), () -> text(files));
        }
    }

    private static Map<String, Object> document(OpenedValues opened, TextExport.Options options, List<Path> files) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put(
                "files",
                files.stream()
                        .map(f -> f.toAbsolutePath().normalize().toString())
                        .toList());
        document.put("value_type", options.velocity().code());
        document.put("sign", "line of sight, positive toward the satellite");
        document.put("points", opened.source().stack().psCount());
        document.put("reference_points", opened.source().reference().points().length);
        document.put("wavelength_m", opened.source().wavelength());
        document.put("resamples", options.deviation() ? options.draws() : 0);
        return document;
    }

    private static String text(List<Path> files) {
        var text = new StringBuilder();
        files.forEach(f -> text.append(f).append('\n'));
        return text.toString();
    }
}
