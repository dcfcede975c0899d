package dev.stampede.patcher.time;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/// Spans of time as texts: `-6h`, `2 days`, `30m`, `15 s`. `D` or `d` are days of 24 hours, `h` hours, `m`
/// minutes, `s` seconds, also as words.
public final class TimeSpan {
    private static final Pattern TEXT = Pattern.compile("\\s*([+-]?\\d+)\\s*([A-Za-z]+)\\s*");

    private TimeSpan() {}

    /// @throws IllegalArgumentException if the text is not understood
    public static Duration parse(String text) {
        var parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw unknown(text);
        }
        long n = Long.parseLong(parts.group(1));
        return switch (parts.group(2).toLowerCase(Locale.ROOT)) {
            case "d", "day", "days" -> Duration.ofDays(n);
            case "h", "hour", "hours" -> Duration.ofHours(n);
            case "m", "min", "minute", "minutes" -> Duration.ofMinutes(n);
            case "s", "sec", "second", "seconds" -> Duration.ofSeconds(n);
            default -> throw unknown(text);
        };
    }

    private static IllegalArgumentException unknown(String text) {
        return new IllegalArgumentException(
                "\"" + text + "\" is no span of time; expected a whole number and D, h, m or s, such as -6h or 2 days");
    }

    /// A stencil from spans, its offsets in steps of the series.
    /// @param start      first offset
    /// @param stop       last offset
    /// @param step       from one offset to the next
    /// @param sourceStep from one step of the series to the next, above 0
    /// @throws IllegalArgumentException if a span is not a whole number of steps of the series
    public static Stencil stencil(String start, String stop, String step, Stencil.Closed closed, Duration sourceStep) {
        return new Stencil(steps(start, sourceStep), steps(stop, sourceStep), steps(step, sourceStep), closed);
    }

    private static int steps(String span, Duration sourceStep) {
        if (sourceStep.isNegative() || sourceStep.isZero()) {
            throw new IllegalArgumentException("source_step is " + sourceStep + ", needs more than 0");
        }
        long seconds = parse(span).toSeconds();
        if (sourceStep.getNano() != 0 || seconds % sourceStep.toSeconds() != 0) {
            throw new IllegalArgumentException(span + " is not a whole number of steps of " + sourceStep);
        }
        return Math.toIntExact(seconds / sourceStep.toSeconds());
    }
}
