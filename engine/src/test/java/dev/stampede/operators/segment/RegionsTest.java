package dev.stampede.operators.segment;

import static dev.stampede.operators.FamilyContract.drawing;
import static dev.stampede.operators.FamilyContract.drawn;
import static dev.stampede.operators.FamilyContract.grid;
import static dev.stampede.operators.FamilyContract.noise;
import static dev.stampede.operators.FamilyContract.picture;
import static dev.stampede.operators.FamilyContract.raster;
import static dev.stampede.operators.FamilyContract.values;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.operators.Rasters;
import dev.stampede.operators.measure.LabelConnectedComponents;
import dev.stampede.operators.restore.GaussianDenoise;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
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
}
