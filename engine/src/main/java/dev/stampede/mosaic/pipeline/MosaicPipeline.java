package dev.stampede.mosaic.pipeline;

import dev.stampede.io.raster.RasterCache;
import dev.stampede.mosaic.Compatibility.Row;
import dev.stampede.mosaic.MosaicInputs;
import dev.stampede.mosaic.PixelSource;
import dev.stampede.mosaic.global.GlobalMatching;
import dev.stampede.mosaic.global.OverlapDifferences;
import dev.stampede.mosaic.merge.Merge;
import dev.stampede.mosaic.merge.MergeParameters;
import dev.stampede.mosaic.report.DifferenceTable;
import dev.stampede.mosaic.report.MosaicReport;
import dev.stampede.mosaic.resume.Continuation;
import dev.stampede.mosaic.seam.Seamlines;
import dev.stampede.mosaic.source.DecodedStore;
import dev.stampede.mosaic.source.MatchingKernels;
import dev.stampede.runtime.Progress;
import dev.stampede.runtime.UsageException;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/// The stages of a mosaic, one after the other. Every stage is a source over the one before: without files
/// between them, a tile of the mosaic is computed from the tiles of the images it needs, and only statistics,
/// block means and footprints read the images before that. With files the same sources are written out; the
/// mosaic is the same to the bit.
public final class MosaicPipeline {
    private final PipelineParameters parameters;
    private final MatchingKernels kernels;
    private final Workers workers;
    private final Progress progress;
    private final TempFolder temp;
    private final StageFiles stageFiles;
    private Consumer<String> notes = note -> {};
    private Continuation continuation = Continuation.none();
    private Optional<MosaicReport> report = Optional.empty();

    public MosaicPipeline(PipelineParameters parameters, MatchingKernels kernels, Workers workers, Progress progress) {
        this.parameters = parameters;
        this.kernels = kernels;
        this.workers = workers;
        this.progress = progress;
        this.temp = new TempFolder(parameters.files().tempDir());
        this.stageFiles = new StageFiles(parameters, temp, workers, progress);
    }

    /// Makes the mosaic.
    /// @throws IOException    if a file cannot be read or written
    /// @throws UsageException if the images do not fit together; nothing was written then
    public MosaicResult run() throws IOException {
        var start = LocalDateTime.now();
        OutputFiles.require(parameters);
        RasterCache.limit(parameters.shared().cacheBytes());
        var decoded = DecodedStore.open(parameters.files().tempDir().orElse(parameters.output()));
        try (var store = decoded.orElse(null);
                var inputs = MosaicInputs.open(
                        parameters.inputs(),
                        parameters.shared().customNoData(),
                        parameters.shared().outputType().orElse(null),
                        parameters.shared().compatibility(),
                        image -> store == null ? image : store.keep(image, kernels.widening()));
                var earlier = new Resumption(parameters, kernels).open(notes)) {
            continuation = earlier;
            if (removesTemporaries()) {
                temp.continueFrom(earlier);
            }
            stageFiles.continueFrom(earlier);
            MosaicResult result;
            try {
                if (parameters.files().staged()) {
                    temp.claim(parameters.inputs(), parameters.output());
                }
                var matching = new MatchingStages(parameters, inputs, kernels, workers, progress);
                var made = stages(inputs, matching);
                result = new MosaicResult(
                        made,
                        parameters.merge().isPresent(),
                        temp.path(),
                        parameters.inputs().size(),
                        start,
                        LocalDateTime.now(),
                        parameters,
                        matching.solution(),
                        earlier.taken());
                if (report.isPresent()) {
                    progress.begin("report", 1);
                    report.get().write(parameters.files().report().get(), result.document());
                    progress.advance(1);
                    report.get().warnings().forEach(warning -> notes.accept(warning.text()));
                }
            } catch (Throwable failure) {
                try {
                    breakOff(failure);
                } catch (IOException | RuntimeException more) {
                    failure.addSuppressed(more);
                }
                throw failure;
            }
            stageFiles.close();
            if (removesTemporaries()) {
                temp.remove();
            }
            earlier.end();
            return result;
        } finally {
            temp.release();
        }
    }

    /// Lines for the user, such as that an interrupted run is continued.
    public MosaicPipeline notes(Consumer<String> listener) {
        notes = listener;
        return this;
    }

    private boolean removesTemporaries() {
        return parameters.files().deleteTempDir() && parameters.merge().isPresent();
    }

    /// Leaves what a next run can take up, or nothing.
    private void breakOff(Throwable failure) throws IOException {
        stageFiles.close();
        // A mistake in what was asked for is not mended by asking again.
        boolean mistake = failure instanceof UsageException || failure instanceof IllegalArgumentException;
        if (!mistake && continuation.isWorthKeeping()) {
            if (!(failure instanceof CancellationException)) {
                notes.accept("what was finished is kept in " + continuation.place()
                        + "; run the same command again to continue, or remove it");
            }
            return;
        }
        if (removesTemporaries()) {
            temp.remove();
        }
        continuation.end();
    }

    private List<Path> stages(MosaicInputs inputs, MatchingStages matching) throws IOException {
        var placing = new PlacingStages(parameters, inputs, kernels, temp, workers, progress);
        List<PixelSource> images = List.copyOf(inputs.images());
        var matched = new LinkedHashMap<String, List<PixelSource>>();
        matched.put("before", images);
        if (parameters.global().isPresent()) {
            images = stageFiles.global(matching.global(images, continuation.statistics()));
            matched.put("after_global", images);
        }
        if (parameters.local().isPresent()) {
            images = stageFiles.local(matching.local(images, continuation.blockMeans()));
            matched.put("after_local", images);
        }
        if (parameters.align().isPresent()) {
            images = stageFiles.align(placing.align(images));
        }
        Optional<List<Seamlines.Piece>> pieces = Optional.empty();
        if (parameters.seamline().isPresent()) {
            pieces = Optional.of(placing.seamlines(images, continuation));
        }
        if (parameters.clip().isPresent()) {
            images = stageFiles.clip(placing.clip(images, pieces));
        }
        if (parameters.files().report().isPresent()) {
            report = Optional.of(report(inputs, matched, matching.solution(), pieces));
        }
        return parameters.merge().isPresent() ? List.of(merged(images, inputs)) : stageFiles.last();
    }

    private Path merged(List<PixelSource> images, MosaicInputs inputs) throws IOException {
        if (continuation.isFinished(parameters.output())) {
            return parameters.output();
        }
        var compatible = parameters.shared().compatibility().has(Row.NO_DATA_NOT_REMAPPED);
        var merge = parameters.merge().get();
        var merging = new Merge(
                new MergeParameters(
                        merge.resolution(),
                        compatible ? parameters.shared().customNoData() : OptionalDouble.empty(),
                        Optional.of(inputs.outputType()),
                        merge.overviews(),
                        merge.cloudOptimized(),
                        merge.window(),
                        merge.compression()),
                kernels.gainOffset());
        if (continuation.tiles().isPresent()) {
            merging.writeContinued(
                    images, parameters.output(), continuation.tiles().get(), workers, progress);
        } else {
            merging.write(images, parameters.output(), workers, progress);
        }
        continuation.finished(parameters.output());
        return parameters.output();
    }

    private MosaicReport report(
            MosaicInputs inputs,
            Map<String, List<PixelSource>> matched,
            Optional<GlobalMatching.Solution> solution,
            Optional<List<Seamlines.Piece>> pieces)
            throws IOException {
        progress.begin("differences of overlapping images", matched.size());
        var differences = new ArrayList<List<OverlapDifferences.Difference>>();
        for (var images : matched.values()) {
            differences.add(OverlapDifferences.of(images, workers));
            progress.advance(1);
        }
        return new MosaicReport(
                parameters.inputs(),
                List.copyOf(inputs.images()),
                parameters.merge().map(merge -> parameters.output()),
                parameters.shared().customNoData(),
                solution,
                new DifferenceTable(List.copyOf(matched.keySet()), differences),
                !inputs.outputType().isFloating(),
                pieces.orElse(List.of()));
    }
}
