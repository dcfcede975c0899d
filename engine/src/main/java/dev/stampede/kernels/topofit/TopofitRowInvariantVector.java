package dev.stampede.kernels.topofit;

import static dev.stampede.kernels.topofit.TopofitTileVector.LANES;

import dev.stampede.kernels.Backend;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.FloatMatrix;

/// As [TopofitVector], with baselines, step and rotation set up once for all tiles.
final class TopofitRowInvariantVector implements TopofitRowInvariant {
    @Override
    public Backend backend() {
        return Backend.VECTOR;
    }

    @Override
    public void fit(ComplexMatrix z, FloatMatrix b, double w, Topofit.Fit out, int from, int to) {
        Topofit.require(z, b, 1, w, out, from, to);
        int trials = Topofit.trials(w);
        var tile = new TopofitTileVector(z.cols());
        tile.shareBaselines(b);
        for (int p = from; p < to; p += LANES) {
            int count = Math.min(LANES, to - p);
            tile.load(z, p, count);
            tile.start();
            tile.search(trials);
            tile.refine();
            tile.store(out, p, count);
        }
    }
}
