package dev.stampede.operators.measure;

import static dev.stampede.operators.FamilyContract.drawing;
import static dev.stampede.operators.FamilyContract.drawn;
import static dev.stampede.operators.FamilyContract.grid;
import static dev.stampede.operators.FamilyContract.picture;
import static dev.stampede.operators.FamilyContract.raster;
import static dev.stampede.operators.FamilyContract.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stampede.bindings.NativeLibrary;
import dev.stampede.bindings.gdal.GdalLibrary;
import dev.stampede.io.vector.VectorFiles;
import dev.stampede.io.vector.VectorLayer;
import dev.stampede.operators.Rasters;
import dev.stampede.operators.measure.FindContours.Connected;
import dev.stampede.raster.DType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Geometry;

/// Pixels are 10 m, their corner lies at (500000, 4000000).
class MeasureTest {
    @Test
    void regionsOfEqualValuesAreNumbered() {
        var in = drawn(DType.FLOAT32, "1102", "0120", "3.22", "3320");

        assertThat(drawing(new LabelConnectedComponents().apply(in))).containsExactly("1102", "0130", "4033", "4430");
        assertThat(drawing(new LabelConnectedComponents(2, 0).apply(in)))
                .containsExactly("1102", "0120", "3022", "3320");
        assertThat(drawing(new LabelConnectedComponents(1, Double.NaN).apply(in)))
                .containsExactly("1123", "4156", "7055", "7758");
        assertThat(drawing(new LabelConnectedComponents(1, 2).apply(in)))
                .containsExactly("1120", "3104", "5000", "5506");
    }

    /// Against a search from every pixel.
    @Test
    void regionsAreThoseOfASearch() {
        var x = picture(25, 30, 3, 11);
        for (int connectivity = 1; connectivity <= 2; connectivity++) {
            var out = Rasters.values(new LabelConnectedComponents(connectivity, 0)
                    .apply(raster(DType.UINT8, x))
                    .values());
            var expected = new double[25 * 30];
            int next = 0;
            for (int start = 0; start < expected.length; start++) {
                if (expected[start] != 0 || x[start / 30][start % 30] == 0) {
                    continue;
                }
                next++;
                var stack = new java.util.ArrayDeque<>(List.of(start));
                while (!stack.isEmpty()) {
                    int i = stack.pop();
                    if (expected[i] != 0) {
                        continue;
                    }
                    expected[i] = next;
                    for (int r = Math.max(0, i / 30 - 1); r <= Math.min(24, i / 30 + 1); r++) {
                        for (int c = Math.max(0, i % 30 - 1); c <= Math.min(29, i % 30 + 1); c++) {
                            boolean beside = connectivity == 2 || r == i / 30 || c == i % 30;
                            if (beside && x[r][c] == x[i / 30][i % 30]) {
                                stack.push(r * 30 + c);
                            }
                        }
                    }
                }
            }
            assertThat(out).isEqualTo(expected);
        }
    }

    private static double real(VectorLayer layer, int feature, String field) {
        return ((Number) layer.features().get(feature).fields().get(field)).doubleValue();
    }

    /// A rectangle of 3 rows and 8 columns.
    @Test
    void rectanglesHaveKnownMoments() {
        var in = raster(DType.UINT8, grid(12, 14, at -> at[0] >= 2 && at[0] < 5 && at[1] >= 4 && at[1] < 12 ? 6 : 0));

        var table = new RegionProps().apply(in);

        assertThat(table.features()).hasSize(1);
        assertThat(table.crs()).isEqualTo("EPSG:32610");
        var row = table.features().getFirst().fields();
        assertThat(row)
                .containsEntry("label", 6L)
                .containsEntry("area", 24L)
                .containsEntry("area_map", 2400.0)
                .containsEntry("min_row", 2L)
                .containsEntry("min_col", 4L)
                .containsEntry("max_row", 5L)
                .containsEntry("max_col", 12L)
                .containsEntry("centroid_row", 3.0)
                .containsEntry("centroid_col", 7.5)
                .containsEntry("centroid_x", 500_080.0)
                .containsEntry("centroid_y", 4_000_000 - 35.0)
                .containsEntry("extent", 1.0)
                .containsEntry("boundary_length", 220.0)
                .containsEntry("orientation", 0.0);
        // The variance of 1, 2, ..., w is (w^2 - 1) / 12.
        assertThat(real(table, 0, "major_axis_length")).isEqualTo(4 * Math.sqrt(63 / 12.0), within(1e-12));
        assertThat(real(table, 0, "minor_axis_length")).isEqualTo(4 * Math.sqrt(8 / 12.0), within(1e-12));
        assertThat(real(table, 0, "eccentricity")).isEqualTo(Math.sqrt(1 - 8.0 / 63), within(1e-12));
        assertThat(real(table, 0, "equivalent_diameter")).isEqualTo(Math.sqrt(96 / Math.PI), within(1e-12));
        assertThat(table.features().getFirst().geometry().getCoordinate().x).isEqualTo(500_080);
        var upright = new RegionProps().apply(raster(DType.UINT8, grid(9, 9, at -> at[1] == 4 ? 1 : 0)));
        assertThat(real(upright, 0, "orientation")).isEqualTo(90);
    }

    /// Numbers of scikit-image 0.26 for the same region.
    @Test
    void shapesAgreeWithAnotherProgram() {
        var x = picture(9, 11, 7, 5);
        var in = raster(DType.UINT8, grid(9, 11, at -> x[at[0]][at[1]] > 3 ? 1 : 0));

        var table = new RegionProps().apply(new LabelConnectedComponents(2, 0).apply(in));

        assertThat(real(table, 0, "area")).isEqualTo(37);
        assertThat(real(table, 0, "centroid_row")).isEqualTo(4.27027027027027, within(1e-12));
        assertThat(real(table, 0, "centroid_col")).isEqualTo(5.162162162162162, within(1e-12));
        assertThat(real(table, 0, "major_axis_length")).isEqualTo(13.784521581427866, within(1e-9));
        assertThat(real(table, 0, "minor_axis_length")).isEqualTo(6.799655964511889, within(1e-9));
        assertThat(real(table, 0, "eccentricity")).isEqualTo(0.8698694717228985, within(1e-9));
        assertThat(real(table, 0, "orientation")).isEqualTo(63.894192418690174 - 90, within(1e-9)); // its axis is rows
    }

    @Test
    void intensitiesAreMeasuredAndTablesWritten(@TempDir Path folder) throws IOException {
        assumeTrue(GdalLibrary.status() instanceof NativeLibrary.Loaded, "GDAL is not installed");
        var labels = drawn(DType.UINT8, "1130", "1020");
        var values = Rasters.of(DType.FLOAT32, new int[] {2, 4}, 1, 2, Double.NaN, 9, 6, 9, 4, 9);
        var file = written(values, folder.resolve("values.tif"));

        var table = new RegionProps(Optional.of(file), Optional.of(List.of("area", "mean_intensity", "std_intensity")))
                .apply(labels);
        VectorFiles.write(folder.resolve("regions.geojson"), List.of(table));
        var back = VectorFiles.readFirst(folder.resolve("regions.geojson"));

        assertThat(table.fields().keySet()).containsExactly("label", "area", "mean_intensity", "std_intensity");
        assertThat(real(table, 0, "mean_intensity")).isEqualTo(3);
        assertThat(real(table, 0, "std_intensity")).isEqualTo(Math.sqrt(14 / 3.0), within(1e-12));
        assertThat(real(table, 1, "mean_intensity")).isEqualTo(4);
        assertThat(table.features().get(2).fields()).containsEntry("mean_intensity", null);
        assertThat(back.features()).hasSize(3);
        assertThat(back.features().get(0).fields()).containsEntry("area", 3L).containsEntry("mean_intensity", 3.0);
        var all =
                new RegionProps().measure(labels, values).features().getFirst().fields();
        assertThat(all).containsEntry("min_intensity", 1.0).containsEntry("max_intensity", 6.0);
    }

    /// Lines through a plane are straight and where they should be.
    @Test
    void linesOfAPlaneAreStraight() {
        var in = raster(DType.FLOAT64, grid(6, 8, at -> at[1] * 2));

        var lines = new FindContours(5).apply(in);

        assertThat(lines.features()).hasSize(1);
        var line = lines.features().getFirst();
        assertThat(line.fields()).isEqualTo(Map.of("level", 5.0, "closed", false));
        for (var place : line.geometry().getCoordinates()) {
            assertThat(place.x).isEqualTo(500_000 + (2.5 + 0.5) * 10, within(1e-9));
        }
        // Higher ground is in the east: with it to the left the line runs south.
        assertThat(line.geometry().getCoordinates()[0].y).isEqualTo(4_000_000 - 5);
        assertThat(line.geometry().getLength()).isEqualTo(50, within(1e-9));
        var middle = new FindContours(OptionalDouble.empty(), Connected.LOW).apply(in);
        assertThat(middle.features().getFirst().fields()).containsEntry("level", 7.0);
    }

    @Test
    void ringsCloseAndGapsBreakThem() {
        var cone = grid(41, 41, at -> 15 - Math.hypot(at[0] - 20, at[1] - 20));

        var ring = new FindContours(5).apply(raster(DType.FLOAT64, cone)).features();
        cone[20][30] = Double.NaN;
        var broken = new FindContours(5).apply(raster(DType.FLOAT64, cone)).features();

        assertThat(ring).hasSize(1);
        assertThat(ring.getFirst().fields()).containsEntry("closed", true);
        assertThat(ring.getFirst().geometry().getLength()).isEqualTo(2 * Math.PI * 100, within(2.0));
        assertThat(org.locationtech.jts.algorithm.Orientation.isCCW(
                        ring.getFirst().geometry().getCoordinates()))
                .isTrue();
        assertThat(broken).hasSize(1);
        assertThat(broken.getFirst().fields()).containsEntry("closed", false);
        assertThat(broken.getFirst().geometry().getLength()).isBetween(560.0, 620.0);
    }

    /// Number and length of the lines as scikit-image 0.26 finds them, in pixels.
    @Test
    void linesAgreeWithAnotherProgram() {
        var in = raster(DType.FLOAT64, picture(9, 11, 7, 5));

        var low = new FindContours(OptionalDouble.of(3.5), Connected.LOW)
                .apply(in)
                .features();
        var high = new FindContours(OptionalDouble.of(3.5), Connected.HIGH)
                .apply(in)
                .features();

        assertThat(low).hasSize(12);
        assertThat(high).hasSize(10);
        assertThat(low.stream().mapToDouble(f -> f.geometry().getLength()).sum() / 10)
                .isEqualTo(58.02360321227905, within(1e-8));
        assertThat(high.stream().mapToDouble(f -> f.geometry().getLength()).sum() / 10)
                .isEqualTo(59.42934302577607, within(1e-8));
        assertThat(low.stream()
                        .map(f -> f.geometry())
                        .mapToInt(Geometry::getNumPoints)
                        .sum())
                .isEqualTo(88);
    }

    @Test
    void aPixelOfTheLevelItselfMakesNoLine() {
        var peak = grid(5, 5, at -> at[0] == 2 && at[1] == 2 ? 4 : 1);

        assertThat(new FindContours(4).apply(raster(DType.FLOAT64, peak)).features())
                .isEmpty();
        assertThat(new FindContours(3.9999).apply(raster(DType.FLOAT64, peak)).features())
                .hasSize(1);
    }

    @Test
    void profilesInterpolate() {
        var plane = raster(DType.FLOAT64, grid(20, 20, at -> 3 * at[0] + at[1]));

        var profile = new ProfileLine(List.of(1.0, 2.0), List.of(7.0, 10.0), 3, 1)
                .apply(plane)
                .features();

        assertThat(profile).hasSize(11); // 10 pixels and one more
        for (int i = 0; i < 11; i++) {
            var fields = profile.get(i).fields();
            assertThat((Double) fields.get("distance")).isEqualTo(10.0 * i, within(1e-7));
            assertThat((Double) fields.get("value"))
                    .isEqualTo(3 * (1 + 0.6 * i) + 2 + 0.8 * i, within(1e-12)); // the mean across a plane is its middle
            assertThat(profile.get(i).geometry().getCoordinate().x)
                    .isEqualTo(500_000 + (2 + 0.8 * i + 0.5) * 10, within(1e-7));
        }
    }

    @Test
    void profilesHaveNothingOutsideAndBesideGaps() {
        var in = Rasters.of(DType.FLOAT32, new int[] {2, 1, 4}, 1, 2, Double.NaN, 4, 10, 20, 30, 40);

        var linear = new ProfileLine(List.of(0.0, -1.0), List.of(0.0, 3.0), 1, 1).apply(in);
        var nearest = new ProfileLine(List.of(0.0, 1.2), List.of(0.4, 1.2), 1, 0).apply(in);

        assertThat(linear.fields().keySet()).containsExactly("distance", "row", "col", "value_1", "value_2");
        assertThat(linear.features().stream().map(f -> f.fields().get("value_1")))
                .containsExactly(null, 1.0, 2.0, null, 4.0);
        assertThat(linear.features().stream().map(f -> f.fields().get("value_2")))
                .containsExactly(null, 10.0, 20.0, 30.0, 40.0);
        assertThat(nearest.features().getFirst().fields()).containsEntry("value_1", 2.0);
    }

    @Test
    void profilesAgreeWithAnotherProgram() {
        var in = raster(DType.FLOAT64, picture(9, 11, 7, 5));

        var profile = new ProfileLine(List.of(0.5, 1.0), List.of(7.0, 9.2), 3, 1)
                .apply(in)
                .features();

        var expected = new double[] {3.89353866, 4.24712083, 2.72627787, 3.9080476};
        for (int i = 0; i < 4; i++) {
            assertThat((Double) profile.get(i + 1).fields().get("value")).isEqualTo(expected[i], within(1e-8));
        }
    }

    @Test
    void entropyCountsValues() {
        assertThat(new ShannonEntropy().apply(drawn(DType.FLOAT32, "1234", "..1.")))
                .isEqualTo(0.4 * Math.log(2.5) / Math.log(2) + 0.6 * Math.log(5) / Math.log(2), within(1e-14));
        assertThat(new ShannonEntropy().apply(Rasters.filled(DType.UINT8, new int[] {2, 4, 8}, i -> i % 16)))
                .isEqualTo(4, within(1e-14));
        assertThat(new ShannonEntropy(10).apply(Rasters.filled(DType.INT16, new int[] {10, 3}, i -> i / 3 - 5)))
                .isEqualTo(1, within(1e-14));
        assertThat(new ShannonEntropy().apply(Rasters.of(DType.FLOAT64, new int[] {1, 2}, 0.0, -0.0)))
                .isZero();
    }

    @Test
    void middleLinesHaveALength() {
        var bar = raster(DType.BOOL, grid(21, 60, at -> at[0] >= 8 && at[0] < 13 && at[1] >= 5 && at[1] < 55 ? 1 : 0));
        var diagonal =
                raster(DType.FLOAT32, grid(30, 30, at -> at[0] == at[1] ? 1 : at[0] + at[1] == 0 ? Double.NaN : 0));
        var ring =
                raster(DType.UINT8, grid(81, 81, at -> Math.abs(Math.hypot(at[0] - 40, at[1] - 40) - 30) < 3 ? 1 : 0));

        // 50 pixels long and 5 wide: the line is short by about half the width at both ends.
        assertThat(new SkeletonLength().apply(bar)).isBetween(440.0, 480.0);
        assertThat(new SkeletonLength().apply(diagonal)).isEqualTo(29 * Math.sqrt(200), within(1e-9));
        // Chains of sides and corners overestimate a circle by up to 8.2 %.
        assertThat(new SkeletonLength().apply(ring)).isBetween(2 * Math.PI * 290, 2 * Math.PI * 310 * 1.082);
    }
}
