package dev.stampede.operators.radiometry;

import dev.stampede.kernels.elementwise.Expression;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.Bandwise;
import dev.stampede.operators.pixels.Pixels;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// Top-of-atmosphere reflectance from radiance: `L pi d^2 / (E cos(sza))` with the distance d of the Sun in
/// astronomical units. Refuses a sun below the horizon and a number of irradiances that is not that of the
/// bands.
///
/// @param solarIrradiance E per band, W/m2/nm
/// @param acquisitionDate time in UTC
/// @param centerCoords    x and y of the place, for the solar zenith angle where `szaDeg` is missing
/// @param szaDeg          solar zenith angle, degrees
/// @param crsCoords       system of the coordinates, EPSG:4326
/// @param units           of the radiance: `W/m2/sr/nm`, `mW/m2/sr/nm`, `uW/cm2/sr/nm`, `W/m2/sr/um`
public record RadianceToReflectance(
        List<Double> solarIrradiance,
        LocalDateTime acquisitionDate,
        Optional<List<Double>> centerCoords,
        OptionalDouble szaDeg,
        @Default("\"EPSG:4326\"") String crsCoords,
        @Default("\"W/m2/sr/nm\"") String units)
        implements Operator<GeoRaster, GeoRaster>, Bandwise {
    /// What turns a radiance in this unit into W/m2/sr/nm.
    private static final Map<String, Double> UNITS =
            Map.of("W/m2/sr/nm", 1.0, "mW/m2/sr/nm", 1e-3, "uW/cm2/sr/nm", 1e-2, "W/m2/sr/um", 1e-3);

    public RadianceToReflectance {
        solarIrradiance = List.copyOf(solarIrradiance);
        Illumination.require(solarIrradiance, centerCoords, szaDeg);
        Require.that(UNITS.containsKey(units), "units", units, "one of " + UNITS.keySet());
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        Illumination.requireBands(solarIrradiance, in.bands());
        double factor = Illumination.factor(acquisitionDate, centerCoords, szaDeg, crsCoords);
        return Pixels.perBand(
                in,
                DType.FLOAT64,
                band -> Expression.input(0).times(UNITS.get(units) * factor / solarIrradiance.get(band)));
    }

    @Override
    public Signature outputSignature(Signature in) {
        return in.withDtype("float64");
    }
}
