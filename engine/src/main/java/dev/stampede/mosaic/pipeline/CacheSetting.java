package dev.stampede.mosaic.pipeline;

import dev.stampede.runtime.UsageException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Size of the raster library's block cache: a number means MB, a unit may follow. Always bounded.
final class CacheSetting {
    private static final long MB = 1L << 20;
    private static final long USUAL = 96 * MB;
    private static final Map<String, Long> UNITS = Map.of("KB", 1L << 10, "MB", MB, "GB", 1L << 30);
    private static final Pattern FORM = Pattern.compile("(-?[0-9]{1,9})\\s*([A-Za-z]*)");

    private CacheSetting() {}

    static long bytes(Optional<List<Object>> given) {
        if (given.isEmpty() || given.get().equals(List.of("auto"))) {
            return USUAL;
        }
        var parts = given.get();
        String text = parts.size() == 2
                ? String.valueOf(parts.getFirst()).strip()
                        + String.valueOf(parts.getLast()).strip()
                : String.valueOf(parts.getFirst()).strip();
        var match = FORM.matcher(text);
        if (parts.size() > 2 || !match.matches()) {
            throw new UsageException("cache must be an int (MB) or (size:int, unit:str) like (2, 'GB'), or None.");
        }
        long size = Long.parseLong(match.group(1));
        if (match.group(2).isEmpty()) {
            if (size <= 0) {
                throw new UsageException("cache int value must be > 0 (in MB).");
            }
            return size * MB;
        }
        if (size <= 0) {
            throw new UsageException("cache size must be > 0.");
        }
        var unit = UNITS.get(match.group(2).toUpperCase(Locale.ROOT));
        if (unit == null) {
            throw new UsageException("cache unit must be one of {\"KB\",\"MB\",\"GB\"}.");
        }
        return Math.multiplyExact(size, unit);
    }
}
