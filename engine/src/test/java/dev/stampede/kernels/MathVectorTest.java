package dev.stampede.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Test;

class MathVectorTest {
    private static final int N = 10_000 * 16;

    @Test
    void sineAndCosineStayWithinTheirBound() {
        checkSingle(-10, 10, MathVector::sin, Math::sin, 1.2e-7);
        checkSingle(-10, 10, MathVector::cos, Math::cos, 1.2e-7);
        checkSingle(-10000, 10000, MathVector::sin, Math::sin, 1.2e-7);
        checkSingle(-10000, 10000, MathVector::cos, Math::cos, 1.2e-7);
    }

    @Test
    void exponentialsAndLogarithmStayWithinTheirBound() {
        double single = 0;
        double wide = 0;
        double logarithm = 0;
        for (double v = -80; v < 80; v += 0.00937) {
            float x = (float) v;
            float e = MathVector.exp(FloatVector.broadcast(Lanes.F32, x)).lane(0);
            single = Math.max(single, Math.abs(e / Math.exp(x) - 1));
        }
        for (double v = -690; v < 690; v += 0.0937) {
            double e = MathVector.exp(DoubleVector.broadcast(Lanes.F64, v)).lane(0);
            wide = Math.max(wide, Math.abs(e / Math.exp(v) - 1));
            double l = MathVector.log(DoubleVector.broadcast(Lanes.F64, e)).lane(0);
            logarithm = Math.max(logarithm, Math.abs(l - Math.log(e)) / Math.max(1, Math.abs(v)));
        }
        assertThat(single).isLessThan(1.5e-7);
        assertThat(wide).isLessThan(3e-16);
        assertThat(logarithm).isLessThan(3e-16);
        assertThat(MathVector.exp(FloatVector.broadcast(Lanes.F32, Float.NaN)).lane(0)).isNaN();
        assertThat(MathVector.exp(FloatVector.broadcast(Lanes.F32, Float.NEGATIVE_INFINITY)).lane(0))
                .isLessThan(1e-37f);
    }

    @Test
    void arcTangentKnowsAllQuadrantsAndSpecialPlaces() {
        double largest = 0;
        for (double a = -Math.PI; a < Math.PI; a += 1.7e-3) {
            for (float size : new float[] {1e-12f, 1, 3e8f}) {
                float y = (float) (size * Math.sin(a));
                float x = (float) (size * Math.cos(a));
                largest = Math.max(largest, Math.abs(atan2(y, x) - Math.atan2(y, x)));
            }
        }
        assertThat(largest).isLessThan(3e-7);
        assertThat(atan2(0, 0)).isEqualTo(0);
        assertThat(atan2(0, -1)).isEqualTo((float) Math.PI);
        assertThat(atan2(-0f, -1)).isEqualTo((float) -Math.PI);
        assertThat(atan2(1, 0)).isEqualTo((float) (Math.PI / 2));
        assertThat(atan2(1, 1)).isEqualTo((float) (Math.PI / 4));
        assertThat(atan2(Float.NaN, 1)).isNaN();
        assertThat(atan2(1, Float.NaN)).isNaN();
    }

    private static float atan2(float y, float x) {
        return MathVector.atan2(FloatVector.broadcast(Lanes.F32, y), FloatVector.broadcast(Lanes.F32, x))
                .lane(0);
    }

    /// The reason for the class: interpreted and compiled code must agree to the last bit.
    @Test
    void givesTheSameBitsBeforeAndAfterCompilation() {
        var x = ramp(-20, 20);
        var first = new float[N];
        var again = new float[N];
        all(x, first);
        for (int i = 0; i < 20; i++) {
            all(x, again);
        }

        assertThat(java.util.Arrays.equals(first, again)).isTrue();
    }

    private static void all(float[] x, float[] out) {
        for (int i = 0; i < x.length; i += Lanes.F32.length()) {
            var v = FloatVector.fromArray(Lanes.F32, x, i);
            var s = MathVector.sin(v);
            MathVector.atan2(s, MathVector.cos(v)).add(MathVector.exp(v)).intoArray(out, i);
        }
    }

    private static void checkSingle(
            double from, double to, UnaryOperator<FloatVector> actual, DoubleUnaryOperator expected, double bound) {
        var x = ramp(from, to);
        var y = new float[N];
        for (int i = 0; i < N; i += Lanes.F32.length()) {
            actual.apply(FloatVector.fromArray(Lanes.F32, x, i)).intoArray(y, i);
        }
        double largest = 0;
        for (int i = 0; i < N; i++) {
            largest = Math.max(largest, Math.abs(y[i] - expected.applyAsDouble(x[i])));
        }
        assertThat(largest).isLessThan(bound);
    }

    private static float[] ramp(double from, double to) {
        var x = new float[N];
        for (int i = 0; i < N; i++) {
            x[i] = (float) (from + (to - from) * i / N);
        }
        return x;
    }
}
