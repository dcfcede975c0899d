package dev.stampede.operators.patch;

import dev.stampede.io.raster.CreationOptions;
import dev.stampede.io.raster.FileSource;
import dev.stampede.io.zarr.ZarrCompression;
import dev.stampede.io.zarr.ZarrFormat;
import dev.stampede.io.zarr.ZarrGroup;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.OperatorState;
import dev.stampede.patcher.GeoTiffSink;
import dev.stampede.patcher.GridRun;
import dev.stampede.patcher.PatchHooks;
import dev.stampede.patcher.PatchSize;
import dev.stampede.patcher.Patcher;
import dev.stampede.patcher.PixelAnchor;
import dev.stampede.patcher.RasterGrid;
import dev.stampede.patcher.ResumableSink;
import dev.stampede.patcher.RowSink;
import dev.stampede.patcher.RunReport;
import dev.stampede.patcher.RunSettings;
import dev.stampede.patcher.StreamingRun;
import dev.stampede.patcher.ZarrAccumulator;
import dev.stampede.patcher.ZarrOptions;
import dev.stampede.patcher.ZarrSink;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.runtime.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// A pipeline run over the patches of a file, into a GeoTIFF or, where the output ends in `.zarr`, the array
/// `values` of a Zarr store. Neither scene is held in memory.
///
/// @param input    anything GDAL understands
/// @param pipeline works on the values of a patch; keeps rows and columns
/// @param output   appears when all is done
/// @param options  GDAL's creation options
public record PatchJob(
        String input,
        Patcher patcher,
        Operator<GeoRaster, GeoRaster> pipeline,
        Path output,
        Map<String, String> options) {
    private static final int CHUNK = 256;

    /// How many patches the file has.
    /// @throws IOException              if it cannot be opened
    /// @throws IllegalArgumentException if patches do not fit
    public int patches() throws IOException {
        try (var source = FileSource.open(input)) {
            return patcher.anchors(RasterGrid.of(source)).size();
        }
    }

    private RowSink sink(RunSettings settings, Optional<Path> journal) throws IOException {
        var file = target();
        return journal.isEmpty() ? file : new ResumableSink(journal.get(), identity(settings), file);
    }

    private boolean isStore() {
        return output.getFileName().toString().endsWith(".zarr");
    }

    private RowSink target() throws IOException {
        if (!isStore()) {
            CreationOptions.require("GTiff", options);
            return new GeoTiffSink(output, OptionalDouble.empty(), options);
        }
        if (!options.isEmpty()) {
            throw new IllegalArgumentException(
                    "creation options " + options.keySet() + " are those of a GeoTIFF; " + output + " is a Zarr store");
        }
        return new ZarrSink(
                ZarrGroup.create(output, "", ZarrFormat.V3).resolve("values"),
                ZarrFormat.V3,
                PatchSize.of(CHUNK),
                ZarrCompression.GZIP);
    }

    /// As [#run] with sums in a store instead of in memory: for anchors in any order, see [StreamingRun].
    /// @param sums store of this run alone; what it holds already is not worked on again. It stays
    /// @throws IOException              if a file cannot be read or written
    /// @throws IllegalArgumentException as [#run], or if the aggregation has no sums
    public RunReport runInto(Path sums, ZarrOptions sumOptions, RunSettings settings, Progress progress)
            throws IOException {
        requireOtherOutput();
        try (var source = FileSource.open(input);
                var sink = target();
                var accumulator = ZarrAccumulator.open(sums, identity(settings), sumOptions)) {
            var hooks = counting(source, progress);
            return StreamingRun.run(
                    source, patcher, patch -> pipeline.apply(patch.data()), settings.with(hooks), accumulator, sink);
        }
    }

    private void requireOtherOutput() throws IOException {
        if (Files.exists(output) && Files.exists(Path.of(input)) && Files.isSameFile(output, Path.of(input))) {
            throw new IllegalArgumentException(
                    output + " is the input too; name another output, the input is read while it is written");
        }
    }

    private PatchHooks counting(FileSource source, Progress progress) {
        int patches = patcher.anchors(RasterGrid.of(source)).size();
        progress.begin("patches", Math.max(1, patches));
        return new PatchHooks() {
            @Override
            public void patchDone(PixelAnchor anchor) {
                progress.advance(1);
            }

            @Override
            public void error(PixelAnchor anchor, Throwable cause) {
                progress.advance(1);
            }
        };
    }

    /// Changes with anything the result depends on.
    private String identity(RunSettings settings) throws IOException {
        var path = Path.of(input);
        var state = Files.exists(path) ? Files.size(path) + " bytes of " + Files.getLastModifiedTime(path) : "";
        return String.join(
                "; ",
                input,
                state,
                patcher.config().digest(),
                OperatorState.of(pipeline).digest(),
                settings.resultType().map(DType::label).orElse("natural type"),
                "errors " + settings.errors().kind());
    }

    /// Runs it.
    /// @throws IOException              if a file cannot be read or written
    /// @throws IllegalArgumentException if input and output are one file, patches do not fit, or the
    ///                                  journal is that of
    ///                                  another run
    /// @param journal folder that keeps finished rows until the run is through, to go on from after a break
    public RunReport run(RunSettings settings, Progress progress, Optional<Path> journal) throws IOException {
        requireOtherOutput();
        try (var source = FileSource.open(input);
                var sink = sink(settings, journal)) {
            var hooks = counting(source, progress);
            return GridRun.run(source, patcher, patch -> pipeline.apply(patch.data()), settings.with(hooks), sink);
        }
    }
}
