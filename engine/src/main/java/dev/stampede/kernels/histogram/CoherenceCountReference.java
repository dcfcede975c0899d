package dev.stampede.kernels.histogram;

import dev.stampede.kernels.Backend;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;

/// The definition, point after point.
final class CoherenceCountReference implements CoherenceCount {
    @Override
    public Backend backend() {
        return Backend.REFERENCE;
    }

    @Override
    public void add(FloatMatrix coherence, DoubleMatrix counts, int from, int to) {
        CoherenceCount.require(coherence, counts, from, to);
        for (int p = from; p < to; p++) {
            int bin = CoherenceHistogram.bin(coherence.get(p, 0));
            if (bin >= 0) {
                counts.set(bin, 0, counts.get(bin, 0) + 1);
            }
        }
    }
}
