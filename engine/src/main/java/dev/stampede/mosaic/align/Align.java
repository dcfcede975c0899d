package dev.stampede.mosaic.align;

import dev.stampede.io.raster.RasterInfo;
import dev.stampede.kernels.resample.GridResample;
import dev.stampede.mosaic.AlikeImages;
import dev.stampede.mosaic.FileSource;
import dev.stampede.mosaic.PathRules;
import dev.stampede.mosaic.PixelSource;
import dev.stampede.mosaic.SourceFile;
import dev.stampede.runtime.Progress;
import dev.stampede.runtime.UsageException;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/// Mosaic stage 3: images on one pixel size, and with `targetPixels` on one grid.
///
/// Reads images of one reference system; writes one file per image, in tiles, with the image's type and
/// no-data values. There is no reprojection.
public final class Align {
    private final AlignParameters parameters;
    private final Supplier<GridResample> kernel;

    /// @param kernel asked for where pixels have to be computed
    public Align(AlignParameters parameters, Supplier<GridResample> kernel) {
        this.parameters = parameters;
        this.kernel = kernel;
    }

    /// The images on their target grids, computed when read. Closing one closes the image.
    public List<PixelSource> over(List<PixelSource> images) {
        var pixel = parameters
                .resolution()
                .of(images.stream().map(PixelSource::info).toList());
        return images.stream()
                .map(image -> (PixelSource)
                        new AlignedSource(image, pixel, parameters.targetPixels(), parameters.method(), kernel))
                .toList();
    }

    /// Writes the images on their target grids.
    /// @param outputs one file per image
    /// @param window  columns and rows of a tile
    /// @throws IOException    if a file cannot be read or written
    /// @throws UsageException if the images do not fit together; nothing was written then
    public void run(List<Path> images, List<Path> outputs, int window, Workers workers, Progress progress)
            throws IOException {
        PathRules.requireOthers(outputs, images);
        AlikeImages.require(images);
        var opened = FileSource.openAll(images);
        try {
            var aligned = over(opened);
            for (int i = 0; i < aligned.size(); i++) {
                RasterInfo info = aligned.get(i).info();
                SourceFile.write(
                        aligned.get(i),
                        outputs.get(i),
                        window,
                        SourceFile.stageOptions(info.dtype()),
                        workers,
                        progress);
            }
        } finally {
            FileSource.closeAll(opened);
        }
    }
}
