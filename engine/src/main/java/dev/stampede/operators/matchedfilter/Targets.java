package dev.stampede.operators.matchedfilter;

import dev.stampede.operators.core.Require;
import dev.stampede.raster.GeoRaster;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Target spectra from observed radiance.
final class Targets {
    private Targets() {}

    static void require(Optional<List<Double>> coefficients, Optional<Path> table, double airMass) {
        Require.that(
                coefficients.isPresent() != table.isPresent(), "coefficients", coefficients, "either these or a table");
        Require.that(airMass > 0, "air_mass_factor", airMass, "above 0");
    }

    static Absorption absorption(GeoRaster in, Optional<List<Double>> coefficients, Optional<Path> table) {
        Spectra.require(in);
        if (coefficients.isEmpty()) {
            return Absorption.ofTable(table.orElseThrow(), wavelengths(in), widths(in, OptionalDouble.empty()));
        }
        int given = coefficients.get().size();
        Require.that(
                given == in.bands(), "coefficients", given + " numbers", "one for each of " + in.bands() + " bands");
        return Absorption.perBand(coefficients.get());
    }

    /// Centres of the bands, nm.
    static double[] wavelengths(GeoRaster in) {
        return perBand(in, in.attributes().numbers("wavelengths", "wavelengths_nm"), "wavelengths");
    }

    /// Widths of the bands, nm.
    static double[] widths(GeoRaster in, OptionalDouble usual) {
        var given = in.attributes().numbers("fwhm");
        if (given.isEmpty() && usual.isPresent()) {
            var widths = new double[in.bands()];
            Arrays.fill(widths, usual.getAsDouble());
            return widths;
        }
        return perBand(in, given, "fwhm");
    }

    private static double[] perBand(GeoRaster in, Optional<double[]> numbers, String key) {
        if (numbers.isEmpty() || numbers.get().length != in.bands()) {
            throw new IllegalArgumentException("the raster has " + in.bands() + " bands and "
                    + numbers.map(n -> n.length + " numbers").orElse("nothing")
                    + " under the attribute " + key + "; set it to one number in nm a band");
        }
        return numbers.get();
    }

    /// `mu_b dT_b/da`.
    static List<Double> linear(double[] mean, Absorption absorption, double airMass) {
        var target = new ArrayList<Double>();
        for (int b = 0; b < mean.length; b++) {
            target.add(mean[b] * absorption.slope(b) * airMass);
        }
        return List.copyOf(target);
    }

    /// `mu_b (T_b(a) - 1) / a`.
    static List<Double> difference(double[] mean, Absorption absorption, double airMass, double step) {
        var target = new ArrayList<Double>();
        for (int b = 0; b < mean.length; b++) {
            target.add(mean[b] * (absorption.transmittance(b, step * airMass) - 1) / step);
        }
        return List.copyOf(target);
    }
}
