package dev.stampede.operators.axes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.operators.Rasters;
import dev.stampede.operators.core.Fanout;
import dev.stampede.operators.core.Lambda;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.OperatorRegistry;
import dev.stampede.operators.core.OperatorState;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.radiometry.DNToReflectance;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import java.lang.foreign.Arena;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class AxesTest {
    private final GeoRaster bands = Rasters.filled(DType.INT32, new int[] {2, 3, 4}, i -> i);
    private final GeoRaster times = Rasters.filled(DType.INT32, new int[] {2, 3, 2, 2}, i -> i);

    @Test
    void subsampleKeepsTheFirstCornerAndEnlargesPixels() {
        var thin = new Subsample(2).apply(bands);

        assertThat(thin.shape()).containsExactly(2, 2, 2);
        assertThat(Rasters.values(thin.values())).containsExactly(0, 2, 8, 10, 12, 14, 20, 22);
        assertThat(thin.affine().x(0, 0)).isEqualTo(bands.affine().x(0, 0));
        assertThat(thin.affine().pixelWidth()).isEqualTo(20);
        assertThat(thin.affine().x(1, 1)).isEqualTo(bands.affine().x(2, 2));
        assertThatThrownBy(() -> new Subsample(0)).hasMessageContaining("stride is 0");
        var signature = new Signature(List.of(Signature.Dim.of("y", 5), Signature.Dim.of("x")), "int32");
        assertThat(new Subsample(2).outputSignature(signature)).hasToString("(y=3, x=?) int32");
    }

    @Test
    void applyToBandsRestacksOnTheSameAxis() {
        var negative = Lambda.<GeoRaster, GeoRaster>of("negative", slice -> {
            assertThat(slice.rank()).isIn(2, 3);
            return new DNToReflectance(-1, 0).apply(slice);
        });

        assertThat(Rasters.values(new ApplyToBands(negative).apply(bands).values()))
                .isEqualTo(
                        Rasters.values(new DNToReflectance(-1, 0).apply(bands).values()));
        var second = new ApplyToBands(negative, 1).apply(times);
        assertThat(second.shape()).containsExactly(2, 3, 2, 2);
        assertThat(Rasters.values(second.values()))
                .isEqualTo(
                        Rasters.values(new DNToReflectance(-1, 0).apply(times).values()));
    }

    @Test
    void applyToBandsLosesTheAxesThatTheInnerOperatorLoses() {
        Operator<GeoRaster, GeoRaster> firstOfTheRest =
                Lambda.of("first", slice -> slice.rewrap(slice.values().select(0, 0)));

        var result = new ApplyToBands(firstOfTheRest, 1).apply(times);

        assertThat(result.shape()).containsExactly(3, 2, 2);
        assertThat(result.values().get(2, 1, 1)).isEqualTo(times.values().get(0, 2, 1, 1));
        assertThatThrownBy(() -> new ApplyToBands(firstOfTheRest, 1).apply(bands))
                .hasMessageContaining("axis is 1, expected an axis before rows and columns");
    }

    @Test
    void stackAndConcatenateWorkOnAnyLeadingAxis() {
        var stacked = new StackAlong(1).apply(List.of(bands, bands));
        assertThat(stacked.shape()).containsExactly(2, 2, 3, 4);
        assertThat(stacked.values().get(1, 0, 2, 3)).isEqualTo(bands.values().get(1, 2, 3));
        assertThat(new StackAlong(0).apply(List.of(bands, bands)).values().get(1, 0, 2, 3))
                .isEqualTo(11);

        var joined = new ConcatenateAlong(1).apply(List.of(times, times));
        assertThat(joined.shape()).containsExactly(2, 6, 2, 2);
        assertThat(joined.values().get(1, 4, 1, 0)).isEqualTo(times.values().get(1, 1, 1, 0));
        assertThat(new ConcatenateAlong(0).apply(List.of(bands, bands)).shape()).containsExactly(4, 3, 4);
    }

    @Test
    void emptyListsAreRefused() {
        assertThatThrownBy(() -> new StackAlong(0).apply(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ConcatenateAlong(1).apply(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new StackAlong(2).apply(List.of(bands))).hasMessageContaining("axis is 2");
    }

    @Test
    void meanOfAllAndAlongAnAxis() {
        assertThat(new MeanScalar().apply(bands)).isEqualTo(11.5);
        var mean = (GeoRaster) new MeanScalar(OptionalInt.of(0), false).apply(bands);
        assertThat(Rasters.values(mean.values())).containsExactly(6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17);
        assertThat(mean.dtype()).isEqualTo(DType.FLOAT64);
        var kept = (GeoRaster) new MeanScalar(OptionalInt.of(1), true).apply(times);
        assertThat(kept.shape()).containsExactly(2, 1, 2, 2);
        assertThat(kept.values().get(1, 0, 0, 0)).isEqualTo(16);
        assertThat((Double) new MeanScalar().apply(Rasters.of(DType.FLOAT32, new int[] {1, 2}, 1, Double.NaN)))
                .isNaN();
        assertThat(new MeanScalar().apply(Rasters.of(DType.FLOAT32, new int[] {1, 3}, 1, Double.POSITIVE_INFINITY, 2)))
                .isEqualTo(Double.POSITIVE_INFINITY);
        assertThatThrownBy(() -> new MeanScalar(OptionalInt.of(1), false).apply(bands))
                .hasMessageContaining("axis is 1");
        var signature = new Signature(
                List.of(Signature.Dim.of("band", 2), Signature.Dim.of("y"), Signature.Dim.of("x")), "uint8");
        assertThat(new MeanScalar(OptionalInt.of(0), false).outputSignature(signature))
                .hasToString("(y=?, x=?) float64");
        assertThat(new MeanScalar(OptionalInt.of(0), true).outputSignature(signature))
                .hasToString("(band=1, y=?, x=?) float64");
        assertThat(new MeanScalar().outputSignature(signature)).hasToString("() float64");
    }

    @Test
    void comeBack() {
        var registry = OperatorRegistry.standard();
        for (Operator<?, ?> operator : List.of(
                new Subsample(3),
                new ApplyToBands(new Subsample(2), 1),
                new StackAlong(1),
                new ConcatenateAlong(0),
                new MeanScalar(OptionalInt.of(0), true),
                new MeanScalar())) {
            assertThat(registry.build(OperatorState.of(operator))).isEqualTo(operator);
        }
    }

    /// Branches on threads of their own put their results where the caller said.
    @Test
    void resultsOfParallelBranchesLieInTheArenaOfTheCaller() {
        Map<String, Operator<?, ?>> branches = new LinkedHashMap<>();
        branches.put("a", new DNToReflectance(2, 0));
        branches.put("b", new DNToReflectance(3, 0));
        var fanout = new Fanout<GeoRaster>(branches, true);
        Map<String, Object> results;

        try (var arena = Arena.ofShared()) {
            results = RasterMemory.in(arena, () -> fanout.apply(bands));
            assertThat(((GeoRaster) results.get("b")).values().get(1, 2, 3)).isEqualTo(69);
        }

        results.values()
                .forEach(result -> assertThat(
                                ((GeoRaster) result).values().segment().scope().isAlive())
                        .isFalse());
    }
}
