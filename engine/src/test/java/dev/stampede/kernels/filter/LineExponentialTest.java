package dev.stampede.kernels.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.stampede.kernels.TestKernels;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LineExponentialTest {
    static List<LineExponential> kernels() {
        return TestKernels.of(LineExponential.FAMILY);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void isTheExponentialToItsBoundAndTheSameBitsEverywhere(LineExponential kernel) {
        var random = new Random(1);
        for (int n = 0; n < 70; n++) {
            var x = new double[n + 2];
            for (int i = 0; i < x.length; i++) {
                x[i] = random.nextInt(10) == 0 ? -1e5 * random.nextDouble() : -40 * random.nextDouble();
            }
            if (n > 3) {
                x[1] = Double.NaN;
                x[2] = Double.NEGATIVE_INFINITY;
                x[3] = 0;
            }
            var before = x.clone();
            var definition = x.clone();
            new LineExponentialReference().run(definition, n);

            kernel.run(x, n);

            for (int i = 0; i < n; i++) {
                double expected = Math.exp(Math.max(before[i], LineExponential.LEAST));
                assertThat(Double.doubleToRawLongBits(x[i])).isEqualTo(Double.doubleToRawLongBits(definition[i]));
                if (Double.isNaN(before[i])) {
                    assertThat(x[i]).isNaN();
                } else {
                    assertThat(x[i]).isEqualTo(expected, within(LineExponential.MAX_RELATIVE_ERROR * expected));
                }
            }
            assertThat(x[n]).isEqualTo(before[n]);
        }
    }
}
