package dev.stampede.kernels.matching;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.Lanes;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Lanes run along a row; what is not valid is replaced by a neutral value, so that no operation is masked.
final class MaskedMomentsVector implements MaskedMoments {
    private static final VectorSpecies<Double> SPECIES = Lanes.F64;
    private static final int STEP = SPECIES.length();

    @Override
    public Backend backend() {
        return Backend.VECTOR;
    }

    @Override
    public void add(Plane value, Plane mask, int rows, int cols, double noData, double shift, double[] sums) {
        value.require(rows, cols);
        if (mask != null) {
            mask.require(rows, cols);
        }
        int body = cols / STEP * STEP;
        var lanes = new double[SUMS * STEP];
        for (int row = 0; row < rows; row++) {
            if (body > 0) {
                long at = (value.at() + row * value.stride()) * Double.BYTES;
                long maskAt = mask == null ? 0 : (mask.at() + row * mask.stride()) * Double.BYTES;
                if (mask == null) {
                    row(value.segment(), at, body, noData, shift, lanes);
                } else {
                    row(value.segment(), at, mask.segment(), maskAt, body, noData, shift, lanes);
                }
                for (int lane = 0; lane < STEP; lane++) {
                    sums[COUNT] += lanes[lane];
                    sums[SUM] += lanes[STEP + lane];
                    sums[SQUARES] += lanes[2 * STEP + lane];
                    sums[MIN] = Math.min(sums[MIN], lanes[3 * STEP + lane]);
                }
            }
            MaskedMomentsReference.add(value, mask, row, body, cols, noData, shift, sums);
        }
    }

    private static void row(MemorySegment value, long at, int count, double noData, double shift, double[] lanes) {
        var zero = DoubleVector.zero(SPECIES);
        var one = DoubleVector.broadcast(SPECIES, 1);
        var infinity = DoubleVector.broadcast(SPECIES, Double.POSITIVE_INFINITY);
        var n = zero;
        var sum = zero;
        var squares = zero;
        var min = infinity;
        for (long k = 0, end = (long) count * Double.BYTES; k < end; k += (long) STEP * Double.BYTES) {
            var x = DoubleVector.fromMemorySegment(SPECIES, value, at + k, LITTLE_ENDIAN);
            var bad = x.compare(VectorOperators.EQ, noData).or(x.compare(VectorOperators.NE, x));
            var d = x.sub(shift).blend(zero, bad);
            n = n.add(one.blend(zero, bad));
            sum = sum.add(d);
            squares = squares.add(d.mul(d));
            min = min.min(x.blend(infinity, bad));
        }
        n.intoArray(lanes, 0);
        sum.intoArray(lanes, STEP);
        squares.intoArray(lanes, 2 * STEP);
        min.intoArray(lanes, 3 * STEP);
    }

    private static void row(
            MemorySegment value,
            long at,
            MemorySegment mask,
            long maskAt,
            int count,
            double noData,
            double shift,
            double[] lanes) {
        var zero = DoubleVector.zero(SPECIES);
        var one = DoubleVector.broadcast(SPECIES, 1);
        var infinity = DoubleVector.broadcast(SPECIES, Double.POSITIVE_INFINITY);
        var n = zero;
        var sum = zero;
        var squares = zero;
        var min = infinity;
        for (long k = 0, end = (long) count * Double.BYTES; k < end; k += (long) STEP * Double.BYTES) {
            var x = DoubleVector.fromMemorySegment(SPECIES, value, at + k, LITTLE_ENDIAN);
            var m = DoubleVector.fromMemorySegment(SPECIES, mask, maskAt + k, LITTLE_ENDIAN);
            var bad = x.compare(VectorOperators.EQ, noData)
                    .or(x.compare(VectorOperators.NE, x))
                    .or(m.compare(VectorOperators.EQ, 0));
            var d = x.sub(shift).blend(zero, bad);
            n = n.add(one.blend(zero, bad));
            sum = sum.add(d);
            squares = squares.add(d.mul(d));
            min = min.min(x.blend(infinity, bad));
        }
        n.intoArray(lanes, 0);
        sum.intoArray(lanes, STEP);
        squares.intoArray(lanes, 2 * STEP);
        min.intoArray(lanes, 3 * STEP);
    }

    @Override
    public void markValid(Plane value, int rows, int cols, double noData, boolean keep, Plane outMask) {
        value.require(rows, cols);
        outMask.require(rows, cols);
        int body = cols / STEP * STEP;
        for (int row = 0; row < rows; row++) {
            long at = (value.at() + row * value.stride()) * Double.BYTES;
            long maskAt = (outMask.at() + row * outMask.stride()) * Double.BYTES;
            mark(value.segment(), at, body, noData, keep ? -1 : 0, outMask.segment(), maskAt);
            MaskedMomentsReference.mark(value, row, body, cols, noData, keep, outMask);
        }
    }

    private static void mark(
            MemorySegment value, long at, int count, double noData, long kept, MemorySegment out, long outAt) {
        var one = DoubleVector.broadcast(SPECIES, 1);
        for (long k = 0, end = (long) count * Double.BYTES; k < end; k += (long) STEP * Double.BYTES) {
            var x = DoubleVector.fromMemorySegment(SPECIES, value, at + k, LITTLE_ENDIAN);
            // Read even where it is not kept.
            var old = DoubleVector.fromMemorySegment(SPECIES, out, outAt + k, LITTLE_ENDIAN)
                    .reinterpretAsLongs()
                    .and(kept)
                    .reinterpretAsDoubles();
            var bad = x.compare(VectorOperators.EQ, noData).or(x.compare(VectorOperators.NE, x));
            one.blend(old, bad).intoMemorySegment(out, outAt + k, LITTLE_ENDIAN);
        }
    }

    @Override
    public void clearInvalid(Plane value, int rows, int cols, double noData, Plane outMask) {
        value.require(rows, cols);
        outMask.require(rows, cols);
        int body = cols / STEP * STEP;
        for (int row = 0; row < rows; row++) {
            long at = (value.at() + row * value.stride()) * Double.BYTES;
            long maskAt = (outMask.at() + row * outMask.stride()) * Double.BYTES;
            clear(value.segment(), at, body, noData, outMask.segment(), maskAt);
            MaskedMomentsReference.clear(value, row, body, cols, noData, outMask);
        }
    }

    private static void clear(MemorySegment value, long at, int count, double noData, MemorySegment out, long outAt) {
        var zero = DoubleVector.zero(SPECIES);
        for (long k = 0, end = (long) count * Double.BYTES; k < end; k += (long) STEP * Double.BYTES) {
            var x = DoubleVector.fromMemorySegment(SPECIES, value, at + k, LITTLE_ENDIAN);
            var old = DoubleVector.fromMemorySegment(SPECIES, out, outAt + k, LITTLE_ENDIAN);
            var bad = x.compare(VectorOperators.EQ, noData).or(x.compare(VectorOperators.NE, x));
            old.blend(zero, bad).intoMemorySegment(out, outAt + k, LITTLE_ENDIAN);
        }
    }
}
