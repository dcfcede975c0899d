package dev.stampede.operators.matchedfilter;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Signature;
import dev.stampede.raster.GeoRaster;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The target of a weak absorber in the radiance of the scene, one number a band, per ppm m:
///
///     t_b = -mu_b k_b m
///
/// the derivative of `mu exp(-k a m)` at an enhancement a of 0 (Beer and Lambert), mu being the middle of each
/// band. From a table k is the mean over the band's Gaussian response, for which the raster has the attributes
/// `wavelengths` and `fwhm` in nm. NaN and infinities are left out of the middle. Refuses a band without a line
/// of the table. Source: Thompson et al. (2015), doi:10.5194/amt-8-4383-2015, section 3.
///
/// @param coefficients  k of each band, 1/(ppm m); or a table
/// @param table         text file of wavelength in nm and coefficient in 1/(ppm m), two numbers a line, `#`
///                      comments
/// @param airMassFactor m: length of the light's path over the height of the column, 1
/// @param meanMethod    mean, median, trimmed or huber; mean
public record LinearTargetFromObs(
        Optional<List<Double>> coefficients,
        Optional<Path> table,
        @Default("1.0") double airMassFactor,
        @Default("\"mean\"") MeanMethod meanMethod)
        implements Operator<GeoRaster, List<Double>> {
    public LinearTargetFromObs {
        Targets.require(coefficients, table, airMassFactor);
    }

    @Override
    public List<Double> compute(GeoRaster in) {
        var absorption = Targets.absorption(in, coefficients, table);
        var mean = Middle.of(in, meanMethod, EstimateMean.TRIM, EstimateMean.HUBER);
        return Targets.linear(mean, absorption, airMassFactor);
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
