package dev.stampede.operators.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.stampede.operators.Rasters;
import dev.stampede.operators.RoundTrip;
import dev.stampede.operators.core.ModelOp;
import dev.stampede.operators.core.OperatorTypeException;
import dev.stampede.operators.learn.OnnxOp.Layout;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.runtime.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxOpTest {
    private static final float[][] W = {{1, -2}, {0.5f, 0.25f}, {0, 0}};
    private static final float[] B = {0.1f, -0.2f, 0.3f};

    @TempDir
    Path folder;

    private Path model(boolean named) {
        return OnnxFile.convolution(folder.resolve("conv" + named + ".onnx"), W, B, named);
    }

    private static double expected(GeoRaster in, int k, int row, int col) {
        double sum = B[k];
        for (int b = 0; b < 2; b++) {
            sum += W[k][b] * in.values().get(b, row, col);
        }
        return 1 / (1 + Math.exp(-sum));
    }

    private static GeoRaster scene(DType type) {
        return Rasters.filled(type, new int[] {2, 5, 7}, i -> i % 11 - 3);
    }

    private static OnnxOp.Settings settings(Path model, Layout layout, OptionalInt batch, List<String> names) {
        return new OnnxOp.Settings(
                model, layout, Optional.empty(), Optional.empty(), batch, OptionalInt.of(1), Optional.of(names));
    }

    /// With and without an output whose shape is known beforehand, which take different ways out of the
    /// runtime.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aConvolutionGivesItsFormulaOnTheGridOfTheInput(boolean named) {
        for (var type : new DType[] {DType.FLOAT32, DType.FLOAT64, DType.INT16}) {
            var in = scene(type);
            var before = Rasters.values(in.values());
            try (var op =
                    new OnnxOp(settings(model(named), Layout.IMAGE, OptionalInt.empty(), List.of("a", "b", "c")))) {
                var made = op.apply(in);

                assertThat(made.shape()).containsExactly(3, 5, 7);
                assertThat(made.dtype()).isEqualTo(DType.FLOAT32);
                assertThat(made.sameExtent(in)).isTrue();
                assertThat(made.fill().getAsDouble()).isNaN();
                assertThat(made.bandIndex("c")).isEqualTo(2);
                for (int k = 0; k < 3; k++) {
                    for (int p = 0; p < 35; p++) {
                        assertThat(made.values().get(k, p / 7, p % 7))
                                .isCloseTo(expected(in, k, p / 7, p % 7), within(1e-6));
                    }
                }
                assertThat(Rasters.values(in.values())).isEqualTo(before);
            }
        }
    }

    @Test
    void viewsAndTimesInBatchesGiveTheSame() {
        var wide = Rasters.filled(DType.FLOAT32, new int[] {5, 2, 4, 6}, i -> (i * 7) % 13 - 6);
        try (var one = new OnnxOp(model(true), Layout.IMAGE);
                var two = new OnnxOp(new OnnxOp.Settings(
                        model(true),
                        Layout.IMAGE,
                        Optional.of("image"),
                        Optional.of("prob"),
                        OptionalInt.of(2),
                        OptionalInt.empty(),
                        Optional.empty()))) {
            var all = two.apply(wide);

            assertThat(all.shape()).containsExactly(5, 3, 4, 6);
            assertThat(one.apply(wide).values().contentEquals(all.values())).isTrue();
            var flipped = new GeoRaster(
                            wide.values().select(0, 3), wide.affine(), wide.crs(), wide.fill(), wide.attributes())
                    .flipColumns();
            var mirrored = one.apply(flipped);
            assertThat(mirrored.values().flip(-1).contentEquals(all.values().select(0, 3)))
                    .isTrue();
            assertThat(mirrored.affine()).isEqualTo(flipped.affine());
        }
    }

    @Test
    void pixelsAreSamplesAndThoseWithNaNAreNotShown() {
        var file = OnnxFile.linear(folder.resolve("linear.onnx"), new float[][] {{1, 10}, {2, 20}});
        var in = Rasters.filled(DType.FLOAT64, new int[] {2, 5, 3}, i -> i == 4 ? Double.NaN : i);
        try (var op = new OnnxOp(settings(file, Layout.PIXELS, OptionalInt.of(7), List.of("y", "z")))) {
            var made = op.apply(in);

            assertThat(made.shape()).containsExactly(2, 5, 3);
            for (int p = 0; p < 15; p++) {
                double y = p == 4 ? Double.NaN : p + 2 * (p + 15);
                assertThat(made.values().get(0, p / 3, p % 3)).isEqualTo(Double.valueOf(y));
                assertThat(made.values().get(1, p / 3, p % 3)).isEqualTo(Double.valueOf(10 * y));
            }
            var nothing = op.apply(Rasters.filled(DType.FLOAT32, new int[] {2, 1, 2}, i -> Double.NaN));
            assertThat(Rasters.values(nothing.values())).hasSize(4).containsOnly(Double.NaN);
            assertThat(op.isPixelwise()).isTrue();
        }
    }

    @Test
    void threadsShareOneModel() {
        var in = scene(DType.FLOAT32);
        try (var op = new OnnxOp(model(true), Layout.IMAGE)) {
            var first = op.apply(in);

            boolean same = IntStream.range(0, 64)
                    .parallel()
                    .allMatch(i -> op.apply(in).values().contentEquals(first.values()));

            assertThat(same).isTrue();
            op.close();
            assertThat(op.apply(in).values().contentEquals(first.values())).isTrue();
        }
    }

    /// A model given back while others are inside it would end the process.
    @Test
    void closingWaitsForThoseInsideAndTheNextCallOpensAgain() {
        var in = Rasters.filled(DType.FLOAT32, new int[] {8, 2, 40, 60}, i -> i % 11 - 3);
        try (var op = new OnnxOp(model(false), Layout.IMAGE)) {
            var first = op.apply(in);

            boolean same = IntStream.range(0, 200).parallel().allMatch(i -> {
                if (i % 10 == 0) {
                    op.close();
                    return true;
                }
                return op.apply(in).values().contentEquals(first.values());
            });

            assertThat(same).isTrue();
        }
    }

    @Test
    void aClosedModelRefusesAndMayBeClosedAgain() throws IOException {
        var model = OnnxModel.open(model(true), Optional.empty(), Optional.empty(), OptionalInt.of(1));
        var in = Rasters.filled(DType.FLOAT32, new int[] {1, 2, 4, 6}, i -> i % 5)
                .values();
        assertThat(model.predict(in).shape()).containsExactly(1, 3, 4, 6);
        model.close();
        model.close();

        assertThatThrownBy(() -> model.predict(in))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("convtrue.onnx: the model is closed");
    }

    @Test
    void modelsWorkInModelOpToo() throws IOException {
        try (var model = OnnxModel.open(model(true), Optional.empty(), Optional.empty(), OptionalInt.empty())) {
            var in = Rasters.filled(DType.FLOAT32, new int[] {3, 2, 4, 6}, i -> i % 5);
            var op = new ModelOp<>(model, new RasterArrays(), "predict", OptionalInt.of(2), true);

            assertThat(((GeoRaster) op.apply(in)).shape()).containsExactly(3, 3, 4, 6);
            assertThat(model.toString()).contains("image: float32 [n, 2, h, w] -> prob: float32 [n, 3, h, w]");
        }
    }

    @Test
    void refusesWhatDoesNotFitAndSaysBothSides() throws IOException {
        var three = Rasters.filled(DType.FLOAT32, new int[] {3, 4, 4}, i -> i);
        try (var conv = new OnnxOp(model(true), Layout.IMAGE);
                var pixels = new OnnxOp(model(true), Layout.PIXELS);
                var mean = new OnnxOp(OnnxFile.mean(folder.resolve("mean.onnx")), Layout.IMAGE)) {
            assertThatThrownBy(() -> conv.apply(three))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("[n, 2, h, w]")
                    .hasMessageContaining("[1, 3, 4, 4]");
            assertThatThrownBy(() -> pixels.apply(three))
                    .isInstanceOf(OperatorTypeException.class)
                    .hasMessageContaining("2 axes");
            var uneven = Rasters.filled(DType.FLOAT32, new int[] {3, 4, 6}, i -> i);
            assertThatThrownBy(() -> mean.apply(uneven)).hasMessageContaining("does not lie on the pixels");
            // a square raster is one pixel, 4 times as large
            var one = mean.apply(three);
            assertThat(one.shape()).containsExactly(3, 1, 1);
            assertThat(one.bounds()).isEqualTo(three.bounds());
            assertThat(one.values().get(0, 0, 0)).isEqualTo(7.5);
        }
        var nothing = new OnnxOp(folder.resolve("none.onnx"), Layout.IMAGE);
        assertThatThrownBy(() -> nothing.apply(three)).hasMessageContaining("no such file");
        Files.writeString(folder.resolve("text.onnx"), "not a model");
        assertThatThrownBy(() -> new OnnxOp(folder.resolve("text.onnx"), Layout.IMAGE).apply(three))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("text.onnx");
        assertThatThrownBy(() ->
                        OnnxModel.open(model(true), Optional.of("picture"), Optional.empty(), OptionalInt.empty()))
                .hasMessageContaining("no input is named picture; there are image");
    }

    @Test
    void aMissingLibraryIsNamed() {
        assertThatThrownBy(() -> OnnxRuntime.require(ClassLoader.getPlatformClassLoader()))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("com.microsoft.onnxruntime:onnxruntime");
    }

    @Test
    void comesBackFromFiles() {
        RoundTrip.assertComesBack(
                new OnnxOp(Path.of("a.onnx"), Layout.PIXELS),
                new OnnxOp(settings(Path.of("b.onnx"), Layout.IMAGE, OptionalInt.of(3), List.of("x"))));
    }
}
