package dev.stampede.mosaic.pipeline;

import dev.stampede.io.raster.RasterCache;
import dev.stampede.io.vector.VectorFiles;
import dev.stampede.kernels.matching.NoData;
import dev.stampede.mosaic.Compatibility.Row;
import dev.stampede.mosaic.FileSource;
import dev.stampede.mosaic.MosaicInputs;
import dev.stampede.mosaic.PixelSource;
import dev.stampede.mosaic.PixelTypes;
import dev.stampede.mosaic.align.Align;
import dev.stampede.mosaic.clip.Clip;
import dev.stampede.mosaic.clip.ClipParameters;
import dev.stampede.mosaic.global.GlobalMatching;
import dev.stampede.mosaic.global.GlobalSource;
import dev.stampede.mosaic.global.OverlapDifferences;
import dev.stampede.mosaic.local.LocalMatching;
import dev.stampede.mosaic.merge.Merge;
import dev.stampede.mosaic.merge.MergeParameters;
import dev.stampede.mosaic.report.DifferenceTable;
import dev.stampede.mosaic.report.MosaicReport;
import dev.stampede.mosaic.resume.Continuation;
import dev.stampede.mosaic.seam.Seamlines;
import dev.stampede.mosaic.source.DecodedStore;
import dev.stampede.mosaic.source.MaskedSource;
import dev.stampede.mosaic.source.MatchingKernels;
import dev.stampede.mosaic.source.NamedSource;
import dev.stampede.mosaic.source.VectorRegions;
import dev.stampede.runtime.Progress;
import dev.stampede.runtime.UsageException;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.nio.file.Files;
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
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;

/// The stages of a mosaic, one after the other. Every stage is a source over the one before: without files
/// between them, a tile of the mosaic is computed from the tiles of the images it needs, and only statistics,
/// block means and footprints read the images before that. With files the same sources are written out; the
/// mosaic is the same to the bit.
public final class MosaicPipeline {
    private static final String ALIGN_SUFFIX = "_Align";

    private final PipelineParameters parameters;
    private final MatchingKernels kernels;
    private final Workers workers;
    private final Progress progress;
    private final TempFolder temp;
    private final StageFiles stageFiles;
    private Consumer<String> notes = note -> {};
    private Continuation continuation = Continuation.none();
    private Optional<GlobalMatching.Solution> solution = Optional.empty();
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
        if (parameters.seamline().isPresent()) {
            parameters.files().seamlines().ifPresent(VectorFiles::requireFormat);
            parameters.seamline().get().debugVectors().ifPresent(VectorFiles::requireFormat);
        }
        if (parameters
                .files()
                .report()
                .filter(Files::exists)
                .filter(file -> !Files.isDirectory(file))
                .isPresent()) {
            throw new UsageException("the report goes into a folder, "
                    + parameters.files().report().get() + " is a file; name another one with --report");
        }
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
                var made = stages(inputs);
                result = new MosaicResult(
                        made,
                        parameters.merge().isPresent(),
                        temp.path(),
                        parameters.inputs().size(),
                        start,
                        LocalDateTime.now(),
                        parameters,
                        solution,
                        earlier.taken());
                if (report.isPresent()) {
                    progress.begin("report", 1);
                    report.get().write(parameters.files().report().get(), result.document());
                    progress.advance(1);
                }
            } catch (Throwable failure) {
                breakOff(failure);
                throw failure;
            }
            stageFiles.close();
            if (removesTemporaries()) {
                temp.remove();
            }
            earlier.end();
            return result;
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

    private List<Path> stages(MosaicInputs inputs) throws IOException {
        List<PixelSource> images = List.copyOf(inputs.images());
        var matched = new LinkedHashMap<String, List<PixelSource>>();
        matched.put("before", images);
        if (parameters.global().isPresent()) {
            images = global(inputs, images);
            images = stageFiles.global(images);
            matched.put("after_global", images);
        }
        if (parameters.local().isPresent()) {
            images = local(inputs, images);
            images = stageFiles.local(images);
            matched.put("after_local", images);
        }
        var unaligned = images;
        if (parameters.align().isPresent()) {
            images = align(images);
            images = stageFiles.align(images);
        }
        Optional<List<Seamlines.Piece>> pieces = Optional.empty();
        if (parameters.seamline().isPresent()) {
            pieces = Optional.of(seamlines(inputs, unaligned, images));
        }
        if (parameters.clip().isPresent()) {
            images = clip(images, pieces);
            images = stageFiles.clip(images);
        }
        if (parameters.files().report().isPresent()) {
            report = Optional.of(report(inputs, matched, pieces));
        }
        if (parameters.merge().isEmpty()) {
            return stageFiles.last();
        }
        if (continuation.isFinished(parameters.output())) {
            return List.of(parameters.output());
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
        return List.of(parameters.output());
    }

    private MosaicReport report(
            MosaicInputs inputs, Map<String, List<PixelSource>> matched, Optional<List<Seamlines.Piece>> pieces)
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
                pieces.orElse(List.of()));
    }

    private NoData guard(MosaicInputs inputs) {
        return parameters.shared().compatibility().has(Row.UNPROTECTED_NO_DATA)
                ? NoData.unprotected(inputs.noData())
                : NoData.guarded(inputs.noData(), PixelTypes.range(inputs.outputType()));
    }

    private List<PixelSource> global(MosaicInputs inputs, List<PixelSource> images) throws IOException {
        var stage = parameters.global().get();
        var seen = images;
        if (stage.vectorMask().isPresent()) {
            var mask = stage.vectorMask().get();
            var regions = new VectorRegions(mask);
            seen = images.stream()
                    .map(image ->
                            (PixelSource) new MaskedSource(image, regions.of(image, image.name()), !mask.include()))
                    .toList();
        }
        var solved = new GlobalMatching(stage, parameters.shared().compatibility(), kernels.moments())
                .solve(seen, continuation.statistics(), workers, progress);
        for (var image : images) {
            if (solved.statistics().whole().get(image.name()).stream().allMatch(band -> band.size() == 0)) {
                throw new UsageException("image '" + image.name() + "' has no valid pixel"
                        + (stage.vectorMask().isPresent() ? " inside the vector mask" : "") + "; leave it out");
            }
        }
        solution = Optional.of(solved);
        return images.stream()
                .map(image -> (PixelSource) new GlobalSource(
                        image,
                        solved.adjustments().get(image.name()),
                        inputs.outputType(),
                        guard(inputs),
                        kernels.gainOffset()))
                .toList();
    }

    private List<PixelSource> local(MosaicInputs inputs, List<PixelSource> images) throws IOException {
        var stage = parameters.local().get();
        var matching = new LocalMatching(stage, parameters.shared().compatibility(), kernels);
        var regions = stage.vectorMask().isPresent()
                ? new VectorRegions(stage.vectorMask().get())
                : null;
        var solved = matching.solve(
                images,
                regions == null ? null : image -> regions.of(image, original(images.indexOf(image))),
                continuation.blockMeans(),
                workers,
                progress);
        matching.save(solved, images.getFirst().crs(), inputs.noData());
        return images.stream()
                .map(image -> (PixelSource) matching.correct(image, solved, inputs.outputType(), guard(inputs)))
                .toList();
    }

    private String original(int image) {
        return FileSource.name(parameters.inputs().get(image));
    }

    private List<PixelSource> align(List<PixelSource> images) {
        return new Align(parameters.align().get(), kernels.resample())
                .over(images).stream()
                        .map(image -> (PixelSource) new NamedSource(image, image.name() + ALIGN_SUFFIX))
                        .toList();
    }

    private List<Seamlines.Piece> seamlines(MosaicInputs inputs, List<PixelSource> unaligned, List<PixelSource> aligned)
            throws IOException {
        progress.begin("seamlines", 1);
        var stage = new Seamlines(parameters.seamline().get(), workers);
        var names = aligned.stream().map(PixelSource::name).toList();
        var crs = aligned.getFirst().crs();
        var pieces = continuation.seamlines().orElse(null);
        if (pieces == null || parameters.seamline().get().debugVectors().isPresent()) {
            pieces = stage.parts(names, stage.footprintsOf(outlines(inputs, unaligned, aligned)), crs);
            continuation.keep(pieces);
        }
        var file = parameters.files().seamlines();
        if (file.isPresent()) {
            stage.write(pieces, file.get(), crs);
        } else if (parameters.files().staged()) {
            stage.write(pieces, temp.file("seamline/ImageMasks.gpkg"), crs);
        }
        progress.advance(1);
        return pieces;
    }

    /// Images with the same valid pixels as the aligned ones, as cheap to read as may be: matching neither
    /// makes nor takes valid pixels, unless a fault is reproduced that does.
    private List<PixelSource> outlines(MosaicInputs inputs, List<PixelSource> unaligned, List<PixelSource> aligned) {
        var compatibility = parameters.shared().compatibility();
        boolean changes = compatibility.has(Row.UNPROTECTED_NO_DATA)
                || compatibility.has(Row.FIRST_BAND_MASK)
                || compatibility.has(Row.NO_DATA_NOT_REMAPPED);
        if (changes) {
            return aligned;
        }
        var plain = parameters.align().isPresent()
                ? new Align(parameters.align().get(), kernels.resample()).over(List.copyOf(inputs.images()))
                : List.<PixelSource>copyOf(inputs.images());
        var outlines = new ArrayList<PixelSource>();
        for (int i = 0; i < plain.size(); i++) {
            var input = inputs.images().get(i);
            var cheapest = isShifted(input, plain.get(i)) ? input : plain.get(i);
            outlines.add(new NamedSource(cheapest, aligned.get(i).name()));
        }
        return outlines;
    }

    /// Whether one grid is the other moved by whole pixels.
    private static boolean isShifted(PixelSource a, PixelSource b) {
        double cols = (b.affine().c() - a.affine().c()) / a.affine().a();
        double rows = (b.affine().f() - a.affine().f()) / a.affine().e();
        return a.affine().a() == b.affine().a()
                && a.affine().e() == b.affine().e()
                && Math.abs(cols - Math.rint(cols)) < 1e-9
                && Math.abs(rows - Math.rint(rows)) < 1e-9
                && a.width() <= b.width()
                && a.height() <= b.height();
    }

    private List<PixelSource> clip(List<PixelSource> images, Optional<List<Seamlines.Piece>> pieces)
            throws IOException {
        var stage = parameters.clip().get();
        var compatibility = parameters.shared().compatibility();
        var noData = compatibility.has(Row.NO_DATA_NOT_REMAPPED)
                ? parameters.shared().customNoData()
                : OptionalDouble.empty();
        if (stage.mask().isPresent()) {
            var mask = stage.mask().get();
            return new Clip(
                            new ClipParameters(
                                    mask.include() ? ClipParameters.Mode.INCLUDE : ClipParameters.Mode.EXCLUDE,
                                    mask.file(),
                                    mask.field(),
                                    stage.touchedPixels(),
                                    noData),
                            compatibility)
                    .over(images);
        }
        var clip = new Clip(
                new ClipParameters(
                        ClipParameters.Mode.INCLUDE,
                        parameters.output(),
                        Optional.empty(),
                        stage.touchedPixels(),
                        noData),
                compatibility);
        var cut = new ArrayList<PixelSource>();
        for (int i = 0; i < images.size(); i++) {
            cut.add(clip.cut(images.get(i), polygons(pieces.orElseThrow().get(i).area())));
        }
        return cut;
    }

    private static List<Polygon> polygons(Geometry area) {
        var polygons = new ArrayList<Polygon>();
        for (int i = 0; i < area.getNumGeometries(); i++) {
            if (area.getGeometryN(i) instanceof Polygon polygon) {
                polygons.add(polygon);
            }
        }
        return polygons;
    }
}
