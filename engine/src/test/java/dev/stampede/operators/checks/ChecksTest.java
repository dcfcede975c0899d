package dev.stampede.operators.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stampede.operators.Rasters;
import dev.stampede.operators.core.AssertHasAttribute;
import dev.stampede.operators.core.AssertShape;
import dev.stampede.operators.core.Cache;
import dev.stampede.operators.core.Lint;
import dev.stampede.operators.core.OperatorRegistry;
import dev.stampede.operators.core.OperatorState;
import dev.stampede.operators.core.Provenance;
import dev.stampede.operators.core.QcException;
import dev.stampede.operators.radiometry.DNToReflectance;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChecksTest {
    private final GeoRaster raster = Rasters.of(DType.FLOAT32, new int[] {1, 2, 2}, 1, Double.NaN, 3, 4);

    @Test
    void theRangeIsInclusiveAndIgnoresNan() {
        assertThat(new AssertValueRange(1, 4).apply(raster)).isSameAs(raster);
        assertThatThrownBy(() -> new AssertValueRange(1, 3.5).apply(raster))
                .isInstanceOf(QcException.class)
                .hasMessage("AssertValueRange: values from 1.0 to 4.0, expected 1.0 to 3.5");
        assertThat(new AssertValueRange(1, 3.5, OnFail.WARN).apply(raster)).isSameAs(raster);
        var nothing = Rasters.filled(DType.FLOAT64, new int[] {2, 2}, i -> Double.NaN);
        assertThat(new AssertValueRange(0, 0).apply(nothing)).isSameAs(nothing);
        assertThatThrownBy(() -> new AssertValueRange(2, 1)).hasMessageContaining("min is 2.0");
    }

    @Test
    void theValidShareCountsWhatIsNotNan() {
        assertThat(new AssertValidFraction(0.75).apply(raster)).isSameAs(raster);
        assertThatThrownBy(() -> new AssertValidFraction(0.76).apply(raster))
                .isInstanceOf(QcException.class)
                .hasMessage("AssertValidFraction: 0.75 of the cells are valid, expected 0.76");
        assertThat(new AssertValidFraction(1, OnFail.WARN).apply(raster)).isSameAs(raster);
        assertThatThrownBy(() -> new AssertValidFraction(1.1)).hasMessageContaining("min_valid is 1.1");
    }

    @Test
    void diffSaysByHowMuch() {
        var near = Rasters.of(DType.FLOAT64, new int[] {1, 2, 2}, 1, Double.NaN, 3, 4.5);

        assertThat(new Diff(raster).apply(raster)).isSameAs(raster);
        assertThat(new Diff(near, 0.5).apply(raster)).isSameAs(raster);
        var failure = catchThrowableOfType(DiffException.class, () -> new Diff(near, 0.25).apply(raster));
        assertThat(failure.difference()).isEqualTo(0.5);
        assertThat(failure).hasMessage("Diff: values differ by up to 0.5 (cell 3), allowed are 0.25");
    }

    @Test
    void diffDoesNotPassOnNanOrShape() {
        var other = Rasters.of(DType.FLOAT32, new int[] {1, 2, 2}, 1, 2, 3, 4);
        var flat = Rasters.of(DType.FLOAT32, new int[] {2, 2}, 1, Double.NaN, 3, 4);

        assertThatThrownBy(() -> new Diff(other, 1e9).apply(raster))
                .isInstanceOf(DiffException.class)
                .hasMessage("Diff: a number against NaN at cell 1");
        assertThatThrownBy(() -> new Diff(flat, 1e9).apply(raster))
                .isInstanceOf(DiffException.class)
                .hasMessage("Diff: shape [1, 2, 2], expected [2, 2]");
        assertThat(Lint.unserialisable(new Diff(flat))).hasSize(1);
    }

    @Test
    void diffReadsViewsByTheirPlaces() {
        var wide = Rasters.filled(DType.INT16, new int[] {3, 4}, i -> i);
        var flipped = wide.flipColumns().flipRows();

        assertThat(new Diff(flipped)
                        .apply(wide.flipRows().flipColumns())
                        .values()
                        .get(0, 0))
                .isEqualTo(11);
        assertThatThrownBy(() -> new Diff(wide).apply(flipped)).hasMessageContaining("up to 11.0");
    }

    @Test
    void rastersHaveTheAttributesThatPipelinesAskFor() {
        assertThat(AssertHasAttribute.<GeoRaster>of("crs", "EPSG:32610").apply(raster))
                .isSameAs(raster);
        assertThat(AssertHasAttribute.<GeoRaster>of("fill", 0L).apply(raster)).isSameAs(raster);
        assertThat(AssertHasAttribute.<GeoRaster>of("transform", List.of(10.0, 0.0, 500000.0, 0.0, -10.0, 4000000.0))
                        .apply(raster))
                .isSameAs(raster);
        assertThatThrownBy(() -> new AssertHasAttribute<GeoRaster>("sensor").apply(raster))
                .hasMessage("AssertHasAttribute: there is no sensor");
        assertThat(AssertShape.<GeoRaster>of(1, 2, -1).apply(raster)).isSameAs(raster);
        var traced = (GeoRaster) new Provenance<>(new AssertValueRange(0, 9)).apply(raster);
        assertThat(traced.attribute("provenance")).isInstanceOf(java.util.Map.class);
    }

    /// Two rasters of one shape with the same corners, as large arrays are often shown.
    @Test
    void cachesTellRastersApartByTheirContent() {
        var one = Rasters.filled(DType.UINT16, new int[] {1, 50, 50}, i -> 7);
        var other = Rasters.filled(DType.UINT16, new int[] {1, 50, 50}, i -> i == 1275 ? 8 : 7);
        var same = Rasters.filled(DType.UINT16, new int[] {1, 50, 50}, i -> 7);
        var cache = new Cache<GeoRaster, GeoRaster>(new DNToReflectance(1e-4, 0));

        var first = cache.apply(one);
        var second = cache.apply(other);

        assertThat(cache.apply(same)).isSameAs(first);
        assertThat(second.values().get(0, 25, 25)).isEqualTo(8e-4);
        assertThat(cache.misses()).isEqualTo(2);
        assertThat(cache.hits()).isEqualTo(1);
    }

    @Test
    void comeBack() {
        for (var operator : List.of(new AssertValueRange(0, 1, OnFail.WARN), new AssertValidFraction(0.5))) {
            assertThat(OperatorRegistry.standard().build(OperatorState.of(operator)))
                    .isEqualTo(operator);
        }
    }
}
