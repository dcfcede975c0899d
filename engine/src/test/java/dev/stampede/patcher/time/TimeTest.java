package dev.stampede.patcher.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stampede.patcher.GeostackGolden;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class TimeTest {
    private static final JsonNode GOLDEN = GeostackGolden.json("patch/temporal.json");

    @Test
    void weightsEqualTheGoldenOnes() {
        var windows = Map.of(
                "CausalBoxcar", new TimeWindow.CausalBoxcar(),
                "ExponentialDecay_2", new TimeWindow.ExponentialDecay(2),
                "ExponentialDecay_6", new TimeWindow.ExponentialDecay(6),
                "TaperedTukey_0.3", new TimeWindow.TaperedTukey(0.3),
                "TaperedTukey_0.7", new TimeWindow.TaperedTukey(0.7),
                "Periodic_8", new TimeWindow.Periodic(8));

        assertThat(windows.keySet()).hasSize(GOLDEN.get("weights").size());
        windows.forEach((name, window) -> {
            var expected = GOLDEN.get("weights").get(name);
            assertThat(window.weights(GOLDEN.get("window_len").asInt()))
                    .as(name)
                    .containsExactly(
                            IntStream.range(0, expected.size())
                                    .mapToDouble(i -> expected.get(i).asDouble())
                                    .toArray(),
                            Offset.offset(1e-12));
        });
    }

    @Test
    void rangesEqualTheGoldenOnes() {
        Map<String, TimeGeometry> geometries = Map.of(
                "FixedLookback_5", new FixedLookback(5),
                "LookbackHorizon_5_3", new LookbackHorizon(5, 3),
                "MultiScale_2_6_12", new MultiScale(List.of(2, 6, 12)),
                "PhaseWindow_24_2", new PhaseWindow(24, 2));
        int steps = GOLDEN.get("time_len").asInt();

        assertThat(geometries.keySet()).hasSize(GOLDEN.get("windows").size());
        geometries.forEach((name, geometry) -> GOLDEN.get("windows")
                .get(name)
                .properties()
                .forEach(entry -> {
                    var expected = new ArrayList<StepRange>();
                    if (entry.getValue().get(0).isArray()) {
                        entry.getValue().forEach(range -> expected.add(range(range)));
                    } else {
                        expected.add(range(entry.getValue()));
                    }
                    assertThat(geometry.ranges(Integer.parseInt(entry.getKey()), steps))
                            .as(name + " at " + entry.getKey())
                            .isEqualTo(expected);
                }));
    }

    private static StepRange range(JsonNode pair) {
        return new StepRange(pair.get(0).asInt(), pair.get(1).asInt());
    }

    @Test
    void anchorsEqualTheGoldenOnes() {
        Map<String, TimeSampler> samplers = Map.of(
                "RegularStride_3", new TimeSampler.Rolling(3, 0),
                "CausalRolling_2_from_5", new TimeSampler.Rolling(2, 5),
                "EventTriggered", new TimeSampler.Events(List.of(2, 19, -1, 20, 7)),
                "Explicit", new TimeSampler.Events(List.of(4, 4)));
        samplers.forEach((name, sampler) -> assertThat(sampler.anchors(20))
                .as(name)
                .isEqualTo(integers(GOLDEN.get("samplers").get(name))));
        assertThat(new TimeSampler.Random(30, 3).anchors(20))
                .isEqualTo(new TimeSampler.Random(30, 3).anchors(20))
                .isNotEqualTo(new TimeSampler.Random(30, 4).anchors(20))
                .allMatch(t -> t >= 0 && t < 20);
    }

    private static List<Integer> integers(JsonNode list) {
        var all = new ArrayList<Integer>();
        list.forEach(item -> all.add(item.asInt()));
        return all;
    }

    @Test
    void stencilsEqualTheGoldenOnes() {
        for (var golden : GOLDEN.get("stencils").get("cases")) {
            var stencil = new Stencil(
                    golden.get("start").asInt(),
                    golden.get("stop").asInt(),
                    golden.get("step").asInt(),
                    Stencil.Closed.valueOf(golden.get("closed").asText().toUpperCase(Locale.ROOT)));

            assertThat(stencil.points()).isEqualTo(integers(golden.get("points")));
            assertThat(stencil.origins(12)).isEqualTo(integers(golden.get("valid_origins")));
        }
        assertThatThrownBy(() -> new Stencil(-3, 2, 2, Stencil.Closed.LEFT))
                .hasMessageContaining("step 2 does not lead from -3 to 2");
    }

    @Test
    void aLookbackNeverLooksAhead() {
        for (int length = 1; length < 9; length++) {
            for (int t = 0; t < 20; t++) {
                var range = new FixedLookback(length).ranges(t, 20).getFirst();
                assertThat(range.to()).isEqualTo(t + 1);
                assertThat(range.length()).isEqualTo(Math.min(length, t + 1));
            }
        }
        assertThatThrownBy(() -> new FixedLookback(3).ranges(20, 20)).hasMessageContaining("a series of 20");
    }
}
