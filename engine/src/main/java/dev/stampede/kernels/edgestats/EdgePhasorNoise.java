package dev.stampede.kernels.edgestats;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.Kernel;
import dev.stampede.kernels.KernelFamily;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import dev.stampede.memory.IntMatrix;

/// Noise of the phase difference along edges between points, small-baseline stacks: there is no series to
/// smooth in time, so only the part proportional to perpendicular baseline is removed, and that on the
/// phasors.
///
/// For edge e with ends p < q: `D[f] = u[q, f] conj(u[p, f])`;
/// `kappa = sum_f v[f] b[f] D[f] / sum_f v[f] b[f]^2`, a complex number; `nu[f] = arg(D[f] - kappa b[f])`. The
/// result is the standard deviation of nu (about the mean, divisor n-1; 0 if n = 1) and its largest magnitude.
///
/// | name      | shape       | dtype | unit | meaning                                                     |
/// |-----------|-------------|-------|------|-------------------------------------------------------------|
/// | unitPhase | [nPs, n]    | c64   | 1    | modulus 1, or `NaN`                                         |
/// | edges     | [nEdges, 2] | i32   | –    | rows of `unitPhase`: p and q                                |
/// | outSums   | [n, 3]      | f64   | 1    | sums over the edges of re D, im D and of the squared modulus |
/// | outNoise  | [nEdges, 2] | f32   | rad  | standard deviation, largest magnitude                       |
///
/// Invalid values: an edge with `NaN` in any interferogram makes the sums and its own results `NaN`.
/// Accumulation: f64. Max error against the reference: [EdgeNoise#MAX_ABS_ERROR], as there.
/// Threads: stateless; disjoint ranges of edges may run in parallel.
/// Source: StaMPS, weeding of small-baseline interferograms.
public interface EdgePhasorNoise extends Kernel {
    KernelFamily<EdgePhasorNoise> FAMILY = KernelFamily.of(
                    "stage4_edge_stats_sb", EdgePhasorNoise.class, EdgePhasorNoiseReference::new)
            .with(Backend.CUDA, () -> new EdgePhasorNoiseCuda());

    @Override
    default String id() {
        return FAMILY.id();
    }

    /// Overwrites `outSums` with the sums over edges `[from, to)`.
    void sums(ComplexMatrix unitPhase, IntMatrix edges, DoubleMatrix outSums, int from, int to);

    /// Fills rows `[from, to)` of `outNoise`.
    void noise(
            ComplexMatrix unitPhase,
            IntMatrix edges,
            EdgeNoise.BaselineFit baselineFit,
            FloatMatrix outNoise,
            int from,
            int to);

    /// The check all variants share.
    static void requireSums(DoubleMatrix outSums, int columns) {
        if (outSums.rows() != columns || outSums.cols() != 3) {
            throw new IllegalArgumentException(
                    "sums are [" + outSums.rows() + ", " + outSums.cols() + "], expected [" + columns + ", 3]");
        }
    }
}
