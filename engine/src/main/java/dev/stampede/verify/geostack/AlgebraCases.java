package dev.stampede.verify.geostack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stampede.operators.core.Config;
import dev.stampede.operators.core.Configured;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.OperatorState;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Canonical texts and digests of configurations. The operators here have the parameters of the stack that made the
/// file, which writes nested operators as `{"class", "config"}`; they stand for their configuration alone.
final class AlgebraCases implements CaseFamily {
    interface Configuration extends Operator<Object, Object> {
        @Override
        default Object compute(Object in) {
            throw new UnsupportedOperationException(name() + " is a configuration to be written down");
        }
    }

    record DNToReflectance(double scale, double offset, int axis) implements Configuration {}

    record NDVI(int redIdx, int nirIdx, double eps, int axis) implements Configuration {}

    record ToFloat32() implements Configuration {}

    record PercentileClip(double pMin, double pMax, List<Integer> axis) implements Configuration {}

    record Gamma(double g) implements Configuration {}

    record MaskFromSCL(int bandIdx, List<Integer> classes, boolean invert, int axis) implements Configuration {}

    @Override
    public boolean handles(GeostackCase test) {
        return test.id().equals("algebra/configs");
    }

    @Override
    public List<Comparison> run(GeostackCase test, Arena arena) throws IOException {
        var results = new ArrayList<Comparison>();
        test.json(test.outputs().getFirst().file())
                .properties()
                .forEach(entry -> compare(entry.getKey(), entry.getValue(), operator(entry.getKey()), results));
        return results;
    }

    private static Configured operator(String name) {
        var reflectance = new DNToReflectance(1e-4, 0, 0);
        return switch (name) {
            case "ndvi_chain" -> reflectance.then(new NDVI(2, 3, 1e-10, 0));
            case "display" ->
                new ToFloat32()
                        .then(reflectance)
                        .then(new PercentileClip(2, 98, List.of(-2, -1)))
                        .then(new Gamma(1.2));
            case "mask" -> new MaskFromSCL(0, List.of(3, 8, 9, 10), false, 0);
            default -> throw new IllegalArgumentException("configuration " + name + " is not known");
        };
    }

    private static void compare(String name, JsonNode expected, Configured operator, List<Comparison> results) {
        var config = new Config(withClasses(operator.config().values()));
        results.add(
                Comparison.equal(name + " text", expected.path("canonical_json").asText(), config.text()));
        results.add(Comparison.equal(name + " digest", expected.path("sha256").asText(), config.digest()));
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
                        list.stream().map(AlgebraCases::withClasses).toList();
                    case Map<?, ?> map -> {
                        Map<Object, Object> copy = new LinkedHashMap<>();
                        map.forEach((key, item) -> copy.put(key, withClasses(item)));
                        yield copy;
                    }
                    default -> value;
                };
    }
}
