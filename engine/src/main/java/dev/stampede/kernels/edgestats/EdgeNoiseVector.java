package dev.stampede.kernels.edgestats;

import dev.stampede.kernels.Backend;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import dev.stampede.memory.IntMatrix;
import java.lang.foreign.Arena;

/// Lanes run over edges. Arguments are taken once per phasor (`phi`) and once per mean (`theta`), after
/// which every angle between the two is a difference folded into one turn: no arctangent is left inside the
/// double loop over acquisitions. A scalar reference call ends each range.
final class EdgeNoiseVector implements EdgeNoise {
    private static final int STEP = EdgeNoiseTileVector.STEP;
    private static final int TILE = EdgeNoiseTileVector.TILE;

    private final EdgeNoiseReference reference = new EdgeNoiseReference();

    @Override
    public Backend backend() {
        return Backend.VECTOR;
    }

    @Override
    public void leaveOneOut(
            ComplexMatrix unitPhase, IntMatrix edges, TimeSmoothing smoothing, DoubleMatrix outSums, int from, int to) {
        EdgeNoise.require(unitPhase, edges, smoothing, from, to);
        EdgeNoise.requireSums(outSums, smoothing.count());
        // With a single acquisition nothing is left to compare with: a zero phasor, for which only the definition
        // holds.
        int body = smoothing.count() == 1 ? from : from + (to - from) / STEP * STEP;
        reference.leaveOneOut(unitPhase, edges, smoothing, outSums, body, to);
        try (var arena = Arena.ofConfined()) {
            var tile = new EdgeNoiseTileVector(arena, smoothing.count());
            double[] weights = smoothing.weight().toArray();
            for (int k = 0, n = smoothing.count(); k < n; k++) {
                weights[k * n + k] = 0;
            }
            for (int e = from; e < body; e += TILE) {
                tile.load(unitPhase, edges, e, Math.min(TILE, body - e));
                tile.takeMeans(weights);
                tile.addLeaveOneOut(outSums);
            }
        }
    }

    @Override
    public void noise(
            ComplexMatrix unitPhase,
            IntMatrix edges,
            TimeSmoothing smoothing,
            BaselineFit fit,
            FloatMatrix outNoise,
            int from,
            int to) {
        EdgeNoise.require(unitPhase, edges, smoothing, from, to);
        EdgeNoise.requireNoise(outNoise, edges, fit, smoothing.count());
        int body = from + (to - from) / STEP * STEP;
        try (var arena = Arena.ofConfined()) {
            var tile = new EdgeNoiseTileVector(arena, smoothing.count());
            double[] weights = smoothing.weight().toArray();
            var line = new EdgeNoiseTileVector.Line(
                    smoothing.intercept().toArray(),
                    smoothing.slope().toArray(),
                    smoothing.tau().toArray());
            for (int e = from; e < body; e += TILE) {
                tile.load(unitPhase, edges, e, Math.min(TILE, body - e));
                tile.takeMeans(weights);
                tile.takeNoise(line);
                tile.summarise(fit, outNoise, e);
            }
        }
        reference.noise(unitPhase, edges, smoothing, fit, outNoise, body, to);
    }
}
