package dev.stampede.operators.geom;

import dev.stampede.io.raster.Burning;
import dev.stampede.io.raster.FileSource;
import dev.stampede.io.vector.VectorLayer;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.raster.Affine;
import dev.stampede.raster.Attributes;
import dev.stampede.raster.Crs;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import dev.stampede.raster.RasterSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.OptionalDouble;

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
        try (var grid = FileSource.open(like)) {
            return onto(grid, in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The same on a grid at hand; [#like] does not matter.
    public GeoRaster onto(RasterSource grid, VectorLayer in) throws IOException {
        var values = Burn.numbers(in, column);
        int cols = grid.width();
        var sums = new double[Math.multiplyExact(cols, grid.height())];
        var counts = new int[sums.length];
        for (int i = 0; i < values.length; i++) {
            var shape = in.features().get(i).geometry();
            if (shape != null && !shape.isEmpty() && values[i] == values[i]) {
                var flags = Burning.flags(
                        shape.toText(), new Crs(in.crs()), grid.affine(), grid.crs(), cols, grid.height(), allTouched);
                add(flags, values[i], sums, counts);
            }
        }
        return wrap(grid.affine(), grid, sums, counts);
    }

    private void add(byte[] flags, double value, double[] sums, int[] counts) {
        for (int at = 0; at < flags.length; at++) {
            if (flags[at] != 0) {
                sums[at] = counts[at]++ == 0
                        ? value
                        : switch (statistic) {
                            case MIN -> Math.min(sums[at], value);
                            case MAX -> Math.max(sums[at], value);
                            default -> sums[at] + value;
                        };
            }
        }
    }

    private GeoRaster wrap(Affine affine, RasterSource grid, double[] sums, int[] counts) {
        var out = RasterMemory.allocate(DType.FLOAT64, grid.height(), grid.width());
        for (int at = 0; at < sums.length; at++) {
            double made = switch (statistic) {
                case COUNT -> counts[at];
                case SUM -> sums[at];
                case MEAN -> sums[at] / counts[at]; // NaN for 0 / 0
                default -> counts[at] == 0 ? Double.NaN : sums[at];
            };
            out.set(made, at / grid.width(), at % grid.width());
        }
        return new GeoRaster(out, affine, grid.crs(), OptionalDouble.of(Double.NaN), Attributes.NONE);
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
