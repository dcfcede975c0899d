package dev.stampede.kernels.lookangle;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.Lanes;
import dev.stampede.kernels.MathVector;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.FloatMatrix;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Lanes run over arcs. The series of one vector of arcs lies in a tile that stays in the first-level cache; a
/// short last tile repeats its last arc. Only the search for the peak goes lane by lane.
final class LookAngleSearchVector implements LookAngleSearch {
    private static final VectorSpecies<Float> F32 = Lanes.F32;
    private static final int LANES = F32.length();

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
        var tile = new Tile(series, bperp);
        for (int e = from; e < to; e += LANES) {
            int count = Math.min(LANES, to - e);
            tile.load(arc, e, count);
            tile.search();
            tile.refine();
            tile.store(arc, outK, e, count);
        }
    }

    /// Work space of one vector of arcs.
    private static final class Tile {
        private final Series series;
        private final float[] bperp;
        private final int n;
        /// Rotation of trial t of element s: `[t * n + s]`, t from 0.
        private final float[] cos;
        private final float[] sin;
        /// Arcs, one vector per interferogram.
        private final float[] arcRe;
        private final float[] arcIm;
        /// Consecutive differences, one vector per element of the series.
        private final float[] re;
        private final float[] im;
        private final float[] turnedRe;
        private final float[] turnedIm;
        /// One vector per trial, from `-trials`.
        private final float[] gamma;
        private final float[] k;
        private final float inverseSquares;

        Tile(Series series, float[] bperp) {
            this.series = series;
            this.bperp = bperp;
            n = series.b().length;
            cos = new float[(series.trials() + 1) * n];
            sin = new float[cos.length];
            double squares = 0;
            for (int s = 0; s < n; s++) {
                squares += (double) series.b()[s] * series.b()[s];
                for (int t = 0; t <= series.trials(); t++) {
                    cos[t * n + s] = (float) Math.cos(series.step() * t * series.b()[s]);
                    sin[t * n + s] = (float) Math.sin(series.step() * t * series.b()[s]);
                }
            }
            inverseSquares = (float) (1 / squares);
            arcRe = new float[bperp.length * LANES];
            arcIm = new float[arcRe.length];
            re = new float[n * LANES];
            im = new float[n * LANES];
            turnedRe = new float[n * LANES];
            turnedIm = new float[n * LANES];
            gamma = new float[(2 * series.trials() + 1) * LANES];
            k = new float[LANES];
        }

        void load(ComplexMatrix arc, int e, int count) {
            for (int i = 0; i < bperp.length; i++) {
                if (count == LANES) {
                    long at = arc.re().offset(e, i);
                    FloatVector.fromMemorySegment(F32, arc.re().segment(), at, LITTLE_ENDIAN)
                            .intoArray(arcRe, i * LANES);
                    FloatVector.fromMemorySegment(F32, arc.im().segment(), at, LITTLE_ENDIAN)
                            .intoArray(arcIm, i * LANES);
                } else {
                    for (int lane = 0; lane < LANES; lane++) {
                        arcRe[i * LANES + lane] = arc.re().get(e + Math.min(lane, count - 1), i);
                        arcIm[i * LANES + lane] = arc.im().get(e + Math.min(lane, count - 1), i);
                    }
                }
            }
            for (int s = 0; s < n; s++) {
                consecutive(s, series.from(s), series.to(s));
            }
        }

        private void consecutive(int s, int first, int second) {
            var ar = first < 0 ? FloatVector.broadcast(F32, 1) : row(arcRe, first);
            var ai = first < 0 ? FloatVector.zero(F32) : row(arcIm, first);
            var br = second < 0 ? FloatVector.broadcast(F32, 1) : row(arcRe, second);
            var bi = second < 0 ? FloatVector.zero(F32) : row(arcIm, second);
            br.mul(ar).add(bi.mul(ai)).intoArray(re, s * LANES);
            bi.mul(ar).sub(br.mul(ai)).intoArray(im, s * LANES);
        }

        void search() {
            for (int t = 0; t <= series.trials(); t++) {
                bothSigns(t);
            }
            for (int lane = 0; lane < LANES; lane++) {
                int peak = LookAngleSearch.peak(gamma, lane, LANES, series.trials());
                k[lane] = peak == Integer.MIN_VALUE ? Float.NaN : (float) (series.step() * peak);
            }
        }

        /// Coherence of trials t and -t from the same products.
        private void bothSigns(int t) {
            var rc = FloatVector.zero(F32);
            var is = rc;
            var ic = rc;
            var rs = rc;
            for (int s = 0; s < n; s++) {
                var x = row(re, s);
                var y = row(im, s);
                var c = FloatVector.broadcast(F32, cos[t * n + s]);
                var d = FloatVector.broadcast(F32, sin[t * n + s]);
                rc = x.fma(c, rc);
                is = y.fma(d, is);
                ic = y.fma(c, ic);
                rs = x.fma(d, rs);
            }
            modulus(rc.add(is), ic.sub(rs)).intoArray(gamma, (series.trials() + t) * LANES);
            modulus(rc.sub(is), ic.add(rs)).intoArray(gamma, (series.trials() - t) * LANES);
        }

        private FloatVector modulus(FloatVector x, FloatVector y) {
            return x.mul(x).add(y.mul(y)).sqrt().div(n);
        }

        /// Turns the trial values in k (`NaN` = none) into the result.
        void refine() {
            var trial = row(k, 0);
            var none = trial.test(VectorOperators.IS_NAN);
            var k0 = trial.blend(0, none);
            var fitted = k0.add(correction(k0).mul(inverseSquares));
            var weak = coherence(fitted).compare(VectorOperators.LT, LOWEST_COHERENCE);
            fitted.blend(0, none.or(weak)).intoArray(k, 0);
        }

        /// Sum of baseline times remaining angle after a turn by `k0`.
        private FloatVector correction(FloatVector k0) {
            turn(k0);
            var sumRe = sum(turnedRe);
            var sumIm = sum(turnedIm);
            var up = FloatVector.zero(F32);
            for (int s = 0; s < n; s++) {
                var x = row(turnedRe, s);
                var y = row(turnedIm, s);
                var r = MathVector.atan2(
                        y.mul(sumRe).sub(x.mul(sumIm)), x.mul(sumRe).add(y.mul(sumIm)));
                up = up.add(r.mul(series.b()[s]));
            }
            return up;
        }

        private FloatVector coherence(FloatVector slope) {
            turn(slope);
            return modulus(sum(turnedRe), sum(turnedIm));
        }

        /// Fills the turned series.
        private void turn(FloatVector slope) {
            for (int s = 0; s < n; s++) {
                var angle = slope.mul(series.b()[s]);
                var c = MathVector.cos(angle);
                var d = MathVector.sin(angle);
                row(re, s).mul(c).add(row(im, s).mul(d)).intoArray(turnedRe, s * LANES);
                row(im, s).mul(c).sub(row(re, s).mul(d)).intoArray(turnedIm, s * LANES);
            }
        }

        private FloatVector sum(float[] rows) {
            var sum = FloatVector.zero(F32);
            for (int s = 0; s < n; s++) {
                sum = sum.add(row(rows, s));
            }
            return sum;
        }

        void store(ComplexMatrix arc, FloatMatrix outK, int e, int count) {
            var slope = row(k, 0);
            for (int i = 0; i < bperp.length; i++) {
                var angle = slope.mul(bperp[i]);
                var c = MathVector.cos(angle);
                var d = MathVector.sin(angle);
                var x = row(arcRe, i).mul(c).add(row(arcIm, i).mul(d));
                var y = row(arcIm, i).mul(c).sub(row(arcRe, i).mul(d));
                if (count == LANES) {
                    long at = arc.re().offset(e, i);
                    x.intoMemorySegment(arc.re().segment(), at, LITTLE_ENDIAN);
                    y.intoMemorySegment(arc.im().segment(), at, LITTLE_ENDIAN);
                } else {
                    for (int lane = 0; lane < count; lane++) {
                        arc.set(e + lane, i, x.lane(lane), y.lane(lane));
                    }
                }
            }
            for (int lane = 0; lane < count; lane++) {
                outK.set(e + lane, 0, k[lane]);
            }
        }

        private static FloatVector row(float[] rows, int index) {
            return FloatVector.fromArray(F32, rows, index * LANES);
        }
    }
}
