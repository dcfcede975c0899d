package dev.stampede.operators.matchedfilter;

import dev.stampede.kernels.statistics.CrossMoments;
import dev.stampede.linalg.SmallMatrix;
import dev.stampede.linalg.SymmetricEigen;

/// Covariances from the scatter of pixels. With `S = scatter / n`, c bands and `m = tr(S) / c`:
///
///     empirical    S n / (n - 1) + ridge m I
///     shrunk       (1 - a) S + a m I
///     low rank     sum over the r largest eigenvalues l_k of S of l_k v_k v_k' + t m I
final class Covariances {
    static final int RANK = 10;
    static final double TIKHONOV = 1e-3;

    private Covariances() {}

    static SmallMatrix of(CrossMoments moments, CovMethod method) {
        return switch (method) {
            case EMPIRICAL -> empirical(moments, 0);
            case LEDOIT_WOLF -> shrunk(moments, ledoitWolf(moments));
            case OAS -> shrunk(moments, oas(moments));
            case LOW_RANK -> lowRank(moments, RANK, TIKHONOV);
        };
    }

    static SmallMatrix empirical(CrossMoments moments, double ridge) {
        return blend(moments.scatter(), 1.0 / (moments.count() - 1), ridge * level(moments));
    }

    static SmallMatrix shrunk(CrossMoments moments, double shrinkage) {
        return blend(moments.scatter(), (1 - shrinkage) / moments.count(), shrinkage * level(moments));
    }

    /// `sum over k < rank of l_k v_k v_k' + tikhonov m I` with eigenvalues l of S.
    static SmallMatrix lowRank(CrossMoments moments, int rank, double tikhonov) {
        var eigen = SymmetricEigen.of(blend(moments.scatter(), 1.0 / moments.count(), 0));
        int c = eigen.values().length;
        var out = new SmallMatrix(c, c);
        for (int k = 0; k < Math.min(rank, c); k++) {
            double value = Math.max(0, eigen.values()[k]);
            for (int j = 0; j < c; j++) {
                double factor = value * eigen.vectors().get(j, k);
                for (int i = 0; i < c; i++) {
                    out.set(i, j, out.get(i, j) + factor * eigen.vectors().get(i, k));
                }
            }
        }
        return blend(out, 1, tikhonov * level(moments));
    }

    /// The share of the identity after Ledoit and Wolf (2004), doi:10.1016/S0047-259X(03)00096-4, lemma 3.3.
    static double ledoitWolf(CrossMoments moments) {
        double n = moments.count();
        double c = moments.mean().length;
        double level = level(moments);
        double square = squares(moments) / (n * n); // |S|^2
        double off = (square - c * level * level) / c; // |S - m I|^2 / c
        double error = (moments.fourth() / n - square) / (n * c);
        return off <= 0 ? 1 : Math.min(error, off) / off;
    }

    /// The share of the identity after Chen et al. (2010), doi:10.1109/TSP.2010.2053029, eq. 23, in the form
    /// for means over all elements that is in common use.
    static double oas(CrossMoments moments) {
        double n = moments.count();
        double c = moments.mean().length;
        double level = level(moments);
        double mean = squares(moments) / (n * n * c * c);
        double above = mean + level * level;
        double below = (n + 1) * (mean - level * level / c);
        return below == 0 ? 1 : Math.min(above / below, 1);
    }

    private static double squares(CrossMoments moments) {
        double sum = 0;
        for (double value : moments.scatter().values()) {
            sum += value * value;
        }
        return sum;
    }

    /// m, the mean variance of the bands.
    static double level(CrossMoments moments) {
        double trace = 0;
        int c = moments.mean().length;
        for (int b = 0; b < c; b++) {
            trace += moments.scatter().get(b, b);
        }
        return trace / c / moments.count();
    }

    private static SmallMatrix blend(SmallMatrix matrix, double factor, double diagonal) {
        int c = matrix.rows();
        var out = new SmallMatrix(c, c);
        for (int i = 0; i < c * c; i++) {
            out.values()[i] = factor * matrix.values()[i];
        }
        for (int b = 0; b < c; b++) {
            out.set(b, b, out.get(b, b) + diagonal);
        }
        return out;
    }
}
