package dev.stampede.operators.radiometry;

import dev.stampede.operators.core.Require;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// What [RadianceToReflectance] and its inverse share.
final class Illumination {
    private Illumination() {}

    /// `pi d^2 / cos(sza)` from a given angle or from a place and time.
    static double factor(
            LocalDateTime time, Optional<List<Double>> centerCoords, OptionalDouble szaDeg, String crsCoords) {
        double zenith = szaDeg.isPresent()
                ? szaDeg.getAsDouble()
                : new ComputeSZA(centerCoords.orElseThrow(), time, crsCoords).produce();
        return Sun.factor(time.toLocalDate(), zenith);
    }

    static void require(List<Double> solarIrradiance, Optional<List<Double>> centerCoords, OptionalDouble szaDeg) {
        Require.that(
                !solarIrradiance.isEmpty() && solarIrradiance.stream().allMatch(e -> e > 0),
                "solar_irradiance",
                solarIrradiance,
                "a number above 0 per band");
        Require.that(centerCoords.isPresent() || szaDeg.isPresent(), "sza_deg", szaDeg, "an angle, or center_coords");
    }

    static void requireBands(List<Double> solarIrradiance, int bands) {
        Require.that(
                solarIrradiance.size() == bands,
                "solar_irradiance",
                solarIrradiance,
                "one number for each of " + bands + " bands");
    }
}
