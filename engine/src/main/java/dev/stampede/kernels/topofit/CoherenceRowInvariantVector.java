package dev.stampede.kernels.topofit;

import static dev.stampede.kernels.topofit.TopofitTileVector.LANES;

import dev.stampede.kernels.Backend;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.FloatMatrix;

/// As [TopofitRowInvariantVector], without angles of the residual and without slope and offset.
final class CoherenceRowInvariantVector implements CoherenceRowInvariant {
    @Override
    public Backend backend() {
        return Backend.VECTOR;
    }

    @Override
    public void coherence(ComplexMatrix z, FloatMatrix b, double w, FloatMatrix coherence, int from, int to) {
        CoherenceRowInvariant.require(z, b, w, coherence, from, to);
        int trials = Topofit.trials(w);
        var tile = new TopofitTileVector(z.cols());
        tile.shareBaselines(b);
        for (int p = from; p < to; p += LANES) {
            int count = Math.min(LANES, to - p);
            tile.load(z, p, count);
            tile.start();
            tile.search(trials);
            tile.refine();
            tile.storeCoherence(coherence, p, count);
        }
    }
}
