package dev.stampede.operators.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stampede.bindings.NativeLibrary;
import dev.stampede.bindings.gdal.GdalLibrary;
import dev.stampede.io.raster.GeoTiff;
import dev.stampede.operators.Rasters;
import dev.stampede.raster.Crs;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Masks from shapes, boxes, heights and files of land and countries.
class VectorMasksTest {
    @TempDir
    Path folder;

    /// 6 x 8 pixels of 10 m; columns 0 to 3 are west of x = 500040.
    private final GeoRaster grid = Rasters.filled(DType.FLOAT32, new int[] {2, 6, 8}, i -> i);

    @BeforeAll
    static void needsGdal() {
        assumeTrue(GdalLibrary.status() instanceof NativeLibrary.Loaded, "GDAL is not installed");
    }

    private static double[] western(boolean drop, int from) {
        var flags = new double[48];
        for (int i = 0; i < 48; i++) {
            flags[i] = i % 8 < from == drop ? 1 : 0;
        }
        return flags;
    }

    /// Land that goes around half the Earth, whose other end has no place in the grid's system; and an island.
    private Path land(String crs) throws IOException {
        var file = folder.resolve("land.geojson");
        Files.writeString(file, """
                {"type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": "%s"}}, "features": [
                {"type": "Feature", "properties": {"ISO_A3": "AAA", "code": 1}, "geometry": {"type": "Polygon",
                 "coordinates": [[[-179, -89], [-122.99955, -89], [-122.99955, 89], [-179, 89], [-179, -89]]]}},
                {"type": "Feature", "properties": {"ISO_A3": "BBB", "code": 2}, "geometry": {"type": "Polygon",
                 "coordinates": [[[10, 10], [11, 10], [11, 11], [10, 10]]]}}]}
                """.formatted(crs));
        return file;
    }

    @Test
    void landIsInsideAndSeaOutside() throws IOException {
        var source = land("EPSG:4326"); // x = 500000 + 40.1 m at this latitude
        var land = new LandMask(source, false).apply(grid);
        var sea = new OceanMask(source, false).apply(grid);

        assertThat(land.shape()).containsExactly(6, 8);
        assertThat(land.dtype()).isEqualTo(DType.BOOL);
        assertThat(Rasters.values(land.values())).containsExactly(western(true, 4));
        assertThat(Rasters.values(sea.values())).containsExactly(western(false, 4));
        assertThat(Rasters.values(new LandMask(source, true).apply(grid).values()))
                .containsExactly(western(true, 5));
    }

    @Test
    void aCountryIsFoundByItsCode() throws IOException {
        var source = land("EPSG:4326");

        assertThat(Rasters.values(new CountryMask(source, "aaa", "ISO_A3", false, true)
                        .apply(grid)
                        .values()))
                .containsExactly(western(true, 4));
        assertThat(Rasters.values(new CountryMask(source, "AAA", "ISO_A3", false, false)
                        .apply(grid)
                        .values()))
                .containsExactly(western(false, 4));
        assertThat(Rasters.values(new CountryMask(source, "BBB", "ISO_A3", false, true)
                        .apply(grid)
                        .values()))
                .containsOnly(0);
        assertThatThrownBy(() -> new CountryMask(source, "CCC", "ISO_A3", false, true).apply(grid))
                .hasMessageContaining("iso_a3 is CCC");
        assertThatThrownBy(() -> new CountryMask(source, "AAA", "NAME", false, true).apply(grid))
                .hasMessageContaining("ISO_A3");
        assertThatThrownBy(() -> new CountryMask(source, " ", "NAME", false, true))
                .hasMessageContaining("iso_a3");
        assertThatThrownBy(() -> new LandMask(folder.resolve("none.gpkg"), false).apply(grid))
                .hasMessageContaining("none.gpkg");
        assertThatThrownBy(() -> new LandMask(source, false)
                        .apply(new GeoRaster(grid.values(), grid.affine(), Crs.NONE, grid.fill(), grid.attributes())))
                .hasMessageContaining("no reference system");
    }

    @Test
    void boxesOfTheGridAndOfOtherSystems() {
        var box = new BBoxMask(List.of(500020.0, 3999950.0, 500050.0, 3999990.0), Optional.empty(), true).apply(grid);
        var outside =
                new BBoxMask(List.of(500020.0, 3999950.0, 500050.0, 3999990.0), Optional.empty(), false).apply(grid);
        var degrees = new BBoxMask(List.of(-124.0, 36.0, -122.99955, 37.0), Optional.of("EPSG:4326"), true).apply(grid);

        for (int row = 0; row < 6; row++) {
            for (int col = 0; col < 8; col++) {
                boolean inside = col >= 2 && col < 5 && row >= 1 && row < 5;
                assertThat(box.values().get(row, col)).isEqualTo(inside ? 1 : 0);
                assertThat(outside.values().get(row, col)).isEqualTo(inside ? 0 : 1);
            }
        }
        assertThat(Rasters.values(degrees.values())).containsExactly(western(true, 4));
        assertThatThrownBy(() -> new BBoxMask(List.of(1.0, 2.0, 3.0), Optional.empty(), true))
                .hasMessageContaining("bounds is [1.0, 2.0, 3.0]");
    }

    @Test
    void distanceIsBetweenCentresOfPixels() {
        var point = "POINT (500025 3999975)"; // pixel (2, 2)
        var near = new DistanceMask(point, 20, Optional.empty(), true, true).apply(grid);
        var far = new DistanceMask(point, 20, Optional.empty(), false, true).apply(grid);
        var exact = new DistanceMask(point, 0, Optional.empty(), true, true).apply(grid);
        var none = new DistanceMask("POINT (0 0)", 20, Optional.empty(), true, true).apply(grid);

        for (int row = 0; row < 6; row++) {
            for (int col = 0; col < 8; col++) {
                boolean within = Math.hypot(row - 2, col - 2) <= 2;
                assertThat(near.values().get(row, col)).isEqualTo(within ? 1 : 0);
                assertThat(far.values().get(row, col)).isEqualTo(within ? 0 : 1);
                assertThat(exact.values().get(row, col)).isEqualTo(row == 2 && col == 2 ? 1 : 0);
            }
        }
        assertThat(Rasters.values(none.values())).containsOnly(0);
        assertThatThrownBy(() -> new DistanceMask(point, -1, Optional.empty(), true, true))
                .hasMessageContaining("distance is -1.0");
    }

    @Test
    void heightsOfTheInputOrOfAFileLimitsIncluded() throws IOException {
        var heights = Rasters.of(DType.FLOAT64, new int[] {1, 5}, 99.9, 100, 150, 200, Double.NaN);
        var dem = folder.resolve("dem.tif");
        GeoTiff.write(heights, dem, Map.of());
        var scene = Rasters.filled(DType.UINT8, new int[] {3, 1, 5}, i -> 7);

        var band = new AltitudeMask(Optional.empty(), OptionalDouble.of(100), OptionalDouble.of(200)).apply(heights);
        var above = new AltitudeMask(Optional.of(dem), OptionalDouble.of(150), OptionalDouble.empty()).apply(scene);
        var below = new AltitudeMask(Optional.of(dem), OptionalDouble.empty(), OptionalDouble.of(100)).apply(scene);

        assertThat(Rasters.values(band.values())).containsExactly(0, 1, 1, 1, 0);
        assertThat(above.shape()).containsExactly(1, 5);
        assertThat(Rasters.values(above.values())).containsExactly(0, 0, 1, 1, 0);
        assertThat(Rasters.values(below.values())).containsExactly(1, 1, 0, 0, 0);
        assertThatThrownBy(() -> new AltitudeMask(Optional.empty(), OptionalDouble.empty(), OptionalDouble.empty()))
                .hasMessageContaining("at least one limit");
        assertThatThrownBy(() ->
                        new AltitudeMask(Optional.of(dem), OptionalDouble.of(1), OptionalDouble.empty()).apply(grid))
                .hasMessageContaining("the grids differ");
    }
}
