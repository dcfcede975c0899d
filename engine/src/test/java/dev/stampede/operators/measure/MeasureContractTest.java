package dev.stampede.operators.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.io.vector.VectorLayer;
import dev.stampede.operators.FamilyContract;
import dev.stampede.operators.Rasters;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.OperatorTypeException;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds for every operator of the family.
class MeasureContractTest {
    static Stream<Operator<GeoRaster, ?>> operators() {
        return Stream.of(
                new LabelConnectedComponents(),
                new RegionProps(),
                new FindContours(OptionalDouble.empty(), FindContours.Connected.HIGH),
                new ProfileLine(List.of(0.0, 0.0), List.of(3.0, 4.0), 3, 1),
                new RANSAC(RANSAC.ModelClass.LINE, 1, OptionalInt.empty(), 20, 5),
                new SkeletonLength(),
                new ShannonEntropy());
    }

    static Stream<Operator<GeoRaster, ?>> all() {
        return Stream.concat(
                operators(),
                Stream.of(
                        new LabelConnectedComponents(2, Double.NaN),
                        new RegionProps(Optional.of(Path.of("values.tif")), Optional.of(List.of("area", "extent"))),
                        new FindContours(2.5)));
    }

    @ParameterizedTest
    @MethodSource("all")
    void comesBackFromText(Operator<GeoRaster, ?> operator) {
        FamilyContract.isStored(operator);
    }

    @ParameterizedTest
    @MethodSource("operators")
    void leavesItsInput(Operator<GeoRaster, ?> operator) {
        var random = new Random(3);
        for (var type : new DType[] {DType.FLOAT32, DType.FLOAT64, DType.UINT8}) {
            for (int[] shape : new int[][] {{1, 11, 13}, {11, 13}}) {
                var in = Rasters.filled(type, shape, _ -> random.nextInt(4));

                assertThat(FamilyContract.leavesItsInput(operator, in)).isNotNull();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("operators")
    void worksOnAwkwardSizes(Operator<GeoRaster, ?> operator) {
        for (var in : FamilyContract.awkward(1)) {
            boolean empty = Double.isNaN(in.values().get(0, 0));
            var whole = empty ? in : Rasters.filled(DType.UINT8, in.shape(), _ -> 1);
            var out = operator.apply(whole);
            switch (out) {
                case GeoRaster labels ->
                    assertThat(Rasters.values(labels.values())).containsOnly(empty ? 0 : 1);
                case Double number
                when operator instanceof ShannonEntropy && empty ->
                    assertThat(number).isNaN();
                case Double number -> assertThat(number).isNotNaN();
                case VectorLayer layer
                when operator instanceof RegionProps ->
                    assertThat(layer.features()).hasSize(empty ? 0 : 1);
                case VectorLayer layer
                when operator instanceof FindContours ->
                    assertThat(layer.features()).isEmpty();
                case VectorLayer layer
                when operator instanceof RANSAC ->
                    assertThat(layer.features()).hasSize(empty || whole.values().elements() == 1 ? 0 : 1);
                case VectorLayer layer -> assertThat(layer.features()).hasSize(6);
                default -> throw new AssertionError(out);
            }
        }
    }

    @Test
    void everyOperatorOfTheFamilyIsAmongThem() {
        FamilyContract.holdsFamily("measure", all());
    }

    @Test
    void refusesWhatItCannotWorkWith() {
        var bands = Rasters.filled(DType.FLOAT32, new int[] {2, 4, 4}, i -> i);

        assertThatThrownBy(() -> new LabelConnectedComponents(4, 0)).hasMessageContaining("connectivity is 4");
        assertThatThrownBy(() -> new LabelConnectedComponents().apply(bands))
                .isInstanceOf(OperatorTypeException.class)
                .hasMessageContaining("one band");
        assertThatThrownBy(() -> new RegionProps(Optional.empty(), Optional.of(List.of("areas"))))
                .hasMessageContaining("properties is areas");
        assertThatThrownBy(() -> new RegionProps(Optional.empty(), Optional.of(List.of("mean_intensity")))
                        .apply(Rasters.of(DType.UINT8, new int[] {1, 1}, 1)))
                .hasMessageContaining("intensity_image");
        assertThatThrownBy(() -> new FindContours(Double.NaN)).hasMessageContaining("level");
        assertThatThrownBy(() -> new ProfileLine(List.of(1.0), List.of(1.0, 2.0), 1, 1))
                .hasMessageContaining("src");
        assertThatThrownBy(() -> new ProfileLine(List.of(1.0, 1.0), List.of(1.0, 2.0), 0, 1))
                .hasMessageContaining("linewidth is 0");
        assertThatThrownBy(() -> new ProfileLine(List.of(1.0, 1.0), List.of(1.0, 2.0), 1, 3))
                .hasMessageContaining("order is 3");
        assertThatThrownBy(() -> new ShannonEntropy(1)).hasMessageContaining("base is 1");
    }
}
