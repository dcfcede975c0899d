package dev.stampede.operators.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.io.vector.VectorLayer;
import dev.stampede.operators.FamilyContract;
import dev.stampede.operators.Rasters;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.OperatorTypeException;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds for every operator of the family.
class FeatureContractTest {
    static Stream<Operator<GeoRaster, ?>> operators() {
        return Stream.of(
                new PeakLocalMax(2, OptionalDouble.of(1), OptionalDouble.of(0.5), OptionalInt.of(0)),
                new Canny(1, 0.1, 0.2),
                new CornerHarris(),
                new BlobLoG(1, 4, 4, 0.1, 0.5),
                new BlobDOG(1, 4, 1.6, 0.1, 0.5),
                new BlobDoH(1, 4, 3, 0.01, 0.5),
                new MultiscaleBasicFeatures(true, true, true, 0.5, 2),
                new HoughCircles(List.of(2, 3), 4, 0.3, 2),
                new StructureTensor(1),
                new HOG(4, 3, 2),
                new HoughLines(3, 90, 0.5, 2, 2));
    }

    @ParameterizedTest
    @MethodSource("operators")
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

                var out = FamilyContract.leavesItsInput(operator, in);

                assertThat(out instanceof GeoRaster raster ? raster.crs().text() : ((VectorLayer) out).crs())
                        .isEqualTo("EPSG:32610");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("operators")
    void worksOnAwkwardSizes(Operator<GeoRaster, ?> operator) {
        for (var in : FamilyContract.awkward(1)) {
            if (operator instanceof HOG) {
                assertThatThrownBy(() -> operator.apply(in)).hasMessageContaining("at least 6 rows and columns");
                continue;
            }
            var out = operator.apply(in);
            boolean empty = Double.isNaN(in.values().get(0, 0));
            switch (out) {
                case GeoRaster mask
                when operator instanceof Canny ->
                    assertThat(Rasters.values(mask.values())).containsOnly(0);
                case GeoRaster moments
                when empty -> assertThat(Rasters.values(moments.values())).containsOnly(Double.NaN);
                case GeoRaster moments ->
                    assertThat(Rasters.values(moments.values())).doesNotContain(Double.NaN);
                case VectorLayer layer
                when empty -> assertThat(layer.features()).isEmpty();
                default -> assertThat(out).isNotNull();
            }
        }
    }

    @Test
    void everyOperatorOfTheFamilyIsAmongThem() {
        FamilyContract.holdsFamily("feature", operators());
    }

    @Test
    void refusesWhatItCannotWorkWith() {
        var bands = Rasters.filled(DType.FLOAT32, new int[] {2, 4, 4}, i -> i);

        assertThatThrownBy(() -> new Canny().apply(bands))
                .isInstanceOf(OperatorTypeException.class)
                .hasMessageContaining("Canny takes one band");
        assertThatThrownBy(() -> new Canny(1, 0.3, 0.2)).hasMessageContaining("high_threshold is 0.2");
        assertThatThrownBy(() -> new PeakLocalMax(0)).hasMessageContaining("min_distance is 0");
        assertThatThrownBy(() -> new CornerHarris(0.3, 1, 0.1, 1)).hasMessageContaining("k is 0.3");
        assertThatThrownBy(() -> new BlobLoG(5, 4, 3, 0.1, 0.5)).hasMessageContaining("max_sigma is 4");
        assertThatThrownBy(() -> new BlobDOG(1, 4, 1, 0.1, 0.5)).hasMessageContaining("sigma_ratio is 1");
        assertThatThrownBy(() -> new StructureTensor(-1)).hasMessageContaining("sigma is -1");
        assertThatThrownBy(() -> new HOG(0, 8, 3)).hasMessageContaining("orientations is 0");
        assertThatThrownBy(() -> new HoughLines(0, 180, 0.5, 9, 10)).hasMessageContaining("num_peaks is 0");
    }
}
