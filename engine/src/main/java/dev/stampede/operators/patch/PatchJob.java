package dev.stampede.operators.patch;

import dev.stampede.io.raster.FileSource;
import dev.stampede.operators.core.Operator;
import dev.stampede.patcher.GeoTiffSink;
import dev.stampede.patcher.GridRun;
import dev.stampede.patcher.Patcher;
import dev.stampede.patcher.PatchHooks;
import dev.stampede.patcher.PixelAnchor;
import dev.stampede.patcher.RasterGrid;
import dev.stampede.patcher.RunReport;
import dev.stampede.patcher.RunSettings;
import dev.stampede.raster.GeoRaster;
import dev.stampede.runtime.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalDouble;

/// A pipeline run over the patches of a file, into a GeoTIFF. Neither scene is held in memory.
///
/// @param input    anything GDAL understands
/// @param pipeline works on the values of a patch; keeps rows and columns
/// @param output   appears when all is done
/// @param options  GDAL's creation options
public record PatchJob(
        String input, Patcher patcher, Operator<GeoRaster, GeoRaster> pipeline, Path output, Map<String, String> options) {
    /// How many patches the file has.
    /// @throws IOException              if it cannot be opened
    /// @throws IllegalArgumentException if patches do not fit
    public int patches() throws IOException {
        try (var source = FileSource.open(input)) {
            return patcher.anchors(RasterGrid.of(source)).size();
        }
    }

    /// Runs it.
    /// @throws IOException              if a file cannot be read or written
    /// @throws IllegalArgumentException if input and output are one file, or patches do not fit
    public RunReport run(RunSettings settings, Progress progress) throws IOException {
        if (Files.exists(output) && Files.exists(Path.of(input)) && Files.isSameFile(output, Path.of(input))) {
            throw new IllegalArgumentException(
                    output + " is the input too; name another output, the input is read while it is written");
        }
        try (var source = FileSource.open(input);
                var sink = new GeoTiffSink(output, OptionalDouble.empty(), options)) {
            int patches = patcher.anchors(RasterGrid.of(source)).size();
            progress.begin("patches", Math.max(1, patches));
            var hooks = new PatchHooks() {
                @Override
                public void patchDone(PixelAnchor anchor) {
                    progress.advance(1);
                }

                @Override
                public void error(PixelAnchor anchor, Throwable cause) {
                    progress.advance(1);
                }
            };
            return GridRun.run(
                    source,
                    patcher,
                    patch -> pipeline.apply(patch.data()),
                    settings.with(hooks),
                    sink);
        }
    }
}
