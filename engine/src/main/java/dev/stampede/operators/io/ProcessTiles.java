package dev.stampede.operators.io;

import dev.stampede.io.raster.FileSource;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Source;
import dev.stampede.raster.GeoRaster;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;

/// Runs a pipeline over a file of any size tile by tile and writes a GeoTIFF, see [TileRunner]. Takes
/// nothing and returns nothing. Tells the run it belongs to of each tile and ends between tiles when that is
/// stopped; the result does not appear then. Bands the pipeline does not look at are not read.
///
/// @param src       file or GDAL name
/// @param operator  operator or chain that looks at a pixel alone
/// @param path      result
/// @param tile      side of a tile in pixels, 1024
/// @param blocksize side of a tile of the file, 256
/// @param profile   GDAL's creation options, such as `{"compress": "deflate"}`
/// @param threads   those of the machine by default
public record ProcessTiles(
        String src,
        Operator<GeoRaster, GeoRaster> operator,
        Path path,
        @Default("1024") int tile,
        @Default("256") int blocksize,
        @Default("{}") Map<String, String> profile,
        OptionalInt threads)
        implements Source<Void> {
    public ProcessTiles {
        profile = Map.copyOf(profile);
    }

    @Override
    public Void produce() {
        var layout = new TileRunner.Layout(tile, blocksize, WriteGeoTIFF.options(profile));
        TileRunner.inRun(
                threads, () -> FileSource.open(src), (runner, source) -> runner.run(source, operator, path, layout));
        return null;
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
