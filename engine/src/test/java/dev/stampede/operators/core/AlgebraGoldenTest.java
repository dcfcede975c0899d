package dev.stampede.operators.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stampede.golden.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Canonical texts and digests against `golden/geostack/algebra/configs.json`. The operators here have the
/// parameters of the stack that made the file, which writes nested operators as `{"class", "config"}`.
class AlgebraGoldenTest {
    interface Unused extends Operator<Object, Object> {
        @Override
        default Object compute(Object in) {
            return in;
        }
    }

    record DNToReflectance(double scale, double offset, int axis) implements Unused {}

    record NDVI(int redIdx, int nirIdx, double eps, int axis) implements Unused {}

    record ToFloat32() implements Unused {}

    record PercentileClip(double pMin, double pMax, List<Integer> axis) implements Unused {}

    record Gamma(double g) implements Unused {}

    record MaskFromSCL(int bandIdx, List<Integer> classes, boolean invert, int axis) implements Unused {}

    @Test
    void textsAndDigestsAgree() throws IOException {
        var file = Golden.psSmall().getParent().resolve("geostack/algebra/configs.json");
        var golden = new ObjectMapper().readTree(Files.readString(file));
        var reflectance = new DNToReflectance(1e-4, 0, 0);

        check(golden.get("ndvi_chain"), reflectance.then(new NDVI(2, 3, 1e-10, 0)));
        check(
                golden.get("display"),
                new ToFloat32()
                        .then(reflectance)
                        .then(new PercentileClip(2, 98, List.of(-2, -1)))
                        .then(new Gamma(1.2)));
        check(golden.get("mask"), new MaskFromSCL(0, List.of(3, 8, 9, 10), false, 0));
        assertThat(golden.size()).isEqualTo(3);
    }

    private static void check(JsonNode expected, Configured operator) {
        var config = new Config(withClasses(operator.config().values()));

        assertThat(config.text()).isEqualTo(expected.get("canonical_json").asText());
        assertThat(config.digest()).isEqualTo(expected.get("sha256").asText());
    }

    @SuppressWarnings("unchecked")
    private static <T> T withClasses(T value) {
        return (T)
                switch (value) {
                    case OperatorState state -> {
                        Map<String, Object> named = new LinkedHashMap<>();
                        named.put("class", state.op());
                        named.put("config", withClasses(state.config().values()));
                        yield named;
                    }
                    case List<?> list ->
                        list.stream().map(AlgebraGoldenTest::withClasses).toList();
                    case Map<?, ?> map -> {
                        Map<Object, Object> copy = new LinkedHashMap<>();
                        map.forEach((key, item) -> copy.put(key, withClasses(item)));
                        yield copy;
                    }
                    default -> value;
                };
    }

    /// Our own form, pinned so that it stays what it is from release to release.
    @Test
    void ourOwnDigestStays() {
        var chain = new DNToReflectance(1e-4, 0, 0).then(new NDVI(2, 3, 1e-10, 0));

        assertThat(chain.config().text())
                .isEqualTo("{\"operators\": [{\"config\": {\"axis\": 0, \"offset\": 0.0, \"scale\": 0.0001}, "
                        + "\"op\": \"DNToReflectance\", \"v\": 1}, {\"config\": {\"axis\": 0, \"eps\": 1e-10, "
                        + "\"nir_idx\": 3, \"red_idx\": 2}, \"op\": \"NDVI\", \"v\": 1}]}");
        assertThat(chain.config().digest())
                .isEqualTo("cdb6df9ee8cb91a67b78b052b80689758c6e021d126408c6e32f62bc8b054323");
        assertThatThrownBy(() -> OperatorRegistry.core().build(OperatorState.of(chain)))
                .isInstanceOf(UnknownOperatorException.class);
    }
}
