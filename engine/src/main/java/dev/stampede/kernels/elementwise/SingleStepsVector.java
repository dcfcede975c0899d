package dev.stampede.kernels.elementwise;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;

import dev.stampede.kernels.Lanes;
import dev.stampede.kernels.elementwise.Expression.BinaryOp;
import dev.stampede.kernels.elementwise.Expression.UnaryOp;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Steps of a program over a tile in single precision. Offsets are in bytes; counts are whole numbers of vectors.
/// Each step has a loop of its own, for a loop that chose its operation would not become vector code.
final class SingleStepsVector {
    private static final VectorSpecies<Float> F32 = Lanes.F32;
    private static final int STEP = F32.length();
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final FloatVector ZERO = FloatVector.zero(F32);
    private static final FloatVector ONE = FloatVector.broadcast(F32, 1);

    private SingleStepsVector() {}

    static void unary(UnaryOp op, MemorySegment a, long ao, MemorySegment out, long oo, int n) {
        switch (op) {
            case NEGATE -> negate(a, ao, out, oo, n);
            case ABS -> abs(a, ao, out, oo, n);
            case SQRT -> sqrt(a, ao, out, oo, n);
            case IS_NAN -> isNan(a, ao, out, oo, n);
            default -> scalar(op, a, ao, out, oo, n);
        }
    }

    static void binary(
            BinaryOp op, MemorySegment a, long ao, MemorySegment b, long bo, MemorySegment out, long oo, int n) {
        switch (op) {
            case ADD -> add(a, ao, b, bo, out, oo, n);
            case SUBTRACT -> subtract(a, ao, b, bo, out, oo, n);
            case MULTIPLY -> multiply(a, ao, b, bo, out, oo, n);
            case DIVIDE -> divide(a, ao, b, bo, out, oo, n);
            case MIN -> min(a, ao, b, bo, out, oo, n);
            case MAX -> max(a, ao, b, bo, out, oo, n);
            case GREATER_OR_EQUAL -> reaches(a, ao, b, bo, out, oo, n);
            case GREATER -> exceeds(a, ao, b, bo, out, oo, n);
            case EQUAL -> equal(a, ao, b, bo, out, oo, n);
            case OR -> or(a, ao, b, bo, out, oo, n);
            default -> scalar(op, a, ao, b, bo, out, oo, n);
        }
    }

    private static FloatVector at(MemorySegment segment, long offset, int i) {
        return FloatVector.fromMemorySegment(F32, segment, offset + ((long) i << 2), ORDER);
    }

    private static void add(MemorySegment a, long ao, MemorySegment b, long bo, MemorySegment out, long oo, int n) {
        for (int i = 0; i < n; i += STEP) {
            at(a, ao, i).add(at(b, bo, i)).intoMemorySegment(out, oo + ((long) i << 2), ORDER);
        }
    }

    private static void subtract(
            MemorySegment a, long ao, MemorySegment b, long bo, MemorySegment out, long oo, int n) {
        for (int i = 0; i < n; i += STEP) {
            at(a, ao, i).sub(at(b, bo, i)).intoMemorySegment(out, oo + ((long) i << 2), ORDER);
        }
    }

    private static void multiply(
            MemorySegment a, long ao, MemorySegment b, long bo, MemorySegment out, long oo, int n) {
        for (int i = 0; i < n; i += STEP) {
            at(a, ao, i).mul(at(b, bo, i)).intoMemorySegment(out, oo + ((long) i << 2), ORDER);
        }
    }

    private static void divide(MemorySegment a, long ao, MemorySegment b, long bo, MemorySegment out, long oo, int n) {
        for (int i = 0; i < n; i += STEP) {
            at(a, ao, i).div(at(b, bo, i)).intoMemorySegment(out, oo + ((long) i << 2), ORDER);
        }
    }

    private static void min(MemorySegment a, long ao, MemorySegment b, long bo, MemorySegment out, long oo, int n) {
        for (int i = 0; i < n; i += STEP) {
            at(a, ao, i).min(at(b, bo, i)).intoMemorySegment(out, oo + ((long) i << 2), ORDER);
        }
    }

    private static void max(MemorySegment a, long ao, MemorySegment b, long bo, MemorySegment out, long oo, int n) {
        for (int i = 0; i < n; i += STEP) {
            at(a, ao, i).max(at(b, bo, i)).intoMemorySegment(out, oo + ((long) i << 2), ORDER);
        }
    }

    private static void reaches(MemorySegment a, long ao, MemorySegment b, long bo, MemorySegment out, long oo, int n) {
        for (int i = 0; i < n; i += STEP) {
            var holds = at(a, ao, i).compare(VectorOperators.GE, at(b, bo, i));
            ZERO.blend(ONE, holds).intoMemorySegment(out, oo + ((long) i << 2), ORDER);
        }
    }

    private static void exceeds(MemorySegment a, long ao, MemorySegment b, long bo, MemorySegment out, long oo, int n) {
        for (int i = 0; i < n; i += STEP) {
            var holds = at(a, ao, i).compare(VectorOperators.GT, at(b, bo, i));
            ZERO.blend(ONE, holds).intoMemorySegment(out, oo + ((long) i << 2), ORDER);
        }
    }

    private static void equal(MemorySegment a, long ao, MemorySegment b, long bo, MemorySegment out, long oo, int n) {
        for (int i = 0; i < n; i += STEP) {
            var holds = at(a, ao, i).compare(VectorOperators.EQ, at(b, bo, i));
            ZERO.blend(ONE, holds).intoMemorySegment(out, oo + ((long) i << 2), ORDER);
        }
    }

    private static void or(MemorySegment a, long ao, MemorySegment b, long bo, MemorySegment out, long oo, int n) {
        for (int i = 0; i < n; i += STEP) {
            var some = at(a, ao, i)
                    .compare(VectorOperators.NE, ZERO)
                    .or(at(b, bo, i).compare(VectorOperators.NE, ZERO));
            ZERO.blend(ONE, some).intoMemorySegment(out, oo + ((long) i << 2), ORDER);
        }
    }

    static void normalizedDifference(
            MemorySegment a,
            long ao,
            MemorySegment b,
            long bo,
            MemorySegment eps,
            long eo,
            MemorySegment out,
            long oo,
            int n) {
        for (int i = 0; i < n; i += STEP) {
            var x = at(a, ao, i);
            var y = at(b, bo, i);
            x.sub(y).div(x.add(y).add(at(eps, eo, i))).intoMemorySegment(out, oo + ((long) i << 2), ORDER);
        }
    }

    static void choose(
            MemorySegment a,
            long ao,
            MemorySegment yes,
            long yo,
            MemorySegment no,
            long no0,
            MemorySegment out,
            long oo,
            int n) {
        for (int i = 0; i < n; i += STEP) {
            var holds = at(a, ao, i).compare(VectorOperators.NE, ZERO);
            at(no, no0, i).blend(at(yes, yo, i), holds).intoMemorySegment(out, oo + ((long) i << 2), ORDER);
        }
    }

    private static void negate(MemorySegment a, long ao, MemorySegment out, long oo, int n) {
        for (int i = 0; i < n; i += STEP) {
            at(a, ao, i).neg().intoMemorySegment(out, oo + ((long) i << 2), ORDER);
        }
    }

    private static void abs(MemorySegment a, long ao, MemorySegment out, long oo, int n) {
        for (int i = 0; i < n; i += STEP) {
            at(a, ao, i).abs().intoMemorySegment(out, oo + ((long) i << 2), ORDER);
        }
    }

    private static void sqrt(MemorySegment a, long ao, MemorySegment out, long oo, int n) {
        for (int i = 0; i < n; i += STEP) {
            at(a, ao, i).sqrt().intoMemorySegment(out, oo + ((long) i << 2), ORDER);
        }
    }

    private static void isNan(MemorySegment a, long ao, MemorySegment out, long oo, int n) {
        for (int i = 0; i < n; i += STEP) {
            var nan = at(a, ao, i).test(VectorOperators.IS_NAN);
            ZERO.blend(ONE, nan).intoMemorySegment(out, oo + ((long) i << 2), ORDER);
        }
    }

    private static void scalar(UnaryOp op, MemorySegment a, long ao, MemorySegment out, long oo, int n) {
        for (long i = 0; i < (long) n << 2; i += 1 << 2) {
            out.set(JAVA_FLOAT_UNALIGNED, oo + i, (float) Pixel.unary(op, a.get(JAVA_FLOAT_UNALIGNED, ao + i)));
        }
    }

    private static void scalar(
            BinaryOp op, MemorySegment a, long ao, MemorySegment b, long bo, MemorySegment out, long oo, int n) {
        for (long i = 0; i < (long) n << 2; i += 1 << 2) {
            float value =
                    (float) Pixel.binary(op, a.get(JAVA_FLOAT_UNALIGNED, ao + i), b.get(JAVA_FLOAT_UNALIGNED, bo + i));
            out.set(JAVA_FLOAT_UNALIGNED, oo + i, value);
        }
    }
}
