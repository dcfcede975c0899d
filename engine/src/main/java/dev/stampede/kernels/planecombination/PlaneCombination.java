package dev.stampede.kernels.planecombination;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.Kernel;
import dev.stampede.kernels.KernelFamily;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;

/// Linear combinations of the columns of a matrix, the same for every point: a least-squares operator or a
/// filter in time applied to all points at once.
///
///     out[p, r] = sum_i coefficient[i, r] * (in[p, columns[i]] - offset[i])
///
/// | name        | shape          | dtype      | meaning                                              |
/// |-------------|----------------|------------|------------------------------------------------------|
/// | in          | [nPs, nIfg]    | f32        | one plane per interferogram                          |
/// | columns     | [nIn]          | int        | columns of `in` that take part, in order of summation |
/// | offset      | [nIn]          | f64        | subtracted first, such as the mean of the reference area |
/// | coefficient | [nIn, nOut]    | f64        | one column per result                                |
/// | out         | [nPs, nOut]    | f64 or f32 | `NaN` where any value that takes part is `NaN`       |
///
/// Accumulation: f64, left to right over `columns`. FMA: in the vector and the native variant. Max error
/// against the reference: [#MAX_RELATIVE_ERROR] of `sum |coefficient| |in - offset|`, plus half a unit in
/// the last place of a single-precision result. Cost: nPs nIn nOut multiply-adds; memory 4 nPs nIn read, 8
/// or 4 nPs nOut written. Threads: stateless; disjoint ranges of points may run in parallel.
public interface PlaneCombination extends Kernel {
    double MAX_RELATIVE_ERROR = 1e-14;

    /// Mean velocity: offset and slope of phase over time.
    KernelFamily<PlaneCombination> VELOCITY_FIT = family("stage7_mean_velocity_fit");

    /// High-pass in time of stage 8.
    KernelFamily<PlaneCombination> EDGE_NOISE = family("stage8_edge_noise");

    /// Any other weighted least-squares fit over the interferograms.
    KernelFamily<PlaneCombination> WEIGHTED_FIT = family("weighted_affine_fit");

    private static KernelFamily<PlaneCombination> family(String id) {
        return KernelFamily.of(
                        id,
                        PlaneCombination.class,
                        () -> new PlaneCombinationReference(id),
                        () -> new PlaneCombinationVector(id))
                .with(Backend.NATIVE, () -> new PlaneCombinationNative(id))
                .with(Backend.CUDA, () -> new PlaneCombinationCuda(id));
    }

    /// Fills rows `[from, to)` of `out` in double precision.
    /// @throws IllegalArgumentException if shapes disagree
    void combine(
            FloatMatrix in,
            int[] columns,
            double[] offset,
            DoubleMatrix coefficient,
            DoubleMatrix out,
            int from,
            int to);

    /// Fills rows `[from, to)` of `out` in single precision.
    /// @throws IllegalArgumentException if shapes disagree
    void combine(
            FloatMatrix in,
            int[] columns,
            double[] offset,
            DoubleMatrix coefficient,
            FloatMatrix out,
            int from,
            int to);

    /// The checks both variants share.
    static void require(
            FloatMatrix in, int[] columns, double[] offset, DoubleMatrix coefficient, int outRows, int outCols) {
        if (columns.length != coefficient.rows() || offset.length != columns.length) {
            throw new IllegalArgumentException(columns.length + " columns and " + offset.length
                    + " offsets need as many coefficient rows, found " + coefficient.rows());
        }
        if (outRows != in.rows() || outCols != coefficient.cols()) {
            throw new IllegalArgumentException("out is [" + outRows + ", " + outCols + "], expected [" + in.rows()
                    + ", " + coefficient.cols() + "]");
        }
        for (int c : columns) {
            if (c < 0 || c >= in.cols()) {
                throw new IllegalArgumentException("column " + c + " of a matrix with " + in.cols());
            }
        }
    }
}
