package dev.stampede.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.stampede.raster.Affine;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonAndQualityTest {
    @TempDir
    Path folder;

    private static GeoRaster raster(double... values) {
        var view = ArrayView.allocate(Arena.ofAuto(), DType.FLOAT64, 1, values.length);
        for (int i = 0; i < values.length; i++) {
            view.set(values[i], 0, i);
        }
        return GeoRaster.of(view, Affine.IDENTITY);
    }

    @Test
    void countsCellsAboveTheToleranceAndNanInOne() {
        var tolerance = new RasterDifference.Tolerance(0.1, 0.01, 0);
        var a = raster(1, 2, Double.NaN, 100, Double.NaN, Double.POSITIVE_INFINITY);
        var b = raster(1, 2.5, Double.NaN, 101, 4, Double.POSITIVE_INFINITY);

        var d = RasterDifference.of(a, b, tolerance);

        assertThat(d.cells()).isEqualTo(6);
        assertThat(d.above()).isEqualTo(1); // 100 against 101 is within 0.1 + 1.01
        assertThat(d.mismatches()).isEqualTo(1);
        assertThat(d.largest()).isEqualTo(1);
        assertThat(d.mean()).isCloseTo(-1.5 / 4, within(1e-15));
        assertThat(d.rms()).isCloseTo(Math.sqrt(1.25 / 4), within(1e-15));
        assertThat(d.within(tolerance)).isFalse();
        assertThat(d.within(new RasterDifference.Tolerance(0.1, 0.01, 0.34))).isTrue();
        assertThat(RasterDifference.of(a, raster(1, 2), tolerance).problem()).contains("[1, 6] and [1, 2]");
    }

    @Test
    void twoPipelinesAreComparedResultByResult() throws IOException {
        var files = SmallScenes.in(folder, 1);
        var other = SmallScenes.NDVI.replace("0.0001", "0.0002"); // a ratio does not care
        try (var arena = Arena.ofShared()) {
            var inputs = PipelineCall.read(arena, files);
            var tolerance = new RasterDifference.Tolerance(1e-9, 0, 0);

            var same = PipelineComparison.of(
                    SmallScenes.call(SmallScenes.NDVI), SmallScenes.call(other), inputs, tolerance, 2);
            var wrong = PipelineComparison.of(
                    SmallScenes.call(SmallScenes.NDVI),
                    SmallScenes.call("{op: NDVI, config: {red: B03, nir: B08}}"),
                    inputs,
                    tolerance,
                    1);
            var named = PipelineComparison.of(
                    SmallScenes.call(SmallScenes.NDVI),
                    SmallScenes.call(
                            "{op: Fanout, config: {branches: {ndvi: {op: NDVI}, nbr: {op: NBR, config: {nir_idx: 3, swir2_idx: 5}}}}}"),
                    inputs,
                    tolerance,
                    1);

            assertThat(same.within(tolerance)).isTrue();
            assertThat(same.secondsA()).isPositive();
            assertThat(wrong.within(tolerance)).isFalse();
            assertThat(wrong.differences().get("result").largest()).isGreaterThan(0.05);
            assertThat(named.missing()).containsExactly("result", "ndvi", "nbr");
        }
    }

    @Test
    void filesGoThroughChecksAndFailuresAreCountedByRule() throws IOException {
        var files = SmallScenes.in(folder, 3);
        var broken = folder.resolve("broken.tif");
        Files.write(broken, new byte[] {9});
        var checks = SmallScenes.call("""
                op: Sequential
                config:
                  operators:
                    - {op: AssertShape, config: {expected: [6, null, null]}}
                    - {op: DNToReflectance, config: {scale: 0.0001}}
                    - {op: NDVI, config: {red: B04, nir: B08}}
                    - {op: AssertValueRange, config: {min: -1.0, max: 1.0}}
                """);
        var strict = SmallScenes.call("{op: AssertShape, config: {expected: [7, null, null]}}");

        var good = QualityReport.of(checks, files);
        var bad = QualityReport.of(strict, List.of(files.get(0), broken, files.get(2)));

        assertThat(good.allPassed()).as(good.toString()).isTrue();
        assertThat(good.passed()).hasSize(3);
        assertThat(bad.rules()).containsEntry("AssertShape", 2).hasSize(1);
        assertThat(bad.unreadable()).containsOnlyKeys(broken);
        assertThat(bad.document()).containsEntry("files", 3);
    }
}
