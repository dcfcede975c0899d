package dev.stampede.operators.geom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stampede.bindings.NativeLibrary;
import dev.stampede.bindings.gdal.GdalLibrary;
import dev.stampede.io.raster.GeoTiff;
import dev.stampede.io.vector.VectorFiles;
import dev.stampede.operators.Rasters;
import dev.stampede.operators.RoundTrip;
import dev.stampede.operators.core.OperatorTypeException;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.Resampling;
import dev.stampede.raster.Window;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Rasters put together, and turned into features and back.
class TogetherTest {
    @TempDir
    Path folder;

    private static void needsGdal() {
        assumeTrue(GdalLibrary.status() instanceof NativeLibrary.Loaded, "GDAL is not installed");
    }

    private static GeoRaster scene() {
        return Rasters.filled(DType.FLOAT32, new int[] {2, 23, 31}, i -> i + 1);
    }

    private static GeoRaster part(GeoRaster in, int col, int row, int width, int height) {
        return in.read(Arena.ofAuto(), new Window(col, row, width, height));
    }

    private static StitchTiles stitch(StitchTiles.Blend blend) {
        return new StitchTiles(blend, 3, Optional.empty(), OptionalDouble.empty());
    }

    @ParameterizedTest
    @EnumSource(StitchTiles.Blend.class)
    void tilesOfASceneGiveTheScene(StitchTiles.Blend blend) {
        var tiles = new Tile(List.of(8, 10), Optional.of(List.of(5, 7)), true).apply(scene());

        var made = stitch(blend).apply(tiles.reversed());

        assertThat(made.sameExtent(scene())).isTrue();
        double[] expected = Rasters.values(scene().values());
        assertThat(Rasters.values(made.values())).containsExactly(expected, within(1e-3));
    }

    @Test
    void overlapsAreBlendedAsAsked() {
        // two tiles of 5 columns that share the columns 3 and 4
        var left = Rasters.filled(DType.FLOAT64, new int[] {1, 5}, i -> 10);
        var right = new GeoRaster(
                Rasters.filled(DType.FLOAT64, new int[] {1, 5}, i -> i == 1 ? 0 : 20)
                        .values(),
                left.affine().at(3, 0),
                left.crs(),
                left.fill(),
                left.attributes());
        var both = List.of(left, right);

        assertThat(Rasters.values(stitch(StitchTiles.Blend.AVERAGE).apply(both).values()))
                .containsExactly(10, 10, 10, 15, 10, 20, 20, 20); // 0 is fill
        assertThat(Rasters.values(stitch(StitchTiles.Blend.MAX).apply(both).values()))
                .containsExactly(10, 10, 10, 20, 10, 20, 20, 20);
        assertThat(Rasters.values(stitch(StitchTiles.Blend.FIRST).apply(both).values()))
                .containsExactly(10, 10, 10, 10, 10, 20, 20, 20);
        var wide = new StitchTiles(
                        StitchTiles.Blend.FIRST,
                        0,
                        Optional.of(List.of(500_020.0, 3_999_990.0, 500_110.0, 4_000_010.0)),
                        OptionalDouble.of(-1))
                .apply(both);
        assertThat(Rasters.values(wide.values()))
                .containsExactly(-1, -1, -1, -1, -1, -1, -1, -1, -1, 10, 10, 10, 20, 20, 20, -1, -1, -1);
        // rows high enough for a fade: the nearest edge counts
        var a = Rasters.filled(DType.FLOAT64, new int[] {21, 9}, i -> 1);
        var b = new GeoRaster(
                Rasters.filled(DType.FLOAT64, new int[] {21, 9}, i -> 5).values(),
                a.affine().at(6, 0),
                a.crs(),
                a.fill(),
                a.attributes());
        var faded = stitch(StitchTiles.Blend.FEATHER).apply(List.of(a, b));
        // columns 6, 7, 8: weights 3, 2, 1 of the left against 1, 2, 3 of the right
        assertThat(faded.values().get(10, 6)).isCloseTo((3 * 1 + 5) / 4.0, within(1e-12));
        assertThat(faded.values().get(10, 7)).isCloseTo(3, within(1e-12));
        assertThat(faded.values().get(10, 8)).isCloseTo((1 + 3 * 5) / 4.0, within(1e-12));
    }

    @Test
    void refusesTilesThatDoNotFit() {
        var in = scene();
        var shifted = new GeoRaster(in.values(), in.affine().at(0.5, 0), in.crs(), in.fill(), in.attributes());

        assertThatThrownBy(() -> stitch(StitchTiles.Blend.MAX).apply(List.of(in, shifted)))
                .hasMessageContaining("Mosaic resamples");
        assertThatThrownBy(() -> stitch(StitchTiles.Blend.MAX).apply(List.of())).hasMessageContaining("at least one");
        assertThatThrownBy(() -> stitch(StitchTiles.Blend.MAX).apply(List.of(in.flipRows())))
                .isInstanceOf(OperatorTypeException.class)
                .hasMessageContaining("north up");
    }

    @Test
    void mosaicsReduceWhatIsValid() {
        var a = Rasters.of(DType.INT16, new int[] {1, 1, 4}, 1, 0, 4, 7);
        var b = Rasters.of(DType.INT16, new int[] {1, 1, 4}, 2, 3, 0, 8);
        var c = Rasters.of(DType.INT16, new int[] {1, 1, 4}, 9, 5, 0, 0);
        var all = List.of(a, b, c);

        assertThat(mosaic(Mosaic.Method.FIRST, all)).containsExactly(1, 3, 4, 7);
        assertThat(mosaic(Mosaic.Method.MEAN, all)).containsExactly(4, 4, 4, 8); // 7.5 to even
        assertThat(mosaic(Mosaic.Method.MEDIAN, all)).containsExactly(2, 4, 4, 8);
        assertThat(mosaic(Mosaic.Method.MIN, all)).containsExactly(1, 3, 4, 7);
        assertThat(mosaic(Mosaic.Method.MAX, all)).containsExactly(9, 5, 4, 8);
    }

    private static double[] mosaic(Mosaic.Method method, List<GeoRaster> rasters) {
        return Rasters.values(
                new Mosaic(method, Resampling.NEAREST).apply(rasters).values());
    }

    @Test
    void partsOfASceneMakeItsMosaicWithoutResampling() {
        var in = scene();
        var parts = List.of(part(in, 10, 5, 21, 18), part(in, 0, 0, 15, 23), part(in, 12, 0, 19, 9));

        var made = new Mosaic(Mosaic.Method.FIRST, Resampling.BILINEAR).apply(parts);

        assertThat(made.sameExtent(in)).isTrue();
        assertThat(made.values().contentEquals(in.values())).isTrue();
    }

    @Test
    void rastersOfOtherSystemsAreBroughtOntoTheFrame() {
        needsGdal();
        var in = Rasters.filled(DType.FLOAT32, new int[] {1, 40, 40}, i -> 100 + i % 40 + i / 40);
        var degrees = new Reproject("EPSG:4326", Optional.empty(), Resampling.BILINEAR).apply(in);
        var corner = part(in, 0, 0, 5, 5);

        var made = new Mosaic(Mosaic.Method.FIRST, Resampling.BILINEAR).apply(List.of(corner, degrees));

        assertThat(made.crs().isSame(in.crs())).isTrue();
        assertThat(made.affine().x(0, 0) % 10).isZero();
        int col = (int) Math.rint((in.affine().c() - made.affine().c()) / 10);
        int row = (int) Math.rint((made.affine().f() - in.affine().f()) / 10);
        assertThat(made.values().get(0, row + 2, col + 3)).isEqualTo(105);
        assertThat(made.values().get(0, row + 20, col + 25)).isCloseTo(145, within(1.5));
        var apart = new Mosaic(Mosaic.Method.MEAN, Resampling.NEAREST).apply(List.of(part(in, 30, 30, 5, 5), corner));
        assertThat(apart.shape()).containsExactly(1, 35, 35);
        assertThat(apart.values().get(0, 2, 2)).isEqualTo(104);
        assertThat(apart.values().get(0, 20, 20)).isZero();
    }

    @Test
    void masksBecomePolygonsAndComeBack() throws IOException {
        needsGdal();
        var mask = Rasters.filled(DType.BOOL, new int[] {20, 30}, i -> {
            int row = i / 30;
            int col = i % 30;
            boolean ring =
                    row >= 2 && row < 12 && col >= 3 && col < 15 && !(row >= 5 && row < 8 && col >= 6 && col < 9);
            return ring || row == 15 && col == 20 ? 1 : 0;
        });

        var layer = new Vectorize(25.5, OptionalDouble.empty()).apply(mask);
        var everything = new Vectorize(0, OptionalDouble.empty()).apply(mask);
        var back = new Rasterize(Path.of("none"), Optional.empty(), false, 0).layer(mask, everything);
        var labels = new Rasterize(Path.of("none"), Optional.of("label"), false, -9).layer(mask, everything);

        assertThat(layer.features()).hasSize(1);
        assertThat(layer.features().getFirst().geometry().getArea()).isEqualTo((120 - 9) * 100.0);
        assertThat(layer.features().getFirst().fields()).containsEntry("pixels", 111L);
        assertThat(back.dtype()).isEqualTo(DType.UINT8);
        assertThat(Rasters.values(back.values())).isEqualTo(Rasters.values(mask.values()));
        assertThat(labels.values().get(15, 20)).isEqualTo(2);
        assertThat(labels.values().get(0, 0)).isEqualTo(-9);
        var file = folder.resolve("mask.geojson");
        VectorFiles.write(file, List.of(everything));
        var tif = folder.resolve("grid.tif");
        GeoTiff.write(mask, tif, Map.of());
        assertThat(new Rasterize(file, Optional.empty(), false, 0).apply(mask).sameExtent(mask))
                .isTrue();
        var like = new RasterizeLike(tif.toString(), Optional.of("pixels"), false, 0).apply(everything);
        assertThat(like.values().get(3, 4)).isEqualTo(111);
        assertThatThrownBy(() -> new Rasterize(Path.of("none"), Optional.of("size"), false, 0).layer(mask, everything))
                .hasMessageContaining("column is size");
        var simple = new Vectorize(25, OptionalDouble.of(5)).apply(mask);
        assertThat(simple.features().getFirst().geometry().getNumPoints()).isEqualTo(10);
    }

    @Test
    void comesBackFromFiles() {
        RoundTrip.assertComesBack(
                new Mosaic(Mosaic.Method.MEDIAN, Resampling.CUBIC),
                new StitchTiles(
                        StitchTiles.Blend.FEATHER, 4, Optional.of(List.of(0.0, 0.0, 1.0, 1.0)), OptionalDouble.of(2)),
                new Rasterize(Path.of("a.gpkg"), Optional.of("height"), true, -1),
                new RasterizeLike("a.tif", Optional.empty(), false, 0),
                new Vectorize(3, OptionalDouble.of(1.5)));
    }
}
