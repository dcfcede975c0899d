package dev.stampede.mosaic.pipeline;

import dev.stampede.io.raster.RasterFile;
import dev.stampede.io.vector.VectorFiles;
import dev.stampede.mosaic.FileSource;
import dev.stampede.mosaic.VectorMask;
import dev.stampede.mosaic.global.GlobalParameters;
import dev.stampede.mosaic.local.LocalParameters;
import dev.stampede.mosaic.pipeline.PipelineParameters.Outputs;
import dev.stampede.mosaic.resume.Continuation;
import dev.stampede.mosaic.resume.RunIdentity;
import dev.stampede.mosaic.source.MatchingKernels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Where a run keeps what a later one can take up, and what makes the later one the same run.
final class Resumption {
    private final PipelineParameters parameters;
    private final MatchingKernels kernels;

    Resumption(PipelineParameters parameters, MatchingKernels kernels) {
        this.parameters = parameters;
        this.kernels = kernels;
    }

    /// Beside the mosaic, or without one beside the first images that are written; empty where neither has a
    /// place that a later run would find, or nothing is to be kept.
    Optional<Path> folder() {
        if (!parameters.files().resume()) {
            return Optional.empty();
        }
        if (parameters.merge().isPresent()) {
            var output = parameters.output().toAbsolutePath();
            return Optional.of(output.resolveSibling("." + output.getFileName() + ".resume"));
        }
        var files = parameters.files();
        return Stream.of(files.global(), files.local(), files.align(), files.clip())
                .flatMap(Optional::stream)
                .findFirst()
                .map(this::place)
                .or(files::tempDir)
                .map(place -> place.toAbsolutePath().resolve(".mosaic.resume"));
    }

    private Path place(Outputs outputs) {
        var names = parameters.inputs().stream().map(FileSource::name).toList();
        return outputs.of(names, "$.tif").getFirst().toAbsolutePath().getParent();
    }

    /// Takes up the run that was broken off, if there is one.
    /// @throws IOException if what it left cannot be read
    Continuation open(Consumer<String> notes) throws IOException {
        var folder = folder();
        return folder.isEmpty()
                ? Continuation.none()
                : Continuation.open(folder.get(), identity(), notes, this::removeLeftOvers);
    }

    private void removeLeftOvers(List<Path> files) {
        try {
            TempFolder.remove(files);
        } catch (IOException e) {
            System.getLogger(Resumption.class.getName())
                    .log(System.Logger.Level.WARNING, "temporary files of an earlier run stay: " + e.getMessage());
        }
    }

    private RunIdentity identity() throws IOException {
        var shared = parameters.shared();
        var files = parameters.files();
        var identity = new RunIdentity()
                .with("version", Resumption.class.getPackage().getImplementationVersion())
                .with("output", parameters.output().toAbsolutePath().normalize())
                .with("list of images", absolute(parameters.inputs()))
                .with("no-data value", shared.customNoData())
                .with("window size", shared.windowSize())
                .with("output type", shared.outputType())
                .with("cloud-optimized files", shared.cloudOptimized())
                .with("overviews of stages", shared.globalOverviews() + ", " + shared.localOverviews())
                .with("compatibility", shared.compatibility())
                .with(
                        "intermediate files",
                        files.intermediates() + ", " + files.global() + ", " + files.local() + ", " + files.align()
                                + ", " + files.clip())
                .with("parameters of global matching", parameters.global())
                .with("parameters of local matching", parameters.local())
                .with("parameters of alignment", parameters.align())
                .with("parameters of seamlines", parameters.seamline())
                .with("parameters of clipping", parameters.clip())
                .with("parameters of merging", parameters.merge())
                .with("kernels", names());
        for (var file : parameters.inputs()) {
            withParts(identity, file, RasterFile.parts(file.toString()));
        }
        for (var file : rasters()) {
            withParts(identity, file, Files.exists(file) ? RasterFile.parts(file.toString()) : List.of());
        }
        for (var file : vectors()) {
            withParts(identity, file, Files.exists(file) ? VectorFiles.parts(file) : List.of());
        }
        var adjustments = parameters.global().flatMap(GlobalParameters::loadAdjustments);
        return adjustments.isPresent() ? identity.withFile(adjustments.get()) : identity;
    }

    /// A file alone does not tell what is read from it: fields of a shapefile are in another, as are the pixels of
    /// a virtual raster and the no-data value of some.
    private static void withParts(RunIdentity identity, Path file, List<Path> parts) throws IOException {
        identity.withFile(file);
        for (var part : parts) {
            identity.withFile(part);
        }
    }

    private static List<Path> absolute(List<Path> files) {
        return files.stream().map(file -> file.toAbsolutePath().normalize()).toList();
    }

    /// Implementations may differ in the last digit.
    private List<String> names() {
        var names = Stream.of(kernels.moments(), kernels.gainOffset(), kernels.blocks())
                .map(kernel -> kernel.getClass().getSimpleName());
        return Stream.concat(
                        names,
                        Stream.of("GridResample on " + kernels.resampledOn().label()))
                .toList();
    }

    /// Rasters beside the images that results depend on.
    private List<Path> rasters() {
        var rasters = new ArrayList<Path>();
        parameters.local().flatMap(LocalParameters::loadMaps).ifPresent(maps -> {
            maps.reference().ifPresent(rasters::add);
            rasters.addAll(maps.local());
        });
        return rasters;
    }

    /// Vector files that results depend on.
    private List<Path> vectors() {
        var vectors = new ArrayList<Path>();
        parameters
                .global()
                .flatMap(GlobalParameters::vectorMask)
                .map(VectorMask::file)
                .ifPresent(vectors::add);
        parameters
                .local()
                .flatMap(LocalParameters::vectorMask)
                .map(VectorMask::file)
                .ifPresent(vectors::add);
        parameters.seamline().ifPresent(seamline -> {
            seamline.aoi().ifPresent(vectors::add);
            seamline.footprints().map(source -> source.file()).ifPresent(vectors::add);
        });
        parameters
                .clip()
                .flatMap(PipelineParameters.Clip::mask)
                .map(VectorMask::file)
                .ifPresent(vectors::add);
        return vectors;
    }
}
