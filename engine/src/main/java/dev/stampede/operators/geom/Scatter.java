package dev.stampede.operators.geom;

import dev.stampede.geometry.NearestPoints;
import dev.stampede.raster.Affine;
import dev.stampede.raster.ArrayView;
import java.util.Arrays;
import java.util.OptionalDouble;

/// Values at places put on a grid.
///
/// @param statistic   of the values in a pixel, or of the nearest
/// @param k           values of [Statistic#IDW]
/// @param power       of the distance
/// @param maxDistance map units, none beyond
record Scatter(Statistic statistic, int k, double power, OptionalDouble maxDistance) {
    /// Places in pixels of a grid; NaN for one that is nowhere.
    record Places(double[] col, double[] row) {
        /// @param x in the grid's system; becomes columns
        /// @param y becomes rows
        static Places onto(Affine grid, double[] x, double[] y) {
            var inverse = grid.inverse();
            var col = new double[x.length];
            var row = new double[x.length];
            for (int i = 0; i < x.length; i++) {
                col[i] = inverse.x(x[i], y[i]);
                row[i] = inverse.y(x[i], y[i]);
            }
            return new Places(col, row);
        }
    }

    /// Fills `out`, rows and columns; NaN where there is nothing, 0 for counts and sums.
    /// @param values one a place; NaN takes no part
    void fill(Places places, double[] values, Affine grid, ArrayView out) {
        if (statistic == Statistic.IDW) {
            interpolate(places, values, grid, out);
        } else {
            bin(places, values, out);
        }
    }

    private void bin(Places places, double[] values, ArrayView out) {
        int rows = out.size(0);
        int cols = out.size(1);
        var tally = new PixelTally(statistic, rows, cols);
        for (int i = 0; i < values.length; i++) {
            double row = Math.floor(places.row()[i]);
            double col = Math.floor(places.col()[i]);
            if (values[i] == values[i] && row >= 0 && row < rows && col >= 0 && col < cols) {
                tally.add((int) row, (int) col, values[i]);
            }
        }
        tally.write(out);
    }

    /// `sum v / d^p / sum 1 / d^p`; the mean of the values that lie on the centre itself if there are such.
    private void interpolate(Places places, double[] values, Affine grid, ArrayView out) {
        double width = grid.pixelWidth();
        double height = grid.pixelHeight();
        int n = 0;
        var x = new double[values.length];
        var y = new double[values.length];
        var v = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            if (values[i] == values[i] && Double.isFinite(places.col()[i] + places.row()[i])) {
                x[n] = places.col()[i] * width;
                y[n] = places.row()[i] * height;
                v[n++] = values[i];
            }
        }
        var query = new NearestPoints(Arrays.copyOf(x, n), Arrays.copyOf(y, n)).query(k);
        double reach = maxDistance.orElse(Double.POSITIVE_INFINITY);
        for (int row = 0; row < out.size(0); row++) {
            for (int col = 0; col < out.size(1); col++) {
                int found = n == 0 ? 0 : query.search((col + 0.5) * width, (row + 0.5) * height, reach);
                out.set(found == 0 ? Double.NaN : weighted(query, found, v), row, col);
            }
        }
    }

    private double weighted(NearestPoints.Query query, int found, double[] v) {
        double sum = 0;
        double weights = 0;
        boolean exact = query.square(0) == 0;
        for (int i = 0; i < found && (!exact || query.square(i) == 0); i++) {
            double weight = exact ? 1 : Math.pow(query.square(i), -power / 2);
            sum += weight * v[query.index(i)];
            weights += weight;
        }
        return sum / weights;
    }
}
