package dev.stampede.cli;

import dev.stampede.deploy.PipelineCall;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.OperatorRegistry;
import dev.stampede.operators.core.OperatorState;
import dev.stampede.operators.core.PipelineReader;
import dev.stampede.operators.patch.GridSampler;
import dev.stampede.operators.patch.PatchJob;
import dev.stampede.patcher.Boundary;
import dev.stampede.patcher.ErrorPolicy;
import dev.stampede.patcher.PatchException;
import dev.stampede.patcher.PatchSize;
import dev.stampede.patcher.PatchStep;
import dev.stampede.patcher.Patcher;
import dev.stampede.patcher.Rectangular;
import dev.stampede.patcher.RunReport;
import dev.stampede.patcher.RunSettings;
import dev.stampede.patcher.ZarrOptions;
import dev.stampede.patcher.aggregation.Aggregation;
import dev.stampede.patcher.aggregation.Max;
import dev.stampede.patcher.aggregation.Mean;
import dev.stampede.patcher.aggregation.Median;
import dev.stampede.patcher.aggregation.Min;
import dev.stampede.patcher.aggregation.OverlapAddition;
import dev.stampede.patcher.aggregation.Sum;
import dev.stampede.patcher.sampler.RegularStride;
import dev.stampede.patcher.window.Boxcar;
import dev.stampede.patcher.window.Gaussian;
import dev.stampede.patcher.window.Hann;
import dev.stampede.patcher.window.Triangular;
import dev.stampede.patcher.window.Tukey;
import dev.stampede.patcher.window.WeightWindow;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.runtime.UsageException;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `patch`: a pipeline over the patches of a file.
@picocli.CommandLine.Command(
        name = "patch",
        description = {
            "Cuts a raster file into patches, runs a pipeline on each and writes the merged result as a GeoTIFF",
            "or, where OUTPUT ends in .zarr, as the array values of a Zarr store.",
            "Neither file is held in memory. The result is the same for any number of threads."
        })
final class PatchCommand extends Command {
    enum Window {
        boxcar,
        hann,
        tukey,
        gaussian,
        triangular
    }

    enum Merge {
        overlap_add,
        mean,
        sum,
        max,
        min,
        median
    }

    @Parameters(index = "0", paramLabel = "INPUT", description = "A raster file of any format GDAL reads.")
    private String input;

    @Parameters(
            index = "1",
            paramLabel = "OUTPUT",
            description = "The GeoTIFF or .zarr store to write; appears when it is whole.")
    private Path output;

    @Option(
            names = "--pipeline",
            required = true,
            paramLabel = "FILE",
            description = "Operators for each patch: .yaml, .yml or .json. They keep rows and columns.")
    private Path pipeline;

    @Option(
            names = "--patcher",
            paramLabel = "FILE",
            description = "A GridSampler with its patcher, in place of the options below.")
    private Path patcher;

    @Option(names = "--size", paramLabel = "N", defaultValue = "256", description = "Side of a patch. Default: 256.")
    private int size;

    @Option(names = "--step", paramLabel = "N", description = "From a patch to the next. Default: 3/4 of the size.")
    private Integer step;

    @Option(
            names = "--window",
            defaultValue = "triangular",
            description = "${COMPLETION-CANDIDATES}. Default: triangular.")
    private Window window;

    @Option(
            names = "--boundary",
            defaultValue = "SHRINK",
            description = "At the edge: ${COMPLETION-CANDIDATES}. Default: SHRINK.")
    private Boundary boundary;

    @Option(
            names = "--aggregation",
            defaultValue = "overlap_add",
            description = "Where patches overlap: ${COMPLETION-CANDIDATES}. Default: overlap_add.")
    private Merge aggregation;

    @Option(
            names = "--dtype",
            paramLabel = "TYPE",
            defaultValue = "float32",
            description = "Of the result. Default: float32.")
    private String dtype;

    @Option(
            names = "--on-error",
            defaultValue = "RAISE",
            description = "When a patch fails: ${COMPLETION-CANDIDATES}. Default: RAISE.")
    private ErrorPolicy.Kind onError;

    @Option(names = "--retries", defaultValue = "0", paramLabel = "N", description = "Further tries of a failed read.")
    private int retries;

    @Option(names = "--threads", paramLabel = "N", description = "Default: one per processor.")
    private Integer threads;

    @Option(
            names = "--co",
            paramLabel = "NAME=VALUE",
            description = "Creation option of the GeoTIFF, such as COMPRESS=DEFLATE; may be repeated.")
    private Map<String, String> creation = new LinkedHashMap<>();

    @Option(
            names = "--journal",
            paramLabel = "FOLDER",
            description = "Keeps finished rows here, so that the same command goes on where it was broken off.")
    private Path journal;

    @Option(
            names = "--sums",
            paramLabel = "STORE",
            description =
                    "Keeps weighted sums in this Zarr store instead of in memory: for samplers in any order. The same"
                            + " command goes on with the patches that are not in it.")
    private Path sums;

    @Override
    public Result call() throws IOException {
        if (sums != null && journal != null) {
            throw new UsageException("--sums keeps a journal of its own; leave out --journal");
        }
        var type = DType.named(dtype)
                .orElseThrow(() -> new UsageException("--dtype " + dtype + " is no type; float32, uint8, int16 ..."));
        var job = new PatchJob(input, patcher(), steps(), output, creation);
        int processors = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
        try (var workers = new Workers(processors, session().cancellation())) {
            var settings = RunSettings.of(workers).with(type).with(new ErrorPolicy(onError, retries));
            var progress = session().display().progress();
            return result(
                    job,
                    sums == null
                            ? job.run(settings, progress, Optional.ofNullable(journal))
                            : job.runInto(sums, ZarrOptions.DEFAULT, settings, progress));
        } catch (PatchException e) {
            if (e.getCause() instanceof IllegalArgumentException) {
                throw new UsageException(input + ": " + e.getMessage());
            }
            throw new IOException(input + ": " + e.getMessage(), e);
        }
    }

    @Override
    String afterInterruption() {
        if (sums != null) {
            return "patches that are added are kept in " + sums + ", run the same command again to continue";
        }
        return journal == null
                ? NOTHING_HALF_WRITTEN
                : "finished rows are kept in " + journal + ", run the same command again to continue";
    }

    private Patcher patcher() throws IOException {
        if (patcher == null) {
            return new Patcher(
                    new Rectangular(PatchSize.of(size), boundary),
                    new RegularStride(PatchStep.of(step == null ? Math.max(1, size * 3 / 4) : step)),
                    windowOf(),
                    aggregationOf());
        }
        var operator = PipelineReader.of(OperatorRegistry.standard()).read(patcher);
        if (operator instanceof GridSampler sampler) {
            return sampler.patcher();
        }
        throw new UsageException(patcher + " holds " + operator.name() + ", expected a GridSampler with its patcher");
    }

    private WeightWindow windowOf() {
        return switch (window) {
            case boxcar -> new Boxcar();
            case hann -> new Hann();
            case tukey -> new Tukey();
            case gaussian -> new Gaussian();
            case triangular -> new Triangular(Math.max(1, size / 4));
        };
    }

    private Aggregation aggregationOf() {
        return switch (aggregation) {
            case overlap_add -> new OverlapAddition(true, Double.NaN);
            case mean -> new Mean(Double.NaN);
            case sum -> new Sum();
            case max -> new Max();
            case min -> new Min();
            case median -> new Median();
        };
    }

    @SuppressWarnings("unchecked")
    private Operator<GeoRaster, GeoRaster> steps() throws IOException {
        var steps = PipelineReader.of(OperatorRegistry.standard()).read(pipeline);
        try {
            return (Operator<GeoRaster, GeoRaster>) new PipelineCall(steps).pipeline();
        } catch (IllegalArgumentException e) {
            throw new UsageException(pipeline + ": " + e.getMessage(), e);
        }
    }

    private static Result result(PatchJob job, RunReport report) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("output", job.output().toString());
        document.put("patches", report.patches());
        document.put("pipeline_digest", OperatorState.of(job.pipeline()).digest());
        document.put(
                "failures",
                report.failures().stream()
                        .map(failure -> Map.of(
                                "row", failure.anchor().row(),
                                "column", failure.anchor().col(),
                                "reason", String.valueOf(failure.cause().getMessage())))
                        .toList());
        return new Result(
                report.failures().isEmpty() ? ExitCode.SUCCESS : ExitCode.FAILURE,
                document,
                () -> String.format(
                        Locale.ROOT,
                        "%s: %d patches, %d failed%n",
                        job.output(),
                        report.patches(),
                        report.failures().size()));
    }
}
