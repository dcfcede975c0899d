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
/// @param interferograms zero-based interferogram of each column; empty for one number per point
/// @param wrapped        whether values are angles in `(-pi, pi]`
public record PointValues(
        ValueType type,
        String title,
        String unit,
        String sign,
        FloatMatrix values,
        int[] interferograms,
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
        return new PointValues(type, title, "mm", "positive toward the satellite", mm, interferograms, false);
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
