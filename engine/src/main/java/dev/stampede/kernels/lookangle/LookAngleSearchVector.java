package dev.stampede.kernels.lookangle;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.Lanes;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.FloatMatrix;

/// Lanes run over arcs. The series of one vector of arcs lies in a tile that stays in the first-level cache; a
/// short last tile repeats its last arc. Only the search for the peak goes lane by lane.
final class LookAngleSearchVector implements LookAngleSearch {
    private static final int LANES = Lanes.F32.length();

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Backend backend() {
        return Backend.VECTOR;
    }

    @Override
    public void remove(ComplexMatrix arc, Series series, float[] bperp, FloatMatrix outK, int from, int to) {
        LookAngleSearch.require(arc, series, bperp, outK);
        var tile = new LookAngleTileVector(series, bperp);
        for (int e = from; e < to; e += LANES) {
            int count = Math.min(LANES, to - e);
            tile.load(arc, e, count);
            tile.search();
            tile.refine();
            tile.store(arc, outK, e, count);
        }
    }
}
