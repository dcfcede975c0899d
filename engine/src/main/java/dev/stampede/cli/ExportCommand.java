package dev.stampede.cli;

import dev.stampede.insar.export.PointExport;
import dev.stampede.insar.params.ParameterFiles;
import dev.stampede.insar.pipeline.Dataset;
import dev.stampede.insar.pipeline.KernelCatalog;
import dev.stampede.insar.pipeline.config.Backends;
import dev.stampede.insar.values.ValueSource;
import dev.stampede.insar.values.ValueType;
import dev.stampede.runtime.Machine;
import dev.stampede.runtime.UsageException;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
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

    @Option(names = "--velocity", paramLabel = "TYPE", description = "Corrections as in v-do. Default: v.")
    private String velocity = "v";

    @Option(names = "--series", paramLabel = "TYPE", description = "Corrections as in u-dm. Default: u-dm.")
    private String series = "u-dm";

    @Option(names = "--no-series", description = "Leave the time series out.")
    private boolean noSeries;

    @Option(names = "--no-deviation", description = "Leave the standard deviation of the velocity out.")
    private boolean noDeviation;

    @Override
    public Result call() throws IOException {
        try {
            return export();
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage(), e);
        }
    }

    private Result export() throws IOException {
        var options =
                new PointExport.Options(ValueType.parse(velocity), ValueType.parse(series), !noSeries, !noDeviation);
        var format = format();
        var folder = out.toAbsolutePath().normalize().getParent();
        if (!Files.isDirectory(folder)) {
            throw new UsageException("folder " + folder + " of --out does not exist");
        }
        var opened = Dataset.open(dataset);
        var parameters = ParameterFiles.of(dataset).load();
        var kernels = session()
                .config()
                .registry(KernelCatalog.families(), Backends.availability(), 0, dataset.toString())
                .requireNamed();
        try (var workers = new Workers(Machine.current().processors(), session().cancellation());
                var arena = Arena.ofShared()) {
            var source = ValueSource.open(arena, opened.root(), parameters, kernels, workers);
            var report =
                    PointExport.write(arena, opened.root(), parameters, source, options, format, out.toAbsolutePath());
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("file", report.file().toString());
            document.put("points", report.points());
            document.put("dates", report.dates());
            return Result.ok(document, () -> report.points() + " points, " + report.dates() + " dates: " + out + "\n");
        }
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
