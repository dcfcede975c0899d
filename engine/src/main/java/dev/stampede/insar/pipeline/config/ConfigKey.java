package dev.stampede.insar.pipeline.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// One known setting: its name, default and what values it takes.
///
/// @param name     full dotted name
/// @param kind     type of the value
/// @param initial  default, `null` for none
/// @param accepted the words of a [Kind#WORD]; for a number its range in words
/// @param minimum  smallest number accepted
/// @param meaning  one line for people
record ConfigKey(String name, Kind kind, Object initial, List<String> accepted, double minimum, String meaning) {
    enum Kind {
        TEXT,
        WORD,
        WHOLE,
        BYTES,
        NUMBER,
        FLAG,
        LIST,
        MAP
    }

    static ConfigKey text(String name, String initial, String meaning) {
        return new ConfigKey(name, Kind.TEXT, initial, List.of(), 0, meaning);
    }

    static ConfigKey word(String name, String initial, String meaning, String... accepted) {
        return new ConfigKey(name, Kind.WORD, initial, List.of(accepted), 0, meaning);
    }

    static ConfigKey whole(String name, long initial, long minimum, String meaning) {
        return new ConfigKey(name, Kind.WHOLE, initial, List.of(), minimum, meaning);
    }

    static ConfigKey bytes(String name, long initial, String meaning) {
        return new ConfigKey(name, Kind.BYTES, initial, List.of(), 0, meaning);
    }

    static ConfigKey number(String name, Double initial, double minimum, String meaning) {
        return new ConfigKey(name, Kind.NUMBER, initial, List.of(), minimum, meaning);
    }

    static ConfigKey flag(String name, boolean initial, String meaning) {
        return new ConfigKey(name, Kind.FLAG, initial, List.of(), 0, meaning);
    }

    static ConfigKey list(String name, List<String> initial, String meaning) {
        return new ConfigKey(name, Kind.LIST, initial, List.of(), 0, meaning);
    }

    static ConfigKey map(String name, String meaning) {
        return new ConfigKey(name, Kind.MAP, Map.of(), List.of(), 0, meaning);
    }

    /// The environment variable of this key: `runtime.cpu_workers` is `STAMPEDE_RUNTIME_CPU_WORKERS`.
    String environmentName() {
        return "STAMPEDE_" + name.replace('.', '_').toUpperCase(Locale.ROOT);
    }

    /// Converts and checks a value as it came from a file (any type) or from text.
    /// @throws ConfigException naming key, value, origin and what is accepted
    Object convert(Object raw, String origin) {
        if (raw == null || raw instanceof String s && s.equals("null") && initial == null) {
            if (initial == null) {
                return null;
            }
            throw refuse(raw, origin, expected());
        }
        return switch (kind) {
            case TEXT -> textOf(raw, origin);
            case WORD -> wordOf(raw, origin);
            case WHOLE -> wholeOf(raw, origin);
            case BYTES -> bytesOf(raw, origin);
            case NUMBER -> numberOf(raw, origin);
            case FLAG -> flagOf(raw, origin);
            case LIST -> listOf(raw, origin);
            case MAP -> mapOf(raw, origin);
        };
    }

    private String expected() {
        return switch (kind) {
            case TEXT -> "text";
            case WORD -> "one of " + String.join(", ", accepted);
            case WHOLE -> "a whole number, at least " + (long) minimum;
            case BYTES -> "a number of bytes such as 4294967296 or 4GiB";
            case NUMBER -> minimum == Double.MIN_VALUE ? "a finite number above 0" : "a finite number, at least 0";
            case FLAG -> "true or false";
            case LIST -> "a list";
            case MAP -> "a mapping of names to values";
        };
    }

    private ConfigException refuse(Object raw, String origin, String expected) {
        return new ConfigException(name + " is " + raw + " (" + origin + "), expected " + expected);
    }

    private String textOf(Object raw, String origin) {
        if (raw instanceof Map || raw instanceof List) {
            throw refuse(raw, origin, expected());
        }
        return raw.toString().trim();
    }

    private String wordOf(Object raw, String origin) {
        String word = textOf(raw, origin).toLowerCase(Locale.ROOT);
        if (!accepted.contains(word)) {
            throw refuse(raw, origin, expected());
        }
        return word;
    }

    private Long wholeOf(Object raw, String origin) {
        double value = parse(raw, origin);
        double largest = kind == Kind.BYTES || minimum < 0 ? 1L << 53 : Integer.MAX_VALUE;
        if (value != Math.rint(value) || value < minimum || Math.abs(value) > largest) {
            throw refuse(raw, origin, expected());
        }
        return (long) value;
    }

    private Long bytesOf(Object raw, String origin) {
        if (raw instanceof String s) {
            long size = ByteSize.parse(s);
            if (size < 0) {
                throw refuse(raw, origin, expected());
            }
            return size;
        }
        return wholeOf(raw, origin);
    }

    private Double numberOf(Object raw, String origin) {
        double value = parse(raw, origin);
        if (!Double.isFinite(value) || value < minimum) {
            throw refuse(raw, origin, expected());
        }
        return value;
    }

    private double parse(Object raw, String origin) {
        if (raw instanceof Number number) {
            return number.doubleValue();
        }
        try {
            return Double.parseDouble(raw.toString().trim());
        } catch (NumberFormatException e) {
            throw refuse(raw, origin, expected());
        }
    }

    private Boolean flagOf(Object raw, String origin) {
        return switch (raw.toString().trim().toLowerCase(Locale.ROOT)) {
            case "true", "yes", "y", "on", "1" -> true;
            case "false", "no", "n", "off", "0" -> false;
            default -> throw refuse(raw, origin, expected());
        };
    }

    private List<String> listOf(Object raw, String origin) {
        if (raw instanceof Map) {
            throw refuse(raw, origin, expected());
        }
        List<String> words = new ArrayList<>();
        if (raw instanceof List<?> list) {
            list.forEach(item -> words.add(String.valueOf(item)));
        } else {
            for (String word : raw.toString().replace("[", "").replace("]", "").split(",")) {
                if (!word.isBlank()) {
                    words.add(word.trim());
                }
            }
        }
        return List.copyOf(words);
    }

    /// Text has the form `a=b,c=d`.
    private Map<String, Object> mapOf(Object raw, String origin) {
        Map<String, Object> entries = new LinkedHashMap<>();
        if (raw instanceof Map<?, ?> map) {
            map.forEach((key, value) -> entries.put(String.valueOf(key), value));
        } else if (raw instanceof List) {
            throw refuse(raw, origin, expected());
        } else {
            for (String entry : raw.toString().replace("{", "").replace("}", "").split(",")) {
                if (entry.isBlank()) {
                    continue;
                }
                int cut = Math.max(entry.indexOf('='), entry.indexOf(':'));
                if (cut < 0) {
                    throw refuse(raw, origin, "entries such as name=value, separated by commas");
                }
                entries.put(
                        entry.substring(0, cut).trim(), entry.substring(cut + 1).trim());
            }
        }
        return entries;
    }
}
