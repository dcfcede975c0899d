package dev.stampede.insar.pipeline.config;

import java.util.Locale;
import java.util.regex.Pattern;

/// Sizes in bytes as people write them: `512M`, `4GiB`, `4e9`. All units are powers of 1024.
public final class ByteSize {
    private static final Pattern FORM = Pattern.compile("\\s*([0-9.]+(?:[eE][0-9]+)?)\\s*([KMGT]?)(?:I?B)?\\s*");

    private ByteSize() {}

    /// The number of bytes, or -1 when the text is not a size.
    public static long parse(String text) {
        var match = FORM.matcher(text.toUpperCase(Locale.ROOT));
        if (!match.matches()) {
            return -1;
        }
        try {
            double value = Double.parseDouble(match.group(1));
            int power = match.group(2).isEmpty() ? 0 : "KMGT".indexOf(match.group(2)) + 1;
            return (long) (value * Math.pow(1024, power));
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /// Such as `1.4 GiB`.
    public static String format(long bytes) {
        if (bytes < 1024) {
            return bytes + " B";
        }
        int power = Math.min(4, (63 - Long.numberOfLeadingZeros(bytes)) / 10);
        return String.format(Locale.ROOT, "%.1f %ciB", bytes / Math.pow(1024, power), "KMGT".charAt(power - 1));
    }
}
