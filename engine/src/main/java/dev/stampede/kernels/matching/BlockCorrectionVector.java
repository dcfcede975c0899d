package dev.stampede.kernels.matching;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.Lanes;
import dev.stampede.kernels.MathVector;
import dev.stampede.kernels.matching.MaskedMoments.Plane;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Interpolation first combines the two block rows, once for a row of pixels; then every run of pixels between
/// the same two block columns is a straight line. The power is exp(P log(v + shift)); vectors that hold a
/// number outside the domain of these go through the reference.
final class BlockCorrectionVector implements BlockCorrection {
    private static final VectorSpecies<Double> SPECIES = Lanes.F64;
    private static final VectorSpecies<Float> HALF = Lanes.F32_HALF;
    private static final int STEP = SPECIES.length();

    /// Pixels of a stretch; 512 of each of four arrays are 16 KiB.
    private static final int STRETCH = 512;

    /// Exponents of e that stay far from the ends of the range.
    private static final double LARGEST_EXPONENT = 600;

    @Override
    public Backend backend() {
        return Backend.VECTOR;
    }

    @Override
    public void interpolate(double[] map, int mapRows, int mapCols, double[] s, double[] t, Plane outP) {
        BlockCorrection.require(map, mapRows, mapCols, s, t, outP);
        int[] ends = runs(s);
        var fraction = new double[s.length];
        for (int i = 0; i < s.length; i++) {
            fraction[i] = s[i] - Math.floor(s[i]);
        }
        // Sums and weights of the block columns -1 .. mapCols, those outside the map being zero.
        var sum = new double[mapCols + 2];
        var weight = new double[mapCols + 2];
        for (int row = 0; row < t.length; row++) {
            combineRows(map, mapRows, mapCols, t[row], sum, weight);
            long at = outP.at() + (long) row * s.length;
            for (int from = 0; from < s.length; from = ends[from]) {
                int to = ends[from];
                double holder = BlockCorrectionReference.value(
                        map,
                        mapRows,
                        mapCols,
                        BlockCorrectionReference.cell(t[row]),
                        BlockCorrectionReference.cell(s[from]));
                int left = (int) Math.clamp(Math.floor(s[from]) + 1, 0, mapCols);
                if (Double.isNaN(holder)) {
                    for (int i = from; i < to; i++) {
                        outP.segment().setAtIndex(MaskedMoments.F64, at + i, Double.NaN);
                    }
                } else {
                    line(
                            fraction,
                            from,
                            to,
                            sum[left],
                            sum[left + 1],
                            weight[left],
                            weight[left + 1],
                            outP.segment(),
                            at);
                }
            }
        }
    }

    /// For each pixel that begins a run between the same block columns, in the same block: where it ends.
    private static int[] runs(double[] s) {
        var ends = new int[s.length];
        int from = 0;
        for (int i = 1; i <= s.length; i++) {
            if (i == s.length
                    || Math.floor(s[i]) != Math.floor(s[from])
                    || BlockCorrectionReference.cell(s[i]) != BlockCorrectionReference.cell(s[from])) {
                ends[from] = i;
                from = i;
            }
        }
        return ends;
    }

    private static void combineRows(double[] map, int mapRows, int mapCols, double t, double[] sum, double[] weight) {
        Arrays.fill(sum, 0);
        Arrays.fill(weight, 0);
        double row = Math.floor(t);
        for (int dr = 0; dr < 2; dr++) {
            double w = 1 - Math.abs(t - row - dr);
            for (int col = 0; col < mapCols; col++) {
                double v = BlockCorrectionReference.value(map, mapRows, mapCols, row + dr, col);
                if (!Double.isNaN(v)) {
                    sum[col + 1] += w * v;
                    weight[col + 1] += w;
                }
            }
        }
    }

    private static void line(
            double[] fraction,
            int from,
            int to,
            double sumLeft,
            double sumRight,
            double weightLeft,
            double weightRight,
            MemorySegment out,
            long at) {
        int body = from + (to - from) / STEP * STEP;
        for (int i = from; i < body; i += STEP) {
            var f = DoubleVector.fromArray(SPECIES, fraction, i);
            var g = f.neg().add(1);
            var p = g.mul(sumLeft).add(f.mul(sumRight)).div(g.mul(weightLeft).add(f.mul(weightRight)));
            ((DoubleVector) ((FloatVector) p.convertShape(VectorOperators.D2F, HALF, 0))
                            .convertShape(VectorOperators.F2D, SPECIES, 0))
                    .intoMemorySegment(out, (at + i) * Double.BYTES, LITTLE_ENDIAN);
        }
        for (int i = body; i < to; i++) {
            double f = fraction[i];
            double g = 1 - f;
            double p = (g * sumLeft + f * sumRight) / (g * weightLeft + f * weightRight);
            out.setAtIndex(MaskedMoments.F64, at + i, (float) p);
        }
    }

    @Override
    public void apply(Plane value, Plane p, int n, Formula formula, Plane out) {
        value.require(1, n);
        p.require(1, n);
        out.require(1, n);
        int body = n / STEP * STEP;
        if (formula.power()) {
            power(value, p, body, formula, out);
        } else {
            product(value, p, body, formula, out);
        }
        BlockCorrectionReference.apply(value, p, body, n, formula, out);
    }

    /// In stretches that stay in the first-level cache, logarithms first and powers then: both in one loop are more
    /// than the compiler inlines, and vectors would go through memory. Where all exponents are 1, as in blocks that
    /// one image covers alone, there is nothing to compute.
    private static void power(Plane value, Plane p, int body, Formula formula, Plane out) {
        try (var arena = Arena.ofConfined()) {
            // Between the two loops products lie where the result goes, unless the pixels are still there.
            boolean inPlace = out.segment().asOverlappingSlice(value.segment()).isPresent();
            var own = inPlace ? arena.allocate((long) STRETCH * Double.BYTES, Double.BYTES) : null;
            for (int from = 0; from < body; from += STRETCH) {
                int count = Math.min(STRETCH, body - from);
                long valueAt = (value.at() + from) * Double.BYTES;
                long pAt = (p.at() + from) * Double.BYTES;
                long outAt = (out.at() + from) * Double.BYTES;
                if (allOne(p.segment(), pAt, count)) {
                    unchanged(value.segment(), valueAt, count, formula.shift(), formula.alpha(), out.segment(), outAt);
                    continue;
                }
                var products = inPlace ? own : out.segment();
                long at = inPlace ? 0 : outAt;
                logarithms(value.segment(), valueAt, p.segment(), pAt, count, formula.shift(), products, at);
                powers(value, p, from, count, products, at, formula, out);
            }
        }
    }

    private static boolean allOne(MemorySegment p, long at, int count) {
        var differs = DoubleVector.zero(SPECIES);
        var one = DoubleVector.broadcast(SPECIES, 1);
        for (long k = 0, end = (long) count * Double.BYTES; k < end; k += (long) STEP * Double.BYTES) {
            var exponent = DoubleVector.fromMemorySegment(SPECIES, p, at + k, LITTLE_ENDIAN);
            differs = differs.blend(one, exponent.compare(VectorOperators.NE, 1));
        }
        return differs.compare(VectorOperators.EQ, 0).allTrue();
    }

    private static void unchanged(
            MemorySegment value, long at, int count, double shift, double alpha, MemorySegment out, long outAt) {
        for (long k = 0, end = (long) count * Double.BYTES; k < end; k += (long) STEP * Double.BYTES) {
            DoubleVector.fromMemorySegment(SPECIES, value, at + k, LITTLE_ENDIAN)
                    .add(shift)
                    .mul(alpha)
                    .sub(shift)
                    .intoMemorySegment(out, outAt + k, LITTLE_ENDIAN);
        }
    }

    /// P log(v + shift); `NaN` outside the domain of the vector functions.
    private static void logarithms(
            MemorySegment value,
            long at,
            MemorySegment p,
            long pAt,
            int count,
            double shift,
            MemorySegment outProducts,
            long outAt) {
        var one = DoubleVector.broadcast(SPECIES, 1);
        var outside = DoubleVector.broadcast(SPECIES, Double.NaN);
        for (long k = 0, end = (long) count * Double.BYTES; k < end; k += (long) STEP * Double.BYTES) {
            var base = DoubleVector.fromMemorySegment(SPECIES, value, at + k, LITTLE_ENDIAN)
                    .add(shift);
            var exponent = DoubleVector.fromMemorySegment(SPECIES, p, pAt + k, LITTLE_ENDIAN);
            // Zero, which often means no data, has no logarithm; its power is zero.
            var isZero = base.compare(VectorOperators.EQ, 0).and(exponent.compare(VectorOperators.GT, 0));
            var positive = base.blend(one, isZero);
            var power = MathVector.log(positive).mul(exponent);
            // False for NaN too.
            var inside = positive.compare(VectorOperators.GE, Double.MIN_NORMAL)
                    .and(power.abs().compare(VectorOperators.LT, LARGEST_EXPONENT));
            outside.blend(power, inside).intoMemorySegment(outProducts, outAt + k, LITTLE_ENDIAN);
        }
    }

    private static void powers(
            Plane value, Plane p, int from, int count, MemorySegment products, long at, Formula formula, Plane out) {
        double shift = formula.shift();
        double alpha = formula.alpha();
        long valueAt = (value.at() + from) * Double.BYTES;
        long pAt = (p.at() + from) * Double.BYTES;
        long outAt = (out.at() + from) * Double.BYTES;
        for (long k = 0, end = (long) count * Double.BYTES; k < end; k += (long) STEP * Double.BYTES) {
            var power = DoubleVector.fromMemorySegment(SPECIES, products, at + k, LITTLE_ENDIAN);
            var base = DoubleVector.fromMemorySegment(SPECIES, value.segment(), valueAt + k, LITTLE_ENDIAN)
                    .add(shift);
            var exponent = DoubleVector.fromMemorySegment(SPECIES, p.segment(), pAt + k, LITTLE_ENDIAN);
            if (power.compare(VectorOperators.EQ, power).allTrue()) {
                // An exponent of 1 gives the pixel itself: times alpha it may lie exactly between two integers.
                var asIs = base.compare(VectorOperators.EQ, 0)
                        .and(exponent.compare(VectorOperators.GT, 0))
                        .or(exponent.compare(VectorOperators.EQ, 1));
                MathVector.exp(power)
                        .blend(base, asIs)
                        .mul(alpha)
                        .sub(shift)
                        .intoMemorySegment(out.segment(), outAt + k, LITTLE_ENDIAN);
            } else {
                int i = from + (int) (k / Double.BYTES);
                BlockCorrectionReference.apply(value, p, i, i + STEP, formula, out);
            }
        }
    }

    private static void product(Plane value, Plane p, int body, Formula formula, Plane out) {
        double leave = formula.leave() ? 1 : Double.NaN;
        for (int i = 0; i < body; i += STEP) {
            var v = DoubleVector.fromMemorySegment(
                    SPECIES, value.segment(), (value.at() + i) * Double.BYTES, LITTLE_ENDIAN);
            var factor =
                    DoubleVector.fromMemorySegment(SPECIES, p.segment(), (p.at() + i) * Double.BYTES, LITTLE_ENDIAN);
            var known = factor.blend(DoubleVector.broadcast(SPECIES, leave), factor.test(VectorOperators.IS_NAN));
            v.mul(known).intoMemorySegment(out.segment(), (out.at() + i) * Double.BYTES, LITTLE_ENDIAN);
        }
    }
}
