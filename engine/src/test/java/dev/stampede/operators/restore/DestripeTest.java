package dev.stampede.operators.restore;

import static dev.stampede.operators.FamilyContract.assertClose;
import static dev.stampede.operators.FamilyContract.grid;
import static dev.stampede.operators.FamilyContract.noise;
import static dev.stampede.operators.FamilyContract.raster;
import static dev.stampede.operators.FamilyContract.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.stampede.operators.restore.DestripeColumn.Method;
import dev.stampede.operators.restore.DestripeColumn.StripeAxis;
import dev.stampede.raster.DType;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DestripeTest {
    /// Offsets of columns that sum to zero go, and what does not depend on the column stays.
    @ParameterizedTest
    @EnumSource(
            value = Method.class,
            names = {"MEAN", "MEDIAN"})
    void takesOffsetsOut(Method method) {
        var offset = new double[] {-3, 1, 0, 2, 0, -1, 1};
        var x = grid(6, 7, at -> at[0] * at[0] + offset[at[1]]);
        var clean = grid(6, 7, at -> at[0] * at[0]);

        var out = values(new DestripeColumn(method, StripeAxis.COLUMN).apply(raster(DType.FLOAT64, x)));
        var rows = values(new DestripeColumn(method, StripeAxis.ROW)
                .apply(raster(DType.FLOAT64, grid(7, 6, at -> x[at[1]][at[0]]))));

        assertClose(out, clean, 1e-13);
        assertClose(rows, grid(7, 6, at -> clean[at[1]][at[0]]), 1e-13);
    }

    @Test
    void isItsFormulaWithGapsAndManyColumns() {
        var x = noise(23, 150, 2, 0.1);
        for (int r = 0; r < 23; r++) {
            x[r][70] = Double.NaN;
        }
        var profile = new double[150];
        for (int c = 0; c < 150; c++) {
            int col = c;
            var known = Arrays.stream(x)
                    .mapToDouble(row -> row[col])
                    .filter(v -> !Double.isNaN(v))
                    .sorted()
                    .toArray();
            int n = known.length;
            profile[c] = n == 0 ? Double.NaN : (known[(n - 1) / 2] + known[n / 2]) / 2;
        }
        var sorted =
                Arrays.stream(profile).filter(v -> !Double.isNaN(v)).sorted().toArray();
        double target = (sorted[74] + sorted[74]) / 2; // 149 columns have values

        var out = values(new DestripeColumn(Method.MEDIAN, StripeAxis.COLUMN).apply(raster(DType.FLOAT64, x)));

        assertClose(out, grid(23, 150, at -> x[at[0]][at[1]] - (profile[at[1]] - target)), 1e-12);
    }

    @Test
    void momentMatchingSmoothsWhatIsLeft() {
        var x = grid(5, 5, at -> at[1] * 10 + (at[0] == 2 && at[1] == 2 ? 9 : 0));
        x[0][0] = Double.NaN;

        var plain = values(new DestripeColumn(Method.MEAN, StripeAxis.COLUMN).apply(raster(DType.FLOAT64, x)));
        var out = values(
                new DestripeColumn(Method.MOMENT_MATCHING, StripeAxis.COLUMN, 3).apply(raster(DType.FLOAT64, x)));

        double sum = 0;
        for (int r = 1; r <= 3; r++) {
            for (int c = 1; c <= 3; c++) {
                sum += plain[r][c];
            }
        }
        assertThat(out[2][2]).isEqualTo(sum / 9, within(1e-12));
        assertThat(out[0][1])
                .isEqualTo((plain[0][1] + plain[0][2] + plain[1][0] + plain[1][1] + plain[1][2]) / 5, within(1e-12));
        assertThat(out[0][0]).isNaN();
    }

    /// With a window over all columns each column gets the mean of the means and of the deviations.
    @Test
    void momentsAreThoseOfTheNeighbourhood() {
        var random = new Random(7);
        var gain = new double[] {1, 2, 0.5, 1.5, 1};
        var offset = new double[] {0, 5, -2, 1, 0};
        var x = grid(200, 5, at -> gain[at[1]] * random.nextGaussian() + offset[at[1]]);

        var in = Columns.moments(raster(DType.FLOAT64, x).values());
        var out = Columns.moments(
                new MomentMatching(11).apply(raster(DType.FLOAT64, x)).values());

        for (int c = 0; c < 5; c++) {
            assertThat(out.means()[c])
                    .isEqualTo(Arrays.stream(in.means()).average().orElseThrow(), within(1e-12));
            assertThat(out.stds()[c])
                    .isEqualTo(Arrays.stream(in.stds()).average().orElseThrow(), within(1e-12));
        }
    }

    @Test
    void aColumnOfEqualValuesIsMovedOnly() {
        var x = grid(4, 3, at -> at[1] == 1 ? 8 : at[0]);

        var out = values(new MomentMatching(3).apply(raster(DType.FLOAT64, x)));

        assertThat(out[0][1]).isEqualTo((1.5 + 8 + 1.5) / 3, within(1e-12));
        assertThat(out[3][1]).isEqualTo(out[0][1]);
    }
}
