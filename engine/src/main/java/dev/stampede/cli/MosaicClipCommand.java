package dev.stampede.cli;

import dev.stampede.kernels.KernelRegistry;
import dev.stampede.mosaic.Compatibility;
import dev.stampede.mosaic.clip.Clip;
import dev.stampede.mosaic.clip.ClipParameters;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import picocli.CommandLine.Option;

/// `mosaic clip`: images cut to polygons.
@picocli.CommandLine.Command(name = "clip", description = "Cuts images to polygons.")
final class MosaicClipCommand extends MosaicCommand.Base {
    @Option(
            names = "--output",
            required = true,
            paramLabel = "PATH",
            description = "Folder, or template in which $ is the image's name. In a folder: $_Mask.tif.")
    private String output;

    @Option(names = "--polygons", required = true, paramLabel = "FILE", description = "Vector file.")
    private Path polygons;

    @Option(
            names = "--field",
            paramLabel = "NAME",
            description = "Each image is cut by the polygon whose value in this field is its name. Default: all"
                    + " polygons cut every image.")
    private String field;

    @Option(names = "--exclude", description = "Keep the outside.")
    private boolean exclude;

    @Option(names = "--touched", description = "Pixels that the outline passes through count as inside.")
    private boolean touched;

    @Option(
            names = "--nodata",
            paramLabel = "X",
            description = "Value of pixels that are cut away. Default: the image's own.")
    private Double noData;

    @Option(
            names = "--compat",
            paramLabel = "LIST",
            description = "Faults of the reference program to reproduce, such as spectralmatch or 4,9. Default: none.")
    private String compat = "none";

    @Override
    List<Path> run(List<Path> images, KernelRegistry kernels, Workers workers) throws IOException {
        var outputs = outputs(output, "$_Mask.tif", images);
        var parameters = new ClipParameters(
                exclude ? ClipParameters.Mode.EXCLUDE : ClipParameters.Mode.INCLUDE,
                polygons,
                Optional.ofNullable(field),
                touched,
                noData == null ? OptionalDouble.empty() : OptionalDouble.of(noData));
        new Clip(parameters, Compatibility.of(compat))
                .run(images, outputs, workers, session().display().progress());
        return outputs;
    }
}
