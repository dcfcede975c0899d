package dev.stampede.operators.augment;

import dev.stampede.kernels.elementwise.Expression;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.OperatorTypeException;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.pixels.Pixels;
import dev.stampede.raster.GeoRaster;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/// Adds light scattered in the air, strongest in the blue: `x + i (min(wavelength) / wavelength)^4` with i
/// drawn evenly from a range, so that the band of the shortest wavelength gets all of i (Rayleigh scattering).
///
/// @param intensity   least and largest i, in units of the values, 0 and 0.05
/// @param wavelengths per band, in any unit; by default those of the carrier
/// @param seed        none: a fresh one each time
public record AtmosphericHaze(
        @Default("[0.0, 0.05]") List<Double> intensity, Optional<List<Double>> wavelengths, OptionalLong seed)
        implements Augmentation {
    /// @throws IllegalArgumentException if the range is none, or a wavelength is not above 0
    public AtmosphericHaze {
        intensity = List.copyOf(intensity);
        Ranges.require("intensity", intensity);
        Require.that(
                wavelengths.isEmpty() || wavelengths.get().stream().allMatch(w -> w > 0),
                "wavelengths",
                wavelengths,
                "numbers above 0");
    }

    /// @throws IllegalArgumentException if wavelengths are not known, or not as many as bands
    @Override
    public GeoRaster vary(GeoRaster in, RandomGenerator random) {
        var at = wavelengths
                .map(list -> list.stream().mapToDouble(Double::doubleValue).toArray())
                .or(() -> in.attributes().numbers("wavelengths", "wavelengths_nm"))
                .orElseThrow(() -> new OperatorTypeException(
                        "wavelengths are not known: give one per band, or set the attribute wavelengths"));
        Require.that(
                at.length == in.bands(),
                "wavelengths",
                at.length + " numbers",
                "one for each of " + in.bands() + " bands");
        double strength = Ranges.draw(intensity, random);
        double shortest = Arrays.stream(at).min().orElseThrow();
        return Pixels.perBand(
                in, in.dtype(), band -> Expression.input(0).plus(strength * Math.pow(shortest / at[band], 4)));
    }
}
