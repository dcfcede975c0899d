package dev.stampede.operators.plume;

import dev.stampede.kernels.morphology.Bits;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.Flags;
import dev.stampede.raster.GeoRaster;
import java.util.List;

/// Marks the pixels a plume of a source can have reached: centres downwind of it (projection on the wind 0 or
/// more), at most `maxDistance` away, within `halfAngle` of the direction of the wind. All limits are
/// inclusive; the source itself
/// is marked. Here true means within; combine with a plume by `CombineMasks`.
///
/// @param source      x and y in the map's system
/// @param u           wind along x, m/s
/// @param v           wind along y, m/s
/// @param halfAngle   degrees, 30; above 0 and at most 90
/// @param maxDistance map units, 5000
public record WindAdvectionCone(
        List<Double> source,
        double u,
        double v,
        @Default("30.0") double halfAngle,
        @Default("5000.0") double maxDistance)
        implements Operator<GeoRaster, GeoRaster> {
    public WindAdvectionCone {
        source = List.copyOf(source);
        Wind.require(source, u, v);
        Require.that(halfAngle > 0 && halfAngle <= 90, "half_angle", halfAngle, "above 0 and at most 90");
        Require.that(maxDistance > 0, "max_distance", maxDistance, "above 0");
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        var wind = Wind.of(source, u, v);
        double slope = Math.tan(Math.toRadians(halfAngle));
        var out = Bits.empty(in.height(), in.width());
        for (int row = 0; row < in.height(); row++) {
            for (int col = 0; col < in.width(); col++) {
                double x = in.affine().x(col + 0.5, row + 0.5);
                double y = in.affine().y(col + 0.5, row + 0.5);
                double down = wind.down(x, y);
                double across = Math.abs(wind.across(x, y));
                boolean inside = down >= 0
                        && Math.hypot(down, across) <= maxDistance
                        && (halfAngle == 90 || across <= down * slope * (1 + 1e-12));
                out.flags()[row * in.width() + col] = (byte) (inside ? 1 : 0);
            }
        }
        return Flags.mask(in, out);
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
