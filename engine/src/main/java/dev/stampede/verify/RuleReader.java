package dev.stampede.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads the rows of a manifest: an object with an array `rules`. The fields of a row are described in
/// `docs/formats.md`. Unknown fields are refused so that a mistyped limit cannot go unnoticed.
final class RuleReader {
    private static final Set<String> FIELDS = Set.of(
            "artifact", "variable", "stage", "class", "comparison", "tolerance", "gate", "members", "runs", "origin");

    private final String source;

    private RuleReader(String source) {
        this.source = source;
    }

    static List<Rule> read(Path manifest) throws IOException {
        return new RuleReader(manifest.toString())
                .rules(new ObjectMapper().readTree(Files.readString(manifest)).path("rules"));
    }

    static List<Rule> readResource(String name) {
        try (var in = RuleReader.class.getResourceAsStream(name)) {
            return new RuleReader(name).rules(new ObjectMapper().readTree(in).path("rules"));
        } catch (IOException e) {
            throw new AssertionError("resource " + name + " of this build is damaged", e);
        }
    }

    private List<Rule> rules(JsonNode rows) throws IOException {
        List<Rule> rules = new ArrayList<>();
        for (var row : rows) {
            try {
                rules.add(rule(row));
            } catch (IllegalArgumentException e) {
                throw new IOException(source + ": rule " + row + ": " + e.getMessage(), e);
            }
        }
        return List.copyOf(rules);
    }

    private static Rule rule(JsonNode row) {
        for (Iterator<String> names = row.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!FIELDS.contains(name)) {
                throw new IllegalArgumentException("unknown field " + name);
            }
        }
        var type = ValueClass.parse(required(row, "class"));
        var comparison =
                row.has("comparison") ? Comparison.parse(row.get("comparison").asText()) : type.comparison();
        return new Rule(
                required(row, "artifact"),
                row.path("variable").asText("*"),
                row.path("stage").asText("*"),
                type,
                comparison,
                tolerance(row.path("tolerance"), type.tolerance()),
                row.path("gate").asBoolean(true),
                members(row.path("members")),
                strings(row.path("runs")),
                row.path("origin").asText(""));
    }

    private static String required(JsonNode row, String field) {
        if (!row.has(field)) {
            throw new IllegalArgumentException("field " + field + " is missing");
        }
        return row.get(field).asText();
    }

    private static Tolerance tolerance(JsonNode node, Tolerance initial) {
        if (node.isMissingNode()) {
            return initial;
        }
        Map<String, Double> statistics = new HashMap<>();
        node.path("statistics")
                .properties()
                .forEach(e -> statistics.put(e.getKey(), e.getValue().asDouble()));
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!Set.of("atol", "rtol", "fraction", "cap", "jaccard", "statistics")
                    .contains(name)) {
                throw new IllegalArgumentException("unknown limit " + name);
            }
        }
        return new Tolerance(
                node.path("atol").asDouble(node.has("rtol") ? 0 : initial.atol()),
                node.path("rtol").asDouble(0),
                node.path("fraction").asDouble(0),
                node.path("cap").asDouble(Double.POSITIVE_INFINITY),
                node.path("jaccard").asDouble(1),
                Map.copyOf(statistics));
    }

    private static Rule.Members members(JsonNode node) {
        if (node.isMissingNode()) {
            return Rule.Members.ROWS;
        }
        int[] columns = new int[node.path("columns").size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = node.path("columns").get(i).asInt() - 1;
        }
        return new Rule.Members(
                columns,
                node.path("mask").asBoolean(),
                node.path("of").asText(""),
                node.path("unordered").asBoolean(),
                ties(node.path("ties")));
    }

    private static List<String> ties(JsonNode array) {
        if (array.size() != 0 && array.size() != 2) {
            throw new IllegalArgumentException("ties names two variables: value and threshold");
        }
        List<String> names = new ArrayList<>();
        array.forEach(item -> names.add(item.asText()));
        return List.copyOf(names);
    }

    private static Set<String> strings(JsonNode array) {
        Set<String> values = new HashSet<>();
        array.forEach(item -> values.add(item.asText()));
        return Set.copyOf(values);
    }
}
