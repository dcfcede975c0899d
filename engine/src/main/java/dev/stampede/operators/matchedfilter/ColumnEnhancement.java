package dev.stampede.operators.matchedfilter;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/// The enhancement of a gas over the background, ppm m, from the radiance of an imaging spectrometer: the bands
/// in which the gas absorbs (CH4 2110 to 2450 nm, CO2 1980 to 2100 nm) go through [MatchedFilter] with the
/// target of [LinearTargetFromObs], or of [NonlinearTargetFromObs] where `enhancement` is given; mean and
/// covariance are those of the scene.
///
/// The raster has the attribute `wavelengths` in nm and, but for the sensors named, `fwhm`. Spectroscopy is the
/// user's: the table of the gas for the temperature and pressure wanted. A pixel with NaN gives NaN; pixels
/// that are not finite take no part in the background. The result has no band axis, fill NaN, attribute `units`
/// `ppm m`. Refuses a raster with fewer than two bands in which the gas absorbs. Source: Thompson et al.
/// (2015), doi:10.5194/amt-8-4383-2015; Foote et al. (2020), doi:10.1109/TGRS.2020.2976888.
///
/// @param table         absorption of the gas: wavelength in nm and coefficient in 1/(ppm m), two numbers a
///                      line
/// @param gas           ch4 or co2; ch4
/// @param sensor        emit, prisma, enmap, aviris_ng or other: widths of bands of a raster without `fwhm`;
///                      emit
/// @param airMassFactor length of the light's path over the height of the column, 1
/// @param enhancement   ppm m for which the target is a difference; the derivative at 0 by default
/// @param covMethod     empirical, ledoit_wolf, oas or low_rank; ledoit_wolf
public record ColumnEnhancement(
        Path table,
        @Default("\"ch4\"") Gas gas,
        @Default("\"emit\"") Sensor sensor,
        @Default("1.0") double airMassFactor,
        OptionalDouble enhancement,
        @Default("\"ledoit_wolf\"") CovMethod covMethod)
        implements Operator<GeoRaster, GeoRaster> {
    public ColumnEnhancement {
        Require.that(airMassFactor > 0, "air_mass_factor", airMassFactor, "above 0");
        Require.that(enhancement.isEmpty() || enhancement.getAsDouble() > 0, "enhancement", enhancement, "above 0");
    }

    /// Instruments with the usual full width at half maximum of their short-wave bands, nm, as their operators
    /// state.
    public enum Sensor {
        EMIT(8.5),
        PRISMA(10),
        ENMAP(10),
        AVIRIS_NG(5.5),
        OTHER(0);

        private final double fwhm;

        Sensor(double fwhm) {
            this.fwhm = fwhm;
        }

        OptionalDouble usualWidth() {
            return fwhm > 0 ? OptionalDouble.of(fwhm) : OptionalDouble.empty();
        }
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        var all = Targets.wavelengths(Spectra.require(in));
        int[] picked = IntStream.range(0, all.length)
                .filter(b -> gas.absorbsAt(all[b]))
                .toArray();
        if (picked.length < 2) {
            throw new IllegalArgumentException("the raster has " + picked.length + " bands within " + gas.window()
                    + ", where " + gas + " absorbs; at least 2 are needed");
        }
        var bands = in.pickBands(RasterMemory.current(), picked);
        var absorption =
                Absorption.ofTable(table, Targets.wavelengths(bands), Targets.widths(bands, sensor.usualWidth()));
        var moments = Spectra.moments(bands, pixel -> true);
        List<Double> target = enhancement.isPresent()
                ? Targets.difference(moments.mean(), absorption, airMassFactor, enhancement.getAsDouble())
                : Targets.linear(moments.mean(), absorption, airMassFactor);
        var background = GaussianBackground.of(moments.mean(), Covariances.of(moments, covMethod));
        return Filtering.alpha(bands, background, Backgrounds.array(target), false)
                .withAttribute("units", "ppm m");
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
