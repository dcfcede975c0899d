package dev.stampede.operators.radiometry;

import dev.stampede.io.raster.Reprojection;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Source;
import dev.stampede.raster.Crs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.util.List;

/// Gives the solar zenith angle of a place and time in degrees: see [Sun#zenithAngle]. Ignores its input.
///
/// @param centerCoords    x and y
/// @param acquisitionDate time in UTC
/// @param crsCoords       system of the coordinates, EPSG:4326 (longitude, latitude)
public record ComputeSZA(
        List<Double> centerCoords,
        LocalDateTime acquisitionDate,
        @Default("\"EPSG:4326\"") String crsCoords) implements Source<Double> {
    private static final Crs DEGREES = new Crs("EPSG:4326");

    public ComputeSZA {
        centerCoords = List.copyOf(centerCoords);
        Require.that(centerCoords.size() == 2, "center_coords", centerCoords, "x and y");
    }

    @Override
    public Double produce() {
        var x = new double[] {centerCoords.get(0)};
        var y = new double[] {centerCoords.get(1)};
        try {
            Reprojection.transform(x, y, new Crs(crsCoords), DEGREES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Sun.zenithAngle(x[0], y[0], acquisitionDate);
    }
}
