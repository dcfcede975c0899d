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

    @ParameterizedTest
    @EnumSource(
            value = ZarrCompression.class,
            names = {"GZIP", "ZLIB"})
    void damagedPackedChunksAreTold(ZarrCompression how) throws IOException {
        var layout = ZarrLayout.of(ZarrFormat.V2, DType.FLOAT64, new int[] {64}, new int[] {64})
                .with(how);
        var array = ZarrArray.create(folder.resolve("a"), layout);
        array.write(new int[] {0}, noise(DType.FLOAT64, 64));
        var file = folder.resolve("a/0");
        var bytes = Files.readAllBytes(file);
        var wrong = bytes.clone();
        wrong[bytes.length - 6] ^= 1; // of the checksum, or of the numbers before it
        var longer = ZarrLayout.of(ZarrFormat.V2, DType.FLOAT64, new int[] {63}, new int[] {63})
                .with(how);
        for (var damaged : List.of(wrong, java.util.Arrays.copyOf(bytes, bytes.length / 2), new byte[0])) {
            Files.write(file, damaged);
            assertThatThrownBy(() -> array.readAll(arena))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("a/0: ");
        }
        var other = ZarrArray.create(folder.resolve("b"), longer);
        Files.write(folder.resolve("b/0"), bytes);
        assertThatThrownBy(() -> other.readAll(arena)).hasMessageContaining("holds more than the expected 504 bytes");
        if (how == ZarrCompression.GZIP) {
            var endless = bytes.clone();
            endless[3] = 8; // a name follows, and nothing ends it
            java.util.Arrays.fill(endless, 10, endless.length, (byte) 'x');
            Files.write(file, endless);
            assertThatThrownBy(() -> array.readAll(arena)).hasMessageContaining("its gzip header has no end");
        }
    }

    @Test
    void aChunkOfAShardBeyondAnyFileIsTold() throws IOException {
        var layout = ZarrLayout.of(ZarrFormat.V3, DType.UINT8, new int[] {8}, new int[] {8})
                .withShards(8);
        var array = ZarrArray.create(folder.resolve("a"), layout);
        array.write(new int[] {0}, noise(DType.UINT8, 8));
        var file = folder.resolve("a/c/0");
        var bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(8, Long.MAX_VALUE - 2);
        var crc = new java.util.zip.CRC32C();
        crc.update(bytes.array(), 8, 16);
        bytes.putInt(24, (int) crc.getValue());
        Files.write(file, bytes.array());

        assertThatThrownBy(() -> array.readAll(arena)).hasMessageContaining("a chunk of the shard lies outside it");
    }

    @Test
    void anAxisUpToTheLargestNumberIsReadAtItsEnd() throws IOException {
        int n = Integer.MAX_VALUE;
        var array = ZarrArray.create(
                folder.resolve("a"), ZarrLayout.of(ZarrFormat.V2, DType.UINT8, new int[] {n}, new int[] {1000}));
        var values = noise(DType.UINT8, 10);

        array.write(new int[] {n - 10}, values);

        assertThat(array.read(arena, new int[] {n - 10}, new int[] {10}).contentEquals(values))
                .isTrue();
    }

    @Test
    void fillValuesThatTheNumbersCannotHoldAreRefusedBeforeAnythingIsRemoved() throws IOException {
        var target = folder.resolve("a");
        var layout = ZarrLayout.of(ZarrFormat.V2, DType.UINT8, new int[] {4}, new int[] {4});
        ZarrArray.create(target, layout);

        for (double fill : new double[] {-9999, Double.NaN, 0.5, 256}) {
            assertThatThrownBy(() -> ZarrArray.create(target, layout.withFill(fill)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("which uint8 cannot hold");
        }
        assertThat(ZarrArray.isIn(target)).isTrue();
        var most = ZarrLayout.of(ZarrFormat.V3, DType.UINT64, new int[] {4}, new int[] {4})
                .withFill(0x1p63);
        ZarrArray.create(folder.resolve("b"), most);
        assertThat(Files.readString(folder.resolve("b/zarr.json"))).contains("\"fill_value\" : 9223372036854775808");
        assertThat(ZarrArray.open(folder.resolve("b")).layout().fill()).isEqualTo(0x1p63);
    }

    @Test
    void chunksTooLargeToPackAndUnknownIndexesAreRefused() throws IOException {
        var large = ZarrLayout.of(ZarrFormat.V3, DType.FLOAT64, new int[] {20_000, 20_000}, new int[] {20_000, 20_000});
        assertThatThrownBy(() -> large.with(ZarrCompression.GZIP)).hasMessageContaining("cut them smaller");
        var layout = ZarrLayout.of(ZarrFormat.V3, DType.UINT8, new int[] {8}, new int[] {4})
                .withShards(8);
        ZarrArray.create(folder.resolve("a"), layout);
        var file = folder.resolve("a/zarr.json");
        Files.writeString(file, Files.readString(file).replace("\"crc32c\"", "\"gzip\""));

        assertThatThrownBy(() -> ZarrArray.open(folder.resolve("a")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("a shard's index with codecs");
    }

    @Test
    void anArrayWithoutChunksIsNoGroup() throws IOException {
        var group = ZarrGroup.create(folder.resolve("s"), "", ZarrFormat.V3);
        ZarrArray.create(group.resolve("a"), ZarrLayout.of(ZarrFormat.V3, DType.UINT8, new int[] {4}, new int[] {4}));

        assertThat(ZarrGroup.isIn(group)).isTrue();
        assertThat(ZarrGroup.isIn(group.resolve("a"))).isFalse();
    }
}
