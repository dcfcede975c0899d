package dev.stampede.operators.geom;

import dev.stampede.io.raster.Burning;
import dev.stampede.io.raster.Reprojection;
import dev.stampede.io.vector.VectorLayer;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.RasterFile;
import dev.stampede.raster.Attributes;
import dev.stampede.raster.Bounds;
import dev.stampede.raster.Crs;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import dev.stampede.raster.RasterSource;
import dev.stampede.raster.Window;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;
import org.locationtech.jts.geom.Envelope;

/// A statistic of all features that cover a pixel, `float64` on the grid of a raster file, fill NaN. A feature
/// covers a pixel whose centre lies inside, or with `allTouched` wherever it touches, as points and lines need.
/// Counts and sums are 0 where there is none, other statistics NaN. Features with an empty field take no part.
/// Needs GDAL. Refuses an unknown column; `idw`, which is for points.
///
/// @param like       file of the grid
/// @param column     name of a field of numbers; 1 by default, for counts
/// @param statistic  mean, min, max, sum or count; mean
/// @param allTouched false
public record VectorToRasterAgg(
        String like,
        Optional<String> column,
        @Default("\"mean\"") Statistic statistic,
        @Default("false") boolean allTouched)
        implements Operator<VectorLayer, GeoRaster> {
    public VectorToRasterAgg {
        Require.that(
                statistic != Statistic.IDW, "statistic", "idw", "mean, min, max, sum or count; PointsToRaster has it");
    }

    @Override
    public GeoRaster compute(VectorLayer in) {
        return RasterFile.open(like, grid -> onto(grid, in));
    }

    /// The same on a grid at hand; [#like] does not matter.
    public GeoRaster onto(RasterSource grid, VectorLayer in) throws IOException {
        var values = Burn.numbers(in, column);
        var tally = new PixelTally(statistic, grid.height(), grid.width());
        for (int i = 0; i < values.length; i++) {
            var shape = in.features().get(i).geometry();
            if (shape != null && !shape.isEmpty() && values[i] == values[i]) {
                var window = window(grid, shape.getEnvelopeInternal(), new Crs(in.crs()));
                if (window.isPresent()) {
                    var w = window.get();
                    var flags = Burning.flags(
                            shape.toText(),
                            new Crs(in.crs()),
                            grid.affine().at(w.col(), w.row()),
                            grid.crs(),
                            w.width(),
                            w.height(),
                            allTouched);
                    add(flags, w, values[i], tally);
                }
            }
        }
        var out = RasterMemory.allocate(DType.FLOAT64, grid.height(), grid.width());
        tally.write(out);
        return new GeoRaster(out, grid.affine(), grid.crs(), OptionalDouble.of(Double.NaN), Attributes.NONE);
    }

    /// The pixels a shape can cover, so that many small ones cost what they cover.
    private static Optional<Window> window(RasterSource grid, Envelope box, Crs crs) throws IOException {
        var own = Reprojection.transform(
                new Bounds(box.getMinX(), box.getMinY(), box.getMaxX(), box.getMaxY()), crs, grid.crs());
        var inverse = grid.affine().inverse();
        double left = Double.POSITIVE_INFINITY;
        double top = Double.POSITIVE_INFINITY;
        double right = Double.NEGATIVE_INFINITY;
        double bottom = Double.NEGATIVE_INFINITY;
        for (int corner = 0; corner < 4; corner++) {
            double x = (corner & 1) == 0 ? own.minX() : own.maxX();
            double y = (corner & 2) == 0 ? own.minY() : own.maxY();
            left = Math.min(left, inverse.x(x, y));
            right = Math.max(right, inverse.x(x, y));
            top = Math.min(top, inverse.y(x, y));
            bottom = Math.max(bottom, inverse.y(x, y));
        }
        // A pixel more on each side: edges on edges of pixels may go either way.
        int col = (int) Math.clamp(Math.floor(left) - 1, 0, grid.width());
        int row = (int) Math.clamp(Math.floor(top) - 1, 0, grid.height());
        int endCol = (int) Math.clamp(Math.ceil(right) + 1, 0, grid.width());
        int endRow = (int) Math.clamp(Math.ceil(bottom) + 1, 0, grid.height());
        return endCol > col && endRow > row
                ? Optional.of(new Window(col, row, endCol - col, endRow - row))
                : Optional.empty();
    }

    private static void add(byte[] flags, Window window, double value, PixelTally tally) {
        for (int i = 0; i < flags.length; i++) {
            if (flags[i] != 0) {
                tally.add(window.row() + i / window.width(), window.col() + i % window.width(), value);
            }
        }
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
