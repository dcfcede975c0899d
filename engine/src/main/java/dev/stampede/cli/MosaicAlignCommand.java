package dev.stampede.cli;

import dev.stampede.kernels.KernelRegistry;
import dev.stampede.kernels.resample.GridResample;
import dev.stampede.kernels.resample.Interpolation;
import dev.stampede.mosaic.Resolution;
import dev.stampede.mosaic.align.Align;
import dev.stampede.mosaic.align.AlignParameters;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/// `mosaic align`: images on one grid.
@picocli.CommandLine.Command(name = "align", description = "Brings images onto one pixel size and grid.")
final class MosaicAlignCommand extends MosaicCommand.Base {
    @Option(
            names = "--output",
            required = true,
            paramLabel = "PATH",
            description = "Folder, or template in which $ is the image's name. In a folder: $_Align.tif.")
    private String output;

    @Option(names = "--resampling", paramLabel = "METHOD", description = "${COMPLETION-CANDIDATES}. Default: bilinear.")
    private Method resampling = Method.bilinear;

    @Option(
            names = "--resolution",
            paramLabel = "WHICH",
            description = "Pixel size: ${COMPLETION-CANDIDATES}. Default: highest.")
    private PixelSize resolution = PixelSize.highest;

    @Option(
            names = "--keep-corners",
            description =
                    "Each image keeps its upper left corner; else pixel edges lie at multiples of the pixel size.")
    private boolean keepCorners;

    @Option(names = "--window-size", paramLabel = "N", description = "Tile of the files, in pixels. Default: 1024.")
    private int window = 1024;

    /// How values between pixel centres are found.
    enum Method {
        nearest(Interpolation.NEAREST),
        bilinear(Interpolation.BILINEAR),
        cubic(Interpolation.CUBIC);

        private final Interpolation interpolation;

        Method(Interpolation interpolation) {
            this.interpolation = interpolation;
        }
    }

    /// Which pixel size.
    enum PixelSize {
        highest(Resolution.HIGHEST),
        average(Resolution.AVERAGE),
        lowest(Resolution.LOWEST);

        private final Resolution resolution;

        PixelSize(Resolution resolution) {
            this.resolution = resolution;
        }

        Resolution resolution() {
            return resolution;
        }
    }

    @Override
    List<Path> run(List<Path> images, KernelRegistry kernels, Workers workers) throws IOException {
        var outputs = outputs(output, "$_Align.tif", images);
        var parameters = new AlignParameters(resampling.interpolation, !keepCorners, resolution.resolution);
        new Align(parameters, () -> kernels.get(GridResample.FAMILY))
                .run(images, outputs, window, workers, session().display().progress());
        return outputs;
    }
}
