package dev.stampede.operators.radiometry;

import dev.stampede.operators.core.Source;
import java.time.LocalDate;

/// Gives the distance of the Earth from the Sun, astronomical units: see [Sun#distance]. Ignores its input.
///
/// @param acquisitionDate day in UTC
public record EarthSunDistanceCorrection(LocalDate acquisitionDate) implements Source<Double> {
    @Override
    public Double produce() {
        return Sun.distance(acquisitionDate);
    }
}
