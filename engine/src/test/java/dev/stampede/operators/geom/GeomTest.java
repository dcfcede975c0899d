package dev.stampede.operators.geom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stampede.bindings.NativeLibrary;
import dev.stampede.bindings.gdal.GdalLibrary;
import dev.stampede.io.raster.GeoTiff;
import dev.stampede.raster.Affine;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.Attributes;
import dev.stampede.raster.Crs;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.Padding;
import dev.stampede.raster.Resampling;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeomTest {
    private final Arena arena = Arena.ofConfined();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        arena.close();
    }

    private static void needsGdal() {
        assumeTrue(GdalLibrary.status() instanceof NativeLibrary.Loaded, "GDAL is not installed");
    }

    /// 20 rows and 30 columns of `100 row + col`, fill -1.
    private GeoRaster ramp() {
        var values = ArrayView.allocate(arena, DType.FLOAT32, 1, 20, 30);
        for (int row = 0; row < 20; row++) {
            for (int col = 0; col < 30; col++) {
                values.set(100 * row + col, 0, row, col);
            }
        }
        return new GeoRaster(
                values,
                Affine.northUp(5e5, 4e6, 10, 10),
                new Crs("EPSG:32633"),
                OptionalDouble.of(-1),
                Attributes.NONE);
    }

    @Test
    void boxesAreCutByTheRuleOfTheCarrier() {
        var cut = new CropToBounds(List.of(500020.0, 3999850.0, 500054.9, 3999970.0), Optional.empty()).apply(ramp());
        var beyond =
                new CropToBounds(List.of(499000.0, 3999990.0, 500010.0, 4001000.0), Optional.empty()).apply(ramp());

        assertThat(cut.shape()).containsExactly(1, 12, 3);
        assertThat(cut.values().get(0, 0, 0)).isEqualTo(302);
        assertThat(beyond.shape()).containsExactly(1, 1, 1);
        assertThatThrownBy(() -> new CropToBounds(List.of(0.0, 0.0, 1.0, 1.0), Optional.empty()).apply(ramp()))
                .hasMessageContaining("does not meet");
    }

    @Test
    void shapesArePaddedAndCutAboutTheMiddle() {
        var padded = new PadTo(List.of(25, 32), Padding.Mode.CONSTANT, OptionalDouble.empty()).apply(ramp());
        var cut = new CropTo(List.of(5, 4), CropTo.Anchor.CENTER).apply(ramp());
        var corner = new CropTo(List.of(5, 4), CropTo.Anchor.LOWER_RIGHT).apply(ramp());

        assertThat(padded.shape()).containsExactly(1, 25, 32);
        assertThat(padded.values().get(0, 2, 1)).isEqualTo(0);
        assertThat(padded.values().get(0, 1, 1)).isEqualTo(-1);
        assertThat(cut.values().get(0, 0, 0)).isEqualTo(713);
        assertThat(corner.values().get(0, 4, 3)).isEqualTo(1929);
        assertThatThrownBy(() -> new CropTo(List.of(21, 4), CropTo.Anchor.CENTER).apply(ramp()))
                .hasMessageContaining("at most 20 rows");
    }

    @Test
    void tilesCoverTheRasterAndKnowTheirPlace() {
        var tiles = new Tile(List.of(8, 16), Optional.empty(), true).apply(ramp());
        var whole = new Tile(List.of(8, 16), Optional.empty(), false).apply(ramp());
        var sliding = new SlidingWindow(List.of(8, 8), 4).apply(ramp());

        assertThat(tiles).hasSize(6);
        assertThat(tiles.stream().mapToLong(t -> t.window().pixels()).sum()).isEqualTo(600);
        assertThat(tiles.getLast().values().get(0, 0, 0)).isEqualTo(1616);
        assertThat(tiles.getLast().affine().x(0, 0)).isEqualTo(500160);
        assertThat(whole).hasSize(2);
        assertThat(sliding).hasSize(4 * 6);
    }

    @Test
    void resizingKeepsTheExtentAndMeansAreMeans() {
        needsGdal();
        var half = new Resize(List.of(10, 15), true, Resampling.BILINEAR).apply(ramp());
        var coarse = new Resample(List.of(20.0, 20.0), true, Resampling.BILINEAR).apply(ramp());

        assertThat(half.shape()).containsExactly(1, 10, 15);
        assertThat(half.bounds()).isEqualTo(ramp().bounds());
        assertThat(half.values().get(0, 0, 0)).isCloseTo((0 + 1 + 100 + 101) / 4.0, within(1e-4));
        assertThat(half.affine()).isEqualTo(Affine.northUp(5e5, 4e6, 20, 20));
        assertThat(coarse.values().contentEquals(half.values())).isTrue();
    }

    @Test
    void reprojectionComesBackAndFollowsAGivenGrid() throws IOException {
        needsGdal();
        var degrees = new Reproject("EPSG:4326", Optional.empty(), Resampling.BILINEAR).apply(ramp());
        var file = folder.resolve("grid.tif");
        GeoTiff.write(ramp(), file, Map.of());
        var back = new ReprojectLike(file.toString(), Resampling.BILINEAR).apply(degrees);

        assertThat(degrees.bounds().minX()).isCloseTo(15, within(1e-3));
        assertThat(back.sameExtent(ramp())).isTrue();
        assertThat(back.values().get(0, 10, 15)).isCloseTo(1015, within(25.0));
        assertThatThrownBy(() -> new ResampleLike(file.toString(), Resampling.NEAREST).apply(degrees))
                .hasMessageContaining("ReprojectLike");
        var same = new ResampleLike(file.toString(), Resampling.NEAREST).apply(ramp());
        assertThat(same.values().contentEquals(ramp().values())).isTrue();
    }
}
