package dev.stampede.operators.segment;

import static dev.stampede.operators.FamilyContract.drawing;
import static dev.stampede.operators.FamilyContract.drawn;
import static dev.stampede.operators.FamilyContract.grid;
import static dev.stampede.operators.FamilyContract.raster;
import static dev.stampede.operators.FamilyContract.values;
import static dev.stampede.operators.FamilyContract.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stampede.bindings.NativeLibrary;
import dev.stampede.bindings.gdal.GdalLibrary;
import dev.stampede.operators.Rasters;
import dev.stampede.operators.segment.MarkBoundaries.Mode;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstancesTest {
    @Test
    void labelsGrowToTheNearest() {
        var in = drawn(DType.FLOAT32, "1000000", "0000000", "000.003");

        assertThat(drawing(new ExpandLabels(1).apply(in))).containsExactly("1100000", "1000003", "0000033");
        assertThat(drawing(new ExpandLabels(1.5).apply(in))).containsExactly("1100000", "1100033", "0000033");
        assertThat(drawing(new ExpandLabels(0).apply(in))).containsExactly("1000000", "0000000", "0000003");
        var none = drawn(DType.UINT8, "00", "00");
        assertThat(drawing(new ExpandLabels(Double.POSITIVE_INFINITY).apply(none)))
                .containsExactly("00", "00");
        var far = values(new ExpandLabels(99).apply(in));
        assertThat(far)
                .isDeepEqualTo(grid(3, 7, at -> Math.hypot(at[0], at[1]) <= Math.hypot(2 - at[0], 6 - at[1]) ? 1 : 3));
    }

    @Test
    void nearBoxesAreJoinedOneByOne() {
        var in = drawn(DType.UINT8, "1102003000", "1102003000", "0000000000", "0000000004");

        // Gaps: 1 to 2 one column, 2 to 3 two, 3 to 4 hypot(1, 2).
        assertThat(drawing(joined(in, 1, Optional.empty())))
                .containsExactly("1101002000", "1101002000", "0000000000", "0000000003");
        assertThat(drawing(joined(in, 2, Optional.empty())))
                .containsExactly("1101001000", "1101001000", "0000000000", "0000000002");
        assertThat(drawing(joined(in, 2.24, Optional.empty())))
                .containsExactly("1101001000", "1101001000", "0000000000", "0000000001");
        assertThat(drawing(joined(in, 99, Optional.of(List.of(1, 2, 1, 2)))))
                .containsExactly("1102001000", "1102001000", "0000000000", "0000000002");
    }

    private static GeoRaster joined(GeoRaster in, double distance, Optional<List<Integer>> classes) {
        return new MergeNearbyInstances(distance, 0.01, 0.65, classes, 1).apply(in);
    }

    /// The boxes of the two shapes share 1 of 7 pixels.
    @Test
    void overlappingBoxesAreJoinedWithinLimits() {
        var in = drawn(DType.UINT8, "110", "102", "022");

        assertThat(drawing(new MergeNearbyInstances(0, 0.1, 0.65, Optional.empty(), 5).apply(in)))
                .containsExactly("550", "505", "055");
        assertThat(drawing(new MergeNearbyInstances(50, 0.15, 0.65, Optional.empty(), 5).apply(in)))
                .containsExactly("550", "506", "066");
        assertThat(drawing(new MergeNearbyInstances(50, 0.01, 0.14, Optional.empty(), 5).apply(in)))
                .containsExactly("550", "506", "066");
    }

    private static GeoRaster masks(String... bands) {
        int cols = bands[0].length();
        return Rasters.filled(
                DType.BOOL, new int[] {bands.length, 1, cols}, i -> bands[i / cols].charAt(i % cols) == '1' ? 1 : 0);
    }

    @Test
    void theBestOfOverlappingMasksIsKept() {
        // 0 and 1 share 2 of 6 pixels, 1 and 2 share 1 of 7.
        var in = masks("1111000000", "0011110000", "0000011110", "0000000000");

        assertThat(drawing(new MaskNMS(0.3, Optional.of(List.of(0.9, 0.8, 0.7, 1.0)), 1).apply(in)))
                .containsExactly("1111022220");
        assertThat(drawing(new MaskNMS(0.4, Optional.of(List.of(0.9, 0.8, 0.7, 1.0)), 1).apply(in)))
                .containsExactly("1111223330");
        assertThat(drawing(new MaskNMS(0.3, Optional.of(List.of(0.7, 0.8, 0.9, 1.0)), 4).apply(in)))
                .containsExactly("0055544440");
        assertThat(drawing(new MaskNMS(0.1, Optional.empty(), 1).apply(in))).containsExactly("1111022220");
    }

    @Test
    void bordersAreDrawn() {
        var labels = drawn(DType.UINT8, "000000", "011220", "011220", "000000", "000000");
        var grey = Rasters.filled(DType.UINT8, new int[] {5, 6}, i -> i);

        var thick = MarkBoundaries.mark(grey, labels, List.of(1.0, 0.5, 0.0), Mode.THICK);
        var inner = MarkBoundaries.mark(grey, labels, List.of(1.0, 0.5, 0.0), Mode.INNER);
        var outer = MarkBoundaries.mark(grey, labels, List.of(1.0, 0.5, 0.0), Mode.OUTER);

        assertThat(thick.shape()).containsExactly(3, 5, 6);
        assertThat(at(thick)).containsExactly("111111", "111111", "111111", "111111", "000000");
        assertThat(at(inner)).containsExactly("000000", "011110", "011110", "000000", "000000");
        assertThat(at(outer)).containsExactly("111111", "101101", "101101", "111111", "000000");
        assertThat(thick.values().get(1, 0, 0)).isEqualTo(127);
        assertThat(thick.values().get(2, 0, 0)).isZero();
        assertThat(thick.values().get(2, 4, 3)).isEqualTo(27);
    }

    private static String[] at(GeoRaster drawn) {
        return drawing(raster(DType.UINT8, grid(5, 6, at -> drawn.values().get(0, at[0], at[1]) == 255 ? 1 : 0)));
    }

    @Test
    void labelsToDrawComeFromAFile(@TempDir Path folder) throws IOException {
        assumeTrue(GdalLibrary.status() instanceof NativeLibrary.Loaded, "GDAL is not installed");
        var file = written(drawn(DType.UINT8, "1122"), folder.resolve("labels.tif"));
        var picture = Rasters.filled(DType.FLOAT32, new int[] {3, 1, 4}, _ -> 0.25);

        var out = new MarkBoundaries(file, List.of(1.0, 1.0, 0.0), Mode.INNER).apply(picture);

        assertThat(Rasters.values(out.values())).containsExactly(0.25, 1, 1, 0.25, 0.25, 1, 1, 0.25, 0.25, 0, 0, 0.25);
    }
}
