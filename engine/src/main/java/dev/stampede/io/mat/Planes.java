package dev.stampede.io.mat;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Brings complex values that lie side by side into planes and back.
final class Planes {
    private static final ValueLayout.OfInt I32 = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong I64 = Storage.I64;

    private Planes() {}

    /// Parts `count` pairs of numbers of `bytes` bytes each; the planes are written from byte `at` on.
    static void part(MemorySegment pairs, long count, int bytes, MemorySegment re, MemorySegment im, long at) {
        switch (bytes) {
            case 4 -> {
                for (long i = 0; i < count; i++) {
                    long both = pairs.get(I64, i * 8);
                    re.set(I32, at + i * 4, (int) both);
                    im.set(I32, at + i * 4, (int) (both >>> 32));
                }
            }
            case 8 -> {
                for (long i = 0; i < count; i++) {
                    re.set(I64, at + i * 8, pairs.get(I64, i * 16));
                    im.set(I64, at + i * 8, pairs.get(I64, i * 16 + 8));
                }
            }
            default -> {
                for (long i = 0; i < count; i++) {
                    MemorySegment.copy(pairs, 2 * i * bytes, re, at + i * bytes, bytes);
                    MemorySegment.copy(pairs, (2 * i + 1) * bytes, im, at + i * bytes, bytes);
                }
            }
        }
    }

    /// The opposite of [#part].
    static void join(MemorySegment re, MemorySegment im, long at, long count, int bytes, MemorySegment pairs) {
        switch (bytes) {
            case 4 -> {
                for (long i = 0; i < count; i++) {
                    long low = re.get(I32, at + i * 4) & 0xffffffffL;
                    pairs.set(I64, i * 8, low | (long) im.get(I32, at + i * 4) << 32);
                }
            }
            case 8 -> {
                for (long i = 0; i < count; i++) {
                    pairs.set(I64, i * 16, re.get(I64, at + i * 8));
                    pairs.set(I64, i * 16 + 8, im.get(I64, at + i * 8));
                }
            }
            default -> {
                for (long i = 0; i < count; i++) {
                    MemorySegment.copy(re, at + i * bytes, pairs, 2 * i * bytes, bytes);
                    MemorySegment.copy(im, at + i * bytes, pairs, (2 * i + 1) * bytes, bytes);
                }
            }
        }
    }

    /// Puts the first bytes of all values first, then the second ones, and so on: the shuffle filter of HDF5.
    static void shuffle(MemorySegment values, long count, int bytes, MemorySegment out) {
        for (int b = 0; b < bytes; b++) {
            for (long i = 0; i < count; i++) {
                out.set(ValueLayout.JAVA_BYTE, b * count + i, values.get(ValueLayout.JAVA_BYTE, i * bytes + b));
            }
        }
    }
}
