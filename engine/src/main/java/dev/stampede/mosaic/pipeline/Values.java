package dev.stampede.mosaic.pipeline;

import dev.stampede.mosaic.VectorMask;
import dev.stampede.raster.DType;
import dev.stampede.runtime.UsageException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// Values of parameters as written, text or typed, and the checks of each kind. Text is what the command line
/// gives: `none` and `null` mean absent, lists are parted by commas.
final class Values {
    private final Map<MosaicOption, Object> given = new EnumMap<>(MosaicOption.class);

    /// @throws UsageException if a name is unknown
    Values(Map<String, ?> values) {
        values.forEach((name, value) -> {
            var option = MosaicOption.named(name)
                    .orElseThrow(() -> new UsageException("unknown parameter '" + name + "'" + nearest(name)
                            + "; `stampede mosaic run --help` lists them"));
            given.put(option, absent(value) ? null : value);
        });
    }

    private static boolean absent(Object value) {
        return value == null
                || value instanceof String text
                        && (text.strip().equalsIgnoreCase("none")
                                || text.strip().equalsIgnoreCase("null"));
    }

    private static String nearest(String name) {
        var key = name.replace('-', '_').toLowerCase(Locale.ROOT);
        return Arrays.stream(MosaicOption.values())
                .map(MosaicOption::key)
                .filter(known -> known.endsWith(key) || key.endsWith(known))
                .findFirst()
                .map(known -> " (did you mean " + known + "?)")
                .orElse("");
    }

    /// Whether a value was written, be it `none`.
    boolean has(MosaicOption option) {
        return given.containsKey(option);
    }

    private Object get(MosaicOption option) {
        return given.get(option);
    }

    Optional<Boolean> bool(MosaicOption option) {
        return switch (get(option)) {
            case null -> Optional.empty();
            case Boolean flag -> Optional.of(flag);
            case String text when text.equalsIgnoreCase("true") -> Optional.of(true);
            case String text when text.equalsIgnoreCase("false") -> Optional.of(false);
            default -> throw new UsageException(option.shortName() + " must be a boolean.");
        };
    }

    Optional<String> text(MosaicOption option, String message) {
        return switch (get(option)) {
            case null -> Optional.empty();
            case String text -> Optional.of(text);
            default -> throw new UsageException(message);
        };
    }

    Optional<Path> path(MosaicOption option) {
        return text(option, option.shortName() + " must be a string or None.").map(Path::of);
    }

    OptionalDouble number(MosaicOption option, String message) {
        var value = get(option);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(number(value, message));
    }

    private static double number(Object value, String message) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        if (value instanceof String text) {
            if (text.strip().equalsIgnoreCase("nan")) {
                return Double.NaN;
            }
            try {
                return new BigDecimal(text.strip()).doubleValue();
            } catch (NumberFormatException e) {
                throw new UsageException(message, e);
            }
        }
        throw new UsageException(message);
    }

    /// A whole number, or empty when it is none.
    static Optional<Integer> whole(Object value) {
        return switch (value) {
            case Integer number -> Optional.of(number);
            case Long number when number == number.intValue() -> Optional.of(number.intValue());
            case String text when text.strip().matches("-?[0-9]{1,9}") -> Optional.of(Integer.valueOf(text.strip()));
            case null, default -> Optional.empty();
        };
    }

    Optional<Integer> whole(MosaicOption option, String message) {
        var value = get(option);
        return value == null
                ? Optional.empty()
                : Optional.of(whole(value).orElseThrow(() -> new UsageException(message)));
    }

    /// Elements of a list, or of a text with commas; empty when absent.
    Optional<List<Object>> list(MosaicOption option) {
        return switch (get(option)) {
            case null -> Optional.empty();
            case List<?> list -> Optional.of(new ArrayList<>(list));
            case String text -> Optional.of(new ArrayList<>(Arrays.asList(text.split(","))));
            case Object other -> Optional.of(List.of(other));
        };
    }

    /// One text, or a list of texts.
    Optional<List<String>> texts(MosaicOption option, String notText, String notAll) {
        return switch (get(option)) {
            case null -> Optional.empty();
            case String text -> Optional.of(List.of(text));
            case List<?> list -> {
                if (!list.stream().allMatch(String.class::isInstance)) {
                    throw new UsageException(notAll);
                }
                yield Optional.of(list.stream().map(String.class::cast).toList());
            }
            default -> throw new UsageException(notText);
        };
    }

    DType type(MosaicOption option, DType standard) {
        String message = option.shortName() + " must be a string" + (standard == null ? " or None." : ".");
        return text(option, message)
                .map(name -> DType.named(name)
                        .filter(type -> type != DType.BOOL)
                        .orElseThrow(() -> new UsageException(option.key() + ": no pixel type is called '" + name
                                + "'; choose byte, int8, uint16, int16, uint32, int32, float32 or float64")))
                .orElse(standard);
    }

    <T> T choice(MosaicOption option, Map<String, T> choices, T standard, String message) {
        var value = text(option, message);
        if (value.isEmpty()) {
            return standard;
        }
        var chosen = choices.get(value.get().toLowerCase(Locale.ROOT));
        if (chosen == null) {
            throw new UsageException(message);
        }
        return chosen;
    }

    /// Whether a stage runs: its method's name or nothing.
    boolean stage(MosaicOption option) {
        if (!has(option)) {
            return true;
        }
        var value = get(option);
        if (value != null && !value.equals(option.standard())) {
            throw new UsageException(option.key() + " must be one of ['None', '" + option.standard() + "'].");
        }
        return value != null;
    }

    Optional<VectorMask> mask(MosaicOption option) {
        var list = list(option);
        if (list.isEmpty()) {
            return Optional.empty();
        }
        var parts = list.get();
        if (parts.size() < 2 || parts.size() > 3) {
            throw new UsageException("vector_mask must be a tuple of 2 or 3 elements.");
        }
        if (!parts.get(0).equals("include") && !parts.get(0).equals("exclude")) {
            throw new UsageException("The first element of vector_mask must be 'include' or 'exclude'.");
        }
        if (!(parts.get(1) instanceof String file)) {
            throw new UsageException("The second element must be a string (vector file path).");
        }
        Optional<String> field = Optional.empty();
        if (parts.size() == 3 && parts.get(2) != null) {
            if (!(parts.get(2) instanceof String name)) {
                throw new UsageException("The third element, if provided, must be a string (field name).");
            }
            field = Optional.of(name);
        }
        return Optional.of(new VectorMask(parts.get(0).equals("include"), Path.of(file), field));
    }
}
