package dev.stampede.io.text;

import dev.stampede.io.mat.FormatException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Reads numbers separated by white space from a mapped text file, without making a string for each.
///
/// Decimals of up to 15 digits and small exponents are converted with one exact multiplication or division,
/// which gives the nearest double; others go through [Double#parseDouble(String)].
public final class NumberReader {
    private static final double[] POWER = new double[23];

    static {
        POWER[0] = 1;
        for (int i = 1; i < POWER.length; i++) {
            POWER[i] = POWER[i - 1] * 10;
        }
    }

    private static final long EXACT = 1_000_000_000_000_000L;

    private final Path file;
    private final MemorySegment text;
    private final long end;
    private long at;

    private NumberReader(Path file, MemorySegment text) {
        this.file = file;
        this.text = text;
        this.end = text.byteSize();
    }

    /// @param arena keeps the file mapped
    public static NumberReader map(Arena arena, Path file) throws IOException {
        try (var channel = FileChannel.open(file)) {
            return new NumberReader(file, channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena));
        }
    }

    /// Number of lines, whether or not the last one ends with a line feed.
    public long countLines() {
        long lines = 0;
        for (long i = 0; i < end; i++) {
            if (byteAt(i) == '\n') {
                lines++;
            }
        }
        return end > 0 && byteAt(end - 1) != '\n' ? lines + 1 : lines;
    }

    /// Whether another number follows.
    public boolean hasNext() {
        while (at < end && byteAt(at) <= ' ') {
            at++;
        }
        return at < end;
    }

    /// @throws FormatException if there is none or it is not a number
    public double next() throws FormatException {
        if (!hasNext()) {
            throw new FormatException(file, "ends at byte " + end + " where a number was expected");
        }
        long start = at;
        boolean negative = byteAt(at) == '-';
        if (negative || byteAt(at) == '+') {
            at++;
        }
        long mantissa = 0;
        int decimals = 0;
        boolean point = false;
        int b = 0;
        for (; at < end && (b = byteAt(at)) > ' '; at++) {
            if (b >= '0' && b <= '9' && mantissa < EXACT / 10) {
                mantissa = mantissa * 10 + (b - '0');
                decimals += point ? 1 : 0;
            } else if (b == '.' && !point) {
                point = true;
            } else {
                return slow(start);
            }
        }
        double value = decimals == 0 ? mantissa : mantissa / POWER[decimals];
        return negative ? -value : value;
    }

    private double slow(long start) throws FormatException {
        while (at < end && byteAt(at) > ' ') {
            at++;
        }
        var token =
                new String(text.asSlice(start, at - start).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.ISO_8859_1);
        try {
            return switch (token) {
                case "nan", "-nan", "NaN" -> Double.NaN;
                case "inf", "Inf" -> Double.POSITIVE_INFINITY;
                case "-inf", "-Inf" -> Double.NEGATIVE_INFINITY;
                default -> Double.parseDouble(token);
            };
        } catch (NumberFormatException e) {
            throw new FormatException(file, "at byte " + start + " found \"" + token + "\", expected a number", e);
        }
    }

    private int byteAt(long i) {
        return text.get(ValueLayout.JAVA_BYTE, i);
    }
}
