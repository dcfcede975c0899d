package dev.stampede.insar.stage8.kriging;

import dev.stampede.linalg.SmallMatrix;

/// What a series has beyond its trend and the correlated part that kriging finds in the rest, as one linear
/// operator per cell of a coarse grid over the scene: variograms vary too slowly to tell edges of one cell
/// apart.
///
///     high-pass = (1 - S) (1 - trend),   S = kriging weights of every date from all dates
final class TimeFilter {
    /// Cells along each side of the scene.
    private static final int CELLS = 16;

    private final double x0;
    private final double y0;
    private final double cellX;
    private final double cellY;
    private final double[][] operator;
    private final int n;

    /// @param bounds least x, least y, largest x, largest y, km
    TimeFilter(TimeVariograms variograms, SeasonalTrend trend, double[] day, double[] bounds) {
        n = day.length;
        x0 = bounds[0];
        y0 = bounds[1];
        cellX = Math.max((bounds[2] - bounds[0]) / CELLS, 1e-6);
        cellY = Math.max((bounds[3] - bounds[1]) / CELLS, 1e-6);
        operator = new double[CELLS * CELLS][];
        for (int i = 0; i < CELLS; i++) {
            for (int j = 0; j < CELLS; j++) {
                var variogram = variograms.at(x0 + (i + 0.5) * cellX, y0 + (j + 0.5) * cellY);
                operator[i * CELLS + j] = highPass(variogram, trend, day);
            }
        }
    }

    private static double[] highPass(Variogram variogram, SeasonalTrend trend, double[] day) {
        int n = day.length;
        var between = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                between[i][j] = Math.abs(day[i] - day[j]);
            }
        }
        var kriging = new OrdinaryKriging(n);
        var rest = new SmallMatrix(n, n);
        var w = new double[n];
        for (int i = 0; i < n; i++) {
            kriging.weights(variogram, between, between[i], n, w);
            for (int j = 0; j < n; j++) {
                rest.set(i, j, (i == j ? 1 : 0) - w[j]);
            }
        }
        var withoutTrend = SmallMatrix.identity(n);
        for (int i = 0; i < n * n; i++) {
            withoutTrend.values()[i] -= trend.fitted().values()[i];
        }
        var product = rest.times(withoutTrend);
        var rows = new double[n * n];
        for (int i = 0; i < n; i++) {
            System.arraycopy(product.row(i), 0, rows, i * n, n);
        }
        return rows;
    }

    /// High-pass of a series at a place, km.
    void apply(double x, double y, double[] series, double[] out) {
        int i = Math.clamp((int) ((x - x0) / cellX), 0, CELLS - 1);
        int j = Math.clamp((int) ((y - y0) / cellY), 0, CELLS - 1);
        double[] rows = operator[i * CELLS + j];
        for (int r = 0; r < n; r++) {
            double sum = 0;
            for (int c = 0; c < n; c++) {
                sum += rows[r * n + c] * series[c];
            }
            out[r] = sum;
        }
    }
}
