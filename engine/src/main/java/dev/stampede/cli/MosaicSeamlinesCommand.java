package dev.stampede.cli;

import dev.stampede.kernels.KernelRegistry;
import dev.stampede.mosaic.seam.SeamlineParameters;
import dev.stampede.mosaic.seam.Seamlines;
import dev.stampede.runtime.UsageException;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/// `mosaic seamlines`: which part of each image goes into the mosaic.
@picocli.CommandLine.Command(
        name = "seamlines",
        description = "Finds which part of each image goes into the mosaic: lines through the middle of overlaps.")
final class MosaicSeamlinesCommand extends MosaicCommand.Base {
    @Option(
            names = "--output",
            required = true,
            paramLabel = "FILE",
            description = "Vector file to write, such as seams.gpkg; layer seamlines.")
    private Path output;

    @Option(names = "--aoi", paramLabel = "FILE", description = "Polygons; what lies outside is cut away.")
    private Path aoi;

    @Option(
            names = "--footprints",
            paramLabel = "FILE",
            description = "Outlines of the images, in place of their valid pixels.")
    private Path footprints;

    @Option(
            names = "--footprint-field",
            paramLabel = "NAME",
            description = "Field of the outlines whose value is contained in the image's name. Default: image.")
    private String footprintField = "image";

    @Option(
            names = "--image-field",
            paramLabel = "NAME",
            description = "Field of the result that gets the image's name. Default: image.")
    private String imageField = "image";

    @Option(
            names = "--min-point-spacing",
            paramLabel = "X",
            description = "Distance of points along the outline of an overlap, map units. Default: 10.")
    private double spacing = 10;

    @Option(
            names = "--min-cut-length",
            paramLabel = "X",
            description = "Shortest piece of a line that is used, map units. Default: 0.")
    private double cutLength;

    @Option(names = "--debug-vectors", paramLabel = "FILE", description = "Vector file for the steps in between.")
    private Path debugVectors;

    @Override
    List<Path> run(List<Path> images, KernelRegistry kernels, Workers workers) throws IOException {
        if (imageField.isBlank()) {
            throw new UsageException("--image-field is empty; name the field that gets the image's name");
        }
        var parameters = new SeamlineParameters(
                Optional.ofNullable(aoi),
                Optional.ofNullable(footprints).map(file -> new SeamlineParameters.FootprintFile(file, footprintField)),
                imageField,
                spacing,
                cutLength,
                Optional.ofNullable(debugVectors));
        new Seamlines(parameters, workers).run(images, output);
        return List.of(output);
    }
}
