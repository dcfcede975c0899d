package dev.stampede.patcher.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.patcher.Boundary;
import dev.stampede.patcher.PatchSize;
import dev.stampede.patcher.PatchStep;
import dev.stampede.patcher.PixelAnchor;
import dev.stampede.patcher.RasterGrid;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PixelSamplerTest {
    private static final RasterGrid GRID = RasterGrid.of(96, 128);
    private static final PatchSize SIZE = new PatchSize(32, 24);

    @Test
    void aTrackNearAPoleIsRefusedOnlyInDegrees() {
        var polar = List.of(new MapPoint(10, 79), new MapPoint(20, 81));
        var dateLine = List.of(new MapPoint(170, 0), new MapPoint(-170, 1));
        var metres = List.of(new MapPoint(500000, 4000000), new MapPoint(500100, 4000000));

        assertThatThrownBy(() -> new AlongTrack(polar, 1, AlongTrack.PolarGuard.RAISE))
                .hasMessageContaining("pole");
        assertThatThrownBy(() -> new AlongTrack(dateLine, 1, AlongTrack.PolarGuard.RAISE))
                .hasMessageContaining("date line");
        assertThat(new AlongTrack(metres, 50, AlongTrack.PolarGuard.RAISE).points())
                .hasSize(3);
    }

    /// P7.
    @Test
    void theSameSeedGivesTheSameAnchorsAndAnotherOthers() {
        List<LongFunction<PixelSampler>> samplers = List.of(
                seed -> new JitteredStride(PatchStep.of(16), 0.5, seed),
                seed -> new RandomAnchors(20, seed),
                seed -> new PoissonDisk(12, seed));
        for (var sampler : samplers) {
            var first = sampler.apply(7).anchors(GRID, SIZE, Boundary.DROP);

            assertThat(sampler.apply(7).anchors(GRID, SIZE, Boundary.DROP)).isEqualTo(first);
            assertThat(sampler.apply(8).anchors(GRID, SIZE, Boundary.DROP)).isNotEqualTo(first);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Boundary.class,
            names = {"DROP", "SHRINK"})
    void randomAnchorsStayWhereTheyMay(Boundary boundary) {
        int lastRow = boundary == Boundary.DROP ? 64 : 95;
        int lastCol = boundary == Boundary.DROP ? 104 : 127;
        var all = new ArrayList<PixelAnchor>();
        for (long seed = 0; seed < 20; seed++) {
            all.addAll(new JitteredStride(PatchStep.of(16), 1.5, seed).anchors(GRID, SIZE, boundary));
            all.addAll(new RandomAnchors(30, seed).anchors(GRID, SIZE, boundary));
            all.addAll(new PoissonDisk(9, seed).anchors(GRID, SIZE, boundary));
        }

        assertThat(all)
                .allMatch(a -> a.row() >= 0 && a.col() >= 0 && a.row() <= lastRow && a.col() <= lastCol)
                .anyMatch(a -> a.row() == lastRow)
                .anyMatch(a -> a.col() == lastCol);
    }

    /// P9.
    @Test
    void noJitterIsARegularStride() {
        assertThat(new JitteredStride(new PatchStep(10, 14), 0, 3).anchors(GRID, SIZE, Boundary.SHRINK))
                .isEqualTo(new RegularStride(new PatchStep(10, 14)).anchors(GRID, SIZE, Boundary.SHRINK));
    }

    /// P8.
    @ParameterizedTest
    @ValueSource(doubles = {3, 9.5, 40})
    void poissonAnchorsKeepTheirDistanceAndFillTheRange(double distance) {
        var anchors = new PoissonDisk(distance, 11).anchors(GRID, SIZE, Boundary.DROP);

        double nearest = Double.POSITIVE_INFINITY;
        double loneliest = 0;
        for (int row = 0; row <= 64; row++) {
            for (int col = 0; col <= 104; col++) {
                double toNext = Double.POSITIVE_INFINITY;
                for (var a : anchors) {
                    toNext = Math.min(toNext, Math.hypot(a.row() - row, a.col() - col));
                }
                loneliest = Math.max(loneliest, toNext);
            }
        }
        for (int i = 0; i < anchors.size(); i++) {
            for (int j = 0; j < i; j++) {
                nearest = Math.min(
                        nearest,
                        Math.hypot(
                                anchors.get(i).row() - anchors.get(j).row(),
                                anchors.get(i).col() - anchors.get(j).col()));
            }
        }
        assertThat(nearest).isGreaterThanOrEqualTo(distance - Math.sqrt(2));
        assertThat(loneliest).isLessThan(2 * distance + 2);
    }
}
