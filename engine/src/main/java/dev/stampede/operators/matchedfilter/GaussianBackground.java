package dev.stampede.operators.matchedfilter;

import dev.stampede.linalg.Cholesky;
import dev.stampede.linalg.SmallMatrix;

/// One mean and one covariance. Immutable; the arrays given belong to it.
///
/// @param mean       `[bands]`
/// @param covariance `[bands, bands]`, symmetric and positive definite
/// @param factor     its Cholesky factor
public record GaussianBackground(double[] mean, SmallMatrix covariance, Cholesky factor) implements Background {
    /// @throws IllegalArgumentException if sizes do not fit or the covariance is not positive definite; names a
    /// way out
    public static GaussianBackground of(double[] mean, SmallMatrix covariance) {
        if (covariance.rows() != mean.length || covariance.cols() != mean.length) {
            throw new IllegalArgumentException("mean has " + mean.length + " bands, the covariance is ["
                    + covariance.rows() + ", " + covariance.cols() + "]");
        }
        try {
            return new GaussianBackground(mean, covariance, requireRegular(covariance, Cholesky.of(covariance)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    e.getMessage() + "; too few pixels or a constant band: shrink it (ledoit_wolf, oas) or add a ridge",
                    e);
        }
    }

    /// What of a variance the other bands leave open must be more than rounding.
    private static Cholesky requireRegular(SmallMatrix covariance, Cholesky factor) {
        var lower = factor.lower();
        double least = covariance.rows() * Math.ulp(1.0);
        for (int b = 0; b < covariance.rows(); b++) {
            if (!(lower.get(b, b) * lower.get(b, b) > least * covariance.get(b, b))) {
                throw new IllegalArgumentException(
                        "covariance is singular: band " + b + " follows from those before it");
            }
        }
        return factor;
    }

    @Override
    public int bands() {
        return mean.length;
    }

    @Override
    public GaussianBackground at(int row, int col) {
        return this;
    }
}
