package dev.stampede.mosaic.pipeline;

import dev.stampede.kernels.matching.NoData;
import dev.stampede.mosaic.Compatibility.Row;
import dev.stampede.mosaic.FileSource;
import dev.stampede.mosaic.MosaicInputs;
import dev.stampede.mosaic.PixelSource;
import dev.stampede.mosaic.PixelTypes;
import dev.stampede.mosaic.global.GlobalMatching;
import dev.stampede.mosaic.global.GlobalSource;
import dev.stampede.mosaic.global.StatisticsKeeper;
import dev.stampede.mosaic.local.BlockMeansKeeper;
import dev.stampede.mosaic.local.LocalMatching;
import dev.stampede.mosaic.source.MaskedSource;
import dev.stampede.mosaic.source.MatchingKernels;
import dev.stampede.mosaic.source.VectorRegions;
import dev.stampede.runtime.Progress;
import dev.stampede.runtime.UsageException;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// The colours of images brought together: first by a gain and an offset per image and band, then by a correction
/// that varies over the ground.
final class MatchingStages {
    private final PipelineParameters parameters;
    private final MosaicInputs inputs;
    private final MatchingKernels kernels;
    private final Workers workers;
    private final Progress progress;
    private Optional<GlobalMatching.Solution> solution = Optional.empty();

    MatchingStages(
            PipelineParameters parameters,
            MosaicInputs inputs,
            MatchingKernels kernels,
            Workers workers,
            Progress progress) {
        this.parameters = parameters;
        this.inputs = inputs;
        this.kernels = kernels;
        this.workers = workers;
        this.progress = progress;
    }

    /// What global matching found; empty before it and without it.
    Optional<GlobalMatching.Solution> solution() {
        return solution;
    }

    /// Images with the gains and offsets that bring their overlaps together.
    /// @throws IOException    if an image or a file of parameters cannot be read
    /// @throws UsageException if an image has no pixel to go by
    List<PixelSource> global(List<PixelSource> images, StatisticsKeeper keeper) throws IOException {
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
                .solve(seen, keeper, workers, progress);
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
                        guard(),
                        kernels.gainOffset()))
                .toList();
    }

    /// Images whose means of blocks are those of all images together.
    /// @throws IOException if an image or a map cannot be read or written
    List<PixelSource> local(List<PixelSource> images, BlockMeansKeeper keeper) throws IOException {
        var stage = parameters.local().get();
        var matching = new LocalMatching(stage, parameters.shared().compatibility(), kernels);
        var regions = stage.vectorMask().isPresent()
                ? new VectorRegions(stage.vectorMask().get())
                : null;
        var solved = matching.solve(
                images,
                regions == null ? null : image -> regions.of(image, original(images.indexOf(image))),
                keeper,
                workers,
                progress);
        matching.save(solved, images.getFirst().crs(), inputs.noData());
        return images.stream()
                .map(image -> (PixelSource) matching.correct(image, solved, inputs.outputType(), guard()))
                .toList();
    }

    private String original(int image) {
        return FileSource.name(parameters.inputs().get(image));
    }

    private NoData guard() {
        return parameters.shared().compatibility().has(Row.UNPROTECTED_NO_DATA)
                ? NoData.unprotected(inputs.noData())
                : NoData.guarded(inputs.noData(), PixelTypes.range(inputs.outputType()));
    }
}
