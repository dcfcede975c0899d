package dev.stampede.patcher.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stampede.bindings.NativeLibrary;
import dev.stampede.bindings.gdal.GdalLibrary;
import dev.stampede.io.raster.GeoTiff;
import dev.stampede.operators.Rasters;
import dev.stampede.patcher.Boundary;
import dev.stampede.patcher.PatchSize;
import dev.stampede.patcher.PixelAnchor;
import dev.stampede.patcher.RasterGrid;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Patches by the class of their centres.
class ClassSamplersTest {
    private static final PatchSize SIZE = new PatchSize(5, 4);

    /// Class 2 on the left third, 7 on the rest but for eight pixels of class 9 and a NaN.
    private final GeoRaster labels = Rasters.filled(DType.FLOAT32, new int[] {300, 30}, i -> {
        int row = i / 30;
        int col = i % 30;
        return row == 290 && col >= 15 && col < 23 ? 9 : row == 4 && col == 4 ? Double.NaN : col < 10 ? 2 : 7;
    });

    private double classOf(PixelAnchor anchor) {
        return labels.values().get(anchor.row() + 2, anchor.col() + 2);
    }

    @Test
    void quotasAreByLargestRemainderWithTiesToTheLowestClass() {
        assertThat(StratifiedSample.quotas(Map.of("7", 1.0, "2", 1.0, "9", 1.0), 11))
                .isEqualTo(Map.of(2L, 4, 7L, 4, 9L, 3));
        assertThat(StratifiedSample.quotas(Map.of("1", 0.5, "2", 0.26, "3", 0.24), 10))
                .isEqualTo(Map.of(1L, 5, 2L, 3, 3L, 2));
        assertThat(StratifiedSample.quotas(Map.of("1", 2.0, "-4", 6.0), 4)).isEqualTo(Map.of(-4L, 3, 1L, 1));
        assertThat(StratifiedSample.quotas(Map.of("1", 1.0), 0)).isEqualTo(Map.of(1L, 0));
    }

    @Test
    void centresHaveTheClassesInTheirNumbersWithoutRepeatsWhilePossible() throws IOException {
        var shares = Map.of("2", 0.5, "7", 0.4, "9", 0.1);

        var anchors = StratifiedSample.draw(labels, shares, 60, SIZE, Boundary.DROP, 3);

        assertThat(anchors).hasSize(60).doesNotHaveDuplicates();
        assertThat(anchors.subList(0, 30)).allMatch(a -> classOf(a) == 2);
        assertThat(anchors.subList(30, 54)).allMatch(a -> classOf(a) == 7);
        assertThat(anchors.subList(54, 60)).allMatch(a -> classOf(a) == 9);
        assertThat(anchors).allMatch(a -> a.row() >= 0 && a.row() <= 295 && a.col() >= 0 && a.col() <= 26);
        assertThat(StratifiedSample.draw(labels, shares, 60, SIZE, Boundary.DROP, 3))
                .isEqualTo(anchors);
        assertThat(StratifiedSample.draw(labels, shares, 60, SIZE, Boundary.DROP, 4))
                .isNotEqualTo(anchors);
    }

    @Test
    void classesThatAreScarceAreDrawnAgain() throws IOException {
        var anchors = BalancedSampler.draw(labels, 20, Optional.empty(), SIZE, Boundary.DROP, 1);

        assertThat(anchors).hasSize(60);
        var rare = anchors.subList(40, 60);
        assertThat(rare).allMatch(a -> classOf(a) == 9);
        assertThat(new HashSet<>(rare)).hasSizeLessThanOrEqualTo(8);
        assertThat(new HashSet<>(anchors.subList(0, 40))).hasSize(40);
        var all = BalancedSampler.draw(labels, 8, Optional.of(List.of(9L)), SIZE, Boundary.DROP, 1);
        assertThat(all).hasSize(8).doesNotHaveDuplicates().allMatch(a -> classOf(a) == 9);
    }

    @Test
    void everyPixelOfAClassIsAsLikely() throws IOException {
        var counts = new int[8];
        for (long seed = 0; seed < 400; seed++) {
            for (var a : BalancedSampler.draw(labels, 2, Optional.of(List.of(9L)), SIZE, Boundary.DROP, seed)) {
                counts[a.col() + 2 - 15]++;
            }
        }

        for (int count : counts) {
            assertThat(count).isBetween(100 - 45, 100 + 45); // 800 draws over 8, five deviations
        }
    }

    @Test
    void saysWhatIsMissing() {
        assertThatThrownBy(() -> StratifiedSample.draw(labels, Map.of("5", 1.0), 3, SIZE, Boundary.DROP, 1))
                .hasMessageContaining("class 5 has no pixel");
        assertThatThrownBy(() -> new StratifiedSample("x.tif", Map.of("a", 1.0), 3, 0))
                .hasMessageContaining("target_proportions");
        assertThatThrownBy(() -> new StratifiedSample("x.tif", Map.of("1", 0.0), 3, 0))
                .hasMessageContaining("target_proportions");
        assertThatThrownBy(() -> new BalancedSampler("x.tif", -1, Optional.empty(), 0))
                .hasMessageContaining("n_per_class is -1");
    }

    @Test
    void labelsComeFromAFileOfTheSameGrid(@TempDir Path folder) throws IOException {
        assumeTrue(GdalLibrary.status() instanceof NativeLibrary.Loaded, "GDAL is not installed");
        var file = folder.resolve("labels.tif");
        GeoTiff.write(labels, file, Map.of());
        var sampler = new BalancedSampler(file.toString(), 5, Optional.empty(), 6);
        var grid = RasterGrid.of(labels);

        assertThat(sampler.anchors(grid, SIZE, Boundary.DROP))
                .isEqualTo(BalancedSampler.draw(labels, 5, Optional.empty(), SIZE, Boundary.DROP, 6));
        assertThat(new StratifiedSample(file.toString(), Map.of("2", 1.0), 4, 6).anchors(grid, SIZE, Boundary.DROP))
                .hasSize(4);
        assertThatThrownBy(() -> sampler.anchors(RasterGrid.of(10, 10), SIZE, Boundary.DROP))
                .hasMessageContaining("one grid");
    }
}
