package dev.stampede.kernels.histogram;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.Lanes;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Lanes find the bin of each point from the one edge that is nearest to it; the counters are raised point after
/// point, in four histograms that take turns, so that a point need not wait for the one before it to be counted
/// where both fall into the same bin.
///
/// Exact: a coherence in single precision exceeds an edge in double precision if and only if it exceeds the
/// largest number in single precision that does not.
final class CoherenceCountVector implements CoherenceCount {
    private static final VectorSpecies<Float> F32 = Lanes.F32;
    private static final VectorSpecies<Integer> I32 = Lanes.I32;
    private static final int LANES = F32.length();

    /// Points whose slots are found before they are counted.
    private static final int TILE = 1024;

    /// Slot 0 takes `NaN`, slot `b + 1` bin b; a power of two, so that a mask keeps indices in range.
    private static final int SLOTS = 128;

    /// Histograms that take turns.
    private static final int TURNS = 4;

    /// `THRESHOLD[m]` parts slots m and m + 1, for m in [1, BINS - 1]; nothing exceeds the first.
    private static final float[] THRESHOLD = thresholds();

    private static float[] thresholds() {
        double[] edges = CoherenceHistogram.edges();
        var below = new float[SLOTS];
        below[0] = Float.POSITIVE_INFINITY;
        for (int m = 1; m < CoherenceHistogram.BINS; m++) {
            float near = (float) edges[m - 1];
            below[m] = near > edges[m - 1] ? Math.nextDown(near) : near;
        }
        return below;
    }

    @Override
    public Backend backend() {
        return Backend.VECTOR;
    }

    @Override
    public void add(FloatMatrix coherence, DoubleMatrix counts, int from, int to) {
        CoherenceCount.require(coherence, counts, from, to);
        var slot = new int[TILE];
        var whole = new int[TURNS * SLOTS];
        int body = from + (to - from) / LANES * LANES;
        for (int tile = from; tile < body; tile += TILE) {
            int count = Math.min(body - tile, TILE);
            findSlots(coherence, tile, count, slot);
            raise(slot, count, whole);
        }
        for (int p = body; p < to; p++) {
            int bin = CoherenceHistogram.bin(coherence.get(p, 0));
            whole[bin + 1]++;
        }
        for (int b = 0; b < CoherenceHistogram.BINS; b++) {
            long sum = 0;
            for (int turn = 0; turn < TURNS; turn++) {
                sum += whole[turn * SLOTS + b + 1];
            }
            counts.set(b, 0, counts.get(b, 0) + sum);
        }
    }

    /// The nearest edge m = round(100 y) within [1, BINS - 1], and one more above it. `NaN` becomes 0 where it is
    /// made an integer.
    private static void findSlots(FloatMatrix coherence, int from, int count, int[] slot) {
        var one = IntVector.broadcast(I32, 1);
        for (int i = 0; i < count; i += LANES) {
            var y = FloatVector.fromMemorySegment(
                    F32, coherence.segment(), (long) (from + i) * FloatMatrix.BYTES, LITTLE_ENDIAN);
            var nearest = (IntVector) y.mul(100)
                    .max(1)
                    .min(CoherenceHistogram.BINS - 1)
                    .add(0.5f)
                    .convertShape(VectorOperators.F2I, I32, 0);
            nearest.intoArray(slot, i);
            var above = y.compare(VectorOperators.GT, FloatVector.fromArray(F32, THRESHOLD, 0, slot, i));
            nearest.blend(nearest.add(one), above.cast(I32)).intoArray(slot, i);
        }
    }

    private static void raise(int[] slot, int count, int[] whole) {
        int i = 0;
        for (; i + TURNS <= count; i += TURNS) {
            whole[slot[i] & SLOTS - 1]++;
            whole[SLOTS + (slot[i + 1] & SLOTS - 1)]++;
            whole[2 * SLOTS + (slot[i + 2] & SLOTS - 1)]++;
            whole[3 * SLOTS + (slot[i + 3] & SLOTS - 1)]++;
        }
        for (; i < count; i++) {
            whole[slot[i] & SLOTS - 1]++;
        }
    }
}
