package dev.stampede.kernels.histogram;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.Kernel;
import dev.stampede.kernels.KernelFamily;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;

/// Counts coherences into the bins of [CoherenceHistogram].
///
///     counts[b] += number of points p with edge[b - 1] < coherence[p] <= edge[b]
///
/// | name      | shape     | dtype | unit | meaning                                                        |
/// |-----------|-----------|-------|------|----------------------------------------------------------------|
/// | coherence | [n, 1]    | f32   | 1    | promoted to f64 before it is compared; `NaN` is not counted    |
/// | counts    | [bins, 1] | f64   | 1    | added to; whole numbers                                        |
///
/// Max error against the reference: none. Threads: stateless; ranges that run in parallel need counts of
/// their own. Floor: 4 bytes read and one counter raised a point; lanes find the bins, but every point adds to
/// an address of its own.
/// Source: MATLAB `hist` with given centres, as StaMPS calls it.
public interface CoherenceCount extends Kernel {
    String ID = "stage2_histogram";

    KernelFamily<CoherenceCount> FAMILY = KernelFamily.of(ID, CoherenceCount.class, () -> new CoherenceCountReference())
            .with(Backend.VECTOR, () -> new CoherenceCountVector())
            .with(Backend.NATIVE, () -> new CoherenceCountNative())
            .with(Backend.CUDA, () -> new CoherenceCountCuda());

    @Override
    default String id() {
        return ID;
    }

    /// Counts points `[from, to)`.
    /// @throws IllegalArgumentException if shapes disagree
    void add(FloatMatrix coherence, DoubleMatrix counts, int from, int to);

    /// The checks all variants share.
    static void require(FloatMatrix coherence, DoubleMatrix counts, int from, int to) {
        if (coherence.cols() != 1 || counts.size() != CoherenceHistogram.BINS) {
            throw new IllegalArgumentException("coherence is [" + coherence.rows() + ", " + coherence.cols()
                    + "], expected one column; counts hold " + counts.size() + " bins, expected "
                    + CoherenceHistogram.BINS);
        }
        if (from < 0 || from > to || to > coherence.rows()) {
            throw new IllegalArgumentException("points [" + from + ", " + to + ") of " + coherence.rows());
        }
    }
}
