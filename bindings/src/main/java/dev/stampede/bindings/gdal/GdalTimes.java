package dev.stampede.bindings.gdal;

import static dev.stampede.bindings.gdal.generated.Gdal.*;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/// Date and time fields. A zone is a number of quarter hours from 100 = UTC; 0 (unknown) and 1 (local) count
/// as UTC.
final class GdalTimes {
    private static final int UTC = 100;
    private static final int SECONDS_PER_ZONE = 900;

    private GdalTimes() {}

    static OffsetDateTime read(MemorySegment feature, int index) {
        try (var arena = Arena.ofConfined()) {
            var parts = arena.allocate(ValueLayout.JAVA_INT, 6); // year, month, day, hour, minute, zone
            var second = arena.allocate(ValueLayout.JAVA_FLOAT);
            OGR_F_GetFieldAsDateTimeEx(
                    feature,
                    index,
                    part(parts, 0),
                    part(parts, 1),
                    part(parts, 2),
                    part(parts, 3),
                    part(parts, 4),
                    second,
                    part(parts, 5));
            int zone = number(parts, 5);
            long millis = Math.round(second.get(ValueLayout.JAVA_FLOAT, 0) * 1000.0);
            return OffsetDateTime.of(
                            number(parts, 0),
                            number(parts, 1),
                            number(parts, 2),
                            number(parts, 3),
                            number(parts, 4),
                            0,
                            0,
                            zone <= 1 ? ZoneOffset.UTC : ZoneOffset.ofTotalSeconds((zone - UTC) * SECONDS_PER_ZONE))
                    .plusNanos(millis * 1_000_000);
        }
    }

    static void write(MemorySegment row, int index, OffsetDateTime time) {
        OGR_F_SetFieldDateTimeEx(
                row,
                index,
                time.getYear(),
                time.getMonthValue(),
                time.getDayOfMonth(),
                time.getHour(),
                time.getMinute(),
                time.getSecond() + time.getNano() / 1e9f,
                UTC + time.getOffset().getTotalSeconds() / SECONDS_PER_ZONE);
    }

    private static MemorySegment part(MemorySegment parts, int index) {
        return parts.asSlice(index * ValueLayout.JAVA_INT.byteSize(), ValueLayout.JAVA_INT.byteSize());
    }

    private static int number(MemorySegment parts, int index) {
        return parts.getAtIndex(ValueLayout.JAVA_INT, index);
    }
}
