package dev.stampede.operators.core;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One text per JSON value, for hashing: see [Config#text()] for the rules.
final class CanonicalJson {
    /// By code point, which differs from the order of `String` beyond the basic plane.
    private static final Comparator<String> BY_CODE_POINT = (a, b) ->
            java.util.Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray());

    private CanonicalJson() {}

    static String text(Object value) {
        var out = new StringBuilder();
        write(out, value);
        return out.toString();
    }

    /// The value in maps, lists, texts and numbers only.
    static Object plain(Object value) {
        return switch (value) {
            case OperatorState state -> state.plain();
            case List<?> list -> {
                List<Object> plain = new ArrayList<>();
                list.forEach(item -> plain.add(plain(item)));
                yield plain;
            }
            case Map<?, ?> map -> {
                Map<String, Object> plain = new LinkedHashMap<>();
                map.forEach((key, item) -> plain.put((String) key, plain(item)));
                yield plain;
            }
            case Double number when !Double.isFinite(number) -> Double.toString(number);
            case null, default -> value;
        };
    }

    private static void write(StringBuilder out, Object value) {
        switch (value) {
            case null -> out.append("null");
            case Boolean flag -> out.append(flag);
            case Long number -> out.append(number);
            case Double number when !Double.isFinite(number) -> quote(out, Double.toString(number));
            case Double number -> out.append(number(number));
            case String text -> quote(out, text);
            case OperatorState state -> write(out, state.plain());
            case List<?> list -> {
                String separator = "[";
                for (Object item : list) {
                    out.append(separator);
                    write(out, item);
                    separator = ", ";
                }
                out.append(list.isEmpty() ? "[]" : "]");
            }
            case Map<?, ?> map -> {
                String separator = "{";
                for (String key : map.keySet().stream()
                        .map(String.class::cast)
                        .sorted(BY_CODE_POINT)
                        .toList()) {
                    out.append(separator);
                    quote(out, key);
                    out.append(": ");
                    write(out, map.get(key));
                    separator = ", ";
                }
                out.append(map.isEmpty() ? "{}" : "}");
            }
            default -> throw new AssertionError("not a JSON value: " + value.getClass());
        }
    }

    /// The shortest digits that give the same double, as `2.0`, `0.0001`, `1e-10`, `1.5e+16`: an exponent below
    /// -4 and from 16 on.
    static String number(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0.0" : "0.0";
        }
        var shortest = shortest(value);
        String digits = shortest.unscaledValue().abs().toString();
        int exponent = digits.length() - 1 - shortest.scale();
        String sign = value < 0 ? "-" : "";
        if (exponent >= -4 && exponent < 16) {
            String plain = shortest.abs().toPlainString();
            return sign + plain + (plain.indexOf('.') < 0 ? ".0" : "");
        }
        String mantissa = digits.charAt(0) + (digits.length() > 1 ? "." + digits.substring(1) : "");
        int size = Math.abs(exponent);
        return sign + mantissa + "e" + (exponent < 0 ? "-" : "+") + (size < 10 ? "0" : "") + size;
    }

    /// Java writes at least two digits (`4.9E-324`), so one is tried first.
    private static BigDecimal shortest(double value) {
        var digits = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        if (digits.precision() == 2) {
            var one = digits.round(new MathContext(1));
            if (one.doubleValue() == value) {
                return one.stripTrailingZeros();
            }
        }
        return digits;
    }

    private static void quote(StringBuilder out, String text) {
        out.append('"');
        for (char c : text.toCharArray()) {
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                default -> {
                    if (c < ' ' || c > '~') {
                        out.append("\\u").append(HexFormat.of().toHexDigits(c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
