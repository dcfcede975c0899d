package dev.stampede.io.gdal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stampede.bindings.NativeLibrary;
import dev.stampede.bindings.gdal.GdalDataset;
import dev.stampede.bindings.gdal.GdalException;
import dev.stampede.bindings.gdal.GdalFeature;
import dev.stampede.bindings.gdal.GdalLayer;
import dev.stampede.bindings.gdal.GdalLibrary;
import dev.stampede.bindings.gdal.GdalRequest;
import dev.stampede.bindings.gdal.GdalSpatialReference;
import dev.stampede.bindings.gdal.GdalTools;
import dev.stampede.bindings.gdal.GdalType;
import dev.stampede.runtime.ProcessUse;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Many calls of GDAL, one after another and two at a time: rasters, vectors, the warper, coordinates, refusals.
class GdalRepeatTest {
    /// A leak of 40 KiB a call would show; an open raster holds more.
    private static final long GROWTH_KIB = 40_000;

    private static final int SIDE = 64;
    private static final int[] ONE = {1};
    private static final GdalRequest WHOLE = GdalRequest.window(0, 0, SIDE, SIDE, ONE, GdalType.FLOAT32);

    @TempDir
    Path folder;

    @BeforeAll
    static void library() {
        var status = GdalLibrary.status();
        assumeTrue(status instanceof NativeLibrary.Loaded, () -> "no GDAL: " + status);
    }

    /// One use of the library; what it returns is the same in every call. Files get the name given.
    enum Use {
        RASTER {
            @Override
            double[] run(Path folder, String name) throws GdalException {
                var file = folder.resolve(name + ".tif").toString();
                create(file).close();
                try (var read = GdalDataset.openRaster(file)) {
                    return pixels(read);
                }
            }
        },
        WARP {
            @Override
            double[] run(Path folder, String name) throws GdalException {
                try (var source = create("");
                        var warped = GdalTools.warp(
                                "",
                                List.of(source),
                                List.of("-of", "MEM", "-t_srs", "EPSG:32633", "-ts", "64", "64", "-r", "cubic"))) {
                    return pixels(warped);
                }
            }
        },
        VECTOR {
            @Override
            double[] run(Path folder, String name) throws GdalException {
                var file = folder.resolve(name + ".geojson").toString();
                try (var crs = GdalSpatialReference.of("EPSG:4326");
                        var out = GdalDataset.create("GeoJSON", file, 0, 0, 0, null, Map.of())) {
                    var layer = out.createLayer("points", crs, GdalLayer.POINT, Map.of());
                    layer.createField("number", GdalLayer.FieldType.INTEGER);
                    for (long i = 0; i < 20; i++) {
                        layer.append(new GdalFeature(GdalFeature.NEW, point(i, -i), Map.of("number", i)));
                    }
                }
                var sum = new double[2];
                try (var read = GdalDataset.openVector(file)) {
                    read.layers().getFirst().forEach(feature -> {
                        sum[0] += ((Number) feature.fields().get("number")).doubleValue();
                        sum[1] += ByteBuffer.wrap(feature.geometry())
                                .order(ByteOrder.LITTLE_ENDIAN)
                                .getDouble(5);
                    });
                }
                var made = new java.io.File(file);
                assertThat(made.delete()).isTrue();
                return sum;
            }
        },
        COORDINATES {
            @Override
            double[] run(Path folder, String name) throws GdalException {
                double[] x = {12.5, 13};
                double[] y = {41.9, 42};
                try (var from = GdalSpatialReference.of("EPSG:4326");
                        var to = GdalSpatialReference.of("EPSG:32633");
                        var transformation = from.openTransformation(to)) {
                    transformation.points(x, y);
                }
                return new double[] {x[0], x[1], y[0], y[1]};
            }
        },
        REFUSALS {
            @Override
            double[] run(Path folder, String name) {
                assertThatThrownBy(() -> GdalDataset.openRaster(
                                folder.resolve(name + "-none.tif").toString()))
                        .isInstanceOf(GdalException.class)
                        .hasMessageContaining(name + "-none.tif");
                assertThatThrownBy(() -> {
                            try (var source = create("")) {
                                GdalTools.translate("", source, List.of("-no_such_option"));
                            }
                        })
                        .isInstanceOf(GdalException.class);
                return new double[0];
            }
        };

        /// @return some numbers that follow from what was read
        abstract double[] run(Path folder, String name) throws GdalException;
    }

    private static byte[] point(double x, double y) {
        return ByteBuffer.allocate(21)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 1)
                .putInt(GdalLayer.POINT)
                .putDouble(x)
                .putDouble(y)
                .array();
    }

    /// In memory where no file is named; the ramp is in degrees.
    private static GdalDataset create(String file) throws GdalException {
        var options = file.isEmpty() ? Map.<String, String>of() : Map.of("COMPRESS", "DEFLATE");
        var made = GdalDataset.create(file.isEmpty() ? "MEM" : "GTiff", file, SIDE, SIDE, 1, GdalType.FLOAT32, options);
        made.setGeoTransform(12, 0.01, 0, 42, 0, -0.01);
        try (var crs = GdalSpatialReference.of("EPSG:4326");
                var arena = Arena.ofConfined()) {
            made.setCrs(crs.wkt());
            var values = arena.allocate(ValueLayout.JAVA_FLOAT, (long) SIDE * SIDE);
            for (int i = 0; i < SIDE * SIDE; i++) {
                values.setAtIndex(ValueLayout.JAVA_FLOAT, i, (float) Math.sin(0.01 * i));
            }
            made.write(WHOLE, values);
        }
        return made;
    }

    private static double[] pixels(GdalDataset dataset) throws GdalException {
        try (var arena = Arena.ofConfined()) {
            var out = arena.allocate(WHOLE.bytes(), 64);
            dataset.read(WHOLE, out);
            var floats = out.toArray(ValueLayout.JAVA_FLOAT);
            var wide = new double[floats.length];
            Arrays.setAll(wide, i -> floats[i]);
            return wide;
        }
    }

    @ParameterizedTest
    @EnumSource
    void aThousandCallsLeaveNothingBehind(Use use) throws Exception {
        ProcessUse.assertNothingIsLeft(GROWTH_KIB, _ -> use.run(folder, "again"));
    }

    @ParameterizedTest
    @EnumSource
    void twoThreadsAtOnceGiveTheSerialResult(Use use) throws Exception {
        var serial = use.run(folder, "serial");

        try (var pool = Executors.newFixedThreadPool(2)) {
            var calls = Stream.of("one", "other")
                    .<Callable<List<double[]>>>map(name -> () -> Stream.generate(() -> unchecked(use, name))
                            .limit(20)
                            .toList())
                    .toList();
            for (var results : pool.invokeAll(calls)) {
                assertThat(results.get())
                        .allSatisfy(result -> assertThat(result).isEqualTo(serial));
            }
        }
    }

    private double[] unchecked(Use use, String name) {
        try {
            return use.run(folder, name);
        } catch (GdalException e) {
            throw new AssertionError(e);
        }
    }
}
