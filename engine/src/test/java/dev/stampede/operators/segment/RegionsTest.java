package dev.stampede.operators.segment;

import static dev.stampede.operators.FamilyContract.drawing;
import static dev.stampede.operators.FamilyContract.drawn;
import static dev.stampede.operators.FamilyContract.grid;
import static dev.stampede.operators.FamilyContract.noise;
import static dev.stampede.operators.FamilyContract.picture;
import static dev.stampede.operators.FamilyContract.raster;
import static dev.stampede.operators.FamilyContract.values;
import static dev.stampede.operators.FamilyContract.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stampede.bindings.NativeLibrary;
import dev.stampede.bindings.gdal.GdalLibrary;
import dev.stampede.operators.Rasters;
import dev.stampede.operators.measure.LabelConnectedComponents;
import dev.stampede.operators.restore.GaussianDenoise;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Regions by values and places.
class RegionsTest {
    /// Four flat quarters with noise.
    private static double[][] quarters(double noise) {
        var random = new Random(4);
        return grid(40, 48, at -> (at[0] < 20 ? 0 : 10) + (at[1] < 24 ? 0 : 4) + noise * random.nextGaussian());
    }

    private static void assertQuarters(GeoRaster labels) {
        var found = values(labels);
        var names = new TreeSet<Double>();
        for (int r = 0; r < 40; r++) {
            for (int c = 0; c < 48; c++) {
                assertThat(found[r][c]).isEqualTo(found[r < 20 ? 5 : 30][c < 24 ? 5 : 40]);
                names.add(found[r][c]);
            }
        }
        assertThat(names).containsExactly(1.0, 2.0, 3.0, 4.0);
    }

    @Test
    void graphsPartWhatDiffers() {
        assertQuarters(new Felzenszwalb(30, 0, 20).apply(raster(DType.FLOAT32, quarters(0.1))));
        assertQuarters(new Felzenszwalb(0, 0, 0).apply(raster(DType.FLOAT32, quarters(0))));
        // A scale beyond every difference joins all.
        assertThat(Rasters.values(new Felzenszwalb(1e9, 0.8, 0)
                        .apply(raster(DType.FLOAT32, quarters(0.1)))
                        .values()))
                .containsOnly(1);
    }

    @Test
    void graphsJoinSmallRegionsAndLeaveGaps() {
        var in = drawn(DType.FLOAT32, "1119999", "1519999", "111.999");

        assertThat(drawing(new Felzenszwalb(0, 0, 0).apply(in))).containsExactly("1112222", "1312222", "1110222");
        assertThat(drawing(new Felzenszwalb(0, 0, 2).apply(in))).containsExactly("1112222", "1112222", "1110222");
        var bands = Rasters.of(DType.FLOAT32, new int[] {2, 1, 4}, 0, 0, 0, 0, 1, 1, 5, Double.NaN);
        assertThat(drawing(new Felzenszwalb(0, 0, 0).apply(bands))).containsExactly("1120");
    }

    /// The rule itself, followed in the simplest way.
    @Test
    void graphsFollowTheirRule() {
        var x = picture(9, 8, 50, 3);
        double scale = 30;
        var region = new int[72];
        var heaviest = new double[72];
        for (int i = 0; i < 72; i++) {
            region[i] = i;
        }
        for (int w = 0; w < 50; w++) {
            for (int i = 0; i < 72; i++) {
                for (int[] step : new int[][] {{0, 1}, {1, -1}, {1, 0}, {1, 1}}) {
                    int r = i / 8 + step[0];
                    int c = i % 8 + step[1];
                    if (r > 8 || c < 0 || c > 7 || Math.abs(x[i / 8][i % 8] - x[r][c]) != w) {
                        continue;
                    }
                    int a = region[i];
                    int b = region[r * 8 + c];
                    long sizeA = Arrays.stream(region).filter(v -> v == a).count();
                    long sizeB = Arrays.stream(region).filter(v -> v == b).count();
                    if (a != b && w <= heaviest[a] + scale / sizeA && w <= heaviest[b] + scale / sizeB) {
                        for (int k = 0; k < 72; k++) {
                            region[k] = region[k] == b ? a : region[k];
                        }
                        heaviest[a] = w;
                    }
                }
            }
        }
        var number = new HashMap<Integer, Double>();
        var expected = new double[72];
        for (int i = 0; i < 72; i++) {
            number.putIfAbsent(region[i], number.size() + 1.0);
            expected[i] = number.get(region[i]);
        }
        // In another order of equal edges regions could differ; edges from one pixel go right, down left, down, down
        // right.
        var out = new Felzenszwalb(scale, 0, 0).apply(raster(DType.FLOAT64, x));

        assertThat(number.size()).isBetween(3, 40);
        assertThat(Rasters.values(out.values())).isEqualTo(expected);
    }

    @Test
    void clustersFollowValuesAndPlaces() {
        assertQuarters(new SLIC(4, 0.1).apply(raster(DType.FLOAT32, quarters(0.1))));
        // With places only: equal squares.
        assertQuarters(new SLIC(4, 1e6).apply(raster(DType.FLOAT32, grid(40, 48, at -> at[0] * at[1] % 7))));
    }

    @ParameterizedTest
    @CsvSource({"1, 17, 5", "23, 1, 7", "31, 37, 40", "64, 50, 300", "7, 5, 35", "6, 6, 1"})
    void everyPixelWithAValueHasAConnectedCluster(int rows, int cols, int segments) {
        var x = noise(rows, cols, 3, 0.1);

        var out = values(new SLIC(segments, 0.3).apply(raster(DType.FLOAT64, x)));

        var labels = new TreeSet<Double>();
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < cols; c++) {
                assertThat(out[r][c] == 0).isEqualTo(Double.isNaN(x[r][c]));
                labels.add(out[r][c]);
            }
        }
        labels.remove(0.0);
        assertThat(labels.last()).isEqualTo(labels.size());
        int regions = (int) Arrays.stream(Rasters.values(new LabelConnectedComponents()
                        .apply(raster(DType.INT32, out))
                        .values()))
                .max()
                .orElseThrow();
        assertThat(regions).isEqualTo(labels.size());
        assertThat(labels.size()).isLessThanOrEqualTo(3 * segments + 20);
    }

    @Test
    void clustersOfSeveralBandsArePartedByAny() {
        var in = Rasters.filled(DType.FLOAT32, new int[] {2, 40, 48}, i -> {
            int band = i / 1920;
            int row = i / 48 % 40;
            int col = i % 48;
            return band == 0 ? (row < 20 ? 0 : 1) : col < 24 ? 0 : 1;
        });

        assertQuarters(new SLIC(4, 0.1).apply(in));
        assertThat(new SLIC(4, 0.1).apply(in).shape()).containsExactly(40, 48);
    }

    /// Every fourth pixel of the mask of scikit-image 0.26, and its size.
    @Test
    void contoursAgreeWithAnotherProgram() {
        var x = values(new GaussianDenoise(2).apply(raster(DType.FLOAT64, picture(40, 44, 1000, 3))));

        var out = values(new ChanVese().apply(raster(DType.FLOAT64, grid(40, 44, at -> x[at[0]][at[1]] / 100))));

        var text = new StringBuilder();
        double sum = 0;
        for (int r = 0; r < 40; r++) {
            for (int c = 0; c < 44; c++) {
                sum += out[r][c];
                if (r % 4 == 0 && c % 4 == 0) {
                    text.append((int) out[r][c]);
                }
            }
        }
        assertThat(sum).isEqualTo(815);
        assertThat(text.toString())
                .isEqualTo(
                        "10010000001001110000011110100000011110011100111000111111110000001111110000010111100000101111000011000000001111");
    }

    @Test
    void contoursPartADiskFromItsGround() {
        var random = new Random(5);
        var x = grid(60, 60, at -> (Math.hypot(at[0] - 28, at[1] - 33) < 15 ? 1 : 0) + 0.2 * random.nextGaussian());
        x[28][33] = Double.NaN;

        var out = values(new ChanVese().apply(raster(DType.FLOAT32, x)));

        int wrong = 0;
        double inside = out[28][30];
        for (int r = 0; r < 60; r++) {
            for (int c = 0; c < 60; c++) {
                double expected = Math.hypot(r - 28, c - 33) < 15 ? inside : 1 - inside;
                wrong += out[r][c] != expected ? 1 : 0;
            }
        }
        assertThat(wrong).isLessThan(40); // of 3600; a threshold alone leaves some 20
        assertThat(out[28][33]).isZero();
    }

    /// Chances of scikit-image 0.26, solved to 1e-10.
    @Test
    void walkersAgreeWithAnotherProgram() {
        var x = values(new GaussianDenoise(2).apply(raster(DType.FLOAT64, picture(20, 24, 1000, 3))));
        var in = raster(DType.FLOAT64, grid(20, 24, at -> x[at[0]][at[1]] / 100));
        var markers = raster(
                DType.UINT8,
                grid(
                        20,
                        24,
                        at -> at[0] == 3 && at[1] == 4
                                ? 1
                                : at[0] == 15 && at[1] == 18 ? 2 : at[0] == 16 && at[1] == 3 ? 3 : 0));

        var out = RandomWalker.walk(in, markers, 130, 1e-10, 5000);

        assertThat(String.join("", drawing(out)))
                .isEqualTo(
                        "111111111111111222222222111111111111111222222222111111111111111222222222111111111111112222222222111111111111122222222222111111111111222222222222111111111111222222222222111111111111222222222222111111111112222222222222111111111122222222222222333333333322222222222222333333333322222222222222333333333222222222222222333333333222222222222222333333333222222222222222333333333222222222222222333333333222222222222222333333333222222222222222333333333222222222222222333333333322222222222222");
    }

    /// Without values to tell by, the nearer marker wins; walls and gaps keep walkers out.
    @Test
    void walkersGoWhereTheyCan() {
        assertThat(drawing(RandomWalker.walk(
                        drawn(DType.FLOAT32, "5555555"), drawn(DType.UINT8, "1000002"), 130, 1e-8, 100)))
                .containsExactly("1111222");
        assertThat(drawing(RandomWalker.walk(
                        drawn(DType.FLOAT32, "55.5555", "55.5999"),
                        drawn(DType.UINT8, "0000020", "0000003"),
                        130,
                        1e-8,
                        100)))
                .containsExactly("0002222", "0002333");
    }

    @Test
    void walkersTakeMarkersFromAFile(@TempDir Path folder) throws IOException {
        assumeTrue(GdalLibrary.status() instanceof NativeLibrary.Loaded, "GDAL is not installed");
        var file = written(drawn(DType.UINT8, "1000002"), folder.resolve("markers.tif"));

        assertThat(drawing(new RandomWalker(file, 130, 1e-6, 100).apply(drawn(DType.FLOAT32, "0099999"))))
                .containsExactly("1122222");
    }

    @Test
    void modesPartWhatDiffers() {
        assertQuarters(new Quickshift(3, 60, 20).apply(raster(DType.FLOAT32, quarters(0))));
        var far = new Quickshift(3, 60, 0).apply(raster(DType.FLOAT32, quarters(0.1)));
        assertThat(Rasters.values(far.values())).containsOnly(1);
    }

    /// The rule itself, followed in the simplest way.
    @Test
    void modesFollowTheirRule() {
        var x = noise(14, 17, 5, 0.08);
        double size = 1.3;
        int half = 4;
        var density = grid(14, 17, p -> {
            double sum = 0;
            for (int r = Math.max(0, p[0] - half); r <= Math.min(13, p[0] + half); r++) {
                for (int c = Math.max(0, p[1] - half); c <= Math.min(16, p[1] + half); c++) {
                    double d = Math.pow(r - p[0], 2) + Math.pow(c - p[1], 2) + Math.pow(x[r][c] - x[p[0]][p[1]], 2);
                    sum += Double.isNaN(d) ? 0 : Math.exp(-d / (2 * size * size));
                }
            }
            return sum;
        });
        var root = new int[14 * 17];
        for (int i = 0; i < root.length; i++) {
            root[i] = parent(x, density, i, 2.5, half);
        }
        var number = new HashMap<Integer, Double>();
        var expected = new double[root.length];
        for (int i = 0; i < root.length; i++) {
            int at = i;
            while (root[at] != at) {
                at = root[at];
            }
            if (!Double.isNaN(x[i / 17][i % 17])) {
                number.putIfAbsent(at, number.size() + 1.0);
                expected[i] = number.get(at);
            }
        }

        var out = new Quickshift(size, 2.5, 1).apply(raster(DType.FLOAT32, x));

        assertThat(number.size()).isBetween(5, 150);
        assertThat(Rasters.values(out.values())).isEqualTo(expected);
    }

    private static int parent(double[][] x, double[][] density, int i, double limit, int half) {
        int best = i;
        double nearest = limit * limit;
        for (int other = 0; other < 14 * 17; other++) {
            int down = Math.abs(other / 17 - i / 17);
            int right = Math.abs(other % 17 - i % 17);
            double d = down * down + right * right + Math.pow(x[other / 17][other % 17] - x[i / 17][i % 17], 2);
            if (Math.max(down, right) <= half
                    && density[other / 17][other % 17] > density[i / 17][i % 17]
                    && d < nearest) {
                nearest = d;
                best = other;
            }
        }
        return best;
    }
}
