package dev.stampede.cli;

import dev.stampede.insar.export.PointExport;
import dev.stampede.insar.values.ValueType;
import dev.stampede.runtime.UsageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Option;

/// `export`: points with velocities and time series for other programs.
@picocli.CommandLine.Command(
        name = "export",
        description = "Writes the points with velocities and time series as CSV or GeoJSON.")
final class ExportCommand extends Command {
    @Option(names = "--dataset", required = true, paramLabel = "DIR", description = "The dataset.")
    private Path dataset;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "File to write; its ending says what: .csv, .geojson or .json.")
    private Path out;

    @Option(
            names = "--velocity",
            paramLabel = "TYPE",
            description = "Corrections as in v-do. Default: v-d, of small baselines V-d, as the series has them.")
    private String velocity;

    @Option(names = "--series", paramLabel = "TYPE", description = "Corrections as in u-dm. Default: u-dm.")
    private String series = "u-dm";

    @Option(names = "--no-series", description = "Leave the time series out.")
    private boolean noSeries;

    @Option(names = "--no-deviation", description = "Leave the standard deviation of the velocity out.")
    private boolean noDeviation;

    @Override
    public Result call() throws IOException {
        OutputFile.require("--out", out);
        var format = format();
        try (var opened = new OpenedValues(session(), dataset, List.of())) {
            var options = new PointExport.Options(
                    velocity(opened.parameters().smallBaseline()), ValueType.parse(series), !noSeries, !noDeviation);
            var report = PointExport.write(
                    opened.arena(),
                    opened.dataset().root(),
                    opened.parameters(),
                    opened.source(),
                    options,
                    format,
                    out.toAbsolutePath());
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("file", report.file().toString());
            document.put("points", report.points());
            document.put("dates", report.dates());
            return Result.ok(document, () -> report.points() + " points, " + report.dates() + " dates: " + out + "\n");
        }
    }

    /// The series of small baselines is that of the images, so the velocity is that of the images too.
    private ValueType velocity(boolean smallBaseline) {
        if (velocity != null) {
            return ValueType.parse(velocity);
        }
        return ValueType.parse(smallBaseline ? "V-d" : "v-d");
    }

    private PointExport.Format format() {
        var name = out.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".csv")) {
            return PointExport.Format.CSV;
        }
        if (name.endsWith(".geojson") || name.endsWith(".json")) {
            return PointExport.Format.GEOJSON;
        }
        throw new UsageException("--out is " + out + ", must end in .csv, .geojson or .json");
    }
}
