package dev.stampede.catalog;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// What a file name says: a regular expression with named groups, in Java's or Python's spelling
/// (`(?<date>...)`, `(?P<date>...)`; names may hold `_`), matched at the start of the base name.
///
/// `date` is a day, from midnight to the last microsecond; `start` and `stop` are the ends of the interval
/// (midnight where the format has no clock time); every other group becomes a column of text.
public final class FileNamePattern {
    private static final Pattern GROUP = Pattern.compile("\\(\\?P?<([A-Za-z_]\\w*)>");

    /// What a name says.
    ///
    /// @param interval empty if the pattern has no groups of time
    /// @param extras   the other groups
    public record Match(Optional<TimeInterval> interval, Map<String, Object> extras) {}

    private final Pattern pattern;
    private final Map<String, String> javaNames = new LinkedHashMap<>(); // name written -> name Java accepts
    private final DateTimeFormatter format;

    /// @param regex      with named groups
    /// @param dateFormat letters of strptime: `%Y %m %d %H %M %S %j %f`, other text as it is
    /// @throws IllegalArgumentException if either cannot be read
    public FileNamePattern(String regex, String dateFormat) {
        var matcher = GROUP.matcher(regex);
        var java = new StringBuilder();
        while (matcher.find()) {
            var accepted = "g" + javaNames.size();
            javaNames.put(matcher.group(1), accepted);
            matcher.appendReplacement(java, "(?<" + accepted + ">");
        }
        matcher.appendTail(java);
        try {
            pattern = Pattern.compile(java.toString());
        } catch (PatternSyntaxException wrong) {
            throw new IllegalArgumentException("filename regex: " + wrong.getDescription() + " in " + regex);
        }
        if (javaNames.containsKey("start") != javaNames.containsKey("stop")) {
            throw new IllegalArgumentException("filename regex: groups start and stop come together, in " + regex);
        }
        format = formatter(dateFormat);
    }

    /// The formatter of a strptime format.
    static DateTimeFormatter formatter(String strptime) {
        var builder = new DateTimeFormatterBuilder();
        for (int i = 0; i < strptime.length(); i++) {
            char letter = strptime.charAt(i);
            if (letter != '%') {
                builder.appendLiteral(letter);
                continue;
            }
            if (++i == strptime.length()) {
                throw new IllegalArgumentException("date format: '%' at the end of " + strptime);
            }
            switch (strptime.charAt(i)) {
                case 'Y' -> builder.appendValue(ChronoField.YEAR, 4);
                case 'm' -> builder.appendValue(ChronoField.MONTH_OF_YEAR, 2);
                case 'd' -> builder.appendValue(ChronoField.DAY_OF_MONTH, 2);
                case 'H' -> builder.appendValue(ChronoField.HOUR_OF_DAY, 2);
                case 'M' -> builder.appendValue(ChronoField.MINUTE_OF_HOUR, 2);
                case 'S' -> builder.appendValue(ChronoField.SECOND_OF_MINUTE, 2);
                case 'j' -> builder.appendValue(ChronoField.DAY_OF_YEAR, 3);
                case 'f' -> builder.appendFraction(ChronoField.NANO_OF_SECOND, 1, 6, false);
                case '%' -> builder.appendLiteral('%');
                default ->
                    throw new IllegalArgumentException("date format: %" + strptime.charAt(i) + " in " + strptime
                            + " is not known; use %Y %m %d %H %M %S %j %f");
            }
        }
        return builder.toFormatter(Locale.ROOT);
    }

    /// @param name base name of a file
    /// @return empty if the name does not match
    /// @throws IllegalArgumentException if a group of time does not follow the date format
    public Optional<Match> match(String name) {
        var matcher = pattern.matcher(name);
        if (!matcher.lookingAt()) {
            return Optional.empty();
        }
        var extras = new LinkedHashMap<String, Object>();
        javaNames.forEach((written, accepted) -> {
            if (!written.equals("date") && !written.equals("start") && !written.equals("stop")) {
                extras.put(written, matcher.group(accepted));
            }
        });
        return Optional.of(new Match(interval(name, matcher), extras));
    }

    private Optional<TimeInterval> interval(String name, Matcher matcher) {
        if (javaNames.containsKey("start")) {
            return Optional.of(new TimeInterval(
                    instant(time(name, matcher.group(javaNames.get("start")))),
                    instant(time(name, matcher.group(javaNames.get("stop"))))));
        }
        if (javaNames.containsKey("date")) {
            var date = time(name, matcher.group(javaNames.get("date")));
            return Optional.of(TimeInterval.day(date.query(TemporalQueries.localDate())));
        }
        return Optional.empty();
    }

    private TemporalAccessor time(String name, String text) {
        try {
            var parsed = format.parse(text == null ? "" : text);
            if (parsed.query(TemporalQueries.localDate()) != null) {
                return parsed;
            }
        } catch (DateTimeParseException wrong) {
            // reported below like a format without a day
        }
        throw new IllegalArgumentException(name + ": '" + text + "' does not give a day by the date format " + format);
    }

    private static Instant instant(TemporalAccessor time) {
        LocalDate day = time.query(TemporalQueries.localDate());
        LocalTime clock = time.query(TemporalQueries.localTime());
        return day.atTime(clock == null ? LocalTime.MIDNIGHT : clock).toInstant(ZoneOffset.UTC);
    }
}
