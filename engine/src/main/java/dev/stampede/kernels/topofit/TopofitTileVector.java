package dev.stampede.kernels.topofit;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import dev.stampede.kernels.Lanes;
import dev.stampede.kernels.MathVector;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The points of one vector, one lane each, and the steps of the fit on them. Scratch of one thread.
///
/// Every step is a method with one short loop that reads and writes the tile. No vector is passed from one
/// method to another and no method has more than some fifty vector operations: beyond that C2 stops
/// inlining and allocates each vector, which costs a factor of two to ten.
final class TopofitTileVector {
    private static final VectorSpecies<Float> F32 = Lanes.F32;

    /// Points in a tile.
    static final int LANES = F32.length();

    private static final float QUARTER_PI = (float) (Math.PI / 4);

    // Rows of one interferogram in the tile.
    static final int RE = 0;
    static final int IM = LANES;
    private static final int B = 2 * LANES;
    static final int COS_STEP = 3 * LANES;
    static final int SIN_STEP = 4 * LANES;
    static final int COS = 5 * LANES;
    static final int SIN = 6 * LANES;
    private static final int LEFT_RE = 7 * LANES;
    private static final int LEFT_IM = 8 * LANES;
    static final int ROW = 9 * LANES;

    // Rows of the tile as a whole.
    private static final int STEP = 0;
    static final int POWER = LANES;
    static final int TRIAL = 2 * LANES;
    private static final int COARSE = 3 * LANES;
    private static final int SLOPE = 4 * LANES;
    private static final int OFFSET = 5 * LANES;
    private static final int COHERENCE = 6 * LANES;
    private static final int WORST = 7 * LANES;
    private static final int SUM_RE = 8 * LANES;
    private static final int SUM_IM = 9 * LANES;
    private static final int FINE = 10 * LANES;
    static final int RE_COS = 11 * LANES;
    private static final int HEAD = RE_COS + TopofitTrialsVector.PRODUCTS * LANES;

    private final float[] rows;
    private final float[] head = new float[HEAD];
    private final int end;

    /// @param ifgs interferograms, m
    TopofitTileVector(int ifgs) {
        end = Math.multiplyExact(ifgs, ROW);
        rows = new float[end];
    }

    void load(ComplexMatrix z, int p, int count) {
        load(z.re(), p, count, RE);
        load(z.im(), p, count, IM);
    }

    void loadBaselines(FloatMatrix b, int p, int count) {
        load(b, p, count, B);
    }

    private void load(FloatMatrix from, int p, int count, int row) {
        if (count == LANES) {
            loadWhole(from.segment(), from.offset(p, 0), (long) from.rows() * FloatMatrix.BYTES, rows, row, end);
            return;
        }
        for (int at = row, f = 0; at < end; at += ROW, f++) {
            for (int lane = 0; lane < LANES; lane++) {
                rows[at + lane] = from.get(p + Math.min(lane, count - 1), f);
            }
        }
    }

    private static void loadWhole(MemorySegment from, long offset, long columnBytes, float[] rows, int row, int end) {
        long source = offset;
        for (int at = row; at < end; at += ROW) {
            FloatVector.fromMemorySegment(F32, from, source, LITTLE_ENDIAN).intoArray(rows, at);
            source += columnBytes;
        }
    }

    /// The same baselines `[1, m]` for all lanes and tiles, and with them step and rotation.
    void shareBaselines(FloatMatrix b) {
        for (int at = 0, f = 0; at < end; at += ROW, f++) {
            Arrays.fill(rows, at + B, at + B + LANES, b.get(0, f));
        }
        turnByStep();
    }

    /// Step of the slope, rotation by one step, and trial 0.
    void prepare() {
        turnByStep();
        firstTrial(rows, head, end);
    }

    private void turnByStep() {
        step(rows, head, end);
        rotation(rows, end, head, STEP);
        for (int at = 0; at < end; at += ROW) {
            System.arraycopy(rows, at + COS, rows, at + COS_STEP, 2 * LANES);
        }
    }

    /// Trial 0 where baselines have not changed since [#prepare] or [#shareBaselines].
    void start() {
        for (int at = 0; at < end; at += ROW) {
            System.arraycopy(rows, at + COS_STEP, rows, at + COS, 2 * LANES);
        }
        firstTrial(rows, head, end);
    }

    private static void step(float[] rows, float[] head, int end) {
        var low = FloatVector.broadcast(F32, Float.POSITIVE_INFINITY);
        var high = low.neg();
        for (int at = 0; at < end; at += ROW) {
            var b = get(rows, at + B);
            low = low.min(b);
            high = high.max(b);
        }
        var range = high.sub(low);
        var step = FloatVector.broadcast(F32, QUARTER_PI).div(range);
        step.blend(0f, range.compare(VectorOperators.LE, 0)).intoArray(head, STEP);
    }

    private static void firstTrial(float[] rows, float[] head, int end) {
        var worst = FloatVector.broadcast(F32, Float.POSITIVE_INFINITY);
        var sumRe = FloatVector.zero(F32);
        var sumIm = FloatVector.zero(F32);
        for (int at = 0; at < end; at += ROW) {
            var re = get(rows, at + RE);
            var im = get(rows, at + IM);
            worst = worst.min(re.mul(re).add(im.mul(im)));
            sumRe = sumRe.add(re);
            sumIm = sumIm.add(im);
        }
        worst.intoArray(head, WORST);
        sumRe.mul(sumRe).add(sumIm.mul(sumIm)).intoArray(head, POWER);
        FloatVector.zero(F32).intoArray(head, TRIAL);
    }

    /// Cosine and sine of b times the slope in a row of the head.
    private static void rotation(float[] rows, int end, float[] head, int slope) {
        var k = get(head, slope);
        for (int at = 0; at < end; at += ROW) {
            MathVector.cosSin(get(rows, at + B).mul(k), rows, at + COS, rows, at + SIN);
        }
    }

    /// Leaves the best of the trials -T..T in the head.
    void search(int trials) {
        TopofitTrialsVector.search(rows, head, end, trials);
    }

    /// Takes the best trial out of the phasors, fits the slope that is left and takes that out as well.
    void refine() {
        get(head, TRIAL).mul(get(head, STEP)).intoArray(head, COARSE);
        rotation(rows, end, head, COARSE);
        rotate(rows, head, end, RE, IM);
        remainingSlope(rows, head, end);
        get(head, COARSE).add(get(head, FINE)).intoArray(head, SLOPE);
        get(head, SLOPE).sub(get(head, COARSE)).intoArray(head, FINE);
        rotation(rows, end, head, FINE);
        rotate(rows, head, end, LEFT_RE, LEFT_IM);
        coherence(rows, head, end);
    }

    /// Phasors in the rows `re`, `im` turned back by the rotation, and their sums.
    private static void rotate(float[] rows, float[] head, int end, int fromRe, int fromIm) {
        var sumRe = FloatVector.zero(F32);
        var sumIm = FloatVector.zero(F32);
        for (int at = 0; at < end; at += ROW) {
            var cos = get(rows, at + COS);
            var sin = get(rows, at + SIN);
            var re = get(rows, at + fromRe);
            var im = get(rows, at + fromIm);
            var leftRe = re.mul(cos).add(im.mul(sin));
            var leftIm = im.mul(cos).sub(re.mul(sin));
            leftRe.intoArray(rows, at + LEFT_RE);
            leftIm.intoArray(rows, at + LEFT_IM);
            sumRe = sumRe.add(leftRe);
            sumIm = sumIm.add(leftIm);
        }
        sumRe.intoArray(head, SUM_RE);
        sumIm.intoArray(head, SUM_IM);
    }

    private static void remainingSlope(float[] rows, float[] head, int end) {
        var sumRe = get(head, SUM_RE);
        var sumIm = get(head, SUM_IM);
        var numerator = FloatVector.zero(F32);
        var denominator = FloatVector.zero(F32);
        for (int at = 0; at < end; at += ROW) {
            var re = get(rows, at + LEFT_RE);
            var im = get(rows, at + LEFT_IM);
            var b = get(rows, at + B);
            var psi = MathVector.atan2(
                    im.mul(sumRe).sub(re.mul(sumIm)), re.mul(sumRe).add(im.mul(sumIm)));
            var weighted = re.mul(re).add(im.mul(im)).mul(b);
            numerator = weighted.fma(psi, numerator);
            denominator = weighted.fma(b, denominator);
        }
        numerator
                .div(denominator)
                .blend(0f, denominator.compare(VectorOperators.LE, 0))
                .intoArray(head, FINE);
    }

    private static void coherence(float[] rows, float[] head, int end) {
        var moduli = FloatVector.zero(F32);
        for (int at = 0; at < end; at += ROW) {
            var re = get(rows, at + LEFT_RE);
            var im = get(rows, at + LEFT_IM);
            moduli = moduli.add(re.mul(re).add(im.mul(im)).sqrt());
        }
        var sumRe = get(head, SUM_RE);
        var sumIm = get(head, SUM_IM);
        sumRe.mul(sumRe).add(sumIm.mul(sumIm)).sqrt().div(moduli).intoArray(head, COHERENCE);
        MathVector.atan2(sumIm, sumRe).intoArray(head, OFFSET);
    }

    /// Writes the coherence of the first `count` lanes.
    void storeCoherence(FloatMatrix out, int p, int count) {
        for (int lane = 0; lane < count; lane++) {
            out.set(p + lane, head[WORST + lane] > 0 ? head[COHERENCE + lane] : Float.NaN);
        }
    }

    /// Writes the results of the first `count` lanes; see [Topofit] for points without a value.
    void store(Topofit.Fit out, int p, int count) {
        boolean all = true;
        for (int lane = 0; lane < count; lane++) {
            boolean valid = head[WORST + lane] > 0;
            all &= valid;
            out.slope().set(p + lane, valid ? head[SLOPE + lane] : Float.NaN);
            out.coherence().set(p + lane, valid ? head[COHERENCE + lane] : Float.NaN);
            if (valid) {
                out.offset().set(p + lane, head[OFFSET + lane]);
            }
        }
        if (out.residual() == null) {
            return;
        }
        if (all && count == LANES) {
            var residual = out.residual();
            storeAngles(rows, end, residual.segment(), residual.offset(p, 0), (long) residual.rows() * Float.BYTES);
            return;
        }
        // The vector function here too: a point's result must not depend on its neighbours.
        for (int at = 0, f = 0; at < end; at += ROW, f++) {
            angles(rows, at);
            for (int lane = 0; lane < count; lane++) {
                if (head[WORST + lane] > 0) {
                    out.residual().set(p + lane, f, rows[at + COS + lane]);
                }
            }
        }
    }

    private static void storeAngles(float[] rows, int end, MemorySegment out, long offset, long columnBytes) {
        long to = offset;
        for (int at = 0; at < end; at += ROW) {
            MathVector.atan2(get(rows, at + LEFT_IM), get(rows, at + LEFT_RE))
                    .intoMemorySegment(out, to, LITTLE_ENDIAN);
            to += columnBytes;
        }
    }

    private static void angles(float[] rows, int at) {
        MathVector.atan2(get(rows, at + LEFT_IM), get(rows, at + LEFT_RE)).intoArray(rows, at + COS);
    }

    private static FloatVector get(float[] x, int at) {
        return FloatVector.fromArray(F32, x, at);
    }
}
