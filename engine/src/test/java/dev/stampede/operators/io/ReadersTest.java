package dev.stampede.operators.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stampede.bindings.NativeLibrary;
import dev.stampede.bindings.gdal.GdalDataset;
import dev.stampede.bindings.gdal.GdalException;
import dev.stampede.bindings.gdal.GdalLibrary;
import dev.stampede.io.raster.GeoTiff;
import dev.stampede.io.raster.Reprojection;
import dev.stampede.io.zarr.ZarrCompression;
import dev.stampede.io.zarr.ZarrFormat;
import dev.stampede.io.zarr.ZarrSource;
import dev.stampede.operators.Rasters;
import dev.stampede.operators.geom.Reproject;
import dev.stampede.operators.geom.ReprojectLike;
import dev.stampede.operators.pixels.BandStatistics;
import dev.stampede.raster.Bounds;
import dev.stampede.raster.Crs;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.Resampling;
import dev.stampede.raster.Window;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Parts of files by place, shape, grid and system; items of catalogs; stores.
class ReadersTest {
    @TempDir
    Path folder;

    /// 30 x 40 pixels of 10 m from (500000, 4000000).
    private final GeoRaster scene =
            Rasters.filled(DType.INT16, new int[] {2, 30, 40}, i -> i + 1).withFill(OptionalDouble.of(-9));

    private String file;

    @BeforeAll
    static void needsGdal() {
        assumeTrue(GdalLibrary.status() instanceof NativeLibrary.Loaded, "GDAL is not installed");
    }

    @BeforeEach
    void write() throws IOException {
        var path = folder.resolve("scene.tif");
        GeoTiff.write(scene, path, Map.of());
        file = path.toString();
    }

    private static void equal(GeoRaster made, GeoRaster expected) {
        assertThat(made.shape()).containsExactly(expected.shape());
        assertThat(made.values().contentEquals(expected.values())).isTrue();
        assertThat(made.affine()).isEqualTo(expected.affine());
    }

    @Test
    void aWindowLiesAroundItsCentre() {
        // Column 10.4, row 7.6.
        var center = List.of(500_104.0, 3_999_924.0);
        var odd = new ReadCenterCoords(file, center, List.of(3, 5), Optional.empty(), Optional.empty(), true).apply();
        var even = new ReadCenterCoords(file, center, List.of(4, 2), Optional.empty(), Optional.of(List.of(2)), true)
                .apply();
        var beyond = new ReadCenterCoords(
                        file, List.of(500_001.0, 3_999_999.0), List.of(4, 4), Optional.empty(), Optional.empty(), true)
                .apply();
        var cut = new ReadCenterCoords(
                        file, List.of(500_001.0, 3_999_999.0), List.of(4, 4), Optional.empty(), Optional.empty(), false)
                .apply();

        equal(odd, new ReadWindow(file, List.of(8, 6, 5, 3), Optional.empty(), true).apply());
        equal(even, new ReadWindow(file, List.of(9, 6, 2, 4), Optional.of(List.of(2)), true).apply());
        equal(beyond, new ReadWindow(file, List.of(-2, -2, 4, 4), Optional.empty(), true).apply());
        assertThat(beyond.values().get(0, 0, 0)).isEqualTo(-9);
        equal(cut, new ReadWindow(file, List.of(0, 0, 2, 2), Optional.empty(), true).apply());
    }

    @Test
    void aCentreMayBeOfAnotherSystem() throws IOException {
        var x = new double[] {500_205};
        var y = new double[] {3_999_895};
        Reprojection.transform(x, y, scene.crs(), new Crs("EPSG:4326"));

        var made = new ReadCenterCoords(
                        file, List.of(x[0], y[0]), List.of(1, 1), Optional.of("EPSG:4326"), Optional.empty(), true)
                .apply();

        assertThat(made.values().get(0, 0, 0)).isEqualTo(10 * 40 + 20 + 1);
        assertThatThrownBy(() -> new ReadCenterCoords(
                        file, List.of(1.0), List.of(1, 1), Optional.empty(), Optional.empty(), true))
                .hasMessageContaining("center is [1.0]");
        assertThatThrownBy(() -> new ReadCenterCoords(
                        file, List.of(1.0, 2.0), List.of(0, 1), Optional.empty(), Optional.empty(), true))
                .hasMessageContaining("size is [0, 1]");
        assertThatThrownBy(() -> new ReadCenterCoords(
                                file, List.of(0.0, 0.0), List.of(1, 1), Optional.empty(), Optional.empty(), false)
                        .apply())
                .hasMessageContaining("does not meet the raster");
    }

    @Test
    void outsideOfAPolygonIsFill() {
        var triangle = "POLYGON ((500048 3999992, 500098 3999992, 500048 3999942, 500048 3999992))";
        var made = new ReadPolygon(file, triangle, Optional.empty(), Optional.empty(), false, true).apply();

        assertThat(made.shape()).containsExactly(2, 6, 6); // all pixels the box touches
        for (int row = 0; row < 6; row++) {
            for (int col = 0; col < 6; col++) {
                double x = 500_040 + 10 * col + 5;
                double y = 4_000_000 - 10 * row - 5;
                boolean inside = x > 500_048 && y < 3_999_992 && x - 500_048 + 3_999_992 - y < 50;
                double expected = inside ? scene.values().get(1, row, col + 4) : -9;
                assertThat(made.values().get(1, row, col)).isEqualTo(expected);
            }
        }
        var touched = new ReadPolygon(file, triangle, Optional.empty(), Optional.empty(), true, true).apply();
        assertThat(touched.values().get(0, 0, 0)).isEqualTo(scene.values().get(0, 0, 4));
    }

    @Test
    void polygonsMayReachBeyondTheFileBeAPointOrLieElsewhere() throws IOException {
        var wide = "POLYGON ((499980 4000020, 500020 4000020, 500020 3999980, 499980 3999980, 499980 4000020))";
        var floats = folder.resolve("floats.tif");
        GeoTiff.write(
                Rasters.filled(DType.FLOAT32, new int[] {4, 4}, i -> i).withFill(OptionalDouble.empty()),
                floats,
                Map.of());

        var whole = new ReadPolygon(file, wide, Optional.empty(), Optional.of(List.of(1)), false, true).apply();
        var cut = new ReadPolygon(file, wide, Optional.empty(), Optional.of(List.of(1)), false, false).apply();
        var point =
                new ReadPolygon(file, "POINT (500105 3999895)", Optional.empty(), Optional.empty(), true, true).apply();
        var none = new ReadPolygon(
                        floats.toString(),
                        "POLYGON ((500000 4000000, 500010 4000000, 500000 3999980, 500000 4000000))",
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        true)
                .apply();

        assertThat(whole.shape()).containsExactly(1, 4, 4);
        assertThat(whole.values().get(0, 2, 2)).isEqualTo(1);
        assertThat(whole.values().get(0, 0, 0)).isEqualTo(-9);
        assertThat(cut.shape()).containsExactly(1, 2, 2);
        assertThat(point.shape()).containsExactly(2, 1, 1);
        assertThat(point.values().get(0, 0, 0)).isEqualTo(411);
        assertThat(none.fill().orElse(0)).isNaN();
        assertThat(none.values().get(0, 1, 0)).isNaN();
        assertThatThrownBy(() ->
                        new ReadPolygon(file, "POLYGON EMPTY", Optional.empty(), Optional.empty(), false, true).apply())
                .hasMessageContaining("not empty");
        assertThatThrownBy(() ->
                        new ReadPolygon(file, "POINT (0 0)", Optional.empty(), Optional.empty(), false, false).apply())
                .hasMessageContaining("does not meet");
    }

    @Test
    void aFileIsReadOnTheGridOfAnotherAndInAnotherSystem() throws IOException {
        var grid = folder.resolve("grid.tif");
        GeoTiff.write(Rasters.filled(DType.UINT8, new int[] {7, 9}, i -> 1), grid, Map.of());

        var like = new ReadReprojectLike(file, grid.toString(), Resampling.NEAREST, Optional.of(List.of(2))).apply();
        var degrees = new ReadToCRS(file, "EPSG:4326", Optional.empty(), Resampling.NEAREST, Optional.empty()).apply();
        var coarse = new ReadToCRS(
                        file,
                        "EPSG:32610",
                        Optional.of(List.of(20.0, 30.0)),
                        Resampling.AVERAGE,
                        Optional.of(List.of(1)))
                .apply();

        equal(like, new ReadWindow(file, List.of(0, 0, 9, 7), Optional.of(List.of(2)), true).apply());
        equal(degrees, new Reproject("EPSG:4326", Optional.empty(), Resampling.NEAREST).apply(scene));
        assertThat(coarse.shape()).containsExactly(1, 10, 20);
        assertThat(coarse.values().get(0, 0, 0)).isEqualTo(42); // rows 0 to 2, columns 0 and 1: 41.5
        assertThatThrownBy(() -> new ReadToCRS(
                        file, "EPSG:4326", Optional.of(List.of(0.0, 1.0)), Resampling.NEAREST, Optional.empty()))
                .hasMessageContaining("resolution");
        assertThatThrownBy(
                        () -> new ReadReprojectLike(file, grid.toString(), Resampling.NEAREST, Optional.of(List.of(3)))
                                .apply())
                .hasMessageContaining("1 to 2");
    }

    private Path item(String href) throws IOException {
        return Files.writeString(folder.resolve("item.json"), """
                {"type": "Feature", "stac_version": "1.0.0", "id": "S2_x", "bbox": [0, 0, 1, 1],
                 "properties": {"datetime": "2024-05-06T10:00:00Z"},
                 "assets": {"data": {"href": "%s", "eo:bands": [{"name": "B04"}, {"name": "B08"}]}, "bad": {}}}
                """.formatted(href));
    }

    @Test
    void anAssetOfAnItemIsReadWholeByBoxAndAtAResolution() throws IOException {
        var item = item("./scene.tif");
        var box = List.of(500_100.0, 3_999_800.0, 500_200.0, 3_999_900.0);

        var whole = new LoadFromSTAC(item, "data").apply();
        var part = new LoadFromSTAC(
                        item, "data", Optional.of(box), Optional.empty(), Optional.empty(), Resampling.NEAREST)
                .apply();
        var coarse = new LoadFromSTAC(
                        item,
                        "data",
                        Optional.of(box),
                        Optional.empty(),
                        Optional.of(List.of(20.0, 50.0)),
                        Resampling.AVERAGE)
                .apply();

        equal(whole, scene);
        assertThat(whole.bandIndex("B08")).isEqualTo(1);
        assertThat(whole.attributes().get("item_id")).hasValue("S2_x");
        assertThat(whole.attributes().get("datetime")).hasValue("2024-05-06T10:00:00Z");
        equal(part, new ReadWindow(file, List.of(10, 10, 10, 10), Optional.empty(), true).apply());
        assertThat(coarse.shape()).containsExactly(2, 2, 5);
        assertThat(coarse.bounds()).isEqualTo(new Bounds(500_100, 3_999_800, 500_200, 3_999_900));
        var block = scene.values().window(new Window(10, 10, 2, 5));
        assertThat(coarse.values().get(0, 0, 0))
                .isEqualTo(Math.round(BandStatistics.moments(block.select(0, 0)).mean()));
    }

    @Test
    void itemsThatAreNoneAndAssetsThatAreMissingAreNamed() throws IOException {
        var item = item("scene.tif");
        var text = Files.writeString(folder.resolve("x.json"), "{\"type\": 3");
        var other = Files.writeString(folder.resolve("y.json"), "{\"type\": \"FeatureCollection\"}");

        assertThatThrownBy(() -> new LoadFromSTAC(item, "B02").apply()).hasMessageContaining("[data, bad]");
        assertThatThrownBy(() -> new LoadFromSTAC(item, "bad").apply()).hasMessageContaining("href");
        assertThatThrownBy(() -> new LoadFromSTAC(text, "data").apply()).hasMessageContaining("x.json: not JSON");
        assertThatThrownBy(() -> new LoadFromSTAC(other, "data").apply()).hasMessageContaining("no STAC item");
        assertThatThrownBy(() -> new LoadFromSTAC(folder.resolve("no.json"), "data").apply())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("no.json");
        assertThatThrownBy(() -> new LoadFromSTAC(
                                item,
                                "data",
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(List.of(1e-4, 1e-4)),
                                Resampling.NEAREST)
                        .apply())
                .hasMessageContaining("coarser");
    }

    @Test
    void netCdfVariablesComeWithTheirPlace() throws IOException {
        var nc = folder.resolve("scene.nc");
        try (var source = GdalDataset.openRaster(file)) {
            source.copyTo("netCDF", nc.toString(), Map.of()).close();
        } catch (GdalException e) {
            assumeTrue(false, "this GDAL writes no NetCDF: " + e.getMessage());
        }

        var whole = new ReadNetCDF(nc, "Band1", Optional.empty(), Optional.empty()).apply();
        var part = new ReadNetCDF(nc, "Band2", Optional.empty(), Optional.of(List.of(3, 4, 5, 6))).apply();

        assertThat(whole.values().select(0, 0).contentEquals(scene.band(0))).isTrue();
        assertThat(whole.sameExtent(
                        new GeoRaster(scene.values(), scene.affine(), whole.crs(), scene.fill(), scene.attributes())))
                .isTrue();
        assertThat(Reprojection.same(whole.crs(), scene.crs())).isTrue();
        assertThat(whole.fill()).hasValue(-9);
        assertThat(part.values().select(0, 0).contentEquals(scene.band(1).window(new Window(3, 4, 5, 6))))
                .isTrue();
        assertThatThrownBy(() -> new ReadNetCDF(nc, "none", Optional.empty(), Optional.empty()).apply())
                .hasMessageContaining("none");
        assertThatThrownBy(
                        () -> new ReadNetCDF(folder.resolve("no.nc"), "a", Optional.empty(), Optional.empty()).apply())
                .hasMessageContaining("no.nc");
        assertThatThrownBy(() -> new ReadNetCDF(nc, " ", Optional.empty(), Optional.empty()))
                .hasMessageContaining("variable");
    }

    @Test
    void storesHoldTheRasterAndWhereItLies() throws IOException {
        var named = scene.withAttributes(scene.attributes().withBandNames(List.of("red", "nir")));
        for (var format : ZarrFormat.values()) {
            var store = folder.resolve(format + ".zarr");
            var write = new WriteZarr(store, "s2/day1", List.of(16, 16), format, ZarrCompression.GZIP);
            write.apply(scene);
            write.apply(named); // replaces it

            try (var arena = Arena.ofConfined()) {
                var back = ZarrSource.open(store.resolve("s2/day1/values")).readAll(arena);
                equal(back, scene);
                assertThat(back.crs()).isEqualTo(scene.crs());
                assertThat(back.fill()).hasValue(-9);
                assertThat(back.bandIndex("nir")).isEqualTo(1);
            }
        }
        assertThat(new WriteZarr(folder).terminal()).isTrue();
        assertThatThrownBy(() -> new WriteZarr(folder, "../x", List.of(16), ZarrFormat.V2, ZarrCompression.NONE))
                .hasMessageContaining("group");
        assertThatThrownBy(() -> new WriteZarr(folder, "", List.of(0), ZarrFormat.V2, ZarrCompression.NONE))
                .hasMessageContaining("chunks");
        assertThatThrownBy(() -> new WriteZarr(
                                folder.resolve("z"), "", List.of(1, 1, 1, 1), ZarrFormat.V2, ZarrCompression.NONE)
                        .apply(scene))
                .hasMessageContaining("chunks");
    }

    @Test
    void readersOfPlacesAgreeWithOperatorsOnTheWholeScene() throws IOException {
        var grid = folder.resolve("utm11.tif");
        GeoTiff.write(new Reproject("EPSG:32611", Optional.empty(), Resampling.NEAREST).apply(scene), grid, Map.of());

        var read = new ReadReprojectLike(file, grid.toString(), Resampling.BILINEAR, Optional.empty()).apply();
        var whole = new ReprojectLike(grid.toString(), Resampling.BILINEAR).apply(scene);

        assertThat(read.values().contentEquals(whole.values())).isTrue();
    }
}
