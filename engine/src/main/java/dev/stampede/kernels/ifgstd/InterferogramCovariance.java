package dev.stampede.kernels.ifgstd;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.Kernel;
import dev.stampede.kernels.KernelFamily;
import dev.stampede.memory.ComplexMatrix;

/// Sums and products, over points, of the phase that is not spatially correlated, from which its covariance
/// between interferograms follows:
///
///     delta[p, i] = arg(phase[p, i] conj(patchPhase[p, i]))
///     sum[i]        += sum_p delta[p, i]
///     product[i, j] += sum_p delta[p, i] delta[p, j]           j <= i
///     covariance    = (product - sum sum' / n) / (n - 1)
///
/// | name       | shape        | dtype | unit  | meaning                                         |
/// |------------|--------------|-------|-------|-------------------------------------------------|
/// | phase      | [nPs, nIfg]  | c64   | any   | interferograms                                  |
/// | patchPhase | [nPs, nIfg]  | c64   | any   | their spatially correlated part                 |
/// | sum        | [nIfg]       | f64   | rad   | added to                                        |
/// | product    | [nIfg, nIfg] | f64   | rad^2 | added to; element (i, j) at `i * nIfg + j`      |
///
/// Invalid values: `NaN` in, `NaN` out; the argument of zero is zero. Accumulation: f64, tiles of [#TILE]
/// points left to right, tiles one after the other. Cost: nPs nIfg arguments and nPs nIfg^2 / 2
/// multiply-adds. There is only the reference: once per dataset, small beside the solve of one
/// interferogram. Threads: stateless; disjoint ranges of points may run in parallel into sums of their own.
public interface InterferogramCovariance extends Kernel {
    String ID = "stage6_interferogram_covariance";

    /// Points whose arguments are held at once.
    int TILE = 256;

    KernelFamily<InterferogramCovariance> FAMILY = KernelFamily.of(ID, InterferogramCovariance.class, Reference::new);

    @Override
    default String id() {
        return ID;
    }

    /// Adds points `[from, to)`.
    /// @throws IllegalArgumentException if shapes disagree
    void add(ComplexMatrix phase, ComplexMatrix patchPhase, int from, int to, double[] sum, double[] product);

    /// The definition.
    final class Reference implements InterferogramCovariance {
        @Override
        public Backend backend() {
            return Backend.REFERENCE;
        }

        @Override
        public void add(
                ComplexMatrix phase, ComplexMatrix patchPhase, int from, int to, double[] sum, double[] product) {
            int n = phase.cols();
            if (patchPhase.rows() != phase.rows()
                    || patchPhase.cols() != n
                    || sum.length != n
                    || product.length != n * n
                    || from < 0
                    || to > phase.rows()) {
                throw new IllegalArgumentException("phase is [" + phase.rows() + ", " + n + "], patch phase ["
                        + patchPhase.rows() + ", " + patchPhase.cols() + "], points " + from + " to " + to + ", "
                        + sum.length + " sums, " + product.length + " products");
            }
            var delta = new double[n][TILE];
            for (int p = from; p < to; p += TILE) {
                int count = Math.min(TILE, to - p);
                for (int i = 0; i < n; i++) {
                    arguments(phase, patchPhase, i, p, count, delta[i]);
                    for (int q = 0; q < count; q++) {
                        sum[i] += delta[i][q];
                    }
                    for (int j = 0; j <= i; j++) {
                        product[i * n + j] += dot(delta[i], delta[j], count);
                    }
                }
            }
        }

        private static void arguments(
                ComplexMatrix phase, ComplexMatrix patchPhase, int i, int p, int count, double[] out) {
            for (int q = 0; q < count; q++) {
                double re = phase.re().get(p + q, i);
                double im = phase.im().get(p + q, i);
                double patchRe = patchPhase.re().get(p + q, i);
                double patchIm = patchPhase.im().get(p + q, i);
                double x = re * patchRe + im * patchIm;
                double y = im * patchRe - re * patchIm;
                out[q] = x == 0 && y == 0 ? 0 : Math.atan2(y, x);
            }
        }

        private static double dot(double[] a, double[] b, int count) {
            double sum = 0;
            for (int q = 0; q < count; q++) {
                sum += a[q] * b[q];
            }
            return sum;
        }
    }
}
