package dev.stampede.operators.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.operators.FamilyContract;
import dev.stampede.operators.Rasters;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.OperatorTypeException;
import dev.stampede.operators.restore.DestripeColumn.Method;
import dev.stampede.operators.restore.DestripeColumn.StripeAxis;
import dev.stampede.operators.restore.ReplaceOutliers.Replacement;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import java.lang.foreign.Arena;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds for every operator of the family.
class RestoreContractTest {
    static Stream<Operator<GeoRaster, GeoRaster>> operators() {
        return Stream.of(
                new DespeckleLee(5),
                new DespeckleFrost(5, 1),
                new DespeckleRefinedLee(7, 0.25, 1, DespeckleRefinedLee.Mode.DIRECTIONAL),
                new DespeckleRefinedLee(5, 0.25, 1, DespeckleRefinedLee.Mode.LEE),
                new DestripeColumn(Method.MEAN, StripeAxis.COLUMN),
                new DestripeColumn(Method.MEDIAN, StripeAxis.ROW),
                new DestripeColumn(Method.MOMENT_MATCHING, StripeAxis.ROW, 3),
                new MomentMatching(5),
                new DenoisePCA(1),
                new GaussianDenoise(1.5),
                new MedianDenoise(3),
                new MedianDenoise(5),
                new BilateralDenoise(0.5, 1),
                new BilateralDenoise(OptionalDouble.empty(), 1, FilterMode.EXACT),
                new NLMeans(3, 2, 0.5),
                new GapFillNearest(OptionalDouble.of(2)),
                new GapFillNearest(OptionalDouble.empty()),
                new GapFillIDW(2, 3),
                new GapFillLaplacian(50),
                new GapFillInpaintBiharmonic(),
                new OutlierMask(OutlierMask.Method.MAD, 3),
                new ReplaceOutliers(OutlierMask.Method.ZSCORE, 2, Replacement.NAN),
                new ReplaceOutliers(OutlierMask.Method.MAD, 2, Replacement.MEDIAN),
                new ReplaceOutliers(OutlierMask.Method.MAD, 2, Replacement.of(-1)),
                new SaturationFlag(OptionalDouble.empty()));
    }

    static Stream<Operator<GeoRaster, GeoRaster>> all() {
        return Stream.concat(operators(), Stream.of(new MNF(OptionalInt.of(2)), new InverseMNF(OptionalInt.empty())));
    }

    @ParameterizedTest
    @MethodSource("all")
    void comesBackFromText(Operator<GeoRaster, GeoRaster> operator) {
        FamilyContract.isStored(operator);
    }

    @ParameterizedTest
    @MethodSource("operators")
    void leavesItsInputAndKeepsTheGrid(Operator<GeoRaster, GeoRaster> operator) {
        var random = new Random(3);
        for (var type : new DType[] {DType.FLOAT32, DType.FLOAT64, DType.UINT8}) {
            var in = Rasters.filled(type, new int[] {2, 11, 13}, _ -> random.nextInt(1, 200));

            var out = (GeoRaster) FamilyContract.leavesItsInput(operator, in);

            assertThat(out.shape()).isEqualTo(in.shape());
            assertThat(out.affine()).isEqualTo(in.affine());
            assertThat(out.crs()).isEqualTo(in.crs());
        }
    }

    /// Bands one by one give what bands together give, whether they lie dense in memory or not.
    @ParameterizedTest
    @MethodSource("operators")
    void takesBandsOneByOneAndViews(Operator<GeoRaster, GeoRaster> operator) {
        var random = new Random(4);
        var in = Rasters.filled(DType.FLOAT32, new int[] {2, 9, 8}, _ -> random.nextInt(1, 200));
        if (operator instanceof DenoisePCA) {
            return; // works across bands
        }

        var together = Rasters.values(operator.apply(in).values().select(0, 1));
        var alone = operator.apply(in.rewrap(in.values().select(0, 1)));
        var turned = in.values().select(0, 1).permute(1, 0).copy(Arena.ofAuto()).permute(1, 0);
        var view = operator.apply(in.rewrap(turned));

        assertThat(Rasters.values(alone.values())).isEqualTo(together);
        assertThat(Rasters.values(view.values())).isEqualTo(together);
    }

    @ParameterizedTest
    @MethodSource("operators")
    void worksOnAwkwardSizes(Operator<GeoRaster, GeoRaster> operator) {
        for (var in : FamilyContract.awkward(2)) {
            var out = (GeoRaster) FamilyContract.leavesItsInput(operator, in);
            if (out.dtype().isFloating() && Double.isNaN(in.values().get(0, 0, 0))) {
                assertThat(Rasters.values(out.values())).containsOnly(Double.NaN);
            } else {
                assertThat(Rasters.values(out.values())).doesNotContain(Double.NaN, Double.POSITIVE_INFINITY);
            }
        }
    }

    @Test
    void everyOperatorOfTheFamilyIsAmongThem() {
        FamilyContract.holdsFamily("restore", all());
    }

    @Test
    void refusesWhatItCannotWorkWith() {
        var flat = Rasters.filled(DType.FLOAT32, new int[] {4, 4}, i -> i);
        var two = Rasters.filled(DType.FLOAT32, new int[] {2, 4, 4}, i -> i);

        assertThatThrownBy(() -> new DespeckleLee(4)).hasMessageContaining("window is 4, expected an odd");
        assertThatThrownBy(() -> new DespeckleLee(3, 0.5, 2)).hasMessageContaining("gain is 2");
        assertThatThrownBy(() -> new DespeckleFrost(3, -1)).hasMessageContaining("damping is -1");
        assertThatThrownBy(() -> new DespeckleRefinedLee(5, 1, 1, DespeckleRefinedLee.Mode.DIRECTIONAL))
                .hasMessageContaining("window is 5, expected 7");
        assertThatThrownBy(() -> new GaussianDenoise(Double.NaN)).hasMessageContaining("sigma is NaN");
        assertThatThrownBy(() -> new MedianDenoise(0)).hasMessageContaining("size is 0");
        assertThatThrownBy(() -> new BilateralDenoise(1, 0)).hasMessageContaining("sigma_space is 0");
        assertThatThrownBy(() -> new NLMeans(3, 2, 0)).hasMessageContaining("h is 0");
        assertThatThrownBy(() -> new GapFillIDW(2, 0)).hasMessageContaining("radius is 0");
        assertThatThrownBy(() -> new DenoisePCA(3).apply(two)).hasMessageContaining("n_components is 3");
        assertThatThrownBy(() -> new DenoisePCA(1).apply(flat))
                .isInstanceOf(OperatorTypeException.class)
                .hasMessageContaining("float32 [4, 4]");
        assertThatThrownBy(() -> new InverseMNF(OptionalInt.empty()).apply(two))
                .isInstanceOf(OperatorTypeException.class)
                .hasMessageContaining("attribute mnf");
        assertThatThrownBy(() -> new MNF(OptionalInt.empty())
                        .apply(Rasters.filled(DType.FLOAT32, new int[] {2, 4, 4}, i -> i / 4)))
                .hasMessageContaining("neighbours along rows do not differ");
        assertThatThrownBy(() -> Replacement.fromConfig("mean")).hasMessageContaining("fill is mean");
    }
}
