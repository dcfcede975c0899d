package dev.stampede.mosaic.pipeline;

import dev.stampede.io.raster.CloudOptimized;
import dev.stampede.mosaic.FileSource;
import dev.stampede.mosaic.PathRules;
import dev.stampede.mosaic.PixelSource;
import dev.stampede.mosaic.SourceFile;
import dev.stampede.mosaic.pipeline.PipelineParameters.Outputs;
import dev.stampede.mosaic.resume.Continuation;
import dev.stampede.runtime.Progress;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Writes the images of a stage where files are asked for, and goes on with what was written.
final class StageFiles implements AutoCloseable {
    private final PipelineParameters parameters;
    private final TempFolder temp;
    private final Workers workers;
    private final Progress progress;
    private final List<PixelSource> opened = new ArrayList<>();
    private Continuation continuation = Continuation.none();
    private List<Path> last = List.of();

    StageFiles(PipelineParameters parameters, TempFolder temp, Workers workers, Progress progress) {
        this.parameters = parameters;
        this.temp = temp;
        this.workers = workers;
        this.progress = progress;
    }

    /// Files that an earlier run finished are not written again.
    void continueFrom(Continuation earlier) {
        continuation = earlier;
    }

    /// Files of the last stage that wrote any; the inputs before the first.
    List<Path> last() {
        return last.isEmpty() ? parameters.inputs() : last;
    }

    List<PixelSource> global(List<PixelSource> images) throws IOException {
        return tiled(
                images,
                parameters.files().global(),
                "global/",
                "_Global",
                parameters.shared().globalOverviews(),
                true);
    }

    List<PixelSource> local(List<PixelSource> images) throws IOException {
        return tiled(
                images,
                parameters.files().local(),
                "local/",
                "_Local",
                parameters.shared().localOverviews(),
                true);
    }

    List<PixelSource> align(List<PixelSource> images) throws IOException {
        return tiled(images, parameters.files().align(), "aligned/", "_Align", false, false);
    }

    /// Clipped images are in strips and not compressed.
    List<PixelSource> clip(List<PixelSource> images) throws IOException {
        if (!wanted(parameters.files().clip())) {
            return images;
        }
        var files = files(images, parameters.files().clip(), "clip/", "_Mask");
        for (int i = 0; i < files.size(); i++) {
            if (!continuation.isFinished(files.get(i))) {
                SourceFile.write(images.get(i), files.get(i), 0, Map.of("INTERLEAVE", "PIXEL"), workers, progress);
                continuation.finished(files.get(i));
            }
        }
        return reopened(files);
    }

    private boolean wanted(Optional<Outputs> outputs) {
        return outputs.isPresent() || parameters.files().intermediates();
    }

    private List<PixelSource> tiled(
            List<PixelSource> images,
            Optional<Outputs> outputs,
            String folder,
            String suffix,
            boolean overviews,
            boolean mayBeCog)
            throws IOException {
        if (!wanted(outputs)) {
            return images;
        }
        var files = files(images, outputs, folder, suffix);
        int window = parameters.shared().windowSize();
        boolean cog = mayBeCog && parameters.shared().cloudOptimized();
        for (int i = 0; i < files.size(); i++) {
            if (!continuation.isFinished(files.get(i))) {
                write(images.get(i), files.get(i), window, cog, overviews);
                continuation.finished(files.get(i));
            }
        }
        return reopened(files);
    }

    private void write(PixelSource image, Path file, int window, boolean cog, boolean overviews) throws IOException {
        var written = cog ? file.toAbsolutePath().resolveSibling("." + file.getFileName() + ".plain.tif") : file;
        SourceFile.write(
                image, written, window, SourceFile.stageOptions(image.dtype()), overviews && !cog, workers, progress);
        if (cog) {
            try {
                CloudOptimized.copy(written, file, window, "NEAREST", Map.of("COMPRESS", "ZSTD", "LEVEL", "9"));
            } finally {
                Files.deleteIfExists(written);
            }
        }
    }

    /// `$` is the name an image had before the stage, which may have appended its suffix already.
    private List<Path> files(List<PixelSource> images, Optional<Outputs> outputs, String folder, String suffix)
            throws IOException {
        var names = images.stream()
                .map(PixelSource::name)
                .map(name -> name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : name)
                .toList();
        if (outputs.isPresent()) {
            var named = outputs.get().of(names, "$" + suffix + ".tif");
            PathRules.requireOthers(named, parameters.inputs());
            PathRules.requireOthers(named, last());
            return named;
        }
        var files = new ArrayList<Path>();
        for (var name : names) {
            files.add(temp.file(folder + name + suffix + ".tif"));
        }
        return files;
    }

    private List<PixelSource> reopened(List<Path> files) throws IOException {
        var images = FileSource.openAll(files);
        opened.addAll(images);
        last = files;
        return images;
    }

    @Override
    public void close() throws IOException {
        FileSource.closeAll(opened);
    }
}
