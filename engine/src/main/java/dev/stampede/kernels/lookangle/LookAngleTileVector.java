package dev.stampede.kernels.lookangle;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import dev.stampede.kernels.Lanes;
import dev.stampede.kernels.MathVector;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The arcs of one vector, one lane each, and the steps of the search on them. Scratch of one thread.
///
/// Every step is a static method with one short loop over the rows of its arrays, and no vector passes from one
/// step to another: either would cost boxed vectors or arrays looked up anew in every round.
final class LookAngleTileVector {
    private static final VectorSpecies<Float> F32 = Lanes.F32;
    private static final int LANES = F32.length();

    // Rows of the tile as a whole.
    private static final int K = 0;
    private static final int TRIAL = LANES;
    private static final int SUM_RE = 2 * LANES;
    private static final int SUM_IM = 3 * LANES;
    private static final int HEAD = 4 * LANES;

    private final LookAngleSearch.Series series;
    private final float[] bperp;
    /// Rotation of trial t of element s: `[t * n + s]`, t from 0.
    private final float[] trialCos;
    private final float[] trialSin;
    /// Arcs, one vector per interferogram.
    private final float[] arcRe;
    private final float[] arcIm;
    /// Elements of the series, one vector each, as they are and turned.
    private final float[] re;
    private final float[] im;
    private final float[] turnedRe;
    private final float[] turnedIm;
    /// The rotation of each element or interferogram.
    private final float[] cos;
    private final float[] sin;
    /// One vector per trial, from `-trials`.
    private final float[] gamma;
    private final float[] head = new float[HEAD];
    private final float inverseSquares;

    LookAngleTileVector(LookAngleSearch.Series series, float[] bperp) {
        this.series = series;
        this.bperp = bperp;
        int n = series.b().length;
        trialCos = new float[(series.trials() + 1) * n];
        trialSin = new float[trialCos.length];
        double squares = 0;
        for (int s = 0; s < n; s++) {
            squares += (double) series.b()[s] * series.b()[s];
            for (int t = 0; t <= series.trials(); t++) {
                trialCos[t * n + s] = (float) Math.cos(series.step() * t * series.b()[s]);
                trialSin[t * n + s] = (float) Math.sin(series.step() * t * series.b()[s]);
            }
        }
        inverseSquares = (float) (1 / squares);
        arcRe = new float[bperp.length * LANES];
        arcIm = new float[arcRe.length];
        re = new float[n * LANES];
        im = new float[n * LANES];
        turnedRe = new float[n * LANES];
        turnedIm = new float[n * LANES];
        cos = new float[Math.max(n, bperp.length) * LANES];
        sin = new float[cos.length];
        gamma = new float[(2 * series.trials() + 1) * LANES];
    }

    void load(ComplexMatrix arc, int e, int count) {
        load(arc.re(), e, count, arcRe);
        load(arc.im(), e, count, arcIm);
        for (int s = 0; s < series.b().length; s++) {
            difference(arcRe, arcIm, series.from(s), series.to(s), re, im, s * LANES);
        }
    }

    private static void load(FloatMatrix from, int e, int count, float[] rows) {
        if (count == LANES) {
            loadWhole(from.segment(), from.offset(e, 0), (long) from.rows() * FloatMatrix.BYTES, rows);
            return;
        }
        for (int at = 0, i = 0; at < rows.length; at += LANES, i++) {
            for (int lane = 0; lane < LANES; lane++) {
                rows[at + lane] = from.get(e + Math.min(lane, count - 1), i);
            }
        }
    }

    private static void loadWhole(MemorySegment from, long offset, long columnBytes, float[] rows) {
        long source = offset;
        for (int at = 0; at < rows.length; at += LANES) {
            FloatVector.fromMemorySegment(F32, from, source, LITTLE_ENDIAN).intoArray(rows, at);
            source += columnBytes;
        }
    }

    /// The phasor of `second` times the conjugate of that of `first`; -1 = the reference image, phase 0.
    private static void difference(
            float[] arcRe, float[] arcIm, int first, int second, float[] re, float[] im, int at) {
        var ar = first < 0 ? FloatVector.broadcast(F32, 1) : get(arcRe, first * LANES);
        var ai = first < 0 ? FloatVector.zero(F32) : get(arcIm, first * LANES);
        var br = second < 0 ? FloatVector.broadcast(F32, 1) : get(arcRe, second * LANES);
        var bi = second < 0 ? FloatVector.zero(F32) : get(arcIm, second * LANES);
        br.mul(ar).add(bi.mul(ai)).intoArray(re, at);
        bi.mul(ar).sub(br.mul(ai)).intoArray(im, at);
    }

    /// Leaves the slope of the best trial in the head, `NaN` where none stands out.
    void search() {
        int trials = series.trials();
        int n = series.b().length;
        for (int t = 0; t <= trials; t++) {
            bothSigns(re, im, trialCos, trialSin, t * n, gamma, (trials + t) * LANES, (trials - t) * LANES);
        }
        for (int lane = 0; lane < LANES; lane++) {
            int peak = LookAngleSearch.peak(gamma, lane, LANES, trials);
            head[K + lane] = peak == Integer.MIN_VALUE ? Float.NaN : (float) (series.step() * peak);
        }
    }

    /// Coherence of a trial and its opposite from the same products.
    private static void bothSigns(
            float[] re, float[] im, float[] cos, float[] sin, int first, float[] gamma, int plus, int minus) {
        var rc = FloatVector.zero(F32);
        var is = rc;
        var ic = rc;
        var rs = rc;
        for (int at = 0, s = first; at < re.length; at += LANES, s++) {
            var x = get(re, at);
            var y = get(im, at);
            var c = FloatVector.broadcast(F32, cos[s]);
            var d = FloatVector.broadcast(F32, sin[s]);
            rc = x.fma(c, rc);
            is = y.fma(d, is);
            ic = y.fma(c, ic);
            rs = x.fma(d, rs);
        }
        int n = re.length / LANES;
        modulus(rc.add(is), ic.sub(rs)).div(n).intoArray(gamma, plus);
        modulus(rc.sub(is), ic.add(rs)).div(n).intoArray(gamma, minus);
    }

    /// Turns the trial values in the head into the result.
    void refine() {
        var trial = get(head, K);
        trial.blend(0, trial.test(VectorOperators.IS_NAN)).intoArray(head, TRIAL);
        rotation(series.b(), head, TRIAL, cos, sin);
        turn(re, im, cos, sin, turnedRe, turnedIm, head);
        remainingSlope(turnedRe, turnedIm, series.b(), inverseSquares, head);
        rotation(series.b(), head, TRIAL, cos, sin);
        turn(re, im, cos, sin, turnedRe, turnedIm, head);
        keepCoherent(head, series.b().length);
    }

    /// Cosine and sine of each baseline times the slope in a row of the head.
    private static void rotation(float[] b, float[] head, int slope, float[] cos, float[] sin) {
        var k = get(head, slope);
        for (int at = 0, s = 0; s < b.length; at += LANES, s++) {
            MathVector.cosSin(k.mul(b[s]), cos, at, sin, at);
        }
    }

    /// Phasors turned back by the rotation, and their sums.
    private static void turn(
            float[] re, float[] im, float[] cos, float[] sin, float[] outRe, float[] outIm, float[] head) {
        var sumRe = FloatVector.zero(F32);
        var sumIm = FloatVector.zero(F32);
        for (int at = 0; at < re.length; at += LANES) {
            var x = get(re, at);
            var y = get(im, at);
            var c = get(cos, at);
            var d = get(sin, at);
            var turnedRe = x.mul(c).add(y.mul(d));
            var turnedIm = y.mul(c).sub(x.mul(d));
            turnedRe.intoArray(outRe, at);
            turnedIm.intoArray(outIm, at);
            sumRe = sumRe.add(turnedRe);
            sumIm = sumIm.add(turnedIm);
        }
        sumRe.intoArray(head, SUM_RE);
        sumIm.intoArray(head, SUM_IM);
    }

    /// Adds to the trial the slope of the angles that are left.
    private static void remainingSlope(float[] re, float[] im, float[] b, float inverseSquares, float[] head) {
        var sumRe = get(head, SUM_RE);
        var sumIm = get(head, SUM_IM);
        var up = FloatVector.zero(F32);
        for (int at = 0, s = 0; at < re.length; at += LANES, s++) {
            var x = get(re, at);
            var y = get(im, at);
            var angle = MathVector.atan2(
                    y.mul(sumRe).sub(x.mul(sumIm)), x.mul(sumRe).add(y.mul(sumIm)));
            up = up.add(angle.mul(b[s]));
        }
        get(head, TRIAL).add(up.mul(inverseSquares)).intoArray(head, TRIAL);
    }

    /// The fitted slope, or 0 where no trial stood out or the fit aligns too little.
    private static void keepCoherent(float[] head, int n) {
        var none = get(head, K).test(VectorOperators.IS_NAN);
        var coherence = modulus(get(head, SUM_RE), get(head, SUM_IM)).div(n);
        var weak = coherence.compare(VectorOperators.LT, LookAngleSearch.LOWEST_COHERENCE);
        get(head, TRIAL).blend(0, none.or(weak)).intoArray(head, K);
    }

    void store(ComplexMatrix arc, FloatMatrix outK, int e, int count) {
        rotation(bperp, head, K, cos, sin);
        turn(arcRe, arcIm, cos, sin, arcRe, arcIm, head);
        store(arcRe, arc.re(), e, count);
        store(arcIm, arc.im(), e, count);
        for (int lane = 0; lane < count; lane++) {
            outK.set(e + lane, 0, head[K + lane]);
        }
    }

    private static void store(float[] rows, FloatMatrix to, int e, int count) {
        if (count == LANES) {
            storeWhole(rows, to.segment(), to.offset(e, 0), (long) to.rows() * FloatMatrix.BYTES);
            return;
        }
        for (int at = 0, i = 0; at < rows.length; at += LANES, i++) {
            for (int lane = 0; lane < count; lane++) {
                to.set(e + lane, i, rows[at + lane]);
            }
        }
    }

    private static void storeWhole(float[] rows, MemorySegment to, long offset, long columnBytes) {
        long target = offset;
        for (int at = 0; at < rows.length; at += LANES) {
            get(rows, at).intoMemorySegment(to, target, LITTLE_ENDIAN);
            target += columnBytes;
        }
    }

    private static FloatVector modulus(FloatVector x, FloatVector y) {
        return x.mul(x).add(y.mul(y)).sqrt();
    }

    private static FloatVector get(float[] rows, int at) {
        return FloatVector.fromArray(F32, rows, at);
    }
}
