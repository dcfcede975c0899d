package dev.stampede.kernels.topofit;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.Lanes;
import dev.stampede.kernels.MathVector;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// One lane per point. The points of one vector are copied into a tile that stays in the first-level cache; a short
/// last tile repeats its last point, so that every point goes through the same operations.
///
/// The search rotates each phasor by its step from trial to trial, two trials per pass over the interferograms, and
/// gets trial -t from the same products as t.
final class TopofitVector implements Topofit {
    private static final VectorSpecies<Float> F32 = Lanes.F32;
    private static final int LANES = F32.length();
    private static final long VECTOR = (long) LANES * Float.BYTES;
    private static final float QUARTER_PI = (float) (Math.PI / 4);

    // Vectors of one interferogram in the tile.
    private static final long RE = 0;
    private static final long IM = VECTOR;
    private static final long B = 2 * VECTOR;
    private static final long COS_STEP = 3 * VECTOR;
    private static final long SIN_STEP = 4 * VECTOR;
    private static final long COS = 5 * VECTOR;
    private static final long SIN = 6 * VECTOR;
    private static final long ROW = 7 * VECTOR;

    // Vectors of the whole tile, behind its interferograms.
    private static final long STEP = 0;
    private static final long POWER = VECTOR;
    private static final long TRIAL = 2 * VECTOR;
    private static final long SLOPE = 3 * VECTOR;
    private static final long OFFSET = 4 * VECTOR;
    private static final long COHERENCE = 5 * VECTOR;
    private static final long WORST = 6 * VECTOR;
    private static final long HEAD = 7 * VECTOR;

    @Override
    public Backend backend() {
        return Backend.VECTOR;
    }

    @Override
    public void fit(ComplexMatrix z, FloatMatrix b, double w, Fit out, int from, int to) {
        Topofit.require(z, b, w, out, from, to);
        int m = z.cols();
        int trials = Topofit.trials(w);
        try (var arena = Arena.ofConfined()) {
            var rows = arena.allocate(Math.max(1, m) * ROW, 64);
            var head = arena.allocate(HEAD, 64);
            for (int p = from; p < to; p += LANES) {
                int count = Math.min(LANES, to - p);
                load(z, b, rows, p, count);
                prepare(rows, head, m);
                for (int t = 1; t < trials; t += 2) {
                    twoTrials(rows, head, m, t);
                }
                if (trials % 2 == 1) {
                    lastTrial(rows, head, m, trials);
                }
                refine(rows, head, m);
                finish(rows, head, m);
                store(rows, head, out, m, p, count);
            }
        }
    }

    private static void load(ComplexMatrix z, FloatMatrix b, MemorySegment rows, int p, int count) {
        for (int f = 0; f < z.cols(); f++) {
            copy(z.re(), p, f, count, rows, f * ROW + RE);
            copy(z.im(), p, f, count, rows, f * ROW + IM);
            copy(b, p, f, count, rows, f * ROW + B);
        }
    }

    private static void copy(FloatMatrix from, int p, int f, int count, MemorySegment rows, long at) {
        if (count == LANES) {
            get(from.segment(), from.offset(p, f)).intoMemorySegment(rows, at, LITTLE_ENDIAN);
            return;
        }
        for (int lane = 0; lane < LANES; lane++) {
            rows.set(FloatMatrix.LAYOUT, at + lane * 4L, from.get(p + Math.min(lane, count - 1), f));
        }
    }

    /// Step of the slope, rotation by one step, and trial 0.
    private static void prepare(MemorySegment rows, MemorySegment head, int m) {
        FloatVector low = FloatVector.broadcast(F32, Float.POSITIVE_INFINITY);
        FloatVector high = low.neg();
        FloatVector worst = low;
        FloatVector sumRe = FloatVector.zero(F32);
        FloatVector sumIm = FloatVector.zero(F32);
        for (long at = 0; at < m * ROW; at += ROW) {
            FloatVector b = get(rows, at + B);
            FloatVector re = get(rows, at + RE);
            FloatVector im = get(rows, at + IM);
            low = low.min(b);
            high = high.max(b);
            worst = worst.min(re.mul(re).add(im.mul(im)));
            sumRe = sumRe.add(re);
            sumIm = sumIm.add(im);
        }
        FloatVector range = high.sub(low);
        FloatVector step = FloatVector.broadcast(F32, QUARTER_PI)
                .div(range)
                .blend(FloatVector.zero(F32), range.compare(VectorOperators.LE, 0));
        put(step, head, STEP);
        put(worst, head, WORST);
        put(sumRe.mul(sumRe).add(sumIm.mul(sumIm)), head, POWER);
        put(FloatVector.zero(F32), head, TRIAL);
        for (long at = 0; at < m * ROW; at += ROW) {
            FloatVector angle = get(rows, at + B).mul(step);
            FloatVector cos = MathVector.cos(angle);
            FloatVector sin = MathVector.sin(angle);
            put(cos, rows, at + COS_STEP);
            put(sin, rows, at + SIN_STEP);
            put(cos, rows, at + COS);
            put(sin, rows, at + SIN);
        }
    }

    /// Trials t and t + 1 of both signs; the tile holds the rotation of trial t and is left with that of t + 2.
    private static void twoTrials(MemorySegment rows, MemorySegment head, int m, int t) {
        FloatVector reCos = FloatVector.zero(F32);
        FloatVector imSin = reCos;
        FloatVector imCos = reCos;
        FloatVector reSin = reCos;
        FloatVector reCos2 = reCos;
        FloatVector imSin2 = reCos;
        FloatVector imCos2 = reCos;
        FloatVector reSin2 = reCos;
        for (long at = 0; at < m * ROW; at += ROW) {
            FloatVector re = get(rows, at + RE);
            FloatVector im = get(rows, at + IM);
            FloatVector cos1 = get(rows, at + COS_STEP);
            FloatVector sin1 = get(rows, at + SIN_STEP);
            FloatVector cos = get(rows, at + COS);
            FloatVector sin = get(rows, at + SIN);
            reCos = re.fma(cos, reCos);
            imSin = im.fma(sin, imSin);
            imCos = im.fma(cos, imCos);
            reSin = re.fma(sin, reSin);
            FloatVector cosNext = cos.fma(cos1, sin.mul(sin1).neg());
            FloatVector sinNext = sin.fma(cos1, cos.mul(sin1));
            reCos2 = re.fma(cosNext, reCos2);
            imSin2 = im.fma(sinNext, imSin2);
            imCos2 = im.fma(cosNext, imCos2);
            reSin2 = re.fma(sinNext, reSin2);
            put(cosNext.fma(cos1, sinNext.mul(sin1).neg()), rows, at + COS);
            put(sinNext.fma(cos1, cosNext.mul(sin1)), rows, at + SIN);
        }
        keepBest(head, reCos, imSin, imCos, reSin, t);
        keepBest(head, reCos2, imSin2, imCos2, reSin2, t + 1);
    }

    private static void lastTrial(MemorySegment rows, MemorySegment head, int m, int t) {
        FloatVector reCos = FloatVector.zero(F32);
        FloatVector imSin = reCos;
        FloatVector imCos = reCos;
        FloatVector reSin = reCos;
        for (long at = 0; at < m * ROW; at += ROW) {
            FloatVector re = get(rows, at + RE);
            FloatVector im = get(rows, at + IM);
            FloatVector cos = get(rows, at + COS);
            FloatVector sin = get(rows, at + SIN);
            reCos = re.fma(cos, reCos);
            imSin = im.fma(sin, imSin);
            imCos = im.fma(cos, imCos);
            reSin = re.fma(sin, reSin);
        }
        keepBest(head, reCos, imSin, imCos, reSin, t);
    }

    /// The first of equal trials wins: -t comes before every smaller one, t after.
    private static void keepBest(
            MemorySegment head, FloatVector reCos, FloatVector imSin, FloatVector imCos, FloatVector reSin, int t) {
        FloatVector best = get(head, POWER);
        FloatVector trial = get(head, TRIAL);
        FloatVector re = reCos.sub(imSin);
        FloatVector im = imCos.add(reSin);
        FloatVector power = re.mul(re).add(im.mul(im));
        VectorMask<Float> better = power.compare(VectorOperators.GE, best);
        best = best.blend(power, better);
        trial = trial.blend(-t, better);
        re = reCos.add(imSin);
        im = imCos.sub(reSin);
        power = re.mul(re).add(im.mul(im));
        better = power.compare(VectorOperators.GT, best);
        put(best.blend(power, better), head, POWER);
        put(trial.blend(t, better), head, TRIAL);
    }

    /// Takes the best trial out of the phasors and fits the slope that is left.
    private static void refine(MemorySegment rows, MemorySegment head, int m) {
        FloatVector coarse = get(head, TRIAL).mul(get(head, STEP));
        FloatVector sumRe = FloatVector.zero(F32);
        FloatVector sumIm = FloatVector.zero(F32);
        for (long at = 0; at < m * ROW; at += ROW) {
            FloatVector angle = get(rows, at + B).mul(coarse);
            FloatVector cos = MathVector.cos(angle);
            FloatVector sin = MathVector.sin(angle);
            FloatVector re = get(rows, at + RE);
            FloatVector im = get(rows, at + IM);
            FloatVector rotatedRe = re.mul(cos).add(im.mul(sin));
            FloatVector rotatedIm = im.mul(cos).sub(re.mul(sin));
            put(rotatedRe, rows, at + COS);
            put(rotatedIm, rows, at + SIN);
            sumRe = sumRe.add(rotatedRe);
            sumIm = sumIm.add(rotatedIm);
        }
        put(coarse.add(remainingSlope(rows, m, sumRe, sumIm)), head, SLOPE);
    }

    private static FloatVector remainingSlope(MemorySegment rows, int m, FloatVector sumRe, FloatVector sumIm) {
        FloatVector numerator = FloatVector.zero(F32);
        FloatVector denominator = FloatVector.zero(F32);
        for (long at = 0; at < m * ROW; at += ROW) {
            FloatVector re = get(rows, at + COS);
            FloatVector im = get(rows, at + SIN);
            FloatVector psi = MathVector.atan2(
                    im.mul(sumRe).sub(re.mul(sumIm)), re.mul(sumRe).add(im.mul(sumIm)));
            FloatVector weighted = re.mul(re).add(im.mul(im)).mul(get(rows, at + B));
            numerator = weighted.fma(psi, numerator);
            denominator = weighted.fma(get(rows, at + B), denominator);
        }
        return numerator.div(denominator).blend(0f, denominator.compare(VectorOperators.LE, 0));
    }

    /// Offset, coherence, and the phasors without the fitted slope (left in the tile).
    private static void finish(MemorySegment rows, MemorySegment head, int m) {
        FloatVector slope = get(head, SLOPE);
        FloatVector rest = slope.sub(get(head, TRIAL).mul(get(head, STEP)));
        FloatVector sumRe = FloatVector.zero(F32);
        FloatVector sumIm = FloatVector.zero(F32);
        FloatVector moduli = FloatVector.zero(F32);
        for (long at = 0; at < m * ROW; at += ROW) {
            FloatVector angle = get(rows, at + B).mul(rest);
            FloatVector cos = MathVector.cos(angle);
            FloatVector sin = MathVector.sin(angle);
            FloatVector re = get(rows, at + COS);
            FloatVector im = get(rows, at + SIN);
            FloatVector eRe = re.mul(cos).add(im.mul(sin));
            FloatVector eIm = im.mul(cos).sub(re.mul(sin));
            put(eRe, rows, at + COS);
            put(eIm, rows, at + SIN);
            sumRe = sumRe.add(eRe);
            sumIm = sumIm.add(eIm);
            moduli = moduli.add(eRe.mul(eRe).add(eIm.mul(eIm)).sqrt());
        }
        put(MathVector.atan2(sumIm, sumRe), head, OFFSET);
        put(sumRe.mul(sumRe).add(sumIm.mul(sumIm)).sqrt().div(moduli), head, COHERENCE);
    }

    private static void store(MemorySegment rows, MemorySegment head, Fit out, int m, int p, int count) {
        var worst = get(head, WORST);
        if (count == LANES && worst.compare(VectorOperators.GT, 0).allTrue()) {
            put(get(head, SLOPE), out.slope().segment(), out.slope().offset(p, 0));
            put(get(head, OFFSET), out.offset().segment(), out.offset().offset(p, 0));
            put(get(head, COHERENCE), out.coherence().segment(), out.coherence().offset(p, 0));
            if (out.residual() != null) {
                storeResidual(rows, out.residual(), m, p);
            }
            return;
        }
        for (int lane = 0; lane < count; lane++) {
            storeLane(rows, head, out, m, p + lane, lane * 4L);
        }
    }

    private static void storeResidual(MemorySegment rows, FloatMatrix residual, int m, int p) {
        for (int f = 0; f < m; f++) {
            FloatVector angle = MathVector.atan2(get(rows, f * ROW + SIN), get(rows, f * ROW + COS));
            put(angle, residual.segment(), residual.offset(p, f));
        }
    }

    private static void storeLane(MemorySegment rows, MemorySegment head, Fit out, int m, int p, long lane) {
        boolean valid = head.get(FloatMatrix.LAYOUT, WORST + lane) > 0;
        out.slope().set(p, 0, valid ? head.get(FloatMatrix.LAYOUT, SLOPE + lane) : Float.NaN);
        out.coherence().set(p, 0, valid ? head.get(FloatMatrix.LAYOUT, COHERENCE + lane) : Float.NaN);
        if (!valid) {
            return;
        }
        out.offset().set(p, 0, head.get(FloatMatrix.LAYOUT, OFFSET + lane));
        if (out.residual() != null) {
            for (int f = 0; f < m; f++) {
                // The vector function, not Math.atan2: a point's result must not depend on its neighbours.
                FloatVector angle = MathVector.atan2(get(rows, f * ROW + SIN), get(rows, f * ROW + COS));
                out.residual().set(p, f, angle.lane((int) (lane / 4)));
            }
        }
    }

    private static FloatVector get(MemorySegment segment, long at) {
        return FloatVector.fromMemorySegment(F32, segment, at, LITTLE_ENDIAN);
    }

    private static void put(FloatVector v, MemorySegment segment, long at) {
        v.intoMemorySegment(segment, at, LITTLE_ENDIAN);
    }
}
