package dev.stampede.operators.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.stampede.operators.pixels.BandStatistics;
import dev.stampede.raster.Affine;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AugmentTest {
    private final Arena arena = Arena.ofConfined();

    @AfterEach
    void close() {
        arena.close();
    }

    /// Values that say where a pixel's centre lies on the map.
    private GeoRaster map(DType type) {
        var affine = new Affine(10, 0, 5000, 0, -20, 9000);
        var values = ArrayView.allocate(arena, type, 2, 12, 17);
        for (int row = 0; row < 12; row++) {
            for (int col = 0; col < 17; col++) {
                values.set(affine.x(col + 0.5, row + 0.5), 0, row, col);
                values.set(affine.y(col + 0.5, row + 0.5), 1, row, col);
            }
        }
        return GeoRaster.of(values, affine);
    }

    private static void everyPixelIsAtItsPlace(GeoRaster raster) {
        for (int row = 0; row < raster.height(); row++) {
            for (int col = 0; col < raster.width(); col++) {
                assertThat(raster.affine().x(col + 0.5, row + 0.5))
                        .isEqualTo(raster.values().get(0, row, col));
                assertThat(raster.affine().y(col + 0.5, row + 0.5))
                        .isEqualTo(raster.values().get(1, row, col));
            }
        }
    }

    @Test
    void flipsAndRotationsKeepEveryPixelOnTheMap() {
        var scene = map(DType.FLOAT64);
        for (long seed = 0; seed < 12; seed++) {
            everyPixelIsAtItsPlace(new RandomFlip(0.5, 0.5, OptionalLong.of(seed)).apply(scene));
            everyPixelIsAtItsPlace(new RandomRotate90(1, OptionalLong.of(seed)).apply(scene));
        }
        var quarter = RandomRotate90.quarter(scene);
        assertThat(quarter.shape()).containsExactly(2, 17, 12);
        assertThat(quarter.values().get(0, 0, 0)).isEqualTo(scene.values().get(0, 0, 16));
    }

    @Test
    void aSeedGivesOneVariantAndAnotherSeedAnother() {
        var scene = map(DType.FLOAT32);
        var compose = new Compose(
                List.of(
                        new RandomFlip(0.5, 0.5, OptionalLong.empty()),
                        new RandomRotate90(0.75, OptionalLong.empty()),
                        new BrightnessJitter(List.of(0.9, 1.1), true, OptionalLong.empty()),
                        new GaussianNoise(0.01, true, OptionalLong.empty())),
                1,
                OptionalLong.of(7));

        var once = compose.apply(scene);
        var again = compose.apply(scene);
        var other = compose.apply(scene, 8);

        assertThat(again.values().contentEquals(once.values())).isTrue();
        assertThat(again.affine()).isEqualTo(once.affine());
        assertThat(other.values().contentEquals(once.values())).isFalse();
        assertThat(once.dtype()).isEqualTo(DType.FLOAT32);
        everyPixelIsAtItsPlace(scene); // the input stays as it was
    }

    @Test
    void brightnessAndNoiseHaveTheirDistributions() {
        var values = ArrayView.allocate(arena, DType.FLOAT64, 2, 200, 200);
        values.fill(1);
        var flat = GeoRaster.of(values, Affine.IDENTITY);
        var noise = new GaussianNoise(0.1, true, OptionalLong.of(3)).apply(flat);
        var shared = new GaussianNoise(0.1, false, OptionalLong.of(3)).apply(flat);
        var bright = new BrightnessJitter(List.of(0.5, 0.6), true, OptionalLong.of(3)).apply(flat);

        var moments = BandStatistics.moments(noise.values());
        assertThat(moments.mean()).isCloseTo(1, within(5 * 0.1 / Math.sqrt(80000)));
        assertThat(moments.std()).isCloseTo(0.1, within(5 * 0.1 / Math.sqrt(2 * 80000)));
        assertThat(noise.band(0).contentEquals(noise.band(1))).isFalse();
        assertThat(shared.band(0).contentEquals(shared.band(1))).isTrue();
        assertThat(bright.values().get(0, 0, 0))
                .isBetween(0.5, 0.6)
                .isNotEqualTo(bright.values().get(1, 0, 0));
    }
}
