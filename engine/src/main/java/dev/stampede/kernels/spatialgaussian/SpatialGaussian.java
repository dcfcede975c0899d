package dev.stampede.kernels.spatialgaussian;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.Kernel;
import dev.stampede.kernels.KernelFamily;
import dev.stampede.memory.FloatMatrix;

/// Gaussian mean over the neighbours of each point, several values per point at once.
///
///     w(p, q)   = exp(-d^2 / (2 sigma^2)) where d^2 < radius^2, else 0;  d = distance of p and q
///     out[v, p] = sum_q w(p, q) in[v, q] / sum_q w(p, q)                 p itself included
///
/// | name  | shape        | dtype | meaning                                                            |
/// |-------|--------------|-------|--------------------------------------------------------------------|
/// | cells | –            | f32   | positions in m, sorted; the radius                                 |
/// | in    | [WIDTH, nPs] | f32   | one column per *sorted* point; `NaN` spreads to all neighbours     |
/// | out   | [WIDTH, nPs] | f32   | the same order                                                     |
///
/// Distances and weights are single precision, as StaMPS computes them. Accumulation: `REFERENCE` and
/// `CUDA` f64 over neighbours in sorted order; vector f32 in four interleaved sums, FMA. Max error against
/// the reference: [#MAX_RELATIVE_ERROR] of the largest value among the neighbours. Cost: nPs M (WIDTH +
/// about 10) operations, M = neighbours within the bounding cells. Threads: stateless; disjoint ranges of
/// cells may run in parallel and write disjoint columns. Source: Hooper et al. (2007),
/// doi:10.1029/2006JB004763, low-pass in space of the atmosphere estimate.
public interface SpatialGaussian extends Kernel {
    String ID = "stage8_scn_filter";

    /// Values per point of one call; unused ones are zero.
    int WIDTH = 32;

    /// Four sums of some hundred terms, each rounded to 6e-8.
    double MAX_RELATIVE_ERROR = 1e-5;

    KernelFamily<SpatialGaussian> FAMILY = KernelFamily.of(
                    ID, SpatialGaussian.class, SpatialGaussianReference::new, () -> new SpatialGaussianVector())
            .with(Backend.NATIVE, () -> new SpatialGaussianNative())
            .with(Backend.CUDA, () -> new SpatialGaussianCuda());

    /// Fills the columns of `out` that belong to the points of cells `[fromCell, toCell)`.
    /// @throws IllegalArgumentException if shapes disagree
    void smooth(PointCells cells, FloatMatrix in, double sigma, FloatMatrix out, int fromCell, int toCell);

    /// The check all variants share.
    static void require(PointCells cells, FloatMatrix in, FloatMatrix out) {
        for (var m : new FloatMatrix[] {in, out}) {
            if (m.rows() != WIDTH || m.cols() != cells.pointCount()) {
                throw new IllegalArgumentException("values are [" + m.rows() + ", " + m.cols() + "], need [" + WIDTH
                        + ", " + cells.pointCount() + "]");
            }
        }
    }
}
