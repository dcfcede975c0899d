package dev.stampede.kernels.topofit;

import static dev.stampede.kernels.topofit.TopofitTileVector.COS;
import static dev.stampede.kernels.topofit.TopofitTileVector.COS_STEP;
import static dev.stampede.kernels.topofit.TopofitTileVector.IM;
import static dev.stampede.kernels.topofit.TopofitTileVector.LANES;
import static dev.stampede.kernels.topofit.TopofitTileVector.POWER;
import static dev.stampede.kernels.topofit.TopofitTileVector.RE;
import static dev.stampede.kernels.topofit.TopofitTileVector.RE_COS;
import static dev.stampede.kernels.topofit.TopofitTileVector.ROW;
import static dev.stampede.kernels.topofit.TopofitTileVector.SIN;
import static dev.stampede.kernels.topofit.TopofitTileVector.SIN_STEP;
import static dev.stampede.kernels.topofit.TopofitTileVector.TRIAL;

import dev.stampede.kernels.Lanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The trials of the search on the rows of a [TopofitTileVector]: the hot loop of stage 2.
final class TopofitTrialsVector {
    private static final VectorSpecies<Float> F32 = Lanes.F32;
    private static final int TRIALS_AT_ONCE = 3;

    /// Rows of the head that hold the products of trials: four sums for each.
    static final int PRODUCTS = 4 * TRIALS_AT_ONCE;

    private TopofitTrialsVector() {}

    /// Leaves the best of the trials -T..T in the head. Each phasor of the rotation turns by its step from
    /// trial to trial; trial -t comes from the same products as t.
    static void search(float[] rows, float[] head, int end, int trials) {
        int t = 1;
        for (; t + TRIALS_AT_ONCE - 1 <= trials; t += TRIALS_AT_ONCE) {
            threeTrials(rows, head, end);
            for (int k = 0; k < TRIALS_AT_ONCE; k++) {
                keepBest(head, RE_COS + 4 * k * LANES, t + k);
            }
        }
        for (; t <= trials; t++) {
            oneTrial(rows, head, end);
            keepBest(head, RE_COS, t);
        }
    }

    private static void oneTrial(float[] rows, float[] head, int end) {
        var reCos = FloatVector.zero(F32);
        var imSin = reCos;
        var imCos = reCos;
        var reSin = reCos;
        for (int at = 0; at < end; at += ROW) {
            var re = get(rows, at + RE);
            var im = get(rows, at + IM);
            var cos = get(rows, at + COS);
            var sin = get(rows, at + SIN);
            reCos = re.fma(cos, reCos);
            imSin = im.fma(sin, imSin);
            imCos = im.fma(cos, imCos);
            reSin = re.fma(sin, reSin);
            var cos1 = get(rows, at + COS_STEP);
            var sin1 = get(rows, at + SIN_STEP);
            cos.fma(cos1, sin.mul(sin1).neg()).intoArray(rows, at + COS);
            sin.fma(cos1, cos.mul(sin1)).intoArray(rows, at + SIN);
        }
        reCos.intoArray(head, RE_COS);
        imSin.intoArray(head, RE_COS + LANES);
        imCos.intoArray(head, RE_COS + 2 * LANES);
        reSin.intoArray(head, RE_COS + 3 * LANES);
    }

    private static void threeTrials(float[] rows, float[] head, int end) {
        var reCos = FloatVector.zero(F32);
        var imSin = reCos;
        var imCos = reCos;
        var reSin = reCos;
        var reCos2 = reCos;
        var imSin2 = reCos;
        var imCos2 = reCos;
        var reSin2 = reCos;
        var reCos3 = reCos;
        var imSin3 = reCos;
        var imCos3 = reCos;
        var reSin3 = reCos;
        for (int at = 0; at < end; at += ROW) {
            var re = get(rows, at + RE);
            var im = get(rows, at + IM);
            var cos = get(rows, at + COS);
            var sin = get(rows, at + SIN);
            var cos1 = get(rows, at + COS_STEP);
            var sin1 = get(rows, at + SIN_STEP);
            reCos = re.fma(cos, reCos);
            imSin = im.fma(sin, imSin);
            imCos = im.fma(cos, imCos);
            reSin = re.fma(sin, reSin);
            var next = cos.fma(cos1, sin.mul(sin1).neg());
            sin = sin.fma(cos1, cos.mul(sin1));
            reCos2 = re.fma(next, reCos2);
            imSin2 = im.fma(sin, imSin2);
            imCos2 = im.fma(next, imCos2);
            reSin2 = re.fma(sin, reSin2);
            cos = next.fma(cos1, sin.mul(sin1).neg());
            sin = sin.fma(cos1, next.mul(sin1));
            reCos3 = re.fma(cos, reCos3);
            imSin3 = im.fma(sin, imSin3);
            imCos3 = im.fma(cos, imCos3);
            reSin3 = re.fma(sin, reSin3);
            cos.fma(cos1, sin.mul(sin1).neg()).intoArray(rows, at + COS);
            sin.fma(cos1, cos.mul(sin1)).intoArray(rows, at + SIN);
        }
        reCos.intoArray(head, RE_COS);
        imSin.intoArray(head, RE_COS + LANES);
        imCos.intoArray(head, RE_COS + 2 * LANES);
        reSin.intoArray(head, RE_COS + 3 * LANES);
        reCos2.intoArray(head, RE_COS + 4 * LANES);
        imSin2.intoArray(head, RE_COS + 5 * LANES);
        imCos2.intoArray(head, RE_COS + 6 * LANES);
        reSin2.intoArray(head, RE_COS + 7 * LANES);
        reCos3.intoArray(head, RE_COS + 8 * LANES);
        imSin3.intoArray(head, RE_COS + 9 * LANES);
        imCos3.intoArray(head, RE_COS + 10 * LANES);
        reSin3.intoArray(head, RE_COS + 11 * LANES);
    }

    /// The first of equal trials wins: -t comes before every smaller one, t after.
    private static void keepBest(float[] head, int products, int t) {
        var reCos = get(head, products);
        var imSin = get(head, products + LANES);
        var imCos = get(head, products + 2 * LANES);
        var reSin = get(head, products + 3 * LANES);
        var best = get(head, POWER);
        var trial = get(head, TRIAL);
        var re = reCos.sub(imSin);
        var im = imCos.add(reSin);
        var power = re.mul(re).add(im.mul(im));
        var better = power.compare(VectorOperators.GE, best);
        best = best.blend(power, better);
        trial = trial.blend(-t, better);
        re = reCos.add(imSin);
        im = imCos.sub(reSin);
        power = re.mul(re).add(im.mul(im));
        better = power.compare(VectorOperators.GT, best);
        best.blend(power, better).intoArray(head, POWER);
        trial.blend(t, better).intoArray(head, TRIAL);
    }

    private static FloatVector get(float[] x, int at) {
        return FloatVector.fromArray(F32, x, at);
    }
}
