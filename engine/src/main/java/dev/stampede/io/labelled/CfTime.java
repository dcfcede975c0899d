package dev.stampede.io.labelled;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Pattern;

/// Times as climate and forecast conventions write them: numbers of a unit since an instant. Source: CF
/// conventions 1.11, section 4.4; the calendars `standard`, `gregorian` and `proleptic_gregorian`.
public final class CfTime {
    private static final Pattern UNITS = Pattern.compile(
            "\\s*(\\w+)\\s+since\\s+(\\d{1,4}-\\d{1,2}-\\d{1,2})(?:[ T](\\d{1,2}:\\d{2}(?::\\d{2})?)(?:\\.\\d+)?)?"
                    + "\\s*(?:Z|UTC|\\+?00:?00)?\\s*",
            Pattern.CASE_INSENSITIVE);

    private CfTime() {}

    /// The instants of numbers.
    /// @param units such as `days since 2020-01-01`
    /// @throws IllegalArgumentException if the units are not understood
    public static Instant[] instants(double[] numbers, String units) {
        var parts = UNITS.matcher(units);
        if (!parts.matches()) {
            throw new IllegalArgumentException("time units \"" + units
                    + "\" are not understood; expected such as \"days since 2020-01-01 00:00:00\"");
        }
        double seconds = seconds(parts.group(1), units);
        var date = parts.group(2).split("-");
        var clock = parts.group(3) == null
                ? new String[] {"0", "0"}
                : parts.group(3).split(":");
        var origin = LocalDateTime.of(
                        Integer.parseInt(date[0]),
                        Integer.parseInt(date[1]),
                        Integer.parseInt(date[2]),
                        Integer.parseInt(clock[0]),
                        Integer.parseInt(clock[1]),
                        clock.length > 2 ? Integer.parseInt(clock[2]) : 0)
                .toInstant(ZoneOffset.UTC);
        var instants = new Instant[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            double exact = numbers[i] * seconds;
            long whole = (long) Math.floor(exact);
            instants[i] = origin.plus(Duration.ofSeconds(whole, Math.round((exact - whole) * 1e6) * 1000));
        }
        return instants;
    }

    private static double seconds(String unit, String units) {
        return switch (unit.toLowerCase(Locale.ROOT)) {
            case "day", "days", "d" -> 86_400;
            case "hour", "hours", "hr", "hrs", "h" -> 3_600;
            case "minute", "minutes", "min", "mins" -> 60;
            case "second", "seconds", "sec", "secs", "s" -> 1;
            case "millisecond", "milliseconds", "msec", "ms" -> 1e-3;
            case "microsecond", "microseconds" -> 1e-6;
            default ->
                throw new IllegalArgumentException("time units \"" + units + "\": " + unit
                        + " is not a unit of fixed length; known are days, hours, minutes, seconds and parts of them");
        };
    }
}
