package dev.stampede.operators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.OperatorRegistry;
import dev.stampede.operators.core.PipelineReader;
import dev.stampede.operators.core.PipelineWriter;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.core.Signature.Dim;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What holds for every operator on rasters.
public final class FamilyContract {
    private static final PipelineReader READER = PipelineReader.of(OperatorRegistry.standard());

    private FamilyContract() {}

    /// The operator comes back equal from JSON and YAML.
    public static void isStored(Operator<?, ?> operator) {
        assertThat(READER.fromJson(PipelineWriter.json(operator))).isEqualTo(operator);
        assertThat(READER.fromYaml(PipelineWriter.yaml(operator))).isEqualTo(operator);
    }

    /// Every operator of a family is among those of a test.
    public static void holdsFamily(String family, Stream<? extends Operator<?, ?>> operators) {
        var names = operators.map(Operator::name).collect(Collectors.toSet());
        assertThat(names)
                .containsAll(OperatorRegistry.standard().types().stream()
                        .filter(type -> type.family().equals(family))
                        .map(Object::toString)
                        .toList());
    }

    /// A call leaves its input as it was, and a raster that comes out looks as the signature says.
    @SuppressWarnings("unchecked")
    public static Object leavesItsInput(Operator<?, ?> operator, GeoRaster in) {
        String before = in.contentHash();
        Object out = ((Operator<Object, Object>) operator).apply(in);
        assertThat(in.contentHash()).as("input of " + operator).isEqualTo(before);
        var said = operator.outputSignature(signature(in));
        if (out instanceof GeoRaster raster && said.isKnown()) {
            assertThat(said.dtype()).as("type of " + operator).isEqualTo(raster.dtypeLabel());
            assertThat(said.dims()).as("axes of " + operator).hasSize(raster.rank());
            for (int axis = 0; axis < raster.rank(); axis++) {
                var size = said.dims().get(axis).size();
                assertThat(size.orElse(raster.shape()[axis]))
                        .as("axis " + axis + " of " + operator)
                        .isEqualTo(raster.shape()[axis]);
            }
        }
        return out;
    }

    private static Signature signature(GeoRaster raster) {
        List<Dim> dims = new ArrayList<>();
        for (int axis = 0; axis < raster.rank(); axis++) {
            dims.add(Dim.of(raster.dims().get(axis), raster.shape()[axis]));
        }
        return new Signature(dims, raster.dtypeLabel());
    }

    /// Rasters of awkward sizes: one pixel, one row, one column, and all NaN.
    public static List<GeoRaster> awkward(int bands) {
        List<GeoRaster> all = new ArrayList<>();
        for (int[] size : new int[][] {{1, 1}, {1, 9}, {9, 1}, {2, 2}}) {
            int[] shape = bands == 1 ? size : new int[] {bands, size[0], size[1]};
            var random = new Random(1);
            all.add(Rasters.filled(DType.FLOAT32, shape, _ -> random.nextDouble()));
            all.add(Rasters.filled(DType.FLOAT64, shape, _ -> Double.NaN));
        }
        return all;
    }

    /// Values of a plane by row and column.
    public static double[][] grid(int rows, int cols, ToDoubleFunction<int[]> value) {
        var grid = new double[rows][cols];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < cols; c++) {
                grid[r][c] = value.applyAsDouble(new int[] {r, c});
            }
        }
        return grid;
    }

    /// A raster of rank 2.
    public static GeoRaster raster(DType type, double[][] grid) {
        int cols = grid[0].length;
        return Rasters.filled(type, new int[] {grid.length, cols}, i -> grid[i / cols][i % cols]);
    }

    /// Values of a raster of rank 2.
    public static double[][] values(GeoRaster raster) {
        var flat = Rasters.values(raster.values());
        return grid(raster.height(), raster.width(), at -> flat[at[0] * raster.width() + at[1]]);
    }

    /// Noise about 10 with every so many values NaN.
    public static double[][] noise(int rows, int cols, long seed, double nan) {
        var random = new Random(seed);
        return grid(rows, cols, _ -> {
            double value = 10 + 3 * random.nextGaussian();
            return random.nextDouble() < nan ? Double.NaN : value;
        });
    }

    /// Compares every value; NaN must be NaN.
    public static void assertClose(double[][] actual, double[][] expected, double tolerance) {
        assertThat(actual.length).isEqualTo(expected.length);
        for (int r = 0; r < expected.length; r++) {
            for (int c = 0; c < expected[r].length; c++) {
                double off = Math.abs(actual[r][c] - expected[r][c]);
                boolean same = off <= tolerance || Double.isNaN(actual[r][c]) && Double.isNaN(expected[r][c]);
                if (!same) {
                    throw new AssertionError(
                            "(" + r + ", " + c + "): " + actual[r][c] + ", expected " + expected[r][c]);
                }
            }
        }
    }

    /// Small whole numbers below `levels` from a fixed sequence, so that another program can make the same picture.
    public static double[][] picture(int rows, int cols, int levels, long seed) {
        long[] state = {seed};
        return grid(rows, cols, _ -> {
            state[0] = (state[0] * 1103515245L + 12345) % (1L << 31);
            return (state[0] >> 16) % levels;
        });
    }

    /// A raster of rank 2 from rows of digits; letters go on from 10, a dot is NaN.
    public static GeoRaster drawn(DType type, String... rows) {
        return raster(type, grid(rows.length, rows[0].length(), at -> {
            char c = rows[at[0]].charAt(at[1]);
            return c == '.' ? Double.NaN : Character.digit(c, 36);
        }));
    }

    /// The opposite of [#drawn].
    public static String[] drawing(GeoRaster raster) {
        var values = values(raster);
        var rows = new String[values.length];
        for (int r = 0; r < rows.length; r++) {
            var text = new StringBuilder();
            for (double value : values[r]) {
                text.append(Double.isNaN(value) ? '.' : Character.forDigit((int) value, 36));
            }
            rows[r] = text.toString();
        }
        return rows;
    }

    /// A raster written for operators that read another from a file.
    public static java.nio.file.Path written(GeoRaster raster, java.nio.file.Path file) throws java.io.IOException {
        new dev.stampede.operators.io.WriteGeoTIFF(file).apply(raster);
        return file;
    }
}
