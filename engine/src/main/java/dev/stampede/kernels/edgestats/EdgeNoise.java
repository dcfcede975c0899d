package dev.stampede.kernels.edgestats;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.Kernel;
import dev.stampede.kernels.KernelFamily;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import dev.stampede.memory.IntMatrix;

/// Noise of the phase difference along edges between points, single-reference stacks.
///
/// For edge e with ends p < q the phasor of acquisition k is `D[k] = u[q, k] conj(u[p, k])`. With the
/// weights w of [TimeSmoothing], seen from acquisition k:
///
///     mu    = sum_l w[l] D[l]                       mean phasor
///     a[l]  = arg(D[l] conj(mu))                    fit the line m1 + m2 tau[l], weights w
///     a'[l] = wrap(a[l] - m1 - m2 tau[l])           fit again: offset m1'
///     s[k]  = mu exp(i (m1 + m1'))                  smooth phase
///     s'[k] = mu - w[k] D[k]                        smooth phase without acquisition k itself
///
/// [#leaveOneOut] adds up `nu'[k] = arg(D[k] conj(s'[k]))`, from which the caller takes the variance of
/// every acquisition over all edges. [#noise] then takes `nu[k] = arg(D[k] conj(s[k]))`, removes the part
/// proportional to perpendicular baseline, `kappa = sum_k v[k] b[k] nu[k] / sum_k v[k] b[k]^2`, and gives
/// the standard deviation (about the mean, divisor n-1; 0 if n = 1) and the largest magnitude of the rest.
///
/// | name          | shape       | dtype | unit | meaning                                               |
/// |---------------|-------------|-------|------|-------------------------------------------------------|
/// | unitPhase     | [nPs, n]    | c64   | 1    | modulus 1, or `NaN`                                   |
/// | edges         | [nEdges, 2] | i32   | –    | rows of `unitPhase`: p and q                          |
/// | outSums       | [n, 2]      | f64   | rad, rad^2 | sums of `nu'` and of its square over the edges  |
/// | baselines     | [n]         | f64   | m    | perpendicular, 0 for the reference                    |
/// | columnWeights | [n]         | f64   | 1/rad^2 | v, inverse variance of the acquisition             |
/// | outNoise      | [nEdges, 2] | f32   | rad  | standard deviation, largest magnitude                 |
///
/// Invalid values: an edge with `NaN` in any acquisition makes the sums and its own results `NaN`.
/// Accumulation: f64. FMA: in the vector and the native variant.
/// Max error against the reference: [#MAX_ABS_ERROR] rad (noise, before rounding to f32) and
/// [#MAX_ABS_ERROR] per edge (sums), unless an angle lies within that of ±π: there both ends are right.
/// Cost: about `20 n^2` flops an edge in [#noise], `4 n^2` in [#leaveOneOut], 2 n arctangents each.
/// Threads: stateless; disjoint ranges of edges may run in parallel.
/// Source: Hooper et al. (2007), doi:10.1029/2006JB004763, section on dropping noisy pixels; StaMPS for the
/// details.
public interface EdgeNoise extends Kernel {
    double MAX_ABS_ERROR = 1e-12;

    KernelFamily<EdgeNoise> FAMILY = KernelFamily.of(
                    "stage4_edge_stats", EdgeNoise.class, EdgeNoiseReference::new, () -> new EdgeNoiseVector())
            .with(Backend.NATIVE, () -> new EdgeNoiseNative())
            .with(Backend.CUDA, () -> new EdgeNoiseCuda());

    @Override
    default String id() {
        return FAMILY.id();
    }

    /// Overwrites `outSums` with the sums over edges `[from, to)`.
    void leaveOneOut(
            ComplexMatrix unitPhase, IntMatrix edges, TimeSmoothing smoothing, DoubleMatrix outSums, int from, int to);

    /// Fills rows `[from, to)` of `outNoise`.
    void noise(
            ComplexMatrix unitPhase,
            IntMatrix edges,
            TimeSmoothing smoothing,
            BaselineFit baselineFit,
            FloatMatrix outNoise,
            int from,
            int to);

    /// What is needed to take out the part proportional to perpendicular baseline.
    ///
    /// @param baseline  b[k], m
    /// @param projector v[k] b[k] / sum v b^2, 1/m; all zero when every baseline is zero
    record BaselineFit(double[] baseline, double[] projector) {
        /// @param columnWeights v[k], not negative
        public static BaselineFit of(double[] baseline, double[] columnWeights) {
            double sum = 0;
            for (int k = 0; k < baseline.length; k++) {
                sum += columnWeights[k] * baseline[k] * baseline[k];
            }
            var projector = new double[baseline.length];
            for (int k = 0; k < baseline.length; k++) {
                projector[k] = sum > 0 ? columnWeights[k] * baseline[k] / sum : 0;
            }
            return new BaselineFit(baseline.clone(), projector);
        }
    }

    /// The checks all variants share.
    /// @throws IllegalArgumentException naming both sides
    static void require(ComplexMatrix unitPhase, IntMatrix edges, TimeSmoothing smoothing, int from, int to) {
        if (unitPhase.cols() != smoothing.count()) {
            throw new IllegalArgumentException(
                    "phase has " + unitPhase.cols() + " acquisitions, the smoothing " + smoothing.count());
        }
        if (edges.cols() != 2 || from < 0 || from > to || to > edges.rows()) {
            throw new IllegalArgumentException(
                    "edges [" + from + ", " + to + ") of a matrix [" + edges.rows() + ", " + edges.cols() + "]");
        }
    }

    static void requireSums(DoubleMatrix outSums, int columns) {
        if (outSums.rows() != columns || outSums.cols() != 2) {
            throw new IllegalArgumentException(
                    "sums are [" + outSums.rows() + ", " + outSums.cols() + "], expected [" + columns + ", 2]");
        }
    }

    static void requireNoise(FloatMatrix outNoise, IntMatrix edges, BaselineFit fit, int columns) {
        if (outNoise.rows() != edges.rows() || outNoise.cols() != 2) {
            throw new IllegalArgumentException(
                    "noise is [" + outNoise.rows() + ", " + outNoise.cols() + "], expected [" + edges.rows() + ", 2]");
        }
        if (fit.baseline().length != columns) {
            throw new IllegalArgumentException(fit.baseline().length + " baselines for " + columns + " acquisitions");
        }
    }
}
