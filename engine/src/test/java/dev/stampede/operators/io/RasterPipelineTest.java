package dev.stampede.operators.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stampede.bindings.NativeLibrary;
import dev.stampede.bindings.gdal.GdalLibrary;
import dev.stampede.io.raster.FileSource;
import dev.stampede.io.raster.GeoTiff;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Sequential;
import dev.stampede.operators.indices.NDVI;
import dev.stampede.operators.mask.ApplyMask;
import dev.stampede.operators.qa.MaskValid;
import dev.stampede.operators.radiometry.DNToReflectance;
import dev.stampede.operators.radiometry.PercentileClip;
import dev.stampede.operators.viz.ApplyColormap;
import dev.stampede.operators.viz.Palette;
import dev.stampede.operators.viz.StretchToUint8;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.Resampling;
import dev.stampede.runtime.Progress;
import dev.stampede.runtime.UsageException;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RasterPipelineTest {
    private static final Operator<GeoRaster, GeoRaster> NDVI_OF_DN =
            new DNToReflectance(2.75e-5, -0.2).then(new NDVI(3, 4));

    @TempDir
    Path folder;

    private static String scene;

    @BeforeAll
    static void needsGdal() {
        assumeTrue(GdalLibrary.status() instanceof NativeLibrary.Loaded, "GDAL is not installed");
        Path at = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(at.resolve("golden/geostack"))) {
            at = at.getParent();
        }
        scene = at.resolve("golden/geostack/inputs/landsat_20210326.tif").toString();
    }

    @Test
    void fromFileToIndexToStretchedPictureAndFile() throws IOException {
        var png = folder.resolve("ndvi.png");
        var tif = folder.resolve("ndvi.tif");
        var colored = folder.resolve("colored.png");
        var index = new ReadGeoTIFF(scene).then(NDVI_OF_DN);

        index.then(new StretchToUint8()).then(new WritePNG(png)).apply();
        index.then(new ApplyColormap(Palette.RDYLGN, 0, 0.8))
                .then(new WritePNG(colored))
                .apply();
        index.then(new WriteGeoTIFF(tif)).apply();

        var image = ImageIO.read(png.toFile());
        assertThat(image.getWidth()).isEqualTo(128);
        assertThat(image.getHeight()).isEqualTo(96);
        assertThat(ImageIO.read(colored.toFile()).getColorModel().hasAlpha()).isTrue();
        try (var arena = Arena.ofConfined()) {
            var back = GeoTiff.read(arena, tif.toString());
            var input = GeoTiff.read(arena, scene);
            double nir = input.values().get(4, 40, 50) * 2.75e-5 - 0.2;
            double red = input.values().get(3, 40, 50) * 2.75e-5 - 0.2;
            assertThat(back.values().get(0, 40, 50)).isCloseTo((nir - red) / (nir + red + 1e-10), within(1e-12));
            assertThat(back.sameExtent(input)).isTrue();
        }
    }

    @Test
    void tilesGiveThePixelsOfTheWholeSceneForAnyTileAndThreadCount() throws IOException {
        var whole = folder.resolve("whole.tif");
        new ReadGeoTIFF(scene).then(NDVI_OF_DN).then(new WriteGeoTIFF(whole)).apply();
        try (var arena = Arena.ofConfined()) {
            var expected = GeoTiff.read(arena, whole.toString());
            for (int threads : new int[] {1, 3}) {
                for (int tile : new int[] {16, 48, 1024}) {
                    var out = folder.resolve("tiles" + threads + "_" + tile + ".tif");
                    var tiles = new AtomicLong();
                    var progress = new Progress() {
                        @Override
                        public void begin(String task, long units) {
                            tiles.set(units);
                        }

                        @Override
                        public void advance(long units) {
                            tiles.addAndGet(-units);
                        }
                    };
                    try (var source = FileSource.open(scene);
                            var workers = new Workers(threads)) {
                        new TileRunner(workers, progress)
                                .run(source, NDVI_OF_DN, out, new TileRunner.Layout(tile, 16, Map.of()));
                    }
                    var actual = GeoTiff.read(arena, out.toString());
                    assertThat(actual.values().contentEquals(expected.values()))
                            .as("%d threads, tile %d", threads, tile)
                            .isTrue();
                    assertThat(actual.sameExtent(expected)).isTrue();
                    assertThat(tiles).hasValue(0);
                }
            }
        }
    }

    @Test
    void whatNeedsTheWholeSceneIsRefusedTileByTile() throws IOException {
        var out = folder.resolve("refused.tif");
        var chain = NDVI_OF_DN.then(new PercentileClip(2, 98));
        try (var source = FileSource.open(scene);
                var workers = new Workers(1)) {
            assertThatThrownBy(() ->
                            new TileRunner(workers, Progress.NONE).run(source, chain, out, TileRunner.Layout.USUAL))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("PercentileClip needs the whole scene");
        }
        assertThat(out).doesNotExist();
    }

    @Test
    void masksRunTileByTileInsideAPipelineFileOperator() throws IOException {
        var out = folder.resolve("masked.tif");
        var masked =
                Sequential.<GeoRaster, GeoRaster>of(new ApplyMask(new MaskValid(OptionalDouble.of(0))), new NDVI(3, 4));
        new ProcessTiles(scene, masked, out, 64, 64, Map.of("compress", "deflate"), OptionalInt.of(2)).apply();
        try (var arena = Arena.ofConfined()) {
            assertThat(GeoTiff.read(arena, out.toString()).shape()).containsExactly(1, 96, 128);
        }
    }

    @Test
    void cloudOptimisedFilesHoldOverviewsAndTheSamePixels() throws IOException {
        var out = folder.resolve("cog.tif");
        new ReadGeoTIFF(scene)
                .then(new WriteCOG(out, Map.of("blocksize", "64"), "deflate", Optional.empty(), Map.of("a", "b")))
                .apply();
        try (var arena = Arena.ofConfined()) {
            var back = GeoTiff.read(arena, out.toString());
            assertThat(back.values().contentEquals(GeoTiff.read(arena, scene).values()))
                    .isTrue();
        }
        try (var list = Files.list(folder)) {
            assertThat(list.map(Path::getFileName).map(Path::toString)).containsExactly("cog.tif");
        }
    }

    @Test
    void windowsBoundsAndWebTilesAreRead() throws IOException {
        var window = new ReadWindow(scene, List.of(-4, 10, 20, 30), Optional.of(List.of(5)), true).apply();
        var clipped = new ReadWindow(scene, List.of(-4, 10, 20, 30), Optional.empty(), false).apply();
        var b = window.bounds();
        var bounds = new ReadBounds(
                        scene,
                        List.of(b.minX(), b.minY(), b.maxX(), b.maxY()),
                        Optional.empty(),
                        Optional.of(List.of(5)),
                        true)
                .apply();
        var world = new ReadTile(scene, List.of(0, 0, 0), "EPSG:3857", List.of(64, 64), Resampling.NEAREST).apply();

        assertThat(window.shape()).containsExactly(1, 30, 20);
        assertThat(clipped.shape()).containsExactly(7, 30, 16);
        assertThat(bounds.values().contentEquals(window.values())).isTrue();
        assertThat(bounds.affine()).isEqualTo(window.affine());
        assertThat(world.shape()).containsExactly(7, 64, 64);
        assertThatThrownBy(
                        () -> new ReadTile(scene, List.of(1, 2, 0), "EPSG:3857", List.of(64, 64), Resampling.NEAREST))
                .hasMessageContaining("below 2");
        assertThatThrownBy(() -> new ReadWindow(scene, List.of(0, 0, 2, 2), Optional.of(List.of(8)), true).apply())
                .hasMessageContaining("1 to 7");
    }

    @Test
    void missingFilesAreNamed() {
        assertThatThrownBy(() -> new ReadGeoTIFF("no/such.tif").apply()).hasMessageContaining("no/such.tif");
        assertThatThrownBy(() -> new ReadGeoTIFF(scene)
                        .then(new WritePNG(folder.resolve("x.png")))
                        .apply())
                .hasMessageContaining("StretchToUint8");
    }
}
