package dev.stampede.cli;

import dev.stampede.kernels.KernelRegistry;
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
                window);
        new Merge(parameters).run(images, output, workers, session().display().progress());
        return List.of(output);
    }
}
