package dev.stampede.insar.values;

import dev.stampede.insar.model.VelocityFit;
import dev.stampede.linalg.OrderStatistics;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.Arena;

/// One number per point, or one per point and interferogram.
///
/// @param type           what was asked for
/// @param title          heading
/// @param unit           of the values
/// @param sign           what a positive value means; may be empty
/// @param values         `[ps, 1]` or `[ps, interferograms]`; NaN = no value
/// @param interferograms zero-based interferogram, or image, of each column; empty for one number per point
/// @param pairs          whether columns are interferograms of small baselines
/// @param wrapped        whether values are angles in `(-pi, pi]`
public record PointValues(
        ValueType type,
        String title,
        String unit,
        String sign,
        FloatMatrix values,
        int[] interferograms,
        boolean pairs,
        boolean wrapped) {

    /// Phase as line-of-sight displacement in mm, positive toward the satellite.
    /// @param wavelength m
    /// @throws IllegalArgumentException if the values are not unwrapped phase in rad
    public PointValues inMillimetres(Arena arena, double wavelength) {
        if (wrapped || !unit.equals("rad")) {
            throw new IllegalArgumentException(
                    type.code() + " is in " + unit + ", only unwrapped phase becomes millimetres");
        }
        double factor = VelocityFit.millimetresPerRadian(wavelength);
        var mm = FloatMatrix.allocate(arena, values.rows(), values.cols());
        for (long i = 0, n = values.size(); i < n; i++) {
            mm.set(i, (float) (values.get(i) * factor));
        }
        return new PointValues(type, title, "mm", "positive toward the satellite", mm, interferograms, pairs, false);
    }

    /// The same relative to one interferogram, or each relative to the one before it (the first to itself).
    /// Angles stay angles.
    /// @param interferogram zero-based, -1 = the one before
    /// @throws IllegalArgumentException if it is not among the columns
    public PointValues relativeTo(Arena arena, int interferogram) {
        int column = -1;
        for (int c = 0; c < interferograms.length; c++) {
            column = interferograms[c] == interferogram ? c : column;
        }
        if (column < 0 && interferogram >= 0 || interferograms.length == 0) {
            throw new IllegalArgumentException(
                    "interferogram " + (interferogram + 1) + " is not among those of " + type.code());
        }
        var out = FloatMatrix.allocate(arena, values.rows(), values.cols());
        for (int c = 0; c < values.cols(); c++) {
            int other = column >= 0 ? column : Math.max(0, c - 1);
            for (int p = 0; p < values.rows(); p++) {
                double d = values.get(p, c) - values.get(p, other);
                out.set(p, c, (float) (wrapped ? Math.atan2(Math.sin(d), Math.cos(d)) : d));
            }
        }
        return new PointValues(type, title, unit, sign, out, interferograms, pairs, wrapped);
    }

    /// The value below which the share `low` and above which the share `1 - high` of the points lie, over all
    /// columns: sorted values at `ceil(low n)` and `round(high n)`, NaN ignored. StaMPS colours with 0.001 and
    /// 0.999.
    /// @return two numbers, NaN when there is no value
    public double[] limits(double low, double high) {
        var statistics = new OrderStatistics(values);
        long n = statistics.count();
        if (n == 0) {
            return new double[] {Double.NaN, Double.NaN};
        }
        long first = (long) Math.ceil(low * n);
        long last = Math.round(high * n);
        return new double[] {
            statistics.at(Math.clamp(first - 1, 0L, n - 1)), statistics.at(Math.clamp(last - 1, 0L, n - 1))
        };
    }
}
