package dev.stampede.operators.radiometry;

import dev.stampede.operators.core.Require;
import java.util.List;

/// Weights of source bands in target bands with Gaussian response.
public final class SpectralResponse {
    /// Full width at half maximum over standard deviation: `2 sqrt(2 ln 2)`.
    private static final double FWHM_PER_SIGMA = 2.35482;

    private SpectralResponse() {}

    /// For each target band the weight of each source band. The response, `sigma = fwhm / 2.35482`, is sampled
    /// every nanometre; samples below `epsilon` are dropped, the others take the source spectrum there, linear
    /// between bands. Weights of a target sum to 1.
    /// @param sources     wavelengths of the source bands, nm, ascending
    /// @param extrapolate whether a response may reach beyond the source bands, which then count there as they are
    ///                    at their ends
    /// @throws IllegalArgumentException if a target lies outside and `extrapolate` is false
    public static double[][] weights(
            List<Double> centers, List<Double> fwhm, List<Double> sources, double epsilon, boolean extrapolate) {
        Require.that(centers.size() == fwhm.size(), "fwhm", fwhm, "one width for each of " + centers.size() + " bands");
        for (int i = 1; i < sources.size(); i++) {
            Require.that(sources.get(i) > sources.get(i - 1), "source_wavelengths", sources, "ascending");
        }
        var weights = new double[centers.size()][sources.size()];
        for (int target = 0; target < centers.size(); target++) {
            double center = centers.get(target);
            boolean inside = center >= sources.getFirst() && center <= sources.getLast();
            Require.that(
                    inside || extrapolate,
                    "center",
                    center,
                    "within the source bands, " + sources.getFirst() + " to " + sources.getLast()
                            + " nm, or extrapolate=true");
            double sigma = fwhm.get(target) / FWHM_PER_SIGMA;
            double reach = sigma * Math.sqrt(-2 * Math.log(epsilon));
            double total = 0;
            for (double nm = Math.ceil(center - reach); nm <= center + reach; nm++) {
                double off = (nm - center) / sigma;
                double response = Math.exp(-0.5 * off * off);
                boolean covered = nm >= sources.getFirst() && nm <= sources.getLast();
                if (response >= epsilon && (covered || extrapolate)) {
                    spread(weights[target], sources, nm, response);
                    total += response;
                }
            }
            for (int s = 0; s < sources.size(); s++) {
                weights[target][s] /= total;
            }
        }
        return weights;
    }

    private static void spread(double[] weights, List<Double> sources, double nm, double response) {
        int right = 0;
        while (right < sources.size() && sources.get(right) < nm) {
            right++;
        }
        if (right == 0 || right == sources.size()) {
            weights[right == 0 ? 0 : right - 1] += response;
            return;
        }
        double left = sources.get(right - 1);
        double fraction = (nm - left) / (sources.get(right) - left);
        weights[right - 1] += response * (1 - fraction);
        weights[right] += response * fraction;
    }
}
