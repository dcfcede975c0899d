package dev.stampede.kernels.histogram;

import dev.stampede.kernels.Backend;
import dev.stampede.memory.FloatMatrix;

/// The definition, value by value.
final class CoherenceCountReference implements CoherenceCount {
    @Override
    public Backend backend() {
        return Backend.REFERENCE;
    }

    @Override
    public void add(FloatMatrix coherence, int from, int to, double[] counts) {
        CoherenceCount.require(coherence, from, to, counts);
        for (int p = from; p < to; p++) {
            int bin = CoherenceHistogram.bin(coherence.get(p, 0));
            if (bin >= 0) {
                counts[bin]++;
            }
        }
    }
}
