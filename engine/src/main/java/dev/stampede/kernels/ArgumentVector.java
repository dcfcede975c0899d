package dev.stampede.kernels;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Arguments of many complex numbers in double precision, the same bits on every processor and vector
/// width, whether or not a method has been compiled yet (see [MathVector]).
///
/// `atan2(0, 0)` is 0 whatever the signs. Finite numbers only; `NaN` gives `NaN`. Largest error: 9e-16 rad
/// (two units in the last place).
///
/// Everything is written out in one loop: a method for the steps would box vectors wherever it is not inlined.
///
/// Source: Moshier, Cephes library, rational approximation of the arctangent below 0.66.
public final class ArgumentVector {
    private static final VectorSpecies<Double> F64 = Lanes.F64;
    private static final VectorSpecies<Long> I64 = Lanes.I64;
    private static final long VECTOR = F64.length() * 8L;

    private static final double DIAGONAL_FROM = 0.66;

    /// What the doubles next to pi / 4, pi / 2 and pi lack.
    private static final double LOW_OF_QUARTER_PI = 3.061616997868383e-17;

    private static final double LOW_OF_HALF_PI = 6.123233995736766e-17;
    private static final double LOW_OF_PI = 1.2246467991473532e-16;

    private ArgumentVector() {}

    /// `out = arg(x + i y)` for the bytes `[from, to)` of all three segments, whole vectors. `out` may be
    /// `x` or `y`.
    public static void fill(MemorySegment x, MemorySegment y, MemorySegment out, long from, long to) {
        var signBit = LongVector.broadcast(I64, Long.MIN_VALUE);
        for (long at = from; at < to; at += VECTOR) {
            var vx = DoubleVector.fromMemorySegment(F64, x, at, LITTLE_ENDIAN);
            var vy = DoubleVector.fromMemorySegment(F64, y, at, LITTLE_ENDIAN);
            var ax = vx.abs();
            var ay = vy.abs();
            var low = ax.min(ay);
            var high = ax.max(ay).max(Double.MIN_NORMAL);
            // Beyond this the angle is measured from the diagonal, where low - high is exact.
            var far = low.compare(VectorOperators.GT, high.mul(DIAGONAL_FROM));
            var t = low.blend(low.sub(high), far).div(high.blend(high.add(low), far));
            var z = t.mul(t);
            var p = z.fma(
                            DoubleVector.broadcast(F64, -8.750608600031904122785e-1),
                            DoubleVector.broadcast(F64, -1.615753718733365076637e1))
                    .fma(z, DoubleVector.broadcast(F64, -7.500855792314704667340e1))
                    .fma(z, DoubleVector.broadcast(F64, -1.228866684490136173410e2))
                    .fma(z, DoubleVector.broadcast(F64, -6.485021904942025371773e1));
            var q = z.add(2.485846490142306297962e1)
                    .fma(z, DoubleVector.broadcast(F64, 1.650270098316988542046e2))
                    .fma(z, DoubleVector.broadcast(F64, 4.328810604912902668951e2))
                    .fma(z, DoubleVector.broadcast(F64, 4.853903996359136964868e2))
                    .fma(z, DoubleVector.broadcast(F64, 1.945506571482613964425e2));
            var angle = t.mul(z).mul(p.div(q)).add(t);
            angle = angle.blend(angle.add(LOW_OF_QUARTER_PI).add(Math.PI / 4), far);
            var steep = ay.compare(VectorOperators.GT, ax);
            angle = angle.blend(angle.neg().add(LOW_OF_HALF_PI).add(Math.PI / 2), steep);
            var left = vx.compare(VectorOperators.LT, 0);
            angle = angle.blend(angle.neg().add(LOW_OF_PI).add(Math.PI), left);
            var sign = vy.reinterpretAsLongs().and(signBit);
            angle.reinterpretAsLongs()
                    .lanewise(VectorOperators.XOR, sign)
                    .reinterpretAsDoubles()
                    .intoMemorySegment(out, at, LITTLE_ENDIAN);
        }
    }
}
