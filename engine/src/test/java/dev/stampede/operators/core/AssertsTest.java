package dev.stampede.operators.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AssertsTest {
    private final Grid grid = new Grid(2, 3, new double[6]);

    @Test
    void shapeNamesTheAxisAndBothShapes() {
        assertThat(AssertShape.of(2, -1).apply(grid)).isSameAs(grid);
        assertThatThrownBy(() -> AssertShape.of(2, 4).apply(grid))
                .isInstanceOf(QcException.class)
                .hasMessage("AssertShape: axis 1 is 3, expected 4; found shape (2, 3), expected (2, 4)");
        assertThatThrownBy(() -> AssertShape.of(-1, 2, 3).apply(grid))
                .hasMessage("AssertShape: expected 3 axes (any, 2, 3), found 2 (2, 3)");
        assertThatThrownBy(() -> AssertShape.of(1).apply("text"))
                .isInstanceOf(QcException.class)
                .hasMessageContaining("a String without a shape");
        assertThat(AssertShape.of(2, -1).config().text()).isEqualTo("{\"expected\": [2, null]}");
        assertThat(OperatorRegistry.core().build(OperatorState.of(AssertShape.of(2, -1))))
                .isEqualTo(AssertShape.of(2, -1));
    }

    @Test
    void dtypeComparesNames() {
        assertThat(new AssertDType<>("float64").apply(grid)).isSameAs(grid);
        assertThatThrownBy(() -> new AssertDType<>("float32").apply(grid))
                .isInstanceOf(QcException.class)
                .hasMessage("AssertDType: expected float32, found float64");
        assertThatThrownBy(() -> new AssertDType<>("float32").apply(null)).hasMessageContaining("null");
    }

    @Test
    void attributeMayBeThereOrHaveAValue() {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("crs", "EPSG:32610");
        attributes.put("fill", 0.0);
        attributes.put("sensor", null);
        var raster = new Grid(1, 1, new double[1], attributes);

        assertThat(new AssertHasAttribute<Grid>("sensor").apply(raster)).isSameAs(raster);
        assertThat(AssertHasAttribute.<Grid>of("sensor", null).apply(raster)).isSameAs(raster);
        assertThat(AssertHasAttribute.<Grid>of("fill", 0L).apply(raster)).isSameAs(raster);
        assertThatThrownBy(() -> new AssertHasAttribute<Grid>("transform").apply(raster))
                .isInstanceOf(QcException.class)
                .hasMessage("AssertHasAttribute: there is no transform");
        assertThatThrownBy(() -> AssertHasAttribute.<Grid>of("crs", "EPSG:4326").apply(raster))
                .isInstanceOf(QcException.class)
                .hasMessage("AssertHasAttribute: crs is EPSG:32610, expected EPSG:4326");
        assertThatThrownBy(() -> new AssertHasAttribute<>("crs").apply(3)).isInstanceOf(QcException.class);
        var one = new AssertHasAttribute<>("crs", List.of("a", 1L));
        assertThat(OperatorRegistry.core().build(OperatorState.of(one))).isEqualTo(one);
    }

    @Test
    void anyPredicate() {
        var check = new AssertCallable<Integer>(x -> x > 0, "must be positive");

        assertThat(check.apply(1)).isEqualTo(1);
        assertThatThrownBy(() -> check.apply(-1))
                .isInstanceOf(QcException.class)
                .hasMessage("must be positive");
    }

    @Test
    void signaturesKnowTheirAxes() {
        var signature = new Signature(
                List.of(Signature.Dim.of("band", 4), Signature.Dim.of("y"), Signature.Dim.of("x")), "float32");

        assertThat(signature).hasToString("(band=4, y=?, x=?) float32");
        assertThat(signature.dropDims("band")).hasToString("(y=?, x=?) float32");
        assertThat(signature.replaceDims(Map.of("x", java.util.OptionalLong.of(7))))
                .hasToString("(band=4, y=?, x=7) float32");
        assertThatThrownBy(() -> signature.dropDims("time")).hasMessageContaining("no axis time");
        assertThatThrownBy(() -> signature.replaceDims(Map.of("t", java.util.OptionalLong.empty())))
                .hasMessageContaining("no axis t");
        assertThatThrownBy(() -> new Signature(List.of(Signature.Dim.of("x"), Signature.Dim.of("x")), "uint8"))
                .hasMessageContaining("not x twice");
        assertThat(Signature.UNKNOWN.dropDims("x")).hasToString("?");
    }
}
