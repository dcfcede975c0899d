package dev.stampede.verify.geostack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// One case of a manifest.
///
/// @param folder  of the manifest; files are named from here
/// @param id      family and name: `index/NDVI`
/// @param op      operator, or a chain written with vertical bars
/// @param params  plain values as in the manifest; texts stand for the numbers that JSON does not have
/// @param inputs  files in the order of arguments
/// @param outputs files with what is expected
/// @param absTol  largest difference allowed, 0 = equal
/// @param note    which part of a result is stored, and other remarks
public record GeostackCase(
        Path folder,
        String id,
        String op,
        Map<String, Object> params,
        List<String> inputs,
        List<Output> outputs,
        double absTol,
        String note) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern NAMED = Pattern.compile("_b(\\d+)\\.npy$");
    private static final Pattern STORED = Pattern.compile("bands? ([\\d,]+) stored");

    /// An expected file; type and shape are known for arrays.
    public record Output(String file, Optional<String> dtype) {}

    /// All cases of a folder.
    /// @throws IOException if the manifest cannot be read
    public static List<GeostackCase> all(Path folder) throws IOException {
        var cases = new ArrayList<GeostackCase>();
        for (var node : JSON.readTree(folder.resolve("manifest.json").toFile()).path("cases")) {
            var outputs = new ArrayList<Output>();
            for (var output : node.path("outputs")) {
                var dtype = output.hasNonNull("dtype") ? output.get("dtype").asText() : null;
                outputs.add(new Output(output.path("file").asText(), Optional.ofNullable(dtype)));
            }
            var inputs = new ArrayList<String>();
            node.path("inputs").forEach(input -> inputs.add(input.asText()));
            cases.add(new GeostackCase(
                    folder,
                    node.path("id").asText(),
                    node.path("op").asText(),
                    plainMap(node.path("params")),
                    List.copyOf(inputs),
                    List.copyOf(outputs),
                    node.path("abs_tol").asDouble(),
                    node.path("note").asText("")));
        }
        return cases;
    }

    private static Map<String, Object> plainMap(JsonNode node) {
        var map = new LinkedHashMap<String, Object>();
        node.properties().forEach(entry -> map.put(entry.getKey(), plain(entry.getValue())));
        return map;
    }

    private static Object plain(JsonNode node) {
        if (node.isObject()) {
            return plainMap(node);
        }
        if (node.isArray()) {
            var list = new ArrayList<Object>();
            node.forEach(item -> list.add(plain(item)));
            return list;
        }
        if (node.isNull()) {
            return null;
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        return node.isTextual()
                ? node.textValue()
                : node.isIntegralNumber() ? (Object) node.longValue() : node.doubleValue();
    }

    /// The part before the slash.
    public String family() {
        return id.substring(0, id.indexOf('/'));
    }

    /// The part after the slash.
    public String name() {
        return id.substring(id.indexOf('/') + 1);
    }

    public Path file(String name) {
        return folder.resolve(name);
    }

    /// A number among the parameters.
    public double number(String param) {
        return ((Number) params.get(param)).doubleValue();
    }

    /// A list of numbers among the parameters.
    public double[] numbers(String param) {
        return ((List<?>) params.get(param))
                .stream().mapToDouble(value -> ((Number) value).doubleValue()).toArray();
    }

    /// An expected document.
    /// @throws IOException if it cannot be read
    public JsonNode json(String name) throws IOException {
        return JSON.readTree(file(name).toFile());
    }

    /// The bands of the result that the note or the file's name (`..._b4.npy`) says are stored; empty for all.
    public Optional<int[]> storedBands() {
        var stored = STORED.matcher(note);
        if (stored.find()) {
            var bands = stored.group(1).split(",");
            return Optional.of(Arrays.stream(bands).mapToInt(Integer::parseInt).toArray());
        }
        var named = NAMED.matcher(outputs.getFirst().file());
        return named.find() ? Optional.of(new int[] {Integer.parseInt(named.group(1))}) : Optional.empty();
    }
}
