package dev.stampede.mosaic.merge;

import dev.stampede.io.raster.CloudOptimized;
import dev.stampede.kernels.matching.GainOffset;
import dev.stampede.mosaic.ContinuedFile;
import dev.stampede.mosaic.FileSource;
import dev.stampede.mosaic.PathRules;
import dev.stampede.mosaic.PixelSource;
import dev.stampede.mosaic.SourceFile;
import dev.stampede.mosaic.TileLog;
import dev.stampede.runtime.Progress;
import dev.stampede.runtime.UsageException;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.locationtech.jts.geom.Polygon;

/// Mosaic stage 6: images laid over each other in their order, later ones on top, in one file.
///
/// Reads images of one reference system; writes a tiled GeoTIFF, ZSTD, BIGTIFF, with overviews by averages.
/// Results do not depend on the number of threads.
///
/// Where we differ from the reference program: images that do not fit together are refused instead of left
/// out.
public final class Merge {
    private final MergeParameters parameters;
    private final GainOffset kernel;

    public Merge(MergeParameters parameters, GainOffset kernel) {
        this.parameters = parameters;
        this.kernel = kernel;
    }

    /// Writes the mosaic of image files.
    /// @throws IOException    if a file cannot be read or written
    /// @throws UsageException if the images do not fit together
    public void run(List<Path> images, Path output, Workers workers, Progress progress) throws IOException {
        PathRules.requireOthers(List.of(output), images);
        var opened = FileSource.openAll(images);
        try {
            write(opened, output, workers, progress);
        } finally {
            FileSource.closeAll(opened);
        }
    }

    /// Writes the mosaic of images that are computed when read; leaves them open.
    /// @throws IOException    if a file cannot be read or written
    /// @throws UsageException if the images do not fit together
    public void write(List<PixelSource> images, Path output, Workers workers, Progress progress) throws IOException {
        writeWhole(new MosaicSource(FileSource.name(output), images, parameters, kernel), output, workers, progress);
    }

    /// As [#write(List, Path, Workers, Progress)], so that it can be continued where it is broken off.
    /// @param log where the mosaic is kept until it is whole, and what of it an earlier run wrote
    /// @throws IOException    if a file cannot be read or written; tiles that are on the disk stay there
    /// @throws UsageException if the images do not fit together
    public void writeContinued(List<PixelSource> images, Path output, TileLog log, Workers workers, Progress progress)
            throws IOException {
        var mosaic = new MosaicSource(FileSource.name(output), images, parameters, kernel);
        ContinuedFile.Finish finish = writer -> {
            if (parameters.cloudOptimized()) {
                writer.close();
                cloudOptimized(log.partial(), output, workers);
            } else {
                writer.publish();
            }
        };
        ContinuedFile.write(
                mosaic,
                output,
                parameters.window(),
                options(mosaic, workers),
                withOverviews(),
                log,
                finish,
                workers,
                progress);
    }

    /// Writes the mosaic of aligned images that pass into each other along their seams; leaves them open.
    /// @param polygons the part of each image that goes into the mosaic, map coordinates
    /// @param reach    half the width of the passage, map units
    /// @throws IOException    if a file cannot be read or written
    /// @throws UsageException if the images do not fit together or are not on one grid
    public void writeFeathered(
            List<PixelSource> images,
            List<List<Polygon>> polygons,
            double reach,
            Path output,
            Workers workers,
            Progress progress)
            throws IOException {
        var mosaic = new FeatheredSource(FileSource.name(output), images, polygons, reach, parameters, kernel);
        writeWhole(mosaic, output, workers, progress);
    }

    private void writeWhole(PixelSource mosaic, Path output, Workers workers, Progress progress) throws IOException {
        if (!parameters.cloudOptimized()) {
            write(mosaic, output, workers, progress);
            return;
        }
        // A cloud-optimized file cannot be written in pieces: a plain one first, then a copy of it.
        var plain = output.toAbsolutePath().resolveSibling("." + output.getFileName() + ".plain.tif");
        try {
            write(mosaic, plain, workers, progress);
            cloudOptimized(plain, output, workers);
        } finally {
            Files.deleteIfExists(plain);
        }
    }

    private void cloudOptimized(Path plain, Path output, Workers workers) throws IOException {
        var packing = new LinkedHashMap<>(parameters.compression().cloudOptimized());
        packing.put("NUM_THREADS", Integer.toString(workers.threads()));
        CloudOptimized.copy(plain, output, parameters.window(), "AVERAGE", packing);
    }

    private void write(PixelSource mosaic, Path output, Workers workers, Progress progress) throws IOException {
        SourceFile.write(
                mosaic, output, parameters.window(), options(mosaic, workers), withOverviews(), workers, progress);
    }

    /// A cloud-optimized file gets its own when it is copied.
    private boolean withOverviews() {
        return parameters.overviews() && !parameters.cloudOptimized();
    }

    private Map<String, String> options(PixelSource mosaic, Workers workers) throws IOException {
        var options = new LinkedHashMap<>(parameters.compression().options(mosaic.dtype()));
        options.put("BIGTIFF", "YES");
        options.put("INTERLEAVE", "PIXEL");
        options.put("NUM_THREADS", Integer.toString(workers.threads()));
        return options;
    }
}
