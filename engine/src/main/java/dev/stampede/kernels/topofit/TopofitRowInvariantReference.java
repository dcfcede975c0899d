package dev.stampede.kernels.topofit;

import dev.stampede.kernels.Backend;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.FloatMatrix;

/// The definition: the fit of one point after another, all with the one row of baselines.
final class TopofitRowInvariantReference implements TopofitRowInvariant {
    @Override
    public Backend backend() {
        return Backend.REFERENCE;
    }

    @Override
    public void fit(ComplexMatrix z, FloatMatrix b, double w, Topofit.Fit out, int from, int to) {
        Topofit.require(z, b, 1, w, out, from, to);
        for (int p = from; p < to; p++) {
            TopofitReference.fitPoint(z, b, 0, Topofit.trials(w), out, p);
        }
    }
}
