package dev.stampede.operators.matchedfilter;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.raster.GeoRaster;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The target of an absorber that saturates, one number a band, per ppm m: a difference over a step instead of
/// the derivative of [LinearTargetFromObs],
///
///     t_b = mu_b (T_b(a) - 1) / a,     T_b(a) = mean over the band's response of exp(-k a m)
///
/// so that an enhancement of about `a` is recovered without the loss of the linear model. All else as there.
///
/// @param enhancement   a, ppm m, 1000; above 0
/// @param coefficients  k of each band, 1/(ppm m); or a table
/// @param table         text file of wavelength in nm and coefficient in 1/(ppm m), two numbers a line, `#`
///                      comments
/// @param airMassFactor m, 1
/// @param meanMethod    mean, median, trimmed or huber; mean
public record NonlinearTargetFromObs(
        @Default("1000.0") double enhancement,
        Optional<List<Double>> coefficients,
        Optional<Path> table,
        @Default("1.0") double airMassFactor,
        @Default("\"mean\"") MeanMethod meanMethod)
        implements Operator<GeoRaster, List<Double>> {
    public NonlinearTargetFromObs {
        Require.that(enhancement > 0, "enhancement", enhancement, "above 0");
        Targets.require(coefficients, table, airMassFactor);
    }

    @Override
    public List<Double> compute(GeoRaster in) {
        var absorption = Targets.absorption(in, coefficients, table);
        var mean = Middle.of(in, meanMethod, EstimateMean.TRIM, EstimateMean.HUBER);
        return Targets.difference(mean, absorption, airMassFactor, enhancement);
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
