package dev.stampede.mosaic.local;

import dev.stampede.io.raster.RasterFile;
import dev.stampede.io.raster.RasterInfo;
import dev.stampede.io.raster.RasterWriter;
import dev.stampede.kernels.matching.MaskedMoments;
import dev.stampede.raster.Affine;
import dev.stampede.raster.DType;
import dev.stampede.runtime.UsageException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/// Block maps as GeoTIFF: a pixel per block, a band per band, the no-data value where a block has no number.
public final class BlockMapFile {
    private BlockMapFile() {}

    /// @throws IOException if it cannot be written
    public static void write(Path file, BlockMap map, String crs, double noData, DType calculation) throws IOException {
        var grid = map.grid();
        var affine = Affine.northUp(grid.canvas().minX(), grid.canvas().maxY(), grid.blockWidth(), grid.blockHeight());
        var info = RasterInfo.of(
                grid.cols(), grid.rows(), map.bands(), calculation, affine, crs, OptionalDouble.of(noData));
        var options = new LinkedHashMap<String, String>();
        options.put("COMPRESS", "DEFLATE");
        options.put("PREDICTOR", calculation.isFloating() ? "3" : "2");
        try (var writer = RasterWriter.create(file, info, options);
                var arena = Arena.ofConfined()) {
            var pixels = arena.allocate((long) Double.BYTES * map.bands() * grid.blocks(), Double.BYTES);
            long at = 0;
            for (var band : map.values()) {
                for (double v : band) {
                    pixels.setAtIndex(MaskedMoments.F64, at++, Double.isNaN(v) ? noData : v);
                }
            }
            writer.write(info.window(), bands(map.bands()), DType.FLOAT64, pixels);
            writer.publish();
        }
    }

    private static int[] bands(int count) {
        return IntStream.rangeClosed(1, count).toArray();
    }

    /// @throws UsageException if it cannot be read or does not say where it lies
    public static BlockMap read(Path file) {
        try (var raster = RasterFile.open(file.toString());
                var arena = Arena.ofConfined()) {
            var info = raster.info();
            var affine = info.affine().orElseThrow(() -> new UsageException(file + ": has no geotransform"));
            var pixels = arena.allocate(
                    (long) Double.BYTES * info.bands() * info.window().pixels(), Double.BYTES);
            raster.read(info.window(), bands(info.bands()), DType.FLOAT64, pixels);
            var grid = new BlockGrid(affine.bounds(info.width(), info.height()), info.height(), info.width());
            var values = new ArrayList<double[]>();
            for (int band = 0; band < info.bands(); band++) {
                double noData = info.noData().get(band).orElse(Double.NaN);
                var of = new double[grid.blocks()];
                for (int block = 0; block < of.length; block++) {
                    double v = pixels.getAtIndex(MaskedMoments.F64, (long) band * of.length + block);
                    of[block] = v == noData ? Double.NaN : v;
                }
                values.add(of);
            }
            return new BlockMap(grid, values);
        } catch (IOException e) {
            throw new UsageException(e.getMessage(), e);
        }
    }

    /// The grid all maps share.
    /// @throws UsageException if they differ
    static BlockGrid common(List<BlockMap> maps) {
        if (maps.isEmpty()) {
            throw new UsageException("No block maps provided.");
        }
        var first = maps.getFirst();
        for (var map : maps) {
            if (map.grid().rows() != first.grid().rows()
                    || map.grid().cols() != first.grid().cols()
                    || map.bands() != first.bands()) {
                throw new UsageException("Inconsistent block map shapes: " + shape(first) + " and " + shape(map));
            }
            if (!map.grid().canvas().equals(first.grid().canvas())) {
                throw new UsageException("Inconsistent block map extents: "
                        + first.grid().canvas() + " and " + map.grid().canvas());
            }
        }
        return first.grid();
    }

    private static String shape(BlockMap map) {
        return map.bands() + " x " + map.grid().rows() + " x " + map.grid().cols();
    }
}
