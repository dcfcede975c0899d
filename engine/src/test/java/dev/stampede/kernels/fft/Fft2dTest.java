package dev.stampede.kernels.fft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.insar.pipeline.config.Backends;
import dev.stampede.kernels.Backend;
import dev.stampede.kernels.KernelRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jtransforms.fft.DoubleFFT_2D;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class Fft2dTest {
    private static final int[] LENGTHS = {
        1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 15, 16, 20, 22, 24, 26, 30, 32, 36, 40, 48, 50, 60, 64, 80, 96, 97, 128
    };

    static List<Arguments> backendsAndLengths() {
        var cases = new ArrayList<Arguments>();
        for (var backend : List.of(Backend.REFERENCE, Backend.VECTOR)) {
            for (int n : LENGTHS) {
                cases.add(Arguments.of(backend, n));
            }
        }
        return cases;
    }

    @ParameterizedTest
    @MethodSource("backendsAndLengths")
    void forwardAgreesWithJTransformsForEveryWidth(Backend backend, int n) {
        var kernel = kernel(backend);
        var plan = new FftPlan(n);
        for (int width = FftPlan.COLUMN_GROUP; width <= plan.stride(); width += FftPlan.COLUMN_GROUP) {
            var in = plan.newPlanes();
            var out = plan.newPlanes();
            double[] expected = fillAndTransform(n, width, in);

            kernel.forward(plan, width, in, out);

            double bound = Fft2d.MAX_RELATIVE_ERROR * n * Math.sqrt((double) n * Math.min(n, width));
            for (int u = 0; u < n; u++) {
                for (int v = 0; v < n; v++) {
                    String where = backend + " n=" + n + " width=" + width + " u=" + u + " v=" + v;
                    assertThat(Math.abs(out.re()[v * plan.stride() + u] - expected[2 * (u * n + v)]))
                            .as(where)
                            .isLessThan(bound);
                    assertThat(Math.abs(out.im()[v * plan.stride() + u] - expected[2 * (u * n + v) + 1]))
                            .as(where)
                            .isLessThan(bound);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("backendsAndLengths")
    void inverseUndoesForwardTimesTheNumberOfElements(Backend backend, int n) {
        var kernel = kernel(backend);
        var plan = new FftPlan(n);
        for (int width = FftPlan.COLUMN_GROUP; width <= plan.stride(); width += FftPlan.COLUMN_GROUP) {
            var in = plan.newPlanes();
            var spectrum = plan.newPlanes();
            fillAndTransform(n, width, in);
            double[] re = in.re().clone();
            double[] im = in.im().clone();

            kernel.forward(plan, width, in, spectrum);
            kernel.inverse(plan, width, spectrum, in);

            for (int r = 0; r < n; r++) {
                for (int c = 0; c < Math.min(n, width); c++) {
                    int at = r * width + c;
                    assertThat(in.re()[at] / ((double) n * n))
                            .as(backend + " n=" + n + " width=" + width)
                            .isCloseTo(re[at], org.assertj.core.data.Offset.offset(1e-13));
                    assertThat(in.im()[at] / ((double) n * n))
                            .isCloseTo(im[at], org.assertj.core.data.Offset.offset(1e-13));
                }
            }
        }
    }

    @Test
    void refusesAWidthThatIsNotAWholeGroup() {
        var plan = new FftPlan(32);
        assertThatThrownBy(() -> kernel(Backend.REFERENCE).forward(plan, 30, plan.newPlanes(), plan.newPlanes()))
                .hasMessageContaining("width is 30");
    }

    @Test
    void refusesPlanesThatAreTooSmall() {
        var plan = new FftPlan(32);
        assertThatThrownBy(() -> kernel(Backend.REFERENCE).forward(plan, 32, new WorkPlanes(100), plan.newPlanes()))
                .hasMessageContaining("100 values");
    }

    private static Fft2d kernel(Backend backend) {
        return new KernelRegistry(List.of(Fft2d.FAMILY), Backends.availability(), null, Map.of())
                .get(Fft2d.FAMILY, backend);
    }

    /// Fills the live columns with numbers in [-1, 1] and returns their transform by another library,
    /// interleaved.
    private static double[] fillAndTransform(int n, int width, WorkPlanes in) {
        var random = new Random(1000L * n + width);
        var values = new double[2 * n * n];
        for (int r = 0; r < n; r++) {
            for (int c = 0; c < Math.min(n, width); c++) {
                in.re()[r * width + c] = values[2 * (r * n + c)] = random.nextDouble() * 2 - 1;
                in.im()[r * width + c] = values[2 * (r * n + c) + 1] = random.nextDouble() * 2 - 1;
            }
        }
        if (n > 1) {
            new DoubleFFT_2D(n, n).complexForward(values);
        }
        return values;
    }
}
