package dev.stampede.insar.model;

/// How many cycles a height error may wrap over the range of baselines: the width of the search for K.
public final class TrialWraps {
    private TrialWraps() {}

    /// `range * K_max / (2 pi)`, `K_max = max_topo_err 4 pi / (lambda 830000 sin(incidence))`.
    ///
    /// @param baselineRange m
    /// @param maxTopoError  m
    /// @param wavelength    m
    /// @param incidence     rad
    /// @throws IllegalArgumentException if the wavelength is not a positive number
    public static double of(double baselineRange, double maxTopoError, double wavelength, double incidence) {
        if (!(wavelength > 0)) {
            throw new IllegalArgumentException("parameter lambda is " + wavelength
                    + ", expected the wavelength in metres; stage 1 sets it, or: stampede params set lambda VALUE");
        }
        double maxCoefficient =
                maxTopoError / (wavelength * Constants.NOMINAL_SLANT_RANGE * Math.sin(incidence) / (4 * Math.PI));
        return baselineRange * maxCoefficient / (2 * Math.PI);
    }

    /// The same with every step rounded to single precision, as StaMPS computes it for single-master
    /// stacks, whose baselines are stored so.
    public static double ofSingle(double baselineRange, double maxTopoError, double wavelength, double incidence) {
        double one = of(1, maxTopoError, wavelength, incidence) * 2 * Math.PI;
        return (float) ((float) ((float) baselineRange * (float) one) / (float) (2 * Math.PI));
    }
}
