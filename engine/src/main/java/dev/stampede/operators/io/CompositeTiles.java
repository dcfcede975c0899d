package dev.stampede.operators.io;

import dev.stampede.io.raster.FileSource;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Source;
import dev.stampede.raster.GeoRaster;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// Makes a composite of many files on one grid tile by tile and writes a GeoTIFF, see [TileRunner]: memory is
/// that of one tile of every scene per thread, whatever the size of the scenes. The result is that of the
/// composite over whole scenes, bit by bit. Takes nothing and returns nothing. Tells the run it belongs to of
/// each tile and ends between tiles when that is stopped; the result does not appear then. NaN and fill are
/// treated as the composite says. Refuses composites that need more than a pixel or give more than a raster,
/// and files that differ in size or grid, before anything is written.
///
/// @param srcs      files or GDAL names, in the order of the scenes
/// @param operator  composite that looks at a pixel alone, such as `MedianComposite`, or a chain that begins with one
/// @param path      result
/// @param tile      side of a tile in pixels, 512
/// @param blocksize side of a tile of the file, 256
/// @param profile   GDAL's creation options, such as `{"compress": "deflate"}`
/// @param threads   those of the machine by default
public record CompositeTiles(
        List<String> srcs,
        Operator<List<GeoRaster>, Object> operator,
        Path path,
        @Default("512") int tile,
        @Default("256") int blocksize,
        @Default("{}") Map<String, String> profile,
        OptionalInt threads)
        implements Source<Void> {
    /// @throws IllegalArgumentException if there is no file
    public CompositeTiles {
        srcs = List.copyOf(srcs);
        profile = Map.copyOf(profile);
        Require.that(!srcs.isEmpty(), "srcs", srcs, "at least one file");
    }

    @Override
    public Void produce() {
        var layout = new TileRunner.Layout(tile, blocksize, WriteGeoTIFF.options(profile));
        TileRunner.inRun(threads, () -> new Scenes(new ArrayList<>()), (runner, scenes) -> {
            for (var src : srcs) {
                scenes.open().add(FileSource.open(src));
            }
            runner.run(scenes.open(), operator, path, layout);
        });
        return null;
    }

    /// Files that are closed together.
    private record Scenes(List<FileSource> open) implements Closeable {
        @Override
        public void close() throws IOException {
            IOException failure = null;
            for (var source : open) {
                try {
                    source.close();
                } catch (IOException e) {
                    failure = e;
                }
            }
            if (failure != null) {
                throw failure;
            }
        }
    }

    @Override
    public boolean serialisable() {
        return operator.serialisable();
    }

    @Override
    public boolean terminal() {
        return true;
    }
}
