package dev.stampede.kernels.planecombination;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.Lanes;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Lanes run over points; four results share every load and conversion. A scalar tail ends each range.
record PlaneCombinationVector(String id) implements PlaneCombination {
    private static final VectorSpecies<Double> F64 = Lanes.F64;
    private static final VectorSpecies<Float> HALF = Lanes.F32_HALF;
    private static final int STEP = F64.length();

    /// Points per pass over the inputs: planes of one pass stay in the second-level cache.
    private static final int TILE = 2048;

    @Override
    public Backend backend() {
        return Backend.VECTOR;
    }

    @Override
    public void combine(
            FloatMatrix in,
            int[] columns,
            double[] offset,
            DoubleMatrix coefficient,
            DoubleMatrix out,
            int from,
            int to) {
        PlaneCombination.require(in, columns, offset, coefficient, out.rows(), out.cols());
        run(in, columns, offset, coefficient, out.segment(), true, from, to);
    }

    @Override
    public void combine(
            FloatMatrix in,
            int[] columns,
            double[] offset,
            DoubleMatrix coefficient,
            FloatMatrix out,
            int from,
            int to) {
        PlaneCombination.require(in, columns, offset, coefficient, out.rows(), out.cols());
        run(in, columns, offset, coefficient, out.segment(), false, from, to);
    }

    private static void run(
            FloatMatrix in,
            int[] columns,
            double[] offset,
            DoubleMatrix coefficient,
            MemorySegment out,
            boolean wide,
            int from,
            int to) {
        int results = coefficient.cols();
        var table = coefficient.toArray();
        for (int tile = from; tile < to; tile += TILE) {
            int end = Math.min(to, tile + TILE);
            int body = tile + (end - tile) / STEP * STEP;
            int r = 0;
            for (; r + 4 <= results; r += 4) {
                for (int p = tile; p < body; p += STEP) {
                    four(in, columns, offset, table, out, wide, p, r);
                }
            }
            for (; r < results; r++) {
                for (int p = tile; p < body; p += STEP) {
                    one(in, columns, offset, table, out, wide, p, r);
                }
            }
            tail(in, columns, offset, coefficient, out, wide, body, end);
        }
    }

    private static void four(
            FloatMatrix in,
            int[] columns,
            double[] offset,
            double[] table,
            MemorySegment out,
            boolean wide,
            int p,
            int r) {
        int n = columns.length;
        long rows = in.rows();
        var segment = in.segment();
        var a = DoubleVector.zero(F64);
        var b = DoubleVector.zero(F64);
        var c = DoubleVector.zero(F64);
        var d = DoubleVector.zero(F64);
        for (int i = 0, k = r * n; i < n; i++, k++) {
            var value = load(segment, (p + columns[i] * rows) * FloatMatrix.BYTES, offset[i]);
            a = value.fma(DoubleVector.broadcast(F64, table[k]), a);
            b = value.fma(DoubleVector.broadcast(F64, table[k + n]), b);
            c = value.fma(DoubleVector.broadcast(F64, table[k + 2 * n]), c);
            d = value.fma(DoubleVector.broadcast(F64, table[k + 3 * n]), d);
        }
        store(a, out, wide, p + r * rows);
        store(b, out, wide, p + (r + 1) * rows);
        store(c, out, wide, p + (r + 2) * rows);
        store(d, out, wide, p + (r + 3) * rows);
    }

    private static void one(
            FloatMatrix in,
            int[] columns,
            double[] offset,
            double[] table,
            MemorySegment out,
            boolean wide,
            int p,
            int r) {
        int n = columns.length;
        long rows = in.rows();
        var a = DoubleVector.zero(F64);
        for (int i = 0; i < n; i++) {
            var value = load(in.segment(), (p + columns[i] * rows) * FloatMatrix.BYTES, offset[i]);
            a = value.fma(DoubleVector.broadcast(F64, table[r * n + i]), a);
        }
        store(a, out, wide, p + r * rows);
    }

    private static DoubleVector load(MemorySegment segment, long at, double offset) {
        var single = FloatVector.fromMemorySegment(HALF, segment, at, LITTLE_ENDIAN);
        return ((DoubleVector) single.convertShape(VectorOperators.F2D, F64, 0)).sub(offset);
    }

    private static void store(DoubleVector value, MemorySegment out, boolean wide, long index) {
        if (wide) {
            value.intoMemorySegment(out, index * DoubleMatrix.BYTES, LITTLE_ENDIAN);
        } else {
            ((FloatVector) value.convertShape(VectorOperators.D2F, HALF, 0))
                    .intoMemorySegment(out, index * FloatMatrix.BYTES, LITTLE_ENDIAN);
        }
    }

    /// Rounds as the lanes do, so that results do not depend on where a range ends.
    private static void tail(
            FloatMatrix in,
            int[] columns,
            double[] offset,
            DoubleMatrix coefficient,
            MemorySegment out,
            boolean wide,
            int from,
            int to) {
        for (int r = 0; r < coefficient.cols(); r++) {
            for (int p = from; p < to; p++) {
                double sum = 0;
                for (int i = 0; i < columns.length; i++) {
                    sum = Math.fma(in.get(p, columns[i]) - offset[i], coefficient.get(i, r), sum);
                }
                long index = p + (long) r * in.rows();
                if (wide) {
                    out.set(DoubleMatrix.LAYOUT, index * DoubleMatrix.BYTES, sum);
                } else {
                    out.set(FloatMatrix.LAYOUT, index * FloatMatrix.BYTES, (float) sum);
                }
            }
        }
    }
}
