package dev.stampede.kernels.phaseramp;

import dev.stampede.memory.FloatMatrix;

/// A model phase `slope[p] * baseline[p, f] + offset[p]`, rad.
///
/// @param slope    [n, 1] rad/m, such as the DEM-error coefficient K
/// @param baseline [n, m] m, or [1, m] when all points share one; or [1, 1] for the same in all columns
/// @param offset   [n, 1] rad, such as the static phase C, or [1, 1] for one of all points
public record Ramp(FloatMatrix slope, FloatMatrix baseline, FloatMatrix offset) {
    /// @throws IllegalArgumentException if the model does not fit points and columns
    public void require(int points, int columns) {
        boolean fits = slope.rows() == points
                && slope.cols() == 1
                && (baseline.rows() == points || baseline.rows() == 1)
                && (baseline.cols() == columns || baseline.cols() == 1)
                && (offset.rows() == points || offset.rows() == 1)
                && offset.cols() == 1;
        if (!fits) {
            throw new IllegalArgumentException("ramp of slope " + shape(slope) + ", baseline " + shape(baseline)
                    + ", offset " + shape(offset) + " does not fit phase [" + points + ", " + columns + "]");
        }
    }

    private static String shape(FloatMatrix m) {
        return "[" + m.rows() + ", " + m.cols() + "]";
    }

    /// Column of `baseline` that belongs to phase column `col`.
    public int baselineColumn(int col) {
        return baseline.cols() == 1 ? 0 : col;
    }

    /// Whether every point has its own baseline; otherwise row 0 holds that of all.
    public boolean perPoint() {
        return baseline.rows() == slope.rows();
    }

    /// Whether every point has its own offset.
    public boolean offsetPerPoint() {
        return offset.rows() == slope.rows();
    }

    /// The model phase of one point, every step rounded to single precision.
    public float angle(int point, int col) {
        float b = baseline.get(perPoint() ? point : 0, baselineColumn(col));
        float product = slope.get(point, 0) * b;
        return product + offset.get(offsetPerPoint() ? point : 0, 0);
    }
}
