package dev.stampede.kernels.topofit;

import static dev.stampede.kernels.topofit.TopofitTileVector.LANES;

import dev.stampede.kernels.Backend;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.FloatMatrix;

/// One lane per point. The points of one vector are copied into a tile that stays in the first-level cache;
/// a short last tile repeats its last point, so that every point goes through the same operations.
final class TopofitVector implements Topofit {
    @Override
    public Backend backend() {
        return Backend.VECTOR;
    }

    @Override
    public void fit(ComplexMatrix z, FloatMatrix b, double w, Fit out, int from, int to) {
        Topofit.require(z, b, w, out, from, to);
        int trials = Topofit.trials(w);
        var tile = new TopofitTileVector(z.cols());
        for (int p = from; p < to; p += LANES) {
            int count = Math.min(LANES, to - p);
            tile.load(z, p, count);
            tile.loadBaselines(b, p, count);
            tile.prepare();
            tile.search(trials);
            tile.refine();
            tile.store(out, p, count);
        }
    }
}
