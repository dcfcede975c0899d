package dev.stampede.kernels;

import static dev.stampede.kernels.ElementwiseVector.atan2;
import static dev.stampede.kernels.ElementwiseVector.exp;
import static dev.stampede.kernels.ElementwiseVector.log;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class MathVectorTest {
    private static final int N = 10_000 * 16;

    @Test
    void sineAndCosineStayWithinTheirBound() {
        checkSingle(-10, 10, ElementwiseVector::sin, Math::sin);
        checkSingle(-10, 10, ElementwiseVector::cos, Math::cos);
        checkSingle(-10000, 10000, ElementwiseVector::sin, Math::sin);
        checkSingle(-10000, 10000, ElementwiseVector::cos, Math::cos);
    }

    @Test
    void exponentialsAndLogarithmStayWithinTheirBound() {
        double single = 0;
        double wide = 0;
        double logarithm = 0;
        for (double v = -80; v < 80; v += 0.00937) {
            float x = (float) v;
            single = Math.max(single, Math.abs(exp(x) / Math.exp(x) - 1));
        }
        for (double v = -690; v < 690; v += 0.0937) {
            double e = exp(v);
            wide = Math.max(wide, Math.abs(e / Math.exp(v) - 1));
            logarithm = Math.max(logarithm, Math.abs(log(e) - Math.log(e)) / Math.max(1, Math.abs(v)));
        }
        assertThat(single).isLessThan(1.5e-7);
        assertThat(wide).isLessThan(3e-16);
        assertThat(logarithm).isLessThan(3e-16);
        assertThat(exp(Float.NaN)).isNaN();
        assertThat(exp(Float.NEGATIVE_INFINITY)).isLessThan(1e-37f);
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

    /// The reason for the class: interpreted and compiled code must agree to the last bit.
    @Test
    void givesTheSameBitsBeforeAndAfterCompilation() {
        var x = ramp(-20, 20);
        var first = ElementwiseVector.all(x);
        var again = first;
        for (int i = 0; i < 20; i++) {
            again = ElementwiseVector.all(x);
        }

        assertThat(Arrays.equals(first, again)).isTrue();
    }

    private static void checkSingle(
            double from, double to, UnaryOperator<float[]> actual, DoubleUnaryOperator expected) {
        var x = ramp(from, to);
        var y = actual.apply(x);
        double largest = 0;
        for (int i = 0; i < N; i++) {
            largest = Math.max(largest, Math.abs(y[i] - expected.applyAsDouble(x[i])));
        }
        assertThat(largest).isLessThan(1.2e-7);
    }

    private static float[] ramp(double from, double to) {
        var x = new float[N];
        for (int i = 0; i < N; i++) {
            x[i] = (float) (from + (to - from) * i / N);
        }
        return x;
    }
}
