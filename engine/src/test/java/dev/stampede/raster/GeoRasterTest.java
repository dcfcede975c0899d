package dev.stampede.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GeoRasterTest {
    private static final Affine GRID = new Affine(10, 0, 600000, 0, -20, 4100000);

    private Arena arena;

    @BeforeEach
    void open() {
        arena = Arena.ofConfined();
    }

    @AfterEach
    void close() {
        arena.close();
    }

    /// Values 0, 1, 2 ... as [3, 9, 11].
    private GeoRaster ramp() {
        var values = ArrayView.allocate(arena, DType.FLOAT32, 3, 9, 11);
        for (int i = 0; i < 297; i++) {
            Elements.setDouble(values.segment(), DType.FLOAT32, i, i);
        }
        return new GeoRaster(
                values,
                GRID,
                new Crs("EPSG:32610"),
                OptionalDouble.of(-9),
                Attributes.NONE.withBandNames(List.of("red", "nir", "swir")));
    }

    @Test
    void slicesOfRowsAndColumnsMoveTheCornerAndStepsEnlargePixels() {
        var stepped = ramp().isel(
                        arena, Map.of("y", Slice.ALL.by(2), "x", Slice.from(1).by(3)));

        assertThat(stepped.shape()).containsExactly(3, 5, 4);
        assertThat(stepped.affine()).isEqualTo(new Affine(30, 0, 600010, 0, -40, 4100000));
        assertThat(stepped.values().get(1, 2, 3)).isEqualTo(99 + 4 * 11 + 10);
    }

    @Test
    void bandsAreTakenWithTheirNames() {
        var one = ramp().isel(arena, Map.of("band", Index.at(-1)));
        var two = ramp().pickBands(arena, 2, 0);

        assertThat(one.shape()).containsExactly(9, 11);
        assertThat(one.values().get(0, 0)).isEqualTo(198);
        assertThat(two.attributes().bandNames(2)).contains(List.of("swir", "red"));
        assertThat(two.values().get(1, 0, 5)).isEqualTo(5);
        assertThat(ramp().bandIndex("nir")).isEqualTo(1);
    }

    @Test
    void rowsAndColumnsTakeSlicesOnly() {
        assertThatThrownBy(() -> ramp().isel(arena, Map.of("y", Index.at(1)))).hasMessageContaining("slices only");
        assertThatThrownBy(() -> ramp().isel(arena, Map.of("z", Slice.ALL))).hasMessageContaining("no axis [z]");
        assertThatThrownBy(() -> ramp().isel(arena, Map.of("x", Slice.range(5, 5))))
                .hasMessageContaining("takes nothing");
    }

    @Test
    void windowsBeyondTheEdgeHoldTheFillValueAndKeepTheirPlace() {
        var window = new Window(-2, 5, 6, 7);

        var read = ramp().read(arena, window);
        var clipped = ramp().readAll(arena);

        assertThat(read.affine().c()).isEqualTo(599980);
        assertThat(read.affine().f()).isEqualTo(4099900);
        assertThat(read.values().get(0, 0, 1)).isEqualTo(-9);
        assertThat(read.values().get(0, 3, 5)).isEqualTo(91);
        assertThat(clipped.values().contentEquals(ramp().values())).isTrue();
    }

    @Test
    void windowsInsideAreViewsAndWritingGoesThrough() {
        var scene = ramp();
        var part = scene.read(arena, new Window(3, 2, 4, 5));
        part.values().fill(-1);

        assertThat(part.values().segment()).isEqualTo(scene.values().segment());
        assertThat(scene.values().get(2, 2, 3)).isEqualTo(-1);
        assertThat(scene.values().get(2, 1, 3)).isEqualTo(198 + 14);
    }

    @Test
    void writesOnlyWhatOverlaps() {
        var scene = ramp();
        var patch = ArrayView.allocate(arena, DType.FLOAT64, 4, 4);
        patch.fill(7);

        scene.writeFromWindow(patch, new Window(9, -2, 4, 4));

        assertThat(scene.values().get(0, 0, 9)).isEqualTo(7);
        assertThat(scene.values().get(2, 1, 10)).isEqualTo(7);
        assertThat(scene.values().get(2, 2, 10)).isEqualTo(198 + 32);
        assertThat(scene.values().get(0, 0, 8)).isEqualTo(8);
    }

    @ParameterizedTest
    @EnumSource(Padding.Mode.class)
    void paddingContinuesRowsAndColumns(Padding.Mode mode) {
        var padded = ramp().pad(arena, new Padding(2, 1, 3, 0, mode), OptionalDouble.empty());

        assertThat(padded.shape()).containsExactly(3, 12, 14);
        assertThat(padded.affine()).isEqualTo(GRID.at(-3, -2));
        assertThat(padded.values().get(1, 2, 3)).isEqualTo(99);
        double corner = padded.values().get(1, 0, 0);
        assertThat(corner)
                .isEqualTo(
                        switch (mode) {
                            case CONSTANT -> -9;
                            case EDGE -> 99;
                            case REFLECT -> 99 + 2 * 11 + 3;
                            case WRAP -> 99 + 7 * 11 + 8;
                        });
        assertThat(padded.values().get(1, 11, 5))
                .isEqualTo(
                        switch (mode) {
                            case CONSTANT -> -9;
                            case EDGE -> 99 + 8 * 11 + 2;
                            case REFLECT -> 99 + 7 * 11 + 2;
                            case WRAP -> 99 + 2;
                        });
    }

    @Test
    void validMaskComparesWithTheFillValueAndNaNMeansNaN() {
        var values = ArrayView.allocate(arena, DType.FLOAT64, 1, 3);
        values.set(Double.NaN, 0, 0);
        values.set(5, 0, 1);
        var raster = GeoRaster.of(values, GRID);

        var nan =
                raster.withFill(OptionalDouble.of(Double.NaN)).validMask(arena).values();
        var five = raster.withFill(OptionalDouble.of(5)).validMask(arena).values();
        var none = raster.withFill(OptionalDouble.empty()).validMask(arena).values();

        assertThat(List.of(nan.get(0, 0), nan.get(0, 1), nan.get(0, 2))).containsExactly(0.0, 1.0, 1.0);
        assertThat(List.of(five.get(0, 0), five.get(0, 1), five.get(0, 2))).containsExactly(1.0, 0.0, 1.0);
        assertThat(List.of(none.get(0, 0), none.get(0, 1), none.get(0, 2))).containsExactly(1.0, 1.0, 1.0);
    }

    @Test
    void stacksAndConcatenatesCarriersOfOneGridOnly() {
        var scene = ramp();
        var stacked = GeoRaster.stack(arena, List.of(scene, scene));
        var joined = GeoRaster.concatenate(arena, List.of(scene, scene.isel(arena, Map.of("band", Index.at(1)))));

        assertThat(stacked.dims()).containsExactly("time", "band", "y", "x");
        assertThat(stacked.shape()).containsExactly(2, 3, 9, 11);
        assertThat(joined.shape()).containsExactly(4, 9, 11);
        assertThat(joined.values().get(3, 0, 0)).isEqualTo(99);
        assertThatThrownBy(() -> GeoRaster.stack(arena, List.of(scene, scene.flipRows())))
                .hasMessageContaining("the grids differ");
        assertThatThrownBy(() -> GeoRaster.stack(arena, List.of())).hasMessageContaining("empty");
    }

    @Test
    void flipsKeepEveryPixelOnTheMap() {
        var scene = ramp();
        var flipped = scene.flipColumns().flipRows();

        assertThat(flipped.bounds()).isEqualTo(scene.bounds());
        assertThat(flipped.values().get(0, 8, 10)).isZero();
        assertThat(flipped.affine().x(10.5, 8.5)).isEqualTo(scene.affine().x(0.5, 0.5));
        assertThat(flipped.affine().y(10.5, 8.5)).isEqualTo(scene.affine().y(0.5, 0.5));
    }

    @Test
    void resultsKeepRowsAndColumnsOrAreRefused() {
        var scene = ramp();
        var band = scene.rewrap(scene.band(1));

        assertThat(band.rank()).isEqualTo(2);
        assertThatThrownBy(() -> scene.rewrap(ArrayView.allocate(arena, DType.FLOAT32, 9, 12)))
                .hasMessageContaining("has not the rows and columns");
        assertThatThrownBy(() -> GeoRaster.of(ArrayView.allocate(arena, DType.FLOAT32, 9), GRID))
                .hasMessageContaining("rows and columns");
    }

    @ParameterizedTest
    @CsvSource({"-1.9, UINT8, 0", "300, UINT8, 255", "3.99, INT16, 3", "-3.99, INT16, -3", "NaN, INT32, 0", "2, BOOL, 1"
    })
    void integersTruncateAndClamp(double value, DType type, double expected) {
        var from = ArrayView.allocate(arena, DType.FLOAT64, 1, 1);
        from.set(value, 0, 0);

        assertThat(from.copyAs(arena, type).get(0, 0)).isEqualTo(expected);
    }

    @Test
    void everyTypeHoldsItsExtremes() {
        for (var type : DType.values()) {
            var array = ArrayView.allocate(arena, type, 2);
            array.set(type.min(), 0);
            array.set(type.max(), 1);
            assertThat(array.get(0)).as(type.label()).isEqualTo(type.min());
            assertThat(array.get(1)).as(type.label()).isEqualTo(type.max());
        }
    }

    @Test
    void wideIntegersMoveWithoutRounding() {
        var array = ArrayView.allocate(arena, DType.INT64, 2, 2);
        Elements.setLong(array.segment(), DType.INT64, 3, (1L << 53) + 1);

        var turned = array.permute(1, 0).copy(arena);

        assertThat(Elements.getLong(turned.segment(), DType.INT64, 3)).isEqualTo((1L << 53) + 1);
        assertThat(turned.contentEquals(array.permute(1, 0))).isTrue();
    }

    @Test
    void viewsShareMemoryAndKnowWhetherTheyAreDense() {
        var array = ramp().values();

        assertThat(array.isDense()).isTrue();
        assertThat(array.select(0, 1).isDense()).isTrue();
        assertThat(array.slice(-1, Slice.range(2, 5)).isDense()).isFalse();
        assertThat(array.slice(-1, Slice.range(2, 5)).hasUnitColumns()).isTrue();
        assertThat(array.flip(-1).hasUnitColumns()).isFalse();
        assertThat(array.flip(-1).get(0, 0, 0)).isEqualTo(10);
        assertThat(array.reshape(27, 11).get(26, 10)).isEqualTo(296);
        assertThat(array.select(0, 0).broadcast(4, 9, 11).get(3, 1, 1)).isEqualTo(12);
        assertThatThrownBy(() -> ArrayView.of(array.segment(), DType.FLOAT64, 3, 9, 11))
                .hasMessageContaining("do not lie within");
    }

    @Test
    void codesAreFoundInTextsOfReferenceSystems() {
        var wkt = new Crs("PROJCRS[\"x\",BASEGEOGCRS[\"y\",ID[\"EPSG\",4326]],ID[\"EPSG\",32610]]");

        assertThat(wkt.code()).contains("EPSG:32610");
        assertThat(wkt.isSame(new Crs("epsg:32610"))).isTrue();
        assertThat(new Crs("PROJCRS[\"x\",BASEGEOGCRS[\"y\",ID[\"EPSG\",4326]]]").code())
                .isEmpty();
    }

    @Test
    void resultsOutsideOfAnyScopeLiveAndInsideBelongToTheGivenArena() {
        var free = RasterMemory.allocate(DType.FLOAT32, 2, 2);
        var bound =
                RasterMemory.<ArrayView, RuntimeException>in(arena, () -> RasterMemory.allocate(DType.FLOAT32, 2, 2));

        assertThat(free.segment().scope().isAlive()).isTrue();
        assertThat(bound.segment().scope()).isEqualTo(arena.scope());
    }

    @Test
    void equalRastersHashEqualHoweverTheyLieInMemory() {
        var scene = ramp();
        var window = new Window(2, 1, 5, 6);
        var view = scene.read(arena, window);
        var copy = view.rewrap(view.values().copy(arena));
        var other = view.rewrap(view.values().copy(arena));
        other.values().set(0.5, 1, 2, 2);

        assertThat(copy.contentHash()).isEqualTo(view.contentHash()).hasSize(64);
        assertThat(other.contentHash()).isNotEqualTo(view.contentHash());
        assertThat(view.withFill(OptionalDouble.empty()).contentHash()).isNotEqualTo(view.contentHash());
        assertThat(view.flipRows().flipRows().contentHash()).isEqualTo(view.contentHash());
        assertThat(view.contentBytes()).isEqualTo(3 * 5 * 6 * 4);
    }
}
