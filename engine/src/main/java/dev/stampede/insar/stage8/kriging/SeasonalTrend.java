package dev.stampede.insar.stage8.kriging;

import dev.stampede.linalg.LeastSquares;
import dev.stampede.linalg.SmallMatrix;

/// What a phase does in time apart from noise: `a t^2 + b t + c sin(2 pi t) + d (cos(2 pi t) - 1) + e`, t
/// in years since 2000.
///
/// @param fitted `[n, n]`: fitted values from observed ones
record SeasonalTrend(SmallMatrix fitted) {
    /// Unknowns of the trend.
    static final int TERMS = 5;

    private static final double DAY_2000 = 730486;

    /// @param day day numbers of the observations
    static SeasonalTrend of(double[] day) {
        var columns = new double[TERMS][day.length];
        for (int i = 0; i < day.length; i++) {
            double t = (day[i] - DAY_2000) / 365.25;
            columns[0][i] = t * t;
            columns[1][i] = t;
            columns[2][i] = Math.sin(2 * Math.PI * t);
            columns[3][i] = Math.cos(2 * Math.PI * t) - 1;
            columns[4][i] = 1;
        }
        var design = SmallMatrix.ofColumns(columns);
        return new SeasonalTrend(design.times(LeastSquares.operator(design)));
    }
}
