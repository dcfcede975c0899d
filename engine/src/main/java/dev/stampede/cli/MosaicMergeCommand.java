package dev.stampede.cli;

import dev.stampede.kernels.KernelRegistry;
import dev.stampede.kernels.matching.GainOffset;
import dev.stampede.mosaic.Compatibility;
import dev.stampede.mosaic.FileSource;
import dev.stampede.mosaic.PathRules;
import dev.stampede.mosaic.clip.Clip;
import dev.stampede.mosaic.clip.ClipParameters;
import dev.stampede.mosaic.merge.Compression;
import dev.stampede.mosaic.merge.Merge;
import dev.stampede.mosaic.merge.MergeParameters;
import dev.stampede.raster.DType;
import dev.stampede.runtime.UsageException;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import picocli.CommandLine.Option;

/// `mosaic merge`: images laid over each other.
@picocli.CommandLine.Command(
        name = "merge",
        description = "Lays images over each other in their order, later ones on top.")
final class MosaicMergeCommand extends MosaicCommand.Base {
    @Option(names = "--output", required = true, paramLabel = "FILE", description = "GeoTIFF to write.")
    private Path output;

    @Option(
            names = "--resolution",
            paramLabel = "WHICH",
            description = "Pixel size: ${COMPLETION-CANDIDATES}. Default: highest.")
    private MosaicAlignCommand.PixelSize resolution = MosaicAlignCommand.PixelSize.highest;

    @Option(
            names = "--nodata",
            paramLabel = "X",
            description = "Stands for no data in the images and the mosaic. Default: the images' own.")
    private Double noData;

    @Option(
            names = "--dtype",
            paramLabel = "TYPE",
            description = "Pixel type, such as uint16 or float32. Default: that of the first image.")
    private String type;

    @Option(names = "--no-overviews", description = "Build no overviews.")
    private boolean noOverviews;

    @Option(names = "--cog", description = "Write a cloud-optimized GeoTIFF.")
    private boolean cog;

    @Option(names = "--window-size", paramLabel = "N", description = "Tile of the file, in pixels. Default: 1024.")
    private int window = 1024;

    @Option(
            names = "--feather",
            paramLabel = "X",
            description = "Let images pass into each other over this many map units on each side of their seams; the"
                    + " images are then the aligned ones. Needs --polygons.")
    private Double feather;

    @Option(names = "--polygons", paramLabel = "FILE", description = "Seamlines, for --feather.")
    private Path polygons;

    @Option(
            names = "--field",
            paramLabel = "NAME",
            description = "Field of the seamlines with the name of the image. Default: image.")
    private String field = "image";

    @Override
    List<Path> run(List<Path> images, KernelRegistry kernels, Workers workers) throws IOException {
        Optional<DType> wanted = Optional.empty();
        if (type != null) {
            wanted = Optional.of(DType.named(type)
                    .orElseThrow(() -> new UsageException("--dtype is " + type
                            + "; expected byte, int8, uint16, int16, uint32, int32, float32 or float64")));
        }
        var parameters = new MergeParameters(
                resolution.resolution(),
                noData == null ? OptionalDouble.empty() : OptionalDouble.of(noData),
                wanted,
                !noOverviews,
                cog,
                window,
                Compression.PREDICTED);
        var progress = session().display().progress();
        if (feather == null) {
            new Merge(parameters, kernels.get(GainOffset.FAMILY)).run(images, output, workers, progress);
            return List.of(output);
        }
        if (polygons == null) {
            throw new UsageException("--feather needs --polygons, the seamlines to blend along");
        }
        PathRules.requireOthers(List.of(output), images);
        var sources = FileSource.openAll(images);
        try {
            var parts = new Clip(ClipParameters.bySeamlines(polygons, field), Compatibility.NONE).polygons(sources);
            new Merge(parameters, kernels.get(GainOffset.FAMILY))
                    .writeFeathered(sources, parts, feather, output, workers, progress);
        } finally {
            FileSource.closeAll(sources);
        }
        return List.of(output);
    }
}
