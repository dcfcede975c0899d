package dev.stampede.kernels.overlapadd;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.Lanes;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Lanes run along a row, which a scalar tail ends; a method per row keeps loops small. Only rows in which
/// a value is missing are looked at value by value.
final class OverlapAddVector implements OverlapAdd {
    private static final VectorSpecies<Double> F64 = Lanes.F64;
    private static final VectorSpecies<Float> HALF = Lanes.F32_HALF;
    private static final VectorSpecies<Float> F32 = Lanes.F32;
    private static final int STEP = F64.length();

    @Override
    public Backend backend() {
        return Backend.VECTOR;
    }

    @Override
    public boolean isFinite(Plane x) {
        for (int r = 0; r < x.rows(); r++) {
            if (!isFiniteRow(x, r)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isFiniteRow(Plane x, int row) {
        double zero = x.wide()
                ? zeroDoubles(x.segment(), x.row(row), x.cols())
                : zeroFloats(x.segment(), x.row(row), x.cols());
        return zero == 0;
    }

    /// 0 times every value, summed: 0 unless one is not finite.
    private static double zeroFloats(MemorySegment x, long at, int n) {
        var a = FloatVector.zero(F32);
        var b = FloatVector.zero(F32);
        int step = F32.length();
        int c = 0;
        for (; c + 2 * step <= n; c += 2 * step) {
            a = FloatVector.fromMemorySegment(F32, x, at + 4L * c, LITTLE_ENDIAN)
                    .mul(0f)
                    .add(a);
            b = FloatVector.fromMemorySegment(F32, x, at + 4L * (c + step), LITTLE_ENDIAN)
                    .mul(0f)
                    .add(b);
        }
        float zero = a.add(b).reduceLanes(VectorOperators.ADD);
        for (; c < n; c++) {
            zero += x.get(Plane.F32, at + 4L * c) * 0f;
        }
        return zero;
    }

    private static double zeroDoubles(MemorySegment x, long at, int n) {
        var a = DoubleVector.zero(F64);
        int c = 0;
        for (; c + STEP <= n; c += STEP) {
            a = DoubleVector.fromMemorySegment(F64, x, at + 8L * c, LITTLE_ENDIAN)
                    .mul(0.0)
                    .add(a);
        }
        double zero = a.reduceLanes(VectorOperators.ADD);
        for (; c < n; c++) {
            zero += x.get(Plane.F64, at + 8L * c) * 0.0;
        }
        return zero;
    }

    @Override
    public void add(Plane x, MemorySegment down, MemorySegment across, Plane sum) {
        OverlapAdd.require(x, sum, "patch and sum");
        OverlapAdd.require(x, down, across);
        OverlapAdd.requireWide(sum);
        for (int r = 0; r < x.rows(); r++) {
            addRow(x, sum, r, down.getAtIndex(Plane.F64, r), across);
        }
    }

    private static void addRow(Plane x, Plane sum, int row, double down, MemorySegment across) {
        if (down == 0) {
            return;
        }
        if (x.wide()) {
            addDoubles(x.segment(), x.row(row), x.cols(), down, across, sum.segment(), sum.row(row));
        } else {
            addFloats(x.segment(), x.row(row), x.cols(), down, across, sum.segment(), sum.row(row));
        }
    }

    private static void addFloats(
            MemorySegment x, long at, int n, double down, MemorySegment across, MemorySegment sum, long sumAt) {
        int c = 0;
        for (; c + STEP <= n; c += STEP) {
            var value = (DoubleVector) FloatVector.fromMemorySegment(HALF, x, at + 4L * c, LITTLE_ENDIAN)
                    .convertShape(VectorOperators.F2D, F64, 0);
            var weight = DoubleVector.fromMemorySegment(F64, across, 8L * c, LITTLE_ENDIAN)
                    .mul(down);
            value.fma(weight, DoubleVector.fromMemorySegment(F64, sum, sumAt + 8L * c, LITTLE_ENDIAN))
                    .intoMemorySegment(sum, sumAt + 8L * c, LITTLE_ENDIAN);
        }
        for (; c < n; c++) {
            double weight = across.get(Plane.F64, 8L * c) * down;
            double value = x.get(Plane.F32, at + 4L * c);
            sum.set(Plane.F64, sumAt + 8L * c, Math.fma(value, weight, sum.get(Plane.F64, sumAt + 8L * c)));
        }
    }

    private static void addDoubles(
            MemorySegment x, long at, int n, double down, MemorySegment across, MemorySegment sum, long sumAt) {
        int c = 0;
        for (; c + STEP <= n; c += STEP) {
            var value = DoubleVector.fromMemorySegment(F64, x, at + 8L * c, LITTLE_ENDIAN);
            var weight = DoubleVector.fromMemorySegment(F64, across, 8L * c, LITTLE_ENDIAN)
                    .mul(down);
            value.fma(weight, DoubleVector.fromMemorySegment(F64, sum, sumAt + 8L * c, LITTLE_ENDIAN))
                    .intoMemorySegment(sum, sumAt + 8L * c, LITTLE_ENDIAN);
        }
        for (; c < n; c++) {
            double weight = across.get(Plane.F64, 8L * c) * down;
            double value = x.get(Plane.F64, at + 8L * c);
            sum.set(Plane.F64, sumAt + 8L * c, Math.fma(value, weight, sum.get(Plane.F64, sumAt + 8L * c)));
        }
    }

    @Override
    public void addNumbers(Plane x, MemorySegment down, MemorySegment across, Plane sum, Plane weight) {
        OverlapAdd.require(x, sum, "patch and sum");
        OverlapAdd.require(x, weight, "patch and weight");
        OverlapAdd.require(x, down, across);
        OverlapAdd.requireWide(sum);
        OverlapAdd.requireWide(weight);
        for (int r = 0; r < x.rows(); r++) {
            double factor = down.getAtIndex(Plane.F64, r);
            if (isFiniteRow(x, r)) {
                addRow(x, sum, r, factor, across);
                weightRow(weight.segment(), weight.row(r), x.cols(), factor, across);
            } else {
                addRowWithGaps(x, sum, weight, r, factor, across);
            }
        }
    }

    private static void addRowWithGaps(Plane x, Plane sum, Plane weight, int row, double down, MemorySegment across) {
        for (int c = 0; c < x.cols(); c++) {
            double value = x.get(row, c);
            if (!Double.isNaN(value)) {
                double product = across.get(Plane.F64, 8L * c) * down;
                sum.set(row, c, Math.fma(value, product, sum.get(row, c)));
                weight.set(row, c, weight.get(row, c) + product);
            }
        }
    }

    @Override
    public void addWeights(MemorySegment down, MemorySegment across, Plane weight) {
        OverlapAdd.require(weight, down, across);
        OverlapAdd.requireWide(weight);
        for (int r = 0; r < weight.rows(); r++) {
            weightRow(weight.segment(), weight.row(r), weight.cols(), down.getAtIndex(Plane.F64, r), across);
        }
    }

    private static void weightRow(MemorySegment weight, long at, int n, double down, MemorySegment across) {
        int c = 0;
        for (; c + STEP <= n; c += STEP) {
            DoubleVector.fromMemorySegment(F64, across, 8L * c, LITTLE_ENDIAN)
                    .mul(down)
                    .add(DoubleVector.fromMemorySegment(F64, weight, at + 8L * c, LITTLE_ENDIAN))
                    .intoMemorySegment(weight, at + 8L * c, LITTLE_ENDIAN);
        }
        for (; c < n; c++) {
            weight.set(
                    Plane.F64, at + 8L * c, weight.get(Plane.F64, at + 8L * c) + across.get(Plane.F64, 8L * c) * down);
        }
    }

    @Override
    public void divide(Plane sum, Plane weight, double empty, Plane out) {
        OverlapAdd.require(sum, weight, "sum and weight");
        OverlapAdd.require(sum, out, "sum and result");
        OverlapAdd.requireWide(sum);
        OverlapAdd.requireWide(weight);
        for (int r = 0; r < sum.rows(); r++) {
            divideRow(sum, r, weight.segment(), weight.row(r), 1, empty, out);
        }
    }

    @Override
    public void divideByProduct(Plane sum, MemorySegment down, MemorySegment across, double empty, Plane out) {
        OverlapAdd.require(sum, down, across);
        OverlapAdd.require(sum, out, "sum and result");
        OverlapAdd.requireWide(sum);
        for (int r = 0; r < sum.rows(); r++) {
            divideRow(sum, r, across, 0, down.getAtIndex(Plane.F64, r), empty, out);
        }
    }

    /// Cells of no weight at the ends of a row, which windows that fall to 0 leave in each, are set first;
    /// then all others are divided, and a row for which that gave no numbers is looked at again.
    private static void divideRow(
            Plane sum, int row, MemorySegment weight, long at, double factor, double empty, Plane out) {
        int from = 0;
        int to = sum.cols();
        while (from < to && weight.get(Plane.F64, at + 8L * from) * factor == 0) {
            out.set(row, from++, empty);
        }
        while (to > from && weight.get(Plane.F64, at + 8L * (to - 1)) * factor == 0) {
            out.set(row, --to, empty);
        }
        long sumAt = sum.row(row) + 8L * from;
        long outAt = out.row(row) + (long) from * out.bytes();
        if (out.wide()) {
            doubles(sum.segment(), sumAt, weight, at + 8L * from, factor, to - from, out.segment(), outAt);
        } else {
            floats(sum.segment(), sumAt, weight, at + 8L * from, factor, to - from, out.segment(), outAt);
        }
        if (!isFiniteRow(out.part(row, from, 1, to - from), 0)) {
            for (int c = from; c < to; c++) {
                if (weight.get(Plane.F64, at + 8L * c) * factor == 0) {
                    out.set(row, c, empty);
                }
            }
        }
    }

    private static void doubles(
            MemorySegment sum,
            long sumAt,
            MemorySegment weight,
            long at,
            double factor,
            int n,
            MemorySegment out,
            long outAt) {
        int c = 0;
        for (; c + STEP <= n; c += STEP) {
            DoubleVector.fromMemorySegment(F64, sum, sumAt + 8L * c, LITTLE_ENDIAN)
                    .div(DoubleVector.fromMemorySegment(F64, weight, at + 8L * c, LITTLE_ENDIAN)
                            .mul(factor))
                    .intoMemorySegment(out, outAt + 8L * c, LITTLE_ENDIAN);
        }
        for (; c < n; c++) {
            double quotient = sum.get(Plane.F64, sumAt + 8L * c) / (weight.get(Plane.F64, at + 8L * c) * factor);
            out.set(Plane.F64, outAt + 8L * c, quotient);
        }
    }

    private static void floats(
            MemorySegment sum,
            long sumAt,
            MemorySegment weight,
            long at,
            double factor,
            int n,
            MemorySegment out,
            long outAt) {
        int c = 0;
        for (; c + STEP <= n; c += STEP) {
            ((FloatVector) DoubleVector.fromMemorySegment(F64, sum, sumAt + 8L * c, LITTLE_ENDIAN)
                            .div(DoubleVector.fromMemorySegment(F64, weight, at + 8L * c, LITTLE_ENDIAN)
                                    .mul(factor))
                            .convertShape(VectorOperators.D2F, HALF, 0))
                    .intoMemorySegment(out, outAt + 4L * c, LITTLE_ENDIAN);
        }
        for (; c < n; c++) {
            double quotient = sum.get(Plane.F64, sumAt + 8L * c) / (weight.get(Plane.F64, at + 8L * c) * factor);
            out.set(Plane.F32, outAt + 4L * c, (float) quotient);
        }
    }
}
