package dev.stampede.mosaic.global;

import dev.stampede.kernels.matching.MaskedMoments;
import dev.stampede.mosaic.PixelSource;
import java.io.IOException;
import java.lang.foreign.Arena;

/// How far two images are apart.
public final class Pixels {
    private Pixels() {}

    /// @param differing numbers that are not equal
    /// @param largest   greatest difference
    public record Difference(long pixels, long differing, double largest) {}

    public static Difference compare(PixelSource actual, PixelSource expected, Arena arena) throws IOException {
        if (actual.width() != expected.width()
                || actual.height() != expected.height()
                || actual.bands() != expected.bands()) {
            throw new AssertionError(actual.name() + " is " + actual.width() + " x " + actual.height() + " x "
                    + actual.bands() + ", expected " + expected.width() + " x " + expected.height() + " x "
                    + expected.bands());
        }
        var window = actual.window();
        var a = arena.allocate(actual.bytes(window), 8);
        var b = arena.allocate(expected.bytes(window), 8);
        actual.read(window, a);
        expected.read(window, b);
        long count = window.pixels() * actual.bands();
        long differing = 0;
        double largest = 0;
        for (long p = 0; p < count; p++) {
            double x = a.getAtIndex(MaskedMoments.F64, p);
            double y = b.getAtIndex(MaskedMoments.F64, p);
            if (x != y && !(Double.isNaN(x) && Double.isNaN(y))) {
                differing++;
                largest = Math.max(largest, Math.abs(x - y));
            }
        }
        return new Difference(count, differing, largest);
    }
}
