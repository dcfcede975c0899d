package dev.stampede.kernels.topofit;

import dev.stampede.kernels.Backend;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.Arena;

/// The definition: the fit, of which only the coherence is kept.
final class CoherenceRowInvariantReference implements CoherenceRowInvariant {
    @Override
    public Backend backend() {
        return Backend.REFERENCE;
    }

    @Override
    public void coherence(ComplexMatrix z, FloatMatrix b, double w, FloatMatrix coherence, int from, int to) {
        CoherenceRowInvariant.require(z, b, w, coherence, from, to);
        try (var arena = Arena.ofConfined()) {
            var slope = FloatMatrix.allocate(arena, z.rows(), 1);
            var offset = FloatMatrix.allocate(arena, z.rows(), 1);
            var fit = new Topofit.Fit(slope, offset, coherence, null);
            for (int p = from; p < to; p++) {
                TopofitReference.fitPoint(z, b, 0, Topofit.trials(w), fit, p);
            }
        }
    }
}
