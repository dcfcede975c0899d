package dev.stampede.operators.learn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.operators.Rasters;
import dev.stampede.operators.core.ModelOp;
import dev.stampede.operators.core.Predictor;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.Attributes;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RasterArraysTest {
    private final GeoRaster raster = Rasters.filled(DType.FLOAT32, new int[] {5, 2, 3}, i -> i)
            .withAttributes(Attributes.NONE.withBandNames(List.of("a", "b", "c", "d", "e")));
    private final List<Integer> batches = new ArrayList<>();
    private final Predictor<ArrayView> same = batch -> {
        batches.add(batch.size(0));
        return batch;
    };

    @Test
    void batchesAreBandsAndComeTogetherInOrder() {
        var result = (ArrayView) new ModelOp<>(same, new RasterArrays(), 2).apply(raster);

        assertThat(batches).containsExactly(2, 2, 1);
        assertThat(result.contentEquals(raster.values())).isTrue();
    }

    @Test
    void georeferencingIsKeptOnRequest() {
        var keeping = new ModelOp<>(same, new RasterArrays(), "predict", OptionalInt.empty(), true);

        assertThat(keeping.apply(raster)).isEqualTo(raster);
        Predictor<ArrayView> firstBand = batch -> batch.select(0, 0);
        var class1 = (GeoRaster)
                new ModelOp<>(firstBand, new RasterArrays(), "predict", OptionalInt.empty(), true).apply(raster);
        assertThat(class1.affine()).isEqualTo(raster.affine());
        assertThat(class1.attributes().bandNames(1)).isEmpty();
        Predictor<ArrayView> onePixel = batch -> batch.slice(-1, Slice.range(0, 1));
        assertThat(new ModelOp<>(onePixel, new RasterArrays(), "predict", OptionalInt.empty(), true).apply(raster))
                .isInstanceOf(ArrayView.class);
    }
}
