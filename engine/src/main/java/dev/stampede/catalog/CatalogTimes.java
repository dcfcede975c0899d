package dev.stampede.catalog;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;

/// Times as people and files write them; without a zone they are UTC.
public final class CatalogTimes {
    private static final DateTimeFormatter LOCAL = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .toFormatter(Locale.ROOT);
    private static final DateTimeFormatter SQL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private CatalogTimes() {}

    /// `2024-06-01`, `2024-06-01 10:00`, `2024-06-01T10:00:00Z`, `...+02:00`.
    /// @throws IllegalArgumentException if it is no time
    public static Instant parse(String text) {
        var iso = text.strip().replace(' ', 'T');
        try {
            if (iso.length() == "2024-06-01".length()) {
                return LocalDate.parse(iso).atStartOfDay(ZoneOffset.UTC).toInstant();
            }
            int clock = iso.indexOf('T');
            boolean zoned = iso.endsWith("Z") || iso.indexOf('+', clock) > 0 || iso.indexOf('-', clock) > 0;
            return zoned
                    ? OffsetDateTime.parse(iso).toInstant()
                    : LocalDateTime.parse(iso, LOCAL).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException wrong) {
            throw new IllegalArgumentException("'" + text + "' is no time; write 2024-06-01 or 2024-06-01T10:00:00Z");
        }
    }

    static String sql(Instant time) {
        return SQL.format(time);
    }

    static boolean isTimeColumn(String column) {
        return column.equals("start_time") || column.equals("end_time");
    }
}
