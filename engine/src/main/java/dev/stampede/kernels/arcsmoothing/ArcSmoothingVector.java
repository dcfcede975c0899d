package dev.stampede.kernels.arcsmoothing;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.Lanes;
import dev.stampede.kernels.MathVector;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.FloatMatrix;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Lanes run over arcs. The arcs of one vector are copied into a tile that stays in the first-level cache, rows
/// of one vector per date; a short last tile repeats its last arc, so that every arc goes through the same
/// operations. Two dates at a time share every load.
final class ArcSmoothingVector implements ArcSmoothing {
    private static final VectorSpecies<Float> F32 = Lanes.F32;
    private static final int LANES = F32.length();
    private static final float PI = (float) Math.PI;
    private static final float TWO_PI = (float) (2 * Math.PI);
    private static final float TWO_PI_HIGH = 6.28125f;
    private static final float TWO_PI_LOW = (float) (2 * Math.PI - 6.28125);
    private static final float ROUND = 0x1.8p23f;

    @Override
    public Backend backend() {
        return Backend.VECTOR;
    }

    @Override
    public void smooth(
            ComplexMatrix arc, SmoothingTable table, FloatMatrix outPhase, FloatMatrix outNoise, int from, int to) {
        ArcSmoothing.require(arc, table, outPhase, outNoise);
        var tile = new Tile(table);
        for (int e = from; e < to; e += LANES) {
            int count = Math.min(LANES, to - e);
            tile.load(arc, e, count);
            tile.smooth();
            tile.unwrap();
            tile.store(outPhase, outNoise, e, count);
        }
    }

    /// Work space of one vector of arcs; every array holds one vector per date.
    private static final class Tile {
        private final SmoothingTable table;
        private final int n;
        private final float[] re;
        private final float[] im;
        private final float[] angle;
        private final float[] theta;

        Tile(SmoothingTable table) {
            this.table = table;
            this.n = table.count();
            re = new float[n * LANES];
            im = new float[n * LANES];
            angle = new float[n * LANES];
            // One vector more: the last pair of dates of an odd number writes there.
            theta = new float[(n + 1) * LANES];
        }

        void load(ComplexMatrix arc, int e, int count) {
            for (int j = 0; j < n; j++) {
                if (count == LANES) {
                    long at = arc.re().offset(e, j);
                    FloatVector.fromMemorySegment(F32, arc.re().segment(), at, LITTLE_ENDIAN)
                            .intoArray(re, j * LANES);
                    FloatVector.fromMemorySegment(F32, arc.im().segment(), at, LITTLE_ENDIAN)
                            .intoArray(im, j * LANES);
                } else {
                    for (int lane = 0; lane < LANES; lane++) {
                        re[j * LANES + lane] = arc.re().get(e + Math.min(lane, count - 1), j);
                        im[j * LANES + lane] = arc.im().get(e + Math.min(lane, count - 1), j);
                    }
                }
                MathVector.atan2(row(im, j), row(re, j)).intoArray(angle, j * LANES);
            }
        }

        void smooth() {
            for (int k = 0; k < n; k += 2) {
                means(k);
                lines(k);
            }
        }

        /// Angles of the weighted means of dates k and k + 1, into theta. At the end of an odd number of dates
        /// the last date is done twice.
        private void means(int k) {
            int a = k * n;
            int b = Math.min(k + 1, n - 1) * n;
            var w = table.weight();
            var reA = FloatVector.zero(F32);
            var imA = reA;
            var reB = reA;
            var imB = reA;
            for (int j = 0; j < n; j++) {
                var x = row(re, j);
                var y = row(im, j);
                var wa = FloatVector.broadcast(F32, w[a + j]);
                var wb = FloatVector.broadcast(F32, w[b + j]);
                reA = x.fma(wa, reA);
                imA = y.fma(wa, imA);
                reB = x.fma(wb, reB);
                imB = y.fma(wb, imB);
            }
            MathVector.atan2(imA, reA).intoArray(theta, k * LANES);
            MathVector.atan2(imB, reB).intoArray(theta, (k + 1) * LANES);
        }

        /// Adds the values at the date itself of the lines through the wrapped differences to the means.
        private void lines(int k) {
            int a = k * n;
            int b = Math.min(k + 1, n - 1) * n;
            var h = table.intercept();
            var meanA = row(theta, k);
            var meanB = row(theta, k + 1);
            var lineA = FloatVector.zero(F32);
            var lineB = lineA;
            for (int j = 0; j < n; j++) {
                var x = row(angle, j);
                lineA = wrapOnce(x.sub(meanA)).fma(FloatVector.broadcast(F32, h[a + j]), lineA);
                lineB = wrapOnce(x.sub(meanB)).fma(FloatVector.broadcast(F32, h[b + j]), lineB);
            }
            meanA.add(lineA).intoArray(theta, k * LANES);
            meanB.add(lineB).intoArray(theta, (k + 1) * LANES);
        }

        /// theta becomes phi.
        void unwrap() {
            var previous = row(theta, 0);
            var phi = wrap(previous);
            phi.intoArray(theta, 0);
            for (int k = 1; k < n; k++) {
                var next = row(theta, k);
                phi = phi.add(wrap(next.sub(previous)));
                previous = next;
                phi.intoArray(theta, k * LANES);
            }
            var q = row(theta, table.firstAnchor())
                    .add(row(theta, table.lastAnchor()))
                    .mul(0.5f);
            var turns = turns(q);
            for (int k = 0; k < n; k++) {
                minusTurns(row(theta, k), turns).intoArray(theta, k * LANES);
            }
        }

        void store(FloatMatrix outPhase, FloatMatrix outNoise, int e, int count) {
            for (int k = 0; k < n; k++) {
                var noise = wrap(row(angle, k).sub(row(theta, k)));
                if (count == LANES) {
                    long at = outPhase.offset(e, k);
                    row(theta, k).intoMemorySegment(outPhase.segment(), at, LITTLE_ENDIAN);
                    noise.intoMemorySegment(outNoise.segment(), at, LITTLE_ENDIAN);
                } else {
                    for (int lane = 0; lane < count; lane++) {
                        outPhase.set(e + lane, k, theta[k * LANES + lane]);
                        outNoise.set(e + lane, k, noise.lane(lane));
                    }
                }
            }
        }

        private static FloatVector row(float[] rows, int k) {
            return FloatVector.fromArray(F32, rows, k * LANES);
        }
    }

    /// Into `[-pi, pi)` from within `(-2 pi, 2 pi]`.
    private static FloatVector wrapOnce(FloatVector x) {
        var low = x.blend(x.add(TWO_PI), x.compare(VectorOperators.LT, -PI));
        return low.blend(x.sub(TWO_PI), x.compare(VectorOperators.GE, PI));
    }

    private static FloatVector turns(FloatVector x) {
        return x.mul(1 / TWO_PI).add(ROUND).sub(ROUND);
    }

    private static FloatVector minusTurns(FloatVector x, FloatVector turns) {
        return x.sub(turns.mul(TWO_PI_HIGH)).sub(turns.mul(TWO_PI_LOW));
    }

    private static FloatVector wrap(FloatVector x) {
        return minusTurns(x, turns(x));
    }
}
