package dev.stampede.operators.qa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.operators.Rasters;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.pixels.Band;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class QualityBandsTest {
    private static final Optional<List<Integer>> NONE = Optional.empty();

    private static GeoRaster band(double... values) {
        return Rasters.of(DType.UINT16, new int[] {1, values.length}, values);
    }

    private static GeoRaster withReflectance(String name, double... quality) {
        var raster = Rasters.filled(
                DType.UINT16,
                new int[] {2, 1, quality.length},
                i -> i < quality.length ? 1000 : quality[i - quality.length]);
        return raster.withAttributes(raster.attributes().withBandNames(List.of("red", name)));
    }

    private static double[] flags(Operator<GeoRaster, GeoRaster> mask, GeoRaster in) {
        var made = mask.apply(in);
        assertThat(made.dtype()).isEqualTo(DType.BOOL);
        assertThat(made.rank()).isEqualTo(2);
        return Rasters.values(made.values());
    }

    @Test
    void modisStatesAreFieldsOfBits() {
        double[] states = {0b00, 0b01, 0b10, 0b11, 0b100, 0b01_0000_0000, 0b11_0000_0000, 0b1000};
        var in = withReflectance("state_1km", states);
        var name = Optional.of(Band.of("state_1km"));

        assertThat(flags(new ModisStateQa(name, List.of("cloud")), in)).containsExactly(0, 1, 1, 0, 0, 0, 0, 0);
        assertThat(flags(new ModisStateQa(name, List.of("cloud_shadow")), in)).containsExactly(0, 0, 0, 0, 1, 0, 0, 0);
        assertThat(flags(new ModisStateQa(name, List.of("cirrus")), in)).containsExactly(0, 0, 0, 0, 0, 1, 1, 0);
        assertThat(flags(new ModisStateQa(name, List.of("cloud", "cloud_shadow")), in))
                .containsExactly(0, 1, 1, 0, 1, 0, 0, 0);
        assertThat(flags(new ModisStateQa(Optional.empty(), List.of("cloud")), band(states)))
                .containsExactly(0, 1, 1, 0, 0, 0, 0, 0);
        assertThatThrownBy(() -> new ModisStateQa(name, List.of("fog"))).hasMessageContaining("targets is fog");
        assertThatThrownBy(() -> new ModisStateQa(name, List.of())).hasMessageContaining("at least one");
        assertThatThrownBy(() -> new ModisStateQa(name, List.of("cloud"))
                        .apply(Rasters.filled(DType.UINT16, new int[] {2, 1, 1}, i -> 0)))
                .hasMessageContaining("state_1km");
    }

    @Test
    void bitsBecomeNamedLayersInTheirOrder() {
        var groups = new LinkedHashMap<String, List<Integer>>();
        groups.put("snow", List.of(5));
        groups.put("cloud", List.of(1, 3));

        var any = new DecodeBitmask(groups, BitMode.ANY, Optional.empty()).apply(band(0, 2, 8, 10, 32, 42));
        var all = new DecodeBitmask(groups, BitMode.ALL, Optional.of(Band.of("QA")))
                .apply(withReflectance("QA", 0, 2, 8, 10, 32, 42));

        assertThat(any.shape()).containsExactly(2, 1, 6);
        assertThat(any.dtype()).isEqualTo(DType.BOOL);
        assertThat(Rasters.values(any.values())).containsExactly(0, 0, 0, 0, 1, 1, 0, 1, 1, 1, 0, 1);
        assertThat(Rasters.values(all.values())).containsExactly(0, 0, 0, 0, 1, 1, 0, 0, 0, 1, 0, 1);
        assertThat(any.bandIndex("cloud")).isEqualTo(1);
        assertThatThrownBy(() -> new DecodeBitmask(Map.of(), BitMode.ANY, Optional.empty()))
                .hasMessageContaining("at least one group");
        assertThatThrownBy(() -> new DecodeBitmask(Map.of("x", List.of(32)), BitMode.ANY, Optional.empty()))
                .hasMessageContaining("0 to 31");
    }

    /// Makes a mask of one kind from bits, values, mode and inversion.
    private interface Kind {
        Operator<GeoRaster, GeoRaster> of(
                Optional<List<Integer>> bits, Optional<List<Integer>> values, BitMode mode, boolean invert);
    }

    static Stream<Kind> kinds() {
        Optional<Band> none = Optional.empty();
        return Stream.of(
                (bits, values, mode, invert) -> new MaskClouds(none, bits, values, mode, invert),
                (bits, values, mode, invert) -> new MaskCloudShadow(none, bits, values, mode, invert),
                (bits, values, mode, invert) -> new MaskCirrus(none, bits, values, mode, invert),
                (bits, values, mode, invert) -> new MaskSnow(none, bits, values, mode, invert),
                (bits, values, mode, invert) -> new MaskWater(none, bits, values, mode, invert));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void bitsOrValuesOfABandMark(Kind kind) {
        var in = band(0, 1, 4, 5, 9);

        assertThat(flags(kind.of(Optional.of(List.of(0, 2)), NONE, BitMode.ANY, false), in))
                .containsExactly(0, 1, 1, 1, 1);
        assertThat(flags(kind.of(Optional.of(List.of(0, 2)), NONE, BitMode.ALL, false), in))
                .containsExactly(0, 0, 0, 1, 0);
        assertThat(flags(kind.of(NONE, Optional.of(List.of(4, 9)), BitMode.ANY, false), in))
                .containsExactly(0, 0, 1, 0, 1);
        assertThat(flags(kind.of(NONE, Optional.of(List.of(4, 9)), BitMode.ANY, true), in))
                .containsExactly(1, 1, 0, 1, 0);
        assertThatThrownBy(() -> kind.of(NONE, NONE, BitMode.ANY, false)).hasMessageContaining("either bits or values");
        assertThatThrownBy(() -> kind.of(Optional.of(List.of(0)), Optional.of(List.of(0)), BitMode.ANY, false))
                .hasMessageContaining("either bits or values");
        assertThatThrownBy(() -> kind.of(Optional.of(List.of(0)), NONE, BitMode.ANY, false)
                        .apply(Rasters.filled(DType.UINT16, new int[] {2, 1, 1}, i -> 0)))
                .hasMessageContaining("which band holds the quality");
    }

    @Test
    void noDataIsFillValuesOrBits() {
        var filled = band(7, 0, 3).withFill(OptionalDouble.of(7));
        var nan = Rasters.of(DType.FLOAT32, new int[] {1, 2}, Double.NaN, 1).withFill(OptionalDouble.of(Double.NaN));

        assertThat(flags(new MaskNoData(Optional.empty(), NONE, NONE), filled)).containsExactly(1, 0, 0);
        assertThat(flags(new MaskNoData(Optional.empty(), NONE, NONE), nan)).containsExactly(1, 0);
        assertThat(flags(new MaskNoData(Optional.empty(), NONE, Optional.of(List.of(0, 3))), filled))
                .containsExactly(0, 1, 1);
        assertThat(flags(new MaskNoData(Optional.empty(), Optional.of(List.of(2)), NONE), filled))
                .containsExactly(1, 0, 0);
        assertThatThrownBy(() ->
                        new MaskNoData(Optional.empty(), NONE, NONE).apply(band(1).withFill(OptionalDouble.empty())))
                .hasMessageContaining("no fill value");
        assertThatThrownBy(() -> new MaskNoData(Optional.empty(), Optional.of(List.of(1)), Optional.of(List.of(1))))
                .hasMessageContaining("not both");
    }
}
