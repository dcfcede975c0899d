package dev.stampede.operators.radiometry;

import dev.stampede.kernels.elementwise.Expression;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.Bandwise;
import dev.stampede.operators.pixels.Pixels;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Radiance from top-of-atmosphere reflectance: `R E cos(sza) / (pi d^2)`, the inverse of
/// [RadianceToReflectance].
///
/// @param solarIrradiance E per band, W/m2/nm
/// @param acquisitionDate time in UTC
/// @param centerCoords    x and y of the place, for the solar zenith angle where `szaDeg` is missing
/// @param szaDeg          solar zenith angle, degrees
/// @param crsCoords       system of the coordinates, EPSG:4326
public record ReflectanceToRadiance(
        List<Double> solarIrradiance,
        LocalDateTime acquisitionDate,
        Optional<List<Double>> centerCoords,
        OptionalDouble szaDeg,
        @Default("\"EPSG:4326\"") String crsCoords)
        implements Operator<GeoRaster, GeoRaster>, Bandwise {
    public ReflectanceToRadiance {
        solarIrradiance = List.copyOf(solarIrradiance);
        Illumination.require(solarIrradiance, centerCoords, szaDeg);
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        Illumination.requireBands(solarIrradiance, in.bands());
        double factor = Illumination.factor(acquisitionDate, centerCoords, szaDeg, crsCoords);
        return Pixels.perBand(in, DType.FLOAT64, band -> Expression.input(0).times(solarIrradiance.get(band) / factor));
    }

    @Override
    public Signature outputSignature(Signature in) {
        return in.withDtype("float64");
    }
}
