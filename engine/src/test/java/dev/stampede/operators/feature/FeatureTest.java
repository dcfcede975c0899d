package dev.stampede.operators.feature;

import static dev.stampede.operators.FamilyContract.drawing;
import static dev.stampede.operators.FamilyContract.grid;
import static dev.stampede.operators.FamilyContract.picture;
import static dev.stampede.operators.FamilyContract.raster;
import static dev.stampede.operators.FamilyContract.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.stampede.io.vector.VectorLayer;
import dev.stampede.operators.Rasters;
import dev.stampede.operators.restore.GaussianDenoise;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/// Pixels are 10 m, their corner lies at (500000, 4000000). Numbers of another program are those of scikit-image 0.26.
class FeatureTest {
    /// A smooth picture that another program made too.
    private static GeoRaster smooth() {
        var x = values(new GaussianDenoise(2).apply(raster(DType.FLOAT64, picture(40, 44, 1000, 3))));
        return raster(DType.FLOAT64, grid(40, 44, at -> x[at[0]][at[1]] / 100));
    }

    private static List<List<Integer>> places(VectorLayer layer) {
        return layer.features().stream()
                .map(f -> List.of(
                        ((Long) f.fields().get("row")).intValue(),
                        ((Long) f.fields().get("col")).intValue()))
                .toList();
    }

    private static double real(VectorLayer layer, int feature, String field) {
        return ((Number) layer.features().get(feature).fields().get(field)).doubleValue();
    }

    @Test
    void peaksAreHighestAndApart() {
        var in = raster(DType.FLOAT32, picture(12, 13, 7, 4));
        var peaks = new PeakLocalMax(2).apply(in);

        // Where one program finds a peak on each of several equal pixels, they are apart here too.
        assertThat(places(peaks))
                .containsExactlyInAnyOrder(
                        List.of(2, 8),
                        List.of(4, 6),
                        List.of(4, 10),
                        List.of(6, 6),
                        List.of(6, 9),
                        List.of(8, 5),
                        List.of(9, 7));
        var x = values(in);
        for (var place : places(peaks)) {
            for (int r = place.get(0) - 2; r <= place.get(0) + 2; r++) {
                for (int c = place.get(1) - 2; c <= place.get(1) + 2; c++) {
                    assertThat(x[r][c]).isLessThanOrEqualTo(x[place.get(0)][place.get(1)]);
                }
            }
        }
        assertThat(peaks.features().getFirst().geometry().getCoordinate().x)
                .isEqualTo(500_000 + 10 * (places(peaks).getFirst().get(1) + 0.5));
    }

    @Test
    void peaksKeepThresholdsAndBorders() {
        var x = new double[][] {
            {9, 0, 0, 0, 0, 0},
            {0, 0, 0, 5, 0, 0},
            {0, 2, 0, 0, 0, 0},
            {0, 0, 0, 0, 7, Double.NaN}
        };
        var in = raster(DType.FLOAT64, x);
        var any = OptionalDouble.empty();

        assertThat(places(new PeakLocalMax(1, any, any, OptionalInt.of(0)).apply(in)))
                .containsExactly(List.of(0, 0), List.of(3, 4), List.of(1, 3), List.of(2, 1));
        assertThat(places(new PeakLocalMax(1).apply(in))).containsExactly(List.of(1, 3), List.of(2, 1));
        assertThat(places(new PeakLocalMax(1, OptionalDouble.of(2), any, OptionalInt.of(0)).apply(in)))
                .hasSize(3);
        assertThat(places(new PeakLocalMax(1, any, OptionalDouble.of(0.6), OptionalInt.of(0)).apply(in)))
                .hasSize(2);
        assertThat(places(new PeakLocalMax(3, any, any, OptionalInt.of(0)).apply(in)))
                .containsExactly(List.of(0, 0), List.of(3, 4));
        assertThat(new PeakLocalMax(1)
                        .apply(raster(DType.UINT8, grid(5, 5, _ -> 3)))
                        .features())
                .isEmpty();
    }

    /// Away from the border, where that program mixes in zeros.
    @Test
    void edgesAgreeWithAnotherProgram() {
        var expected = new String[] {
            "00000000000000000000000000000000000000000000",
            "00000000010100110111000001000010001100000110",
            "00000001100011000001000010000110000110000000",
            "00000011000010000000000010001100000010000000",
            "00100110000100000000000110001000000010000000",
            "00011100000100000000000001011000000001000000",
            "00010000000100000000000001110000000001100010",
            "00000000001000000000000000000001000000110000",
            "00000000001000000000000000000001100000011000",
            "01000000001000000000000000000000110000001000",
            "00100000001000010000000000000000011000001100",
            "00100000001101111000000000000000000110000100",
            "00100000000100100001000011111000000011000010",
            "00100000000000000011000110001000000001100000",
            "01100000000000000010000100000100000000100000",
            "00000001110000000110001100001100000000110000",
            "00000000011111111000001000001000000100010000",
            "00000000000011000000010000011000000100011000",
            "00000000000001000000111100110000000100001000",
            "01100000000000100001000100010000000100001000",
            "00100110000000100011000000000000000010000100",
            "00100001000000100000000110000000000011000100",
            "01100001000000000000000011000000000001110000",
            "01000001111000000000000001100000000000000000",
            "00000000001100000000000000000001000000000000",
            "00000010000100000000000000000001000000000010",
            "00000110000100000000000000000001000000000010",
            "00000100000100000110001110000001000000000100",
            "00000100001100000111110011000001000000000100",
            "00000100001000000000000001000011000000000110",
            "01000000011000000000000000000110000000000010",
            "01110000010000000100001110000100000000000010",
            "00011111100000000110011000000100000000000000",
            "00000000100000000011100000000010000000000100",
            "00000000110000100000000000000000000000001100",
            "00000000010000100000000000000000000000011000",
            "00000000100001100000000000000000000000000000",
            "01000001100001000000111111111110000000000000",
            "01000110000001000011100000000000110000001110",
            "00000000000000000000000000000000000000000000"
        };

        var out = drawing(new Canny(1, 1.2, 1.2).apply(smooth()));

        for (int row = 8; row < 32; row++) {
            assertThat(out[row].substring(8, 36)).as("row " + row).isEqualTo(expected[row].substring(8, 36));
        }
    }

    @Test
    void aStepHasOneEdge() {
        for (boolean turned : new boolean[] {false, true}) {
            var step = raster(DType.FLOAT32, grid(15, 15, at -> (turned ? at[0] : at[1]) < 7 ? 0 : 1));
            var out = values(new Canny(1, 0.1, 0.2).apply(step));

            for (int r = 1; r < 14; r++) {
                double edges = 0;
                for (int c = 0; c < 15; c++) {
                    edges += turned ? out[c][r] : out[r][c];
                }
                assertThat(edges).isBetween(1.0, 2.0); // both pixels beside the step are equally steep
                assertThat(turned ? out[7][r] + out[6][r] : out[r][7] + out[r][6])
                        .isPositive();
            }
        }
        var faint = raster(DType.FLOAT32, grid(15, 15, at -> at[1] < 7 ? 0 : 0.03));
        assertThat(Rasters.values(new Canny(1, 0.01, 0.2).apply(faint).values()))
                .containsOnly(0);
        assertThat(Rasters.values(new Canny(1, 0.01, 0.02).apply(faint).values()))
                .contains(1);
    }

    /// A line that fades is one edge as long as it reaches the high threshold somewhere.
    @Test
    void faintPartsBelongToStrongOnes() {
        var fading = raster(DType.FLOAT64, grid(40, 40, at -> at[1] < 20 ? 0 : (at[0] + 1) / 40.0));
        var out = values(new Canny(1, 0.4, 2).apply(fading));

        for (int r = 8; r < 38; r++) {
            assertThat(out[r][19] + out[r][20]).as("row " + r).isPositive();
        }
        assertThat(out[2][19] + out[2][20]).isZero();
        assertThat(Rasters.values(new Canny(1, 0.4, 4).apply(fading).values())).containsOnly(0);
    }

    @Test
    void gapsAreNoEdges() {
        var hole = raster(DType.FLOAT32, grid(15, 15, at -> Math.hypot(at[0] - 7, at[1] - 7) < 3 ? Double.NaN : 5));

        assertThat(Rasters.values(new Canny(2, 1e-6, 1e-6).apply(hole).values()))
                .containsOnly(0);
    }

    @Test
    void momentsOfSlopesAgreeWithAnotherProgram() {
        var in = raster(DType.FLOAT64, picture(24, 30, 1000, 9)).values();
        var scaled = values(raster(DType.FLOAT64, picture(24, 30, 1000, 9)));
        var out = new StructureTensor(1.5)
                .apply(raster(DType.FLOAT64, grid(24, 30, at -> scaled[at[0]][at[1]] / 1000)))
                .values();

        assertThat(in.shape()).containsExactly(24, 30);
        assertThat(out.shape()).containsExactly(3, 24, 30);
        var inside = new double[] {1.1723346415946643, -0.004522831928838872, 1.4973680195004753};
        var corner = new double[] {0.9390678044076686, -0.44430372429726583, 0.6707781649476272};
        for (int band = 0; band < 3; band++) {
            assertThat(out.get(band, 5, 7)).isEqualTo(inside[band], within(1e-12));
            assertThat(out.get(band, 0, 0)).isEqualTo(corner[band], within(1e-12));
        }
    }

    /// A plane of slope (a, b) has the moments 64 a^2, 64 a b and 64 b^2.
    @Test
    void planesHaveOneSlope() {
        var plane = raster(DType.FLOAT64, grid(20, 20, at -> 0.5 * at[0] - 2 * at[1]));

        var out = new StructureTensor(1).apply(plane).values();

        assertThat(out.get(0, 10, 10)).isEqualTo(64 * 0.25, within(1e-10));
        assertThat(out.get(1, 10, 10)).isEqualTo(-64.0, within(1e-10));
        assertThat(out.get(2, 10, 10)).isEqualTo(64 * 4.0, within(1e-10));
    }

    @Test
    void rectanglesHaveFourCorners() {
        var box = raster(
                DType.UINT8, grid(30, 40, at -> at[0] >= 8 && at[0] < 20 && at[1] >= 10 && at[1] < 31 ? 200 : 20));

        var corners = places(new CornerHarris().apply(box));

        assertThat(corners).hasSize(4);
        for (int[] expected : new int[][] {{8, 10}, {8, 30}, {19, 10}, {19, 30}}) {
            assertThat(corners)
                    .anyMatch(c -> Math.abs(c.get(0) - expected[0]) <= 1 && Math.abs(c.get(1) - expected[1]) <= 1);
        }
        var edge = raster(DType.UINT8, grid(30, 40, at -> at[1] < 20 ? 200 : 20));
        assertThat(new CornerHarris().apply(edge).features()).isEmpty();
    }

    /// A Gaussian blob answers most at its own scale; both programs find the same.
    @Test
    void blobsAreFoundAtTheirScale() {
        var blobs = raster(
                DType.FLOAT64,
                grid(
                        80,
                        90,
                        at -> Math.exp(-(Math.pow(at[0] - 20, 2) + Math.pow(at[1] - 25, 2)) / 18)
                                + 0.8 * Math.exp(-(Math.pow(at[0] - 55, 2) + Math.pow(at[1] - 60, 2)) / 72)));

        var log = new BlobLoG(1, 10, 19, 0.1, 0.5).apply(blobs);
        var dog = new BlobDOG(1, 10, 1.6, 0.1, 0.5).apply(blobs);

        for (var found : List.of(log, dog)) {
            assertThat(places(found)).containsExactly(List.of(20, 25), List.of(55, 60));
        }
        assertThat(real(log, 0, "sigma")).isEqualTo(3);
        assertThat(real(log, 1, "sigma")).isEqualTo(6);
        assertThat(real(log, 1, "radius")).isEqualTo(6 * Math.sqrt(2) * 10, within(1e-9));
        assertThat(real(log, 0, "value")).isEqualTo(0.5, within(0.02)); // 2 s^2 t^2 / (s^2 + t^2)^2 at s = t
        assertThat(real(dog, 0, "sigma")).isEqualTo(2.56, within(1e-12));
        assertThat(real(dog, 1, "sigma")).isEqualTo(4.096, within(1e-12));
        assertThat(new BlobLoG(1, 10, 19, 0.6, 0.5).apply(blobs).features()).isEmpty();
    }

    @Test
    void blobsWithinLargerOnesAreDropped() {
        var large = new Blobs.Blob(50, 50, 10, 1);
        var within = new Blobs.Blob(52, 50, 2, 3);
        var beside = new Blobs.Blob(50, 80, 10, 2);

        assertThat(Blobs.apart(List.of(within, large, beside), 0.5)).containsExactly(beside, large);
        assertThat(Blobs.apart(List.of(within, large, beside), 1)).hasSize(3);
        assertThat(Blobs.overlap(large, within)).isEqualTo(1);
        assertThat(Blobs.overlap(large, beside)).isZero();
        // Two disks of radius 1 whose centres lie 1 apart share 2 pi / 3 - sqrt(3) / 2.
        double r = 1 / Math.sqrt(2);
        var a = new Blobs.Blob(0, 0, r, 1);
        assertThat(Blobs.overlap(a, new Blobs.Blob(0, 1, r, 1)))
                .isEqualTo((2 * Math.PI / 3 - Math.sqrt(3) / 2) / Math.PI, within(1e-12));
    }

    @Test
    void orientedGradientsAgreeWithAnotherProgram() {
        var x = picture(24, 30, 1000, 9);
        var in = raster(DType.FLOAT64, grid(24, 30, at -> x[at[0]][at[1]] / 1000));

        var out = new HOG(9, 8, 2).apply(in);

        assertThat(out.shape()).containsExactly(36, 2, 2);
        var first = new double[] {0.16126848, 0.21857004, 0.14377236, 0.09757103};
        var last = new double[] {0.22499728, 0.22499728, 0.10759022, 0.22499728};
        for (int k = 0; k < 4; k++) {
            assertThat(out.values().get(k, 0, 0)).isEqualTo(first[k], within(1e-8));
            assertThat(out.values().get(18 + k, 1, 1)).isEqualTo(last[k], within(1e-8));
        }
        assertThat(Arrays.stream(Rasters.values(out.values())).sum())
                .isEqualTo(22.60469015483061, within(1e-7)); // it sums cells in single precision
        // The middle of the first block of 16 pixels is the centre of the first pixel.
        assertThat(out.affine().x(0.5, 0.5)).isEqualTo(in.affine().x(8, 8));
        assertThat(out.affine().y(1.5, 1.5)).isEqualTo(in.affine().y(16, 16));
    }

    @Test
    void theBandWithTheLargestSlopeCounts() {
        var in = Rasters.filled(DType.FLOAT32, new int[] {2, 8, 8}, i -> i < 64 ? i % 8 : 3 * (i / 8 % 8));

        var out = new HOG(2, 4, 1).apply(in).values();

        // The second band slopes along columns: 90 degrees, the second class. At the border rows the first one is left.
        assertThat(out.get(1, 0, 0)).isGreaterThan(out.get(0, 0, 0));
    }

    @Test
    void linesAreFoundAndCrossTheRaster() {
        var in = raster(DType.BOOL, grid(60, 80, at -> at[0] == 20 || at[1] == 50 || at[0] - at[1] == 3 ? 1 : 0));

        var lines = new HoughLines(3, 180, 0.3, 9, 10).apply(in);

        assertThat(lines.features()).hasSize(3);
        var level = lines.features().get(0);
        assertThat(level.fields())
                .containsEntry("votes", 80L)
                .containsEntry("angle", -90.0)
                .containsEntry("distance", -20.0);
        var ends = level.geometry().getCoordinates();
        assertThat(ends[0].y).isEqualTo(4_000_000 - 205, within(1e-6));
        assertThat(Math.abs(ends[0].x - ends[1].x)).isEqualTo(800, within(1e-6));
        var upright = lines.features().get(1);
        assertThat(upright.fields())
                .containsEntry("votes", 60L)
                .containsEntry("angle", 0.0)
                .containsEntry("distance", 50.0);
        assertThat(upright.geometry().getCoordinates()[0].x).isEqualTo(500_505, within(1e-6));
        assertThat((Double) lines.features().get(2).fields().get("angle")).isEqualTo(-45, within(1e-9));
        assertThat(new HoughLines()
                        .apply(raster(DType.BOOL, grid(5, 5, _ -> 0)))
                        .features())
                .isEmpty();
    }

    /// The response of a Gaussian of variance t^2 at its middle is (s t)^4 / (s^2 + t^2)^4: largest at s = t, 1/16
    /// there.
    @Test
    void hessiansFindBrightAndDarkBlobs() {
        var blobs = raster(
                DType.FLOAT64,
                grid(
                        80,
                        90,
                        at -> Math.exp(-(Math.pow(at[0] - 20, 2) + Math.pow(at[1] - 25, 2)) / 18)
                                - 0.8 * Math.exp(-(Math.pow(at[0] - 55, 2) + Math.pow(at[1] - 60, 2)) / 72)));

        var found = new BlobDoH(1, 10, 19, 0.01, 0.5).apply(blobs);

        assertThat(places(found)).containsExactly(List.of(20, 25), List.of(55, 60));
        assertThat(real(found, 0, "sigma")).isEqualTo(3);
        assertThat(real(found, 1, "sigma")).isEqualTo(6);
        assertThat(real(found, 0, "value")).isEqualTo(1 / 16.0, within(2e-3)); // pixels are coarse for a sigma of 3
        assertThat(real(found, 1, "value")).isEqualTo(0.64 / 16.0, within(1e-3));
    }

    @Test
    void featuresOfScalesAgreeWithAnotherProgram() {
        var x = picture(24, 30, 1000, 9);
        var in = raster(DType.FLOAT64, grid(24, 30, at -> x[at[0]][at[1]] / 1000));

        var out = new MultiscaleBasicFeatures(true, true, true, 0.5, 4).apply(in);

        assertThat(out.shape()).containsExactly(16, 24, 30);
        assertThat(out.attributes().bandNames(16).orElseThrow())
                .startsWith(
                        "b1_s0.5_intensity",
                        "b1_s0.5_edges",
                        "b1_s0.5_texture_1",
                        "b1_s0.5_texture_2",
                        "b1_s1.0_intensity");
        var expected = new double[][] {
            {
                0.5201824307441711,
                0.24595166742801666,
                0.22459319233894348,
                -0.14328372478485107,
                0.5256237387657166,
                0.09555916488170624,
                0.034919917583465576,
                -0.06430087983608246,
                0.4911181330680847,
                0.0193792637437582,
                0.0011457097716629505,
                -0.010612312704324722,
                0.4657944142818451,
                0.010716131888329983,
                0.0004482697695493698,
                -0.001688426360487938
            },
            {
                0.4421953856945038,
                0.14412690699100494,
                0.33383071422576904,
                -0.1463691145181656,
                0.42796802520751953,
                0.09618515521287918,
                0.028952984139323235,
                -0.022224081680178642,
                0.43039947748184204,
                0.0324421226978302,
                0.00502402801066637,
                -0.007910621352493763,
                0.4150655269622803,
                0.0096290847286582,
                0.002018106635659933,
                -0.0017081177793443203
            },
            {
                0.37818461656570435,
                0.09994343668222427,
                0.2149285078048706,
                -0.6929502487182617,
                0.41851210594177246,
                0.03341109678149223,
                0.04425252601504326,
                -0.01568390056490898,
                0.43055883049964905,
                0.020405877381563187,
                0.01412929967045784,
                -0.009608123451471329,
                0.4537046551704407,
                0.009587305597960949,
                0.0018373823259025812,
                -0.00304452539421618
            }
        };
        int[][] at = {{7, 9}, {0, 0}, {23, 29}};
        for (int k = 0; k < 3; k++) {
            for (int band = 0; band < 16; band++) {
                assertThat(out.values().get(band, at[k][0], at[k][1]))
                        .as("band " + band + " at " + at[k][0])
                        .isEqualTo(expected[k][band], within(2e-6)); // that program works in single precision
            }
        }
        assertThat(new MultiscaleBasicFeatures(false, true, false, 1, 1)
                        .apply(in)
                        .shape())
                .containsExactly(1, 24, 30);
    }

    @Test
    void circlesAreFound() {
        var in = raster(
                DType.BOOL,
                grid(
                        60,
                        70,
                        at -> Math.rint(Math.hypot(at[0] - 25, at[1] - 30)) == 12
                                        || Math.rint(Math.hypot(at[0] - 45, at[1] - 50)) == 8 && at[1] < 50
                                ? 1
                                : 0));

        var circles = new HoughCircles(List.of(8, 10, 12), 5, 0.4, 5).apply(in);

        assertThat(places(circles).get(0)).isEqualTo(List.of(25, 30));
        assertThat(circles.features().getFirst().fields())
                .containsEntry("radius", 120.0)
                .containsEntry("radius_pixels", 12L);
        assertThat(real(circles, 0, "share")).isGreaterThan(0.95);
        assertThat(places(circles)).hasSize(2);
        assertThat(places(circles).get(1)).isEqualTo(List.of(45, 50));
        assertThat(real(circles, 1, "share")).isBetween(0.4, 0.6); // half of it is there
        assertThat(new HoughCircles(List.of(8), 5, 0.4, 5)
                        .apply(raster(DType.UINT8, grid(4, 4, _ -> 0)))
                        .features())
                .isEmpty();
    }

    /// Distances beyond any raster are as good as the largest that matters.
    @Test
    void distancesWithoutEndLeaveTheBestAlone() {
        int far = Integer.MAX_VALUE;
        var two = Rasters.of(DType.FLOAT64, new int[] {3, 4}, 0, 0, 0, 0, 0, 5, 0, 7, 0, 0, 0, 0);
        var cross = Rasters.filled(DType.UINT8, new int[] {9, 9}, i -> i / 9 == 4 || i % 9 == 2 ? 1 : 0);

        var peaks = new PeakLocalMax(far, OptionalDouble.empty(), OptionalDouble.empty(), OptionalInt.of(0)).apply(two);
        var lines = new HoughLines(10, 180, 0.1, far, far).apply(cross);

        assertThat(peaks.features()).hasSize(1);
        assertThat(peaks.features().getFirst().fields()).containsEntry("value", 7.0);
        assertThat(lines.features()).hasSize(1);
        assertThat(lines.features().getFirst().fields()).containsEntry("votes", 9L);
    }
}
