package dev.stampede.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReliefBackgroundTest {
    /// Points on a lattice of 30 m about longitude 11, latitude 0, where a degree is as long both ways.
    private static final int SIDE = 60;

    private static final double STEP = 30 / 111_320.0;

    /// A plane of slope 1 (no exaggeration) facing west or south: brightness is the cosine between its normal
    /// and the lamp.
    @ParameterizedTest
    @CsvSource({
        "1, 0, 270, 45, 1",
        "1, 0, 90,  45, 0",
        "1, 0, 0,   45, 0.5",
        "0, 1, 180, 45, 1",
        "0, 1, 180, 90, 0.70711",
        "0, 1, 0,   60, 0.25882",
        "1, 0, 270, 20, 0.90631"
    })
    void aPlaneIsAsBrightAsItFacesTheLamp(
            double east, double north, double azimuth, double elevation, double expected) {
        var relief = relief((x, y) -> east * x + north * y, 90, azimuth, elevation);

        assertThat(relief.at(11 + 30 * STEP, 30 * STEP)).isCloseTo(expected, within(2e-3));
    }

    @Test
    void levelGroundIsEvenAndNothingIsKnownOutside() {
        var relief = relief((x, y) -> 125, 90, 90, 30);

        assertThat(relief.at(11 + 10 * STEP, 40 * STEP)).isCloseTo(0.5, within(1e-6));
        assertThat(relief.at(11 - 20 * STEP, 40 * STEP)).isNaN();
        assertThat(relief.at(11 + 10 * STEP, 90 * STEP)).isNaN();
    }

    @Test
    void gentleSlopesAreExaggerated() {
        var relief = relief((x, y) -> 0.1 * x, 90, 270, 45);

        assertThat(relief.at(11 + 30 * STEP, 30 * STEP)).isCloseTo(1, within(2e-3));
    }

    /// Waves of 180 m are seen in cells of 30 m and gone in cells of 360 m.
    @Test
    void theCellsAreThoseAskedFor() {
        DoubleBinaryOperator waves = (x, y) -> 20 * Math.sin(2 * Math.PI * x / 180);

        assertThat(spread(relief(waves, 30, 90, 45))).isGreaterThan(0.3);
        assertThat(spread(relief(waves, 30, 90, 45))).isGreaterThan(2 * spread(relief(waves, 360, 90, 45)));
    }

    @Test
    void pointsOnALineHaveNoRelief() {
        var line = new double[20];
        Arrays.setAll(line, i -> i * STEP);

        assertThat(ReliefBackground.of(line, new double[20], line, new ReliefBackground.Light(90, 90, 45)))
                .isEmpty();
    }

    private static double spread(Figure.Background relief) {
        double low = 1;
        double high = 0;
        for (int x = 5; x < SIDE - 5; x++) {
            double b = relief.at(11 + x * STEP, 30 * STEP);
            low = Math.min(low, b);
            high = Math.max(high, b);
        }
        return high - low;
    }

    /// @param height m at metres east and north
    private static Figure.Background relief(
            DoubleBinaryOperator height, double posting, double azimuth, double elevation) {
        var longitude = new double[SIDE * SIDE];
        var latitude = new double[SIDE * SIDE];
        var z = new double[SIDE * SIDE];
        for (int i = 0; i < z.length; i++) {
            longitude[i] = 11 + i / SIDE * STEP;
            latitude[i] = i % SIDE * STEP;
            z[i] = height.applyAsDouble(i / SIDE * 30.0, i % SIDE * 30.0);
        }
        return ReliefBackground.of(longitude, latitude, z, new ReliefBackground.Light(posting, azimuth, elevation))
                .orElseThrow();
    }
}
