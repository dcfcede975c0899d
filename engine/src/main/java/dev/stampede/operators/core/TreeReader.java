package dev.stampede.operators.core;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// JSON or YAML as maps, lists, texts, numbers, within limits. YAML is read as JSON in another dress: anchors,
/// aliases, tags and several documents are refused, so that nothing grows beyond what is written and nothing
/// is made by a name in the text.
final class TreeReader {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(com.fasterxml.jackson.core.StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final YAMLFactory YAML = YAMLFactory.builder()
            .enable(com.fasterxml.jackson.core.StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .loaderOptions(options())
            .build();

    private final Limits limits;
    private final JsonParser parser;
    private int nodes;

    private TreeReader(JsonParser parser, Limits limits) {
        this.parser = parser;
        this.limits = limits;
    }

    private static org.yaml.snakeyaml.LoaderOptions options() {
        var options = new org.yaml.snakeyaml.LoaderOptions();
        // The limits of this engine apply; these only must not be tighter.
        options.setCodePointLimit(Integer.MAX_VALUE);
        options.setNestingDepthLimit(Limits.OWN.depth() + 2);
        return options;
    }

    static Object json(String text, Limits limits) {
        return read(JSON, text, limits);
    }

    static Object yaml(String text, Limits limits) {
        return read(YAML, text, limits);
    }

    /// @throws LimitException           if a limit is exceeded
    /// @throws IllegalArgumentException if it is not a document of this kind; says on which line
    private static Object read(JsonFactory factory, String text, Limits limits) {
        long bytes = text.length() > limits.bytes() ? text.length() : text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > limits.bytes()) {
            throw tooLarge(bytes, limits);
        }
        try (var parser = factory.createParser(text)) {
            var reader = new TreeReader(parser, limits);
            if (parser.nextToken() == null) {
                throw new IllegalArgumentException("the text is empty");
            }
            Object value = reader.value(1);
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException(reader.where() + "one document is expected, there is more");
            }
            return value;
        } catch (JsonProcessingException e) {
            String line =
                    e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr() + ": ";
            throw new IllegalArgumentException(
                    line + e.getOriginalMessage().lines().findFirst().orElse("not readable"), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static LimitException tooLarge(long bytes, Limits limits) {
        return new LimitException(
                "the pipeline has " + bytes + " bytes, more than the " + limits.bytes() + " that are allowed");
    }

    private Object value(int depth) throws IOException {
        if (++nodes > limits.nodes()) {
            throw new LimitException(
                    where() + "the pipeline has more than the " + limits.nodes() + " values that are allowed");
        }
        refuseReferences();
        return switch (parser.currentToken()) {
            case START_OBJECT -> map(depth);
            case START_ARRAY -> list(depth);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> whole();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw new IllegalArgumentException(where() + "unexpected " + parser.getText());
        };
    }

    private void refuseReferences() throws IOException {
        if (parser instanceof YAMLParser yaml
                && (yaml.isCurrentAlias() || yaml.getObjectId() != null || yaml.getTypeId() != null)) {
            throw new IllegalArgumentException(
                    where() + "anchors, aliases and tags are not allowed; write the value out");
        }
    }

    private Map<String, Object> map(int depth) throws IOException {
        requireDepth(depth);
        Map<String, Object> map = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            parser.nextToken();
            map.put(key, value(depth + 1));
        }
        return map;
    }

    private List<Object> list(int depth) throws IOException {
        requireDepth(depth);
        List<Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(value(depth + 1));
        }
        return list;
    }

    private void requireDepth(int depth) {
        if (depth > limits.depth()) {
            throw new LimitException(
                    where() + "the pipeline nests deeper than the " + limits.depth() + " levels that are allowed");
        }
    }

    private Long whole() throws IOException {
        if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            throw new IllegalArgumentException(where() + parser.getText() + " is too large for a whole number");
        }
        return parser.getLongValue();
    }

    private String where() {
        return "line " + parser.currentLocation().getLineNr() + ": ";
    }
}
