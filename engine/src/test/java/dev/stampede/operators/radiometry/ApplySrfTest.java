package dev.stampede.operators.radiometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.stampede.operators.Rasters;
import dev.stampede.raster.DType;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ApplySrfTest {
    private static final List<Double> SOURCES =
            IntStream.rangeClosed(0, 30).mapToObj(i -> 500 + 2.0 * i).toList();

    @Test
    void isTheWeightedMeanOverEveryNanometreOfTheResponse() {
        var in = Rasters.filled(DType.FLOAT64, new int[] {31, 1, 1}, i -> Math.sin(0.2 * i) + 2);

        double made = new ApplySRF(List.of(531.0), List.of(12.0), SOURCES, 1e-4, false)
                .apply(in)
                .values()
                .get(0, 0, 0);

        double sigma = 12 / 2.35482;
        double sum = 0;
        double total = 0;
        for (int nm = 500; nm <= 560; nm++) {
            double response = Math.exp(-0.5 * Math.pow((nm - 531) / sigma, 2));
            if (response >= 1e-4) {
                int left = Math.min((nm - 500) / 2, 29);
                double f = (nm - 500 - 2 * left) / 2.0;
                double value =
                        (1 - f) * in.values().get(left, 0, 0) + f * in.values().get(left + 1, 0, 0);
                sum += response * value;
                total += response;
            }
        }
        assertThat(made).isCloseTo(sum / total, within(1e-12));
    }

    @Test
    void fillComesOnlyFromBandsThatCount() {
        var in = Rasters.filled(DType.FLOAT32, new int[] {31, 1, 3}, i -> i % 3 == 1 && i / 3 == 30 ? 0 : 1);
        in.values().set(0, 15, 0, 2);

        var out = new ApplySRF(List.of(530.0), List.of(8.0), SOURCES, 1e-4, false).apply(in);

        assertThat(out.dtype()).isEqualTo(DType.FLOAT32);
        assertThat(Rasters.values(out.values())).containsExactly(new double[] {1, 1, 0}, within(1e-6));
        assertThat(out.attributes().numbers("wavelengths").orElseThrow()).containsExactly(530);
    }

    @Test
    void targetsOutsideAreRefusedUnlessAllowed() {
        assertThatThrownBy(() -> new ApplySRF(List.of(499.0), List.of(8.0), SOURCES, 1e-4, false))
                .hasMessageContaining("499.0");
        var in = Rasters.filled(DType.FLOAT64, new int[] {31, 1, 1}, i -> 5);

        var out = new ApplySRF(List.of(499.0), List.of(8.0), SOURCES, 1e-4, true).apply(in);

        assertThat(out.values().get(0, 0, 0)).isCloseTo(5, within(1e-12));
    }
}
