package dev.stampede.kernels.histogram;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.Kernel;
import dev.stampede.kernels.KernelFamily;
import dev.stampede.memory.FloatMatrix;

/// Counts coherences in the bins of [CoherenceHistogram].
///
/// | name      | shape  | dtype | unit | meaning                                     |
/// |-----------|--------|-------|------|---------------------------------------------|
/// | coherence | [n, 1] | f32   | 1    | any number; NaN is not counted              |
/// | counts    | [100]  | f64   | –    | the counts are added to what is there       |
///
/// Max error against the reference: none. Threads: stateless; each thread needs counts of its own.
public interface CoherenceCount extends Kernel {
    KernelFamily<CoherenceCount> FAMILY = KernelFamily.of(
                    "stage2_histogram", CoherenceCount.class, CoherenceCountReference::new)
            .preferring(Backend.NATIVE, () -> new CoherenceCountNative());

    @Override
    default String id() {
        return FAMILY.id();
    }

    /// Adds values `[from, to)`.
    /// @throws IllegalArgumentException if the range is outside or there are not 100 counts
    void add(FloatMatrix coherence, int from, int to, double[] counts);

    /// The checks all variants share.
    static void require(FloatMatrix coherence, int from, int to, double[] counts) {
        if (coherence.cols() != 1 || from < 0 || from > to || to > coherence.rows()) {
            throw new IllegalArgumentException("values [" + from + ", " + to + ") of a matrix [" + coherence.rows()
                    + ", " + coherence.cols() + "]");
        }
        if (counts.length != CoherenceHistogram.BINS) {
            throw new IllegalArgumentException(counts.length + " counts, expected " + CoherenceHistogram.BINS);
        }
    }
}
