package dev.stampede.insar.troposphere;

import dev.stampede.io.mat.FormatException;
import dev.stampede.io.text.KeyedText;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/// Zenith delay of one date on a grid of longitude and latitude: `YYYYMMDD.ztd`, single precision,
/// little-endian, row after row, m; `YYYYMMDD.ztd.rsc` beside it holds `WIDTH, FILE_LENGTH, X_FIRST,
/// Y_FIRST, X_STEP, Y_STEP`, degrees, the place of the first value and the steps to the next.
final class DelayGrid {
    private static final ValueLayout.OfFloat VALUE =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final Path file;
    private final MemorySegment values;
    private final int width;
    private final int length;
    private final double[] first;
    private final double[] step;

    private DelayGrid(Path file, MemorySegment values, int width, int length, double[] first, double[] step) {
        this.file = file;
        this.values = values;
        this.width = width;
        this.length = length;
        this.first = first;
        this.step = step;
    }

    /// Maps the grid of a date.
    /// @param date such as `20170209`
    /// @throws FormatException if a file is missing or its size does not fit, naming the date
    static DelayGrid open(Arena arena, Path folder, String date) throws IOException {
        var file = folder.resolve(date + ".ztd");
        var header = folder.resolve(date + ".ztd.rsc");
        if (!Files.isRegularFile(file) || !Files.isRegularFile(header)) {
            throw new FormatException(
                    Files.isRegularFile(file) ? header : file, "no zenith delay of " + date + "; download it first");
        }
        var rsc = KeyedText.read(header);
        int width = rsc.count("WIDTH");
        int length = rsc.count("FILE_LENGTH");
        long bytes = Math.multiplyExact(4L * width, length);
        if (Files.size(file) != bytes) {
            throw new FormatException(
                    file, "has " + Files.size(file) + " bytes, " + width + " x " + length + " values are " + bytes);
        }
        double[] step = {rsc.number("X_STEP"), rsc.number("Y_STEP")};
        if (step[0] == 0 || step[1] == 0) {
            throw new FormatException(header, "X_STEP is " + step[0] + ", Y_STEP " + step[1] + ", neither may be 0");
        }
        try (var channel = FileChannel.open(file)) {
            return new DelayGrid(
                    file,
                    channel.map(FileChannel.MapMode.READ_ONLY, 0, bytes, arena),
                    width,
                    length,
                    new double[] {rsc.number("X_FIRST"), rsc.number("Y_FIRST")},
                    step);
        }
    }

    /// Bilinear, m.
    /// @throws FormatException if the place is outside the grid or a value around it is NaN
    double at(double longitude, double latitude) throws FormatException {
        double x = (longitude - first[0]) / step[0];
        double y = (latitude - first[1]) / step[1];
        if (!(x >= 0 && x <= width - 1 && y >= 0 && y <= length - 1)) {
            throw new FormatException(
                    file,
                    "does not cover longitude " + longitude + ", latitude " + latitude + "; download a larger area");
        }
        int c = Math.min((int) x, Math.max(0, width - 2));
        int r = Math.min((int) y, Math.max(0, length - 2));
        double u = x - c;
        double v = y - r;
        double value = (1 - v) * row(r, c, u) + (v == 0 ? 0 : v * row(r + 1, c, u));
        if (Double.isNaN(value)) {
            throw new FormatException(
                    file, "has no value near longitude " + longitude + ", latitude " + latitude + " (NaN)");
        }
        return value;
    }

    private double row(int r, int c, double u) {
        long at = 4L * ((long) r * width + c);
        double left = values.get(VALUE, at);
        return u == 0 ? left : (1 - u) * left + u * values.get(VALUE, at + 4);
    }
}
