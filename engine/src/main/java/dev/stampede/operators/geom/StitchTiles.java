package dev.stampede.operators.geom;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.ListOperator;
import dev.stampede.operators.core.OperatorTypeException;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.raster.Bounds;
import dev.stampede.raster.Elements;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Tiles put together by their transforms, as [Tile] and [SlidingWindow] cut them: one reference system, one
/// pixel size, north up, corners on one grid. Where tiles overlap:
///
///     average    sum of values / their number
///     feather    sum w x / sum w,  w = min(1, (d + 1) / (featherWidth + 1))
///     max        the largest        first    that of the first tile in the list
///
/// with d the pixels to the nearest edge of the tile. NaN and the tile's fill value do not take part. Where no
/// tile has a value the result is `fill`. The type is that of the first tile, integers rounded to the nearest.
/// Refuses an empty list and tiles that do not agree in system, pixels, bands or type.
///
/// @param blend        average, feather, max or first; average
/// @param featherWidth pixels over which a tile fades, 16
/// @param targetBounds min x, min y, max x, max y of the result, on the grid of the tiles; their union by
///                     default
/// @param fill         the fill value of the first tile by default; without one NaN in floating types, else 0
public record StitchTiles(
        @Default("\"average\"") Blend blend,
        @Default("16") int featherWidth,
        Optional<List<Double>> targetBounds,
        OptionalDouble fill)
        implements ListOperator<GeoRaster, GeoRaster> {
    public StitchTiles {
        Require.that(featherWidth >= 0, "feather_width", featherWidth, "0 or more");
        Require.that(
                targetBounds.isEmpty() || targetBounds.get().size() == 4,
                "target_bounds",
                targetBounds,
                "min x, min y, max x, max y");
    }

    /// What stands where tiles overlap.
    public enum Blend {
        AVERAGE,
        FEATHER,
        MAX,
        FIRST
    }

    @Override
    public GeoRaster compute(List<GeoRaster> in) {
        Require.that(!in.isEmpty(), "tiles", "empty", "at least one");
        var first = in.getFirst();
        var boxes = new ArrayList<Bounds>();
        var union = Frame.covering(first, List.of());
        for (var tile : in) {
            requireLike(first, tile, union);
            boxes.add(tile.bounds());
        }
        var frame = targetBounds.isPresent() ? target(union) : Frame.covering(first, boxes);
        var parts = in.stream().map(frame::place).toList();
        int bands = first.bands();
        var out = RasterMemory.allocate(first.dtype(), bands, frame.height(), frame.width());
        double none = fill.orElse(first.fill().orElse(first.dtype().isFloating() ? Double.NaN : 0));
        for (int band = 0; band < bands; band++) {
            var sum = new Sums(frame.width());
            var target = out.select(0, band);
            for (int row = 0; row < frame.height(); row++) {
                sum.clear();
                for (var part : parts) {
                    add(part, band, row, sum);
                }
                for (int col = 0; col < frame.width(); col++) {
                    double made = sum.weights[col] > 0 ? sum.value(col) : none;
                    Elements.setDouble(
                            target.segment(),
                            target.dtype(),
                            target.rowStart(row) + col,
                            first.dtype().isFloating() ? made : Math.rint(made));
                }
            }
        }
        var values = first.rank() == 2 ? out.select(0, 0) : out;
        var newFill = fill.isPresent() ? fill : first.fill();
        return new GeoRaster(values, frame.affine(), first.crs(), newFill, first.attributes());
    }

    private static void requireLike(GeoRaster first, GeoRaster tile, Frame grid) {
        Frame.requireNorthUp(tile);
        if (tile.rank() > 3
                || tile.rank() != first.rank()
                || tile.bands() != first.bands()
                || tile.dtype() != first.dtype()) {
            throw new OperatorTypeException("tiles of " + first.values() + " and " + tile.values());
        }
        if (!tile.crs().isSame(first.crs()) || !grid.fits(tile)) {
            throw new IllegalArgumentException("tiles do not lie on one grid: " + first.affine() + " in " + first.crs()
                    + " and " + tile.affine() + " in " + tile.crs() + "; Mosaic resamples");
        }
    }

    private Frame target(Frame grid) {
        var b = targetBounds.orElseThrow();
        var box = new Bounds(b.get(0), b.get(1), b.get(2), b.get(3));
        var a = grid.affine();
        double col = Math.rint((box.minX() - a.c()) / a.a());
        double row = Math.rint((box.maxY() - a.f()) / a.e());
        int width = (int) Math.max(1, Math.rint(box.width() / a.a()));
        int height = (int) Math.max(1, Math.rint(box.height() / -a.e()));
        return new Frame(a.at(col, row), grid.crs(), width, height);
    }

    private void add(Frame.Part part, int band, int row, Sums sum) {
        if (!part.covers(row)) {
            return;
        }
        var tile = part.raster();
        var valid = Valid.of(tile);
        var values = tile.band(band);
        int down = row - part.row();
        long start = values.rowStart(down);
        int vertical = Math.min(down, tile.height() - 1 - down);
        int from = Math.max(0, part.col());
        int to = Math.min(sum.weights.length, part.col() + tile.width());
        for (int col = from; col < to; col++) {
            int across = col - part.col();
            double value = Elements.getDouble(values.segment(), values.dtype(), start + across * values.stride(1));
            if (valid.is(value)) {
                int edge = Math.min(vertical, Math.min(across, tile.width() - 1 - across));
                sum.add(col, value, edge);
            }
        }
    }

    /// One row of the result.
    private final class Sums {
        private final double[] values;
        private final double[] weights;

        Sums(int width) {
            values = new double[width];
            weights = new double[width];
        }

        void clear() {
            Arrays.fill(values, 0);
            Arrays.fill(weights, 0);
        }

        void add(int col, double value, int edge) {
            switch (blend) {
                case AVERAGE -> sum(col, value, 1);
                case FEATHER -> sum(col, value, Math.min(1, (edge + 1.0) / (featherWidth + 1.0)));
                case FIRST -> {
                    if (weights[col] == 0) {
                        sum(col, value, 1);
                    }
                }
                case MAX -> {
                    values[col] = weights[col] == 0 ? value : Math.max(values[col], value);
                    weights[col] = 1;
                }
            }
        }

        private void sum(int col, double value, double weight) {
            values[col] += weight * value;
            weights[col] += weight;
        }

        double value(int col) {
            return values[col] / weights[col];
        }
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
