package dev.stampede.operators.matchedfilter;

import dev.stampede.kernels.statistics.CrossMoments;
import dev.stampede.linalg.SmallMatrix;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.OperatorTypeException;
import dev.stampede.operators.core.Require;
import dev.stampede.raster.GeoRaster;
import java.util.List;
import java.util.Optional;

/// Where filters get their background from.
final class Backgrounds {
    private Backgrounds() {}

    /// What the filters of this package share.
    ///
    /// @param given estimated elsewhere; empty to learn from the input
    record Choice(
            Optional<List<Double>> mean,
            Optional<List<List<Double>>> cov,
            boolean fitOnCall,
            MeanMethod meanMethod,
            CovMethod covMethod,
            Optional<Operator<GeoRaster, Background>> background) {
        /// @throws IllegalArgumentException if nothing says where the background comes from, or two things do
        void require(int bands) {
            boolean given = mean.isPresent() && cov.isPresent();
            Require.that(
                    mean.isPresent() == cov.isPresent(),
                    mean.isPresent() ? "cov" : "mean",
                    "missing",
                    "mean and cov together");
            int ways = (given ? 1 : 0) + (fitOnCall ? 1 : 0) + (background.isPresent() ? 1 : 0);
            Require.that(
                    ways == 1,
                    "fit_on_call",
                    fitOnCall,
                    "one of mean and cov, fit_on_call=true, and background; " + ways + " are given");
            if (given) {
                Require.that(mean.get().size() == bands, "mean", mean.get().size() + " numbers", bands + ", as target");
                boolean square = cov.get().size() == bands && cov.get().stream().allMatch(row -> row.size() == bands);
                Require.that(square, "cov", cov.get().size() + " rows", bands + " rows of " + bands + " numbers");
                of(null);
            }
        }

        /// The background of an input.
        Background of(GeoRaster in) {
            if (background.isPresent()) {
                Object made = ((Operator<GeoRaster, ?>) background.get()).apply(in);
                if (made instanceof Background model) {
                    return model;
                }
                throw new OperatorTypeException(
                        "background is " + background.get().name() + ", which gives "
                                + (made == null ? "nothing" : made.getClass().getSimpleName())
                                + "; expected an estimator such as EstimateCovShrunk");
            }
            if (mean.isPresent()) {
                return GaussianBackground.of(array(mean.get()), matrix(cov.orElseThrow()));
            }
            var moments = Spectra.moments(in, pixel -> true);
            return GaussianBackground.of(middle(in, moments, meanMethod), Covariances.of(moments, covMethod));
        }
    }

    static double[] middle(GeoRaster in, CrossMoments moments, MeanMethod method) {
        return method == MeanMethod.MEAN
                ? moments.mean()
                : Middle.of(in, method, EstimateMean.TRIM, EstimateMean.HUBER);
    }

    static double[] array(List<Double> numbers) {
        return numbers.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static SmallMatrix matrix(List<List<Double>> rows) {
        int c = rows.size();
        var matrix = new SmallMatrix(c, c);
        for (int i = 0; i < c; i++) {
            for (int j = 0; j < c; j++) {
                matrix.set(i, j, rows.get(i).get(j));
            }
        }
        return matrix;
    }
}
