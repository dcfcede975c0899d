package dev.stampede.catalog;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// A stretch of time in UTC that holds both its ends, to the microsecond.
public record TimeInterval(Instant start, Instant end) {
    /// What a file without a known time gets.
    public static final TimeInterval ALWAYS =
            new TimeInterval(Instant.parse("1900-01-01T00:00:00Z"), Instant.parse("2100-01-01T00:00:00Z"));

    private static final long MICROS_PER_SECOND = 1_000_000;

    /// @throws IllegalArgumentException if it ends before it starts
    public TimeInterval {
        start = start.truncatedTo(ChronoUnit.MICROS);
        end = end.truncatedTo(ChronoUnit.MICROS);
        if (start.isAfter(end)) {
            throw new IllegalArgumentException("the interval starts at " + start + ", after its end " + end);
        }
    }

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    /// From an instant on.
    public static TimeInterval from(Instant start) {
        return new TimeInterval(start, LAST);
    }

    /// Up to an instant.
    public static TimeInterval until(Instant end) {
        return new TimeInterval(FIRST, end);
    }

    public static TimeInterval at(Instant instant) {
        return new TimeInterval(instant, instant);
    }

    /// From midnight to the last microsecond.
    public static TimeInterval day(LocalDate date) {
        var midnight = date.atStartOfDay(ZoneOffset.UTC).toInstant();
        return new TimeInterval(midnight, midnight.plus(1, ChronoUnit.DAYS).minus(1, ChronoUnit.MICROS));
    }

    static TimeInterval ofMicros(long start, long end) {
        return new TimeInterval(instant(start), instant(end));
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    static long micros(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), MICROS_PER_SECOND), instant.getNano() / 1000);
    }

    /// Whether the two share an instant; equal ends do.
    public boolean intersects(TimeInterval other) {
        return !start.isAfter(other.end) && !other.start.isAfter(end);
    }

    /// The shared stretch.
    public Optional<TimeInterval> intersection(TimeInterval other) {
        return intersects(other)
                ? Optional.of(new TimeInterval(
                        start.isAfter(other.start) ? start : other.start, end.isBefore(other.end) ? end : other.end))
                : Optional.empty();
    }

    /// The shortest stretch that holds both.
    public TimeInterval union(TimeInterval other) {
        return new TimeInterval(
                start.isBefore(other.start) ? start : other.start, end.isAfter(other.end) ? end : other.end);
    }

    /// Both ends moved outward.
    public TimeInterval widened(Duration by) {
        return new TimeInterval(start.minus(by), end.plus(by));
    }

    public Instant midpoint() {
        return start.plus(Duration.between(start, end).dividedBy(2));
    }

    /// For messages: `2024-06-01T00:00:00Z to 2024-06-30T00:00:00Z`.
    @Override
    public String toString() {
        return equals(ALWAYS)
                ? "any time"
                : end.equals(LAST) ? "from " + start : start.equals(FIRST) ? "until " + end : start + " to " + end;
    }
}
