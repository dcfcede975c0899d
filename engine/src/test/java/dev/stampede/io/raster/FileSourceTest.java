package dev.stampede.io.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stampede.bindings.NativeLibrary;
import dev.stampede.bindings.gdal.GdalLibrary;
import dev.stampede.raster.Affine;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.Attributes;
import dev.stampede.raster.Bounds;
import dev.stampede.raster.Crs;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.Slice;
import dev.stampede.raster.Window;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSourceTest {
    @TempDir
    Path folder;

    @BeforeAll
    static void needsGdal() {
        assumeTrue(GdalLibrary.status() instanceof NativeLibrary.Loaded, "GDAL is not installed");
    }

    private static GeoRaster scene(Arena arena) {
        var values = ArrayView.allocate(arena, DType.INT16, 2, 30, 40);
        for (int band = 0; band < 2; band++) {
            for (int row = 0; row < 30; row++) {
                for (int col = 0; col < 40; col++) {
                    values.set(band * 2000 + row * 40 + col, band, row, col);
                }
            }
        }
        return new GeoRaster(
                values,
                Affine.northUp(5e5, 4e6, 10, 10),
                new Crs("EPSG:32633"),
                OptionalDouble.of(-1),
                Attributes.NONE.withBandNames(List.of("red", "nir")));
    }

    @Test
    void aCarrierComesBackFromItsFile() throws IOException {
        try (var arena = Arena.ofConfined()) {
            var scene = scene(arena);
            var file = folder.resolve("scene.tif");
            GeoTiff.write(scene, file, 64, Map.of("COMPRESS", "DEFLATE"), Map.of("made", "here"), List.of(2));

            var back = GeoTiff.read(arena, file.toString());

            assertThat(back.values().contentEquals(scene.values())).isTrue();
            assertThat(back.sameExtent(scene)).isTrue();
            assertThat(back.fill()).hasValue(-1);
            assertThat(back.bandIndex("nir")).isEqualTo(1);
        }
    }

    @Test
    void viewsAreWrittenAsTheyAreSeen() throws IOException {
        try (var arena = Arena.ofConfined()) {
            var part =
                    scene(arena).isel(arena, Map.of("x", Slice.from(1).by(3))).flipRows();
            var file = folder.resolve("part.tif");
            GeoTiff.write(part, file, Map.of());

            assertThat(GeoTiff.read(arena, file.toString()).values().contentEquals(part.values()))
                    .isTrue();
        }
    }

    @Test
    void windowsOfAFileEqualThoseOfTheCarrierBeyondTheEdgeToo() throws IOException {
        try (var arena = Arena.ofConfined()) {
            var scene = scene(arena);
            var file = folder.resolve("scene.tif");
            GeoTiff.write(scene, file, Map.of());
            try (var source = FileSource.open(file.toString())) {
                for (var window :
                        List.of(new Window(3, 4, 10, 12), new Window(-5, 20, 12, 15), new Window(100, 100, 3, 3))) {
                    var read = source.read(arena, window);
                    var expected = scene.read(arena, window);
                    assertThat(read.values().contentEquals(expected.values()))
                            .as("%s", window)
                            .isTrue();
                    assertThat(read.affine()).isEqualTo(expected.affine());
                }
                var nir = source.read(arena, new Window(0, 0, 5, 5), new int[] {1});
                assertThat(nir.attributes().bandNames(1)).contains(List.of("nir"));
                assertThat(nir.values().get(0, 0, 0)).isEqualTo(2000);
                assertThatThrownBy(() -> source.read(arena, new Window(0, 0, 5, 5), new int[] {2}))
                        .isInstanceOf(IndexOutOfBoundsException.class)
                        .hasMessageContaining("asked for 2");
                assertThatThrownBy(() -> source.readClipped(arena, new Window(100, 100, 3, 3)))
                        .hasMessageContaining("does not meet");
            }
        }
    }

    @Test
    void referenceSystemsCompareByMeaning() throws IOException {
        var utm = new Crs("EPSG:32633");
        var asProj = new Crs("+proj=utm +zone=33 +datum=WGS84 +units=m +no_defs");

        assertThat(Reprojection.same(utm, new Crs("epsg:32633"))).isTrue();
        assertThat(Reprojection.same(utm, new Crs("EPSG:32634"))).isFalse();
        assertThat(Reprojection.same(utm, Crs.NONE)).isFalse();
        var box = Reprojection.transform(new Bounds(14.9, 45, 15.1, 45.1), new Crs("EPSG:4326"), utm);
        assertThat(box.minX()).isBetween(492000.0, 492200.0);
        assertThat(box.width()).isBetween(15700.0, 15800.0);
        assertThat(asProj.code()).isEmpty();
    }
}
