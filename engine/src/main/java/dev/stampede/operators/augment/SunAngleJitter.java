package dev.stampede.operators.augment;

import dev.stampede.kernels.elementwise.Expression;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.OperatorTypeException;
import dev.stampede.operators.pixels.Pixels;
import dev.stampede.raster.GeoRaster;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/// The scene as if the Sun had stood at another angle: values times `cos(sza + d) / cos(sza)` with d drawn
/// evenly from a
/// range. The angle of the carrier (`solar_zenith_angle` or `sza_deg`) becomes `sza + d`.
///
/// @param delta  least and largest change, degrees, -5 and 5
/// @param szaDeg solar zenith angle, degrees; by default that of the carrier
/// @param seed   none: a fresh one each time
public record SunAngleJitter(@Default("[-5.0, 5.0]") List<Double> delta, OptionalDouble szaDeg, OptionalLong seed)
        implements Augmentation {
    public SunAngleJitter {
        delta = List.copyOf(delta);
        Ranges.require("delta", delta);
    }

    /// @throws IllegalArgumentException if the angle is not known, or the Sun is or comes below the horizon
    @Override
    public GeoRaster vary(GeoRaster in, RandomGenerator random) {
        double before = szaDeg.orElseGet(() -> in.attributes()
                .number("solar_zenith_angle", "sza_deg")
                .orElseThrow(() -> new OperatorTypeException(
                        "the solar zenith angle is not known: give sza_deg, or set the attribute solar_zenith_angle")));
        double after = before + Ranges.draw(delta, random);
        if (!(Math.abs(before) < 90 && Math.abs(after) < 90)) {
            throw new IllegalArgumentException(
                    "the Sun is below the horizon: solar zenith angle " + before + " degrees, changed to " + after);
        }
        double ratio = Math.cos(Math.toRadians(after)) / Math.cos(Math.toRadians(before));
        var varied = Pixels.perBand(in, in.dtype(), _ -> Expression.input(0).times(ratio));
        var key = in.attributes().get("solar_zenith_angle").isPresent() || szaDeg.isPresent()
                ? "solar_zenith_angle"
                : "sza_deg";
        return varied.withAttributes(varied.attributes().with(key, after));
    }
}
