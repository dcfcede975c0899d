package dev.stampede.io.zarr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stampede.bindings.NativeLibrary;
import dev.stampede.bindings.gdal.GdalLibrary;
import dev.stampede.io.raster.FileSource;
import dev.stampede.raster.Affine;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.Attributes;
import dev.stampede.raster.Crs;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.Window;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ZarrArrayTest {
    private final Arena arena = Arena.ofConfined();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        arena.close();
    }

    private ArrayView noise(DType type, int... shape) {
        var values = ArrayView.allocate(arena, type, shape);
        var random = new Random(7);
        for (long i = 0; i < values.elements(); i++) {
            var flat = values.reshape((int) values.elements());
            flat.set(type.isFloating() ? random.nextGaussian() : random.nextInt(100), (int) i);
        }
        return values;
    }

    static List<ZarrLayout> layouts() {
        var shape = new int[] {3, 37, 50};
        var chunks = new int[] {1, 16, 16};
        return List.of(
                ZarrLayout.of(ZarrFormat.V2, DType.FLOAT32, shape, chunks),
                ZarrLayout.of(ZarrFormat.V2, DType.FLOAT64, shape, chunks).with(ZarrCompression.ZLIB),
                ZarrLayout.of(ZarrFormat.V2, DType.INT16, shape, chunks).with(ZarrCompression.GZIP),
                ZarrLayout.of(ZarrFormat.V3, DType.FLOAT32, shape, chunks),
                ZarrLayout.of(ZarrFormat.V3, DType.UINT8, shape, chunks).with(ZarrCompression.GZIP),
                ZarrLayout.of(ZarrFormat.V3, DType.FLOAT64, shape, chunks).withShards(2, 32, 64),
                ZarrLayout.of(ZarrFormat.V3, DType.UINT32, shape, chunks)
                        .withShards(3, 48, 64)
                        .with(ZarrCompression.GZIP));
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void givesBackWhatWasWrittenInPieces(ZarrLayout layout) throws IOException {
        var values = noise(layout.dtype(), 3, 37, 50);
        var array = ZarrArray.create(folder.resolve("a"), layout);

        for (int row = 0; row < 37; row += 10) {
            int n = Math.min(10, 37 - row);
            array.write(new int[] {0, row, 0}, Boxes.part(values, new int[] {0, row, 0}, new int[] {3, n, 50}));
        }

        var opened = ZarrArray.open(folder.resolve("a"));
        assertThat(opened.layout()).isEqualTo(layout.compression() == ZarrCompression.NONE ? layout : opened.layout());
        assertThat(opened.readAll(arena).contentEquals(values)).isTrue();
        var box = opened.read(arena, new int[] {1, 15, 17}, new int[] {2, 18, 3});
        assertThat(box.contentEquals(Boxes.part(values, new int[] {1, 15, 17}, new int[] {2, 18, 3})))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(ZarrFormat.class)
    void whatWasNotWrittenIsFill(ZarrFormat format) throws IOException {
        var layout = ZarrLayout.of(format, DType.FLOAT32, new int[] {20, 20}, new int[] {8, 8})
                .withFill(Double.NaN);
        var array = ZarrArray.create(folder.resolve("a"), layout);
        array.write(new int[] {2, 2}, noise(DType.FLOAT32, 3, 3));

        var all = ZarrArray.open(folder.resolve("a")).readAll(arena);

        assertThat(all.get(0, 0)).isNaN();
        assertThat(all.get(19, 19)).isNaN();
        assertThat(all.get(3, 3)).isNotNaN();
        try (var files = Files.walk(folder.resolve("a"))) {
            assertThat(files.filter(f -> f.getFileName().toString().matches("[0-9.]+") && Files.isRegularFile(f)))
                    .hasSize(1);
        }
    }

    @Test
    void chunksOfAShardThatAreOnlyFillTakeNoRoom() throws IOException {
        var layout = ZarrLayout.of(ZarrFormat.V3, DType.FLOAT64, new int[] {64, 64}, new int[] {16, 16})
                .withShards(64, 64);
        var array = ZarrArray.create(folder.resolve("a"), layout);

        array.write(new int[] {16, 16}, noise(DType.FLOAT64, 16, 16));

        assertThat(Files.size(folder.resolve("a/c/0/0"))).isEqualTo(16 * 16 * 8 + 16 * 16 + 4);
    }

    @Test
    void readsNumbersWithTheHighestByteFirst() throws IOException {
        Files.writeString(folder.resolve(".zarray"), """
                {"zarr_format": 2, "shape": [3], "chunks": [2], "dtype": ">i4", "compressor": null,
                 "fill_value": -1, "order": "C", "filters": null}
                """);
        Files.write(
                folder.resolve("0"), ByteBuffer.allocate(8).putInt(5).putInt(-7).array());

        var all = ZarrArray.open(folder).readAll(arena);

        assertThat(List.of(all.get(0), all.get(1), all.get(2))).containsExactly(5.0, -7.0, -1.0);
    }

    @Test
    void saysWhatItDoesNotKnow() throws IOException {
        Files.writeString(folder.resolve(".zarray"), """
                {"zarr_format": 2, "shape": [3], "chunks": [2], "dtype": "<i4", "compressor": {"id": "blosc"},
                 "fill_value": 0, "order": "C", "filters": null}
                """);

        assertThatThrownBy(() -> ZarrArray.open(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(".zarray: compressor \"blosc\" is not known here");
        assertThatThrownBy(() -> ZarrArray.open(folder.resolve("nothing"))).hasMessageContaining("is no Zarr array");
    }

    @Test
    void damageIsToldWithTheFile() throws IOException {
        var layout = ZarrLayout.of(ZarrFormat.V3, DType.FLOAT64, new int[] {8}, new int[] {4})
                .withShards(8);
        var array = ZarrArray.create(folder.resolve("a"), layout);
        array.write(new int[] {0}, noise(DType.FLOAT64, 8));
        var file = folder.resolve("a/c/0");
        var bytes = Files.readAllBytes(file);
        bytes[bytes.length - 6] ^= 1;
        Files.write(file, bytes);

        assertThatThrownBy(() -> array.readAll(arena))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("c/0: the index of the shard does not agree with its checksum");
    }

    @Test
    void neverReplacesWhatIsNoArray() throws IOException {
        Files.writeString(folder.resolve("letter.txt"), "dear reader");
        var layout = ZarrLayout.of(ZarrFormat.V2, DType.UINT8, new int[] {4}, new int[] {4});

        assertThatThrownBy(() -> ZarrArray.create(folder, layout)).hasMessageContaining("is no Zarr array");
        assertThatThrownBy(() -> ZarrGroup.create(folder, "x", ZarrFormat.V2)).hasMessageContaining("no Zarr store");
        assertThat(folder.resolve("letter.txt")).exists();
    }

    @Test
    void anArrayThatWasNotPublishedCannotBeOpenedAndIsReplaced() throws IOException {
        var layout = ZarrLayout.of(ZarrFormat.V3, DType.UINT8, new int[] {4}, new int[] {4});
        ZarrArray.begin(folder.resolve("a"), layout).write(new int[] {0}, noise(DType.UINT8, 4));

        assertThatThrownBy(() -> ZarrArray.open(folder.resolve("a"))).isInstanceOf(IOException.class);
        ZarrArray.create(folder.resolve("a"), layout);

        assertThat(ZarrArray.open(folder.resolve("a")).readAll(arena).get(0)).isZero();
    }

    private GeoRaster scene() {
        return new GeoRaster(
                noise(DType.FLOAT32, 2, 30, 41),
                Affine.northUp(500_000, 4_000_000, 30, 30),
                new Crs("EPSG:32610"),
                OptionalDouble.of(-9999),
                new Attributes(Map.of("descriptions", List.of("red", "nir"))));
    }

    @ParameterizedTest
    @EnumSource(ZarrFormat.class)
    void aRasterKeepsItsPlaceAndNames(ZarrFormat format) throws IOException {
        var scene = scene();

        ZarrRaster.write(
                folder.resolve("s.zarr"), "a/b", "values", scene, ZarrRaster.layout(format, scene, List.of(16, 16)));

        var source = ZarrSource.open(folder.resolve("s.zarr/a/b/values"));
        assertThat(source.affine()).isEqualTo(scene.affine());
        assertThat(source.crs()).isEqualTo(scene.crs());
        assertThat(source.fill()).isEqualTo(scene.fill());
        assertThat(source.attributes().bandNames(2)).contains(List.of("red", "nir"));
        for (var window : List.of(new Window(0, 0, 41, 30), new Window(-3, 5, 20, 40), new Window(10, 11, 5, 6))) {
            var expected = scene.read(arena, window);
            var actual = source.read(arena, window);
            assertThat(actual.values().contentEquals(expected.values())).isTrue();
            assertThat(actual.affine()).isEqualTo(expected.affine());
        }
        assertThat(source.read(arena, new Window(3, 4, 5, 6), new int[] {1})
                        .values()
                        .contentEquals(scene.read(arena, new Window(3, 4, 5, 6), new int[] {1})
                                .values()))
                .isTrue();
    }

    @Test
    void anotherReaderUnderstandsVersion2() throws IOException {
        assumeTrue(GdalLibrary.status() instanceof NativeLibrary.Loaded, "GDAL is not installed");
        var scene = scene();
        ZarrRaster.write(
                folder.resolve("s.zarr"),
                "",
                "values",
                scene,
                ZarrRaster.layout(ZarrFormat.V2, scene, List.of(2, 16, 16)).with(ZarrCompression.GZIP));

        try (var file = FileSource.open("ZARR:\"" + folder.resolve("s.zarr") + "\":/values:1")) {
            var band = file.readAll(arena).band(0);
            assertThat(band.contentEquals(scene.band(1))).isTrue();
        }
    }
}
