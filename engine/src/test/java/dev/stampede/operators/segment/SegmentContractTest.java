package dev.stampede.operators.segment;

import static dev.stampede.operators.FamilyContract.drawn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.operators.FamilyContract;
import dev.stampede.operators.Rasters;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.OperatorTypeException;
import dev.stampede.operators.pixels.Labels;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds for every operator of the family.
class SegmentContractTest {
    static Stream<Operator<GeoRaster, GeoRaster>> onOneBand() {
        return Stream.of(
                new Watershed(),
                new Watershed(Optional.empty(), 2, 0.5, true),
                new ExpandLabels(2),
                new MergeNearbyInstances(3, 0.01, 0.65, Optional.empty(), 1),
                new MaskNMS(0.1, Optional.empty(), 3),
                new SLIC(6, 0.2),
                new SLIC(6, 0.2, 3, false),
                new Felzenszwalb(1, 0.5, 2),
                new Quickshift(1, 3, 0.5),
                new ChanVese(0.1, 1e-3, 20, 0.5));
    }

    static Stream<Operator<GeoRaster, GeoRaster>> all() {
        return Stream.concat(
                onOneBand(),
                Stream.of(
                        new Watershed(Optional.of(Path.of("markers.tif")), 1, 0, false),
                        new RandomWalker(Path.of("markers.tif"), 90, 1e-3, 100),
                        new MergeNearbyInstances(3, 0.1, 0.5, Optional.of(List.of(1, 2)), 7),
                        new MaskNMS(0.2, Optional.of(List.of(0.5, 0.25)), 1),
                        new MarkBoundaries(Path.of("labels.tif"), List.of(1.0, 0.5, 0.0), MarkBoundaries.Mode.OUTER)));
    }

    @ParameterizedTest
    @MethodSource("all")
    void comesBackFromText(Operator<GeoRaster, GeoRaster> operator) {
        FamilyContract.isStored(operator);
    }

    @ParameterizedTest
    @MethodSource("onOneBand")
    void leavesItsInputAndKeepsGridAndRank(Operator<GeoRaster, GeoRaster> operator) {
        var random = new Random(3);
        for (var type : new DType[] {DType.FLOAT32, DType.FLOAT64, DType.UINT8}) {
            for (int[] shape : new int[][] {{1, 11, 13}, {11, 13}}) {
                var in = Rasters.filled(type, shape, _ -> random.nextInt(4));
                if (operator instanceof MaskNMS && shape.length == 2) {
                    continue;
                }

                var out = (GeoRaster) FamilyContract.leavesItsInput(operator, in);

                assertThat(out.dtype()).isEqualTo(operator instanceof ChanVese ? DType.BOOL : DType.INT32);
                assertThat(out.fill()).hasValue(0);
                assertThat(out.shape()).isEqualTo(shape);
                assertThat(out.affine()).isEqualTo(in.affine());
                assertThat(out.crs()).isEqualTo(in.crs());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("onOneBand")
    void worksOnAwkwardSizes(Operator<GeoRaster, GeoRaster> operator) {
        for (var in : FamilyContract.awkward(1)) {
            var labels = in.rewrap(in.values()
                    .copyAs(java.lang.foreign.Arena.ofAuto(), in.dtype())
                    .expand(0));
            var whole =
                    operator instanceof Watershed || Double.isNaN(in.values().get(0, 0)) ? labels : ones(labels);
            if (operator instanceof MaskNMS && Double.isNaN(in.values().get(0, 0))) {
                continue; // NaN is not 0, so it is true in a mask
            }
            var out = Rasters.values(operator.apply(whole).values());
            if (Double.isNaN(in.values().get(0, 0))) {
                assertThat(out).containsOnly(0);
            } else if (!(operator instanceof ChanVese)) { // either part may be the true one
                assertThat(out[0]).isPositive();
            }
        }
    }

    private static GeoRaster ones(GeoRaster in) {
        return Rasters.filled(DType.UINT8, in.shape(), _ -> 1);
    }

    @Test
    void everyOperatorOfTheFamilyIsAmongThem() {
        FamilyContract.holdsFamily("segment", all());
    }

    @Test
    void refusesWhatItCannotWorkWith() {
        var bands = Rasters.filled(DType.FLOAT32, new int[] {2, 4, 4}, i -> i);
        var halves = Rasters.of(DType.FLOAT32, new int[] {1, 2}, 1, 1.5);

        assertThatThrownBy(() -> new Watershed(Optional.empty(), 3, 0, false))
                .hasMessageContaining("connectivity is 3");
        assertThatThrownBy(() -> new Watershed().apply(bands))
                .isInstanceOf(OperatorTypeException.class)
                .hasMessageContaining("Watershed takes one band, not float32 [2, 4, 4]");
        assertThatThrownBy(() -> new ExpandLabels(1).apply(halves))
                .isInstanceOf(OperatorTypeException.class)
                .hasMessageContaining("row 0, column 1 holds 1.5");
        assertThatThrownBy(() -> Labels.of(drawn(DType.FLOAT32, "1")
                        .rewrap(Rasters.of(DType.FLOAT64, new int[] {1, 1}, -1).values())
                        .values()))
                .hasMessageContaining("holds -1");
        assertThatThrownBy(() -> new MergeNearbyInstances(1, 0.5, 0.4, Optional.empty(), 1))
                .hasMessageContaining("iou_min is 0.5");
        assertThatThrownBy(() ->
                        new MergeNearbyInstances(1, 0, 1, Optional.of(List.of(1)), 1).apply(drawn(DType.UINT8, "102")))
                .hasMessageContaining("one for each of 2 labels");
        assertThatThrownBy(() -> new MaskNMS(0.1, Optional.of(List.of(1.0)), 1).apply(bands))
                .hasMessageContaining("one for each of 2 bands");
        assertThatThrownBy(() -> new MarkBoundaries(Path.of("x"), List.of(1.0, 2.0, 0.0), MarkBoundaries.Mode.THICK))
                .hasMessageContaining("three numbers from 0 to 1");
        assertThatThrownBy(() -> MarkBoundaries.mark(bands, halves, List.of(1.0, 1.0, 0.0), MarkBoundaries.Mode.THICK))
                .hasMessageContaining("one band or three");
    }
}
