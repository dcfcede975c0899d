package dev.stampede.operators.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stampede.bindings.NativeLibrary;
import dev.stampede.bindings.gdal.GdalLibrary;
import dev.stampede.io.raster.GeoTiff;
import dev.stampede.operators.Rasters;
import dev.stampede.operators.pixels.BandStatistics;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.Window;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What each augmentation does to a raster, from what it must keep.
class VariantsTest {
    private static final OptionalLong NONE = OptionalLong.empty();
    private static final int SEEDS = 40;

    private static GeoRaster ramp(DType type, int bands, int rows, int cols) {
        var raster = Rasters.filled(type, new int[] {bands, rows, cols}, i -> i + 1);
        return raster.withAttributes(raster.attributes()
                .with(
                        "wavelengths",
                        Stream.iterate(400.0, w -> w * 1.5).limit(bands).toList())
                .with("solar_zenith_angle", 40.0));
    }

    static Stream<Augmentation> all() {
        return Stream.of(
                new ContrastJitter(List.of(0.5, 1.5), true, NONE),
                new RandomCrop(List.of(2, 3), NONE),
                new RandomShift(2, NONE),
                new SpeckleNoise(0.1, true, NONE),
                new BandDropout(0.5, 0, NONE),
                new BandJitter(List.of(List.of(0, 2)), NONE),
                new SunAngleJitter(List.of(-5.0, 5.0), OptionalDouble.empty(), NONE),
                new AtmosphericHaze(List.of(0.0, 5.0), Optional.empty(), NONE),
                new SimulatedClouds(List.of(0.3, 0.6), 2, OptionalDouble.empty(), NONE));
    }

    @ParameterizedTest
    @MethodSource("all")
    void isAFunctionOfSeedAndInputKeepsTheTypeAndLeavesTheInputAlone(Augmentation augmentation) {
        for (var type : List.of(DType.UINT16, DType.FLOAT32, DType.FLOAT64)) {
            var scene = ramp(type, 3, 6, 7);
            var before = scene.contentHash();

            var once = augmentation.apply(scene, 5);
            var again = augmentation.apply(scene, 5);
            var variants = new HashSet<String>();
            for (long seed = 0; seed < 10; seed++) {
                variants.add(augmentation.apply(scene, seed).contentHash());
            }

            assertThat(again.contentHash()).isEqualTo(once.contentHash());
            assertThat(variants).hasSizeGreaterThan(1);
            assertThat(once.dtype()).isEqualTo(type);
            assertThat(scene.contentHash()).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void takesASinglePixelAndRowsAndColumnsWithoutBands(Augmentation augmentation) {
        var single = ramp(DType.FLOAT32, 3, 1, 1);
        var flat = Rasters.filled(DType.FLOAT32, new int[] {4, 5}, i -> i)
                .withAttributes(ramp(DType.FLOAT32, 1, 1, 1).attributes());

        if (augmentation instanceof RandomCrop) {
            assertThatThrownBy(() -> augmentation.apply(single, 1)).hasMessageContaining("at most the raster's 1 rows");
        } else {
            assertThat(augmentation.apply(single, 1).shape()).containsExactly(3, 1, 1);
        }
        if (augmentation instanceof BandJitter) {
            assertThatThrownBy(() -> augmentation.apply(flat, 1)).hasMessageContaining("groups");
        } else {
            assertThat(augmentation.apply(flat, 1).rank()).isEqualTo(2);
        }
    }

    @Test
    void contrastStretchesAroundTheMeanOfTheBand() {
        var scene = ramp(DType.FLOAT64, 2, 2, 2);
        scene.values().set(Double.NaN, 1, 0, 0);

        var same = new ContrastJitter(List.of(2.0, 2.0), true, NONE).apply(scene, 1);

        assertThat(Rasters.values(same.values()))
                .containsExactly(new double[] {-0.5, 1.5, 3.5, 5.5, Double.NaN, 5, 7, 9}, within(1e-12));
    }

    @Test
    void cropsLieInsideAndShiftsKeepEachPixelOnTheMap() {
        var scene = ramp(DType.INT32, 1, 9, 8);
        var corners = new HashSet<List<Double>>();
        for (long seed = 0; seed < SEEDS * 5; seed++) {
            var crop = new RandomCrop(List.of(8, 6), NONE).apply(scene, seed);
            corners.add(List.of(crop.affine().c(), crop.affine().f()));
            assertThat(crop.shape()).containsExactly(1, 8, 6);
            onTheMap(crop, scene);
            onTheMap(new RandomShift(3, NONE).apply(scene, seed), scene);
        }

        assertThat(corners).hasSize(2 * 3); // every place comes
        assertThat(new RandomShift(0, NONE).apply(scene, 1).values().contentEquals(scene.values()))
                .isTrue();
    }

    private static void onTheMap(GeoRaster variant, GeoRaster scene) {
        var back = scene.affine().inverse();
        for (int row = 0; row < variant.height(); row++) {
            for (int col = 0; col < variant.width(); col++) {
                double x = variant.affine().x(col + 0.5, row + 0.5);
                double y = variant.affine().y(col + 0.5, row + 0.5);
                int oldCol = (int) Math.floor(back.x(x, y));
                int oldRow = (int) Math.floor(back.y(x, y));
                boolean inside = oldCol >= 0 && oldCol < scene.width() && oldRow >= 0 && oldRow < scene.height();
                assertThat(variant.values().get(0, row, col))
                        .isEqualTo(inside ? scene.values().get(0, oldRow, oldCol) : 0);
            }
        }
    }

    @Test
    void speckleGrowsWithTheSignal() {
        var scene = Rasters.filled(DType.FLOAT64, new int[] {2, 150, 150}, i -> i < 22500 ? 10 : 0);

        var noisy = new SpeckleNoise(0.2, true, NONE).apply(scene, 3);

        var moments = BandStatistics.moments(noisy.band(0));
        assertThat(moments.mean()).isCloseTo(10, within(5 * 2 / 150.0));
        assertThat(moments.std()).isCloseTo(2, within(5 * 2 / Math.sqrt(2 * 22500)));
        assertThat(BandStatistics.moments(noisy.band(1)).max()).isZero();
    }

    @Test
    void bandsDropAsOftenAsTheirProbabilitySays() {
        var scene = ramp(DType.UINT8, 4, 1, 2);
        int dropped = 0;
        for (long seed = 0; seed < 500; seed++) {
            var varied = new BandDropout(0.25, 7, NONE).apply(scene, seed).values();
            for (int band = 0; band < 4; band++) {
                boolean gone = varied.get(band, 0, 0) == 7 && varied.get(band, 0, 1) == 7;
                dropped += gone ? 1 : 0;
                assertThat(gone || varied.get(band, 0, 0) == 2 * band + 1).isTrue();
            }
        }

        assertThat(dropped / 2000.0).isCloseTo(0.25, within(5 * Math.sqrt(0.25 * 0.75 / 2000)));
        assertThat(new BandDropout(0, 7, NONE).apply(scene, 1).values().contentEquals(scene.values()))
                .isTrue();
    }

    @Test
    void bandsChangePlacesOnlyInsideTheirGroups() {
        var scene = Rasters.filled(DType.UINT8, new int[] {6, 1, 1}, i -> i);
        var orders = new HashSet<List<Double>>();
        for (long seed = 0; seed < 200; seed++) {
            var values = Rasters.values(new BandJitter(List.of(List.of(1, 3, 4), List.of(0, 5)), NONE)
                    .apply(scene, seed)
                    .values());
            assertThat(values[2]).isEqualTo(2);
            assertThat(List.of(values[1], values[3], values[4])).containsExactlyInAnyOrder(1.0, 3.0, 4.0);
            assertThat(List.of(values[0], values[5])).containsExactlyInAnyOrder(0.0, 5.0);
            orders.add(Arrays.stream(values).boxed().toList());
        }

        assertThat(orders).hasSize(12);
        assertThatThrownBy(() -> new BandJitter(List.of(List.of(1, 2), List.of(2)), NONE))
                .hasMessageContaining("each band once");
        assertThatThrownBy(() -> new BandJitter(List.of(List.of(6)), NONE).apply(scene, 1))
                .hasMessageContaining("groups");
    }

    @Test
    void theSunMovesByTheRatioOfCosines() {
        var scene = ramp(DType.FLOAT64, 1, 1, 2);

        var lower = new SunAngleJitter(List.of(20.0, 20.0), OptionalDouble.empty(), NONE).apply(scene, 1);
        var given = new SunAngleJitter(List.of(-30.0, -30.0), OptionalDouble.of(60), NONE).apply(scene, 1);

        double ratio = Math.cos(Math.toRadians(60)) / Math.cos(Math.toRadians(40));
        assertThat(Rasters.values(lower.values())).containsExactly(new double[] {ratio, 2 * ratio}, within(1e-12));
        assertThat(lower.attributes().number("solar_zenith_angle")).hasValue(60);
        assertThat(given.values().get(0, 0, 0)).isCloseTo(Math.sqrt(3), within(1e-12));
        assertThatThrownBy(() -> new SunAngleJitter(List.of(55.0, 60.0), OptionalDouble.empty(), NONE).apply(scene, 1))
                .hasMessageContaining("below the horizon");
        assertThatThrownBy(() -> new SunAngleJitter(List.of(0.0, 1.0), OptionalDouble.empty(), NONE)
                        .apply(Rasters.of(DType.FLOAT64, new int[] {1, 1}, 3), 1))
                .hasMessageContaining("sza_deg");
    }

    @Test
    void hazeFallsWithTheFourthPowerOfTheWavelength() {
        var scene = Rasters.of(DType.FLOAT64, new int[] {3, 1, 1}, 1, 1, Double.NaN);
        var haze = new AtmosphericHaze(List.of(0.5, 0.5), Optional.of(List.of(400.0, 800.0, 1200.0)), NONE);

        assertThat(Rasters.values(haze.apply(scene, 1).values()))
                .containsExactly(new double[] {1.5, 1 + 0.5 / 16, Double.NaN}, within(1e-12));
        assertThatThrownBy(() -> haze.apply(ramp(DType.FLOAT64, 2, 1, 1), 1)).hasMessageContaining("2 bands");
    }

    @Test
    void cloudsCoverTheShareThatWasDrawnAndGetDenserInward() {
        var scene = Rasters.filled(DType.FLOAT64, new int[] {2, 60, 80}, i -> i == 7 ? Double.NaN : 0.2);
        var clouds = new SimulatedClouds(List.of(0.4, 0.4), 3, OptionalDouble.of(1), NONE);
        for (long seed = 0; seed < 5; seed++) {
            var values = clouds.apply(scene, seed).values();
            int covered = 0;
            int full = 0;
            for (int row = 0; row < 60; row++) {
                for (int col = 0; col < 80; col++) {
                    double value = values.get(1, row, col);
                    assertThat(value).isBetween(0.2, 1.0);
                    covered += value > 0.2 ? 1 : 0;
                    full += value == 1 ? 1 : 0;
                    if (row > 0) { // soft: one pixel further the opacity changes by a third at most
                        assertThat(Math.abs(value - values.get(1, row - 1, col)))
                                .isLessThan(0.8 / 3 + 1e-9);
                    }
                }
            }
            assertThat(covered).isEqualTo(1920);
            assertThat(full).isPositive();
            assertThat(values.get(0, 0, 7)).isNaN();
        }
        assertThat(new SimulatedClouds(List.of(0.0, 0.0), 3, OptionalDouble.empty(), NONE)
                        .apply(scene, 1)
                        .values()
                        .contentEquals(scene.values()))
                .isTrue();
    }

    @Test
    void aBoxOfAnotherFileIsPasted(@TempDir Path folder) throws IOException {
        var scene = Rasters.filled(DType.UINT16, new int[] {2, 10, 12}, i -> 1);
        var other = Rasters.filled(DType.UINT16, new int[] {2, 10, 12}, i -> 9);
        var pasted = CutMix.paste(scene, other, new Window(3, 2, 4, 5));

        assertThat(BandStatistics.moments(pasted.band(1)).mean()).isEqualTo((120 + 8 * 20) / 120.0);
        assertThat(pasted.values().get(0, 2, 3)).isEqualTo(9);
        assertThat(pasted.values().get(0, 6, 6)).isEqualTo(9);
        assertThat(pasted.values().get(0, 7, 6)).isEqualTo(1);
        assertThat(scene.values().get(0, 2, 3)).isEqualTo(1);
        assertThatThrownBy(() -> CutMix.paste(ramp(DType.UINT16, 1, 10, 12), other, new Window(0, 0, 1, 1)))
                .hasMessageContaining("2 bands of 10 x 12");

        assumeTrue(GdalLibrary.status() instanceof NativeLibrary.Loaded, "GDAL is not installed");
        var file = folder.resolve("other.tif");
        GeoTiff.write(other, file, Map.of());
        var always = new CutMix(List.of(file.toString()), 1, NONE);
        var shares = new HashSet<Double>();
        for (long seed = 0; seed < SEEDS; seed++) {
            var mixed = always.apply(scene, seed);
            assertThat(Set.of(1.0, 9.0))
                    .containsAll(Arrays.stream(Rasters.values(mixed.values()))
                            .boxed()
                            .toList());
            shares.add(BandStatistics.moments(mixed.values()).mean());
        }
        assertThat(shares).hasSizeGreaterThan(SEEDS / 4);
        assertThat(new CutMix(List.of("no/such.tif"), 0, NONE).apply(scene, 1)).isSameAs(scene);
    }
}
