package dev.stampede.kernels;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;

/// Elementary functions over lanes, built from additions, products and bit operations only.
///
/// The transcendental operators of the Vector API (`lanewise(SIN)` and so on) go through another implementation
/// while a method is interpreted than once it is compiled, and the two differ in the last bit: results then
/// depend on when the compiler got to them. These functions give the same bits always, on every processor and
/// vector width.
///
/// | function     | arguments                | error                                   |
/// |--------------|--------------------------|------------------------------------------|
/// | sin, cos f32 | below 10000 in size      | 1.2e-7 absolute                          |
/// | atan2 f32    | finite; `atan2(0, 0)` = 0 | 3e-7 absolute (result in `[-pi, pi]`)    |
/// | exp f32      | at most 80; below -87 as -87 | 1.5e-7 relative                      |
/// | exp f64      | within 700 in size       | 3e-16 relative                           |
/// | log f64      | normal, positive         | 3e-16 relative, near 1 absolute          |
///
/// `NaN` gives `NaN` (for `exp f32` too). Polynomials: Moshier, Cephes (f32); Sun Microsystems, fdlibm (f64).
public final class MathVector {
    private static final float ROUND = 0x1.8p23f;
    private static final double ROUND_WIDE = 0x1.8p52;

    private MathVector() {}

    public static FloatVector sin(FloatVector a) {
        var shifted = a.mul((float) (2 / Math.PI)).add(ROUND);
        var r = reduced(a, shifted.sub(ROUND));
        return quadrant(shifted.reinterpretAsInts(), sinOfReduced(r), cosOfReduced(r));
    }

    public static FloatVector cos(FloatVector a) {
        var shifted = a.mul((float) (2 / Math.PI)).add(ROUND);
        var r = reduced(a, shifted.sub(ROUND));
        return quadrant(shifted.reinterpretAsInts().add(1), sinOfReduced(r), cosOfReduced(r));
    }

    /// Stores the cosine at `outCos[cosAt]` and the sine at `outSin[sinAt]`; the same bits as [#cos] and [#sin]
    /// for little more than the price of one.
    public static void cosSin(FloatVector a, float[] outCos, int cosAt, float[] outSin, int sinAt) {
        var shifted = a.mul((float) (2 / Math.PI)).add(ROUND);
        var r = reduced(a, shifted.sub(ROUND));
        var sin = sinOfReduced(r).reinterpretAsInts();
        var cos = cosOfReduced(r).reinterpretAsInts();
        var n = shifted.reinterpretAsInts();
        var odd = n.and(1).compare(VectorOperators.NE, 0);
        sin.blend(cos, odd)
                .lanewise(VectorOperators.XOR, n.and(2).lanewise(VectorOperators.LSHL, 30))
                .reinterpretAsFloats()
                .intoArray(outSin, sinAt);
        cos.blend(sin, odd)
                .lanewise(VectorOperators.XOR, n.add(1).and(2).lanewise(VectorOperators.LSHL, 30))
                .reinterpretAsFloats()
                .intoArray(outCos, cosAt);
    }

    /// `a - q pi/2` in three steps, within `[-pi/4, pi/4]`.
    private static FloatVector reduced(FloatVector a, FloatVector q) {
        return a.add(q.mul(-1.5703125f)).add(q.mul(-4.837512969970703125e-4f)).add(q.mul(-7.54978995489188e-8f));
    }

    private static FloatVector sinOfReduced(FloatVector r) {
        var z = r.mul(r);
        return z.mul(-1.9515295891e-4f)
                .add(8.3321608736e-3f)
                .mul(z)
                .add(-1.6666654611e-1f)
                .mul(z)
                .mul(r)
                .add(r);
    }

    private static FloatVector cosOfReduced(FloatVector r) {
        var z = r.mul(r);
        return z.mul(2.443315711809948e-5f)
                .add(-1.388731625493765e-3f)
                .mul(z)
                .add(4.166664568298827e-2f)
                .mul(z)
                .mul(z)
                .sub(z.mul(0.5f))
                .add(1);
    }

    /// The sine of `r + n pi/2`.
    private static FloatVector quadrant(IntVector n, FloatVector sin, FloatVector cos) {
        var odd = n.and(1).compare(VectorOperators.NE, 0);
        var sign = n.and(2).lanewise(VectorOperators.LSHL, 30);
        return sin.reinterpretAsInts()
                .blend(cos.reinterpretAsInts(), odd)
                .lanewise(VectorOperators.XOR, sign)
                .reinterpretAsFloats();
    }

    public static FloatVector atan2(FloatVector y, FloatVector x) {
        var ax = x.abs();
        var ay = y.abs();
        var low = ax.min(ay);
        var high = ax.max(ay).max(Float.MIN_NORMAL);
        // Above tan(pi/8) the angle is measured from the diagonal.
        var far = low.compare(VectorOperators.GT, high.mul(0.4142135623730950f));
        var t = low.blend(low.sub(high), far).div(high.blend(high.add(low), far));
        var z = t.mul(t);
        var angle = z.mul(8.05374449538e-2f)
                .add(-1.38776856032e-1f)
                .mul(z)
                .add(1.99777106478e-1f)
                .mul(z)
                .add(-3.33329491539e-1f)
                .mul(z)
                .mul(t)
                .add(t);
        angle = angle.blend(angle.add((float) (Math.PI / 4)), far);
        var steep = ay.compare(VectorOperators.GT, ax);
        angle = angle.blend(angle.neg().add((float) (Math.PI / 2)), steep);
        angle = angle.blend(angle.neg().add((float) Math.PI), x.compare(VectorOperators.LT, 0));
        var sign = y.reinterpretAsInts().and(0x80000000);
        return angle.reinterpretAsInts().lanewise(VectorOperators.XOR, sign).reinterpretAsFloats();
    }

    public static FloatVector exp(FloatVector x) {
        var clamped = x.max(-87);
        var shifted = clamped.mul((float) (1 / Math.log(2))).add(ROUND);
        var n = shifted.sub(ROUND);
        var r = clamped.add(n.mul(-0.693359375f)).add(n.mul(2.12194440e-4f));
        var p = r.mul(1.9875691500e-4f)
                .add(1.3981999507e-3f)
                .mul(r)
                .add(8.3334519073e-3f)
                .mul(r)
                .add(4.1665795894e-2f)
                .mul(r)
                .add(1.6666665459e-1f)
                .mul(r)
                .add(5.0000001201e-1f)
                .mul(r)
                .mul(r)
                .add(r)
                .add(1);
        var power = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
        return p.reinterpretAsInts().add(power).reinterpretAsFloats();
    }

    public static DoubleVector exp(DoubleVector x) {
        var shifted = x.mul(1 / Math.log(2)).add(ROUND_WIDE);
        var n = shifted.sub(ROUND_WIDE);
        var high = x.sub(n.mul(6.93147180369123816490e-01));
        var low = n.mul(1.90821492927058770002e-10);
        var r = high.sub(low);
        var t = r.mul(r);
        var p = t.mul(4.13813679705723846039e-08)
                .add(-1.65339022054652515390e-06)
                .mul(t)
                .add(6.61375632143793436117e-05)
                .mul(t)
                .add(-2.77777777770155933842e-03)
                .mul(t)
                .add(1.66666666666666019037e-01);
        var c = r.sub(t.mul(p));
        // 1 - ((low - r c / (2 - c)) - high)
        var y = low.sub(r.mul(c).div(c.neg().add(2))).sub(high).neg().add(1);
        var power = shifted.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 52);
        return y.reinterpretAsLongs().add(power).reinterpretAsDoubles();
    }

    public static DoubleVector log(DoubleVector x) {
        LongVector bits = x.reinterpretAsLongs();
        // Mantissa within [sqrt(1/2), sqrt(2)): shift the exponent where it is above sqrt(2).
        var shifted = bits.add(0x3ff0000000000000L - 0x3fe6a09e667f3bcdL);
        var exponent = shifted.lanewise(VectorOperators.LSHR, 52);
        var k = exponent.or(0x4330000000000000L).reinterpretAsDoubles().sub(0x1p52 + 1023);
        var f = shifted.and(0x000fffffffffffffL)
                .add(0x3fe6a09e667f3bcdL)
                .reinterpretAsDoubles()
                .sub(1);
        var half = f.mul(f).mul(0.5);
        var s = f.div(f.add(2));
        var z = s.mul(s);
        var poly = z.mul(1.479819860511658591e-01)
                .add(1.531383769920937332e-01)
                .mul(z)
                .add(1.818357216161805012e-01)
                .mul(z)
                .add(2.222219843214978396e-01)
                .mul(z)
                .add(2.857142874366239149e-01)
                .mul(z)
                .add(3.999999999940941908e-01)
                .mul(z)
                .add(6.666666666666735130e-01)
                .mul(z);
        var rest = s.mul(half.add(poly)).add(k.mul(1.90821492927058770002e-10));
        return k.mul(6.93147180369123816490e-01).sub(half.sub(rest).sub(f));
    }
}
