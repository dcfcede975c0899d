package dev.stampede.cli;

import dev.stampede.insar.export.TextExport;
import dev.stampede.insar.values.ValueType;
import dev.stampede.insar.values.VelocityDeviation;
import dev.stampede.runtime.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    @Option(names = "--draws", paramLabel = "N", description = "Bootstrap resamples. Default: 100.")
    private int draws = VelocityDeviation.DRAWS;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the resamples. Default: 2005.")
    private long seed = VelocityDeviation.SEED;

    @Option(
            names = "--ref",
            arity = "3",
            paramLabel = "LON LAT RADIUS",
            description = "Relative to the points within RADIUS metres of a place. Default: the parameters' area.")
    private List<Double> reference = new ArrayList<>();

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder to write into.")
    private Path out;

    @Override
    public Result call() throws IOException {
        if (draws < 2) {
            throw new UsageException("--draws is " + draws + ", expected at least 2");
        }
        try {
            var options = new TextExport.Options(ValueType.parse(type), !withoutDeviation, draws, seed, !withoutSeries);
            try (var opened = new OpenedValues(session(), dataset, reference)) {
                var files = new TextExport(opened.source(), opened.parameters(), options).write(writable(out));
                return Result.ok(document(opened, options, files), () -> text(files));
            }
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage(), e);
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

    static Path writable(Path path) {
        var parent = path.toAbsolutePath().getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            throw new UsageException("there is no folder " + parent + "; make it first");
        }
        return path;
    }
}
