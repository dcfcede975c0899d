package dev.stampede.io.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Map;
import java.util.Optional;

/// Writes plain values (maps, iterables, arrays of numbers, text, numbers, booleans, `null`) as JSON with
/// two spaces of indentation. Numbers that JSON does not have (NaN and the infinities) are written as text.
public final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final Separators SEPARATORS = PrettyPrinter.DEFAULT_SEPARATORS
            .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
            .withArrayEmptySeparator("")
            .withObjectEmptySeparator("");

    private Json() {}

    /// The document as text, ending in a line feed.
    public static String text(Object value) {
        var out = new StringWriter();
        try {
            write(out, value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    /// Writes the document and a line feed; `out` stays open.
    public static void write(Writer out, Object value) throws IOException {
        try (var json = FACTORY.createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            var indent = new DefaultIndenter("  ", "\n");
            json.setPrettyPrinter(new DefaultPrettyPrinter(SEPARATORS)
                    .withObjectIndenter(indent)
                    .withArrayIndenter(indent));
            value(json, value);
        }
        out.write('\n');
        out.flush();
    }

    private static void value(JsonGenerator json, Object value) throws IOException {
        switch (value) {
            case null -> json.writeNull();
            case Optional<?> optional -> value(json, optional.orElse(null));
            case Map<?, ?> map -> {
                json.writeStartObject();
                for (var entry : map.entrySet()) {
                    json.writeFieldName(String.valueOf(entry.getKey()));
                    value(json, entry.getValue());
                }
                json.writeEndObject();
            }
            case Iterable<?> items
            when !(value instanceof java.nio.file.Path) -> {
                json.writeStartArray();
                for (Object item : items) {
                    value(json, item);
                }
                json.writeEndArray();
            }
            case long[] numbers -> json.writeArray(numbers, 0, numbers.length);
            case int[] numbers -> json.writeArray(numbers, 0, numbers.length);
            case double[] numbers -> {
                json.writeStartArray();
                for (double number : numbers) {
                    number(json, number);
                }
                json.writeEndArray();
            }
            case Boolean flag -> json.writeBoolean(flag);
            case Integer number -> json.writeNumber(number);
            case Long number -> json.writeNumber(number);
            case Float number -> number(json, number);
            case Number number -> number(json, number.doubleValue());
            default -> json.writeString(value.toString());
        }
    }

    private static void number(JsonGenerator json, double number) throws IOException {
        if (Double.isFinite(number)) {
            json.writeNumber(number);
        } else {
            json.writeString(Double.toString(number));
        }
    }
}
