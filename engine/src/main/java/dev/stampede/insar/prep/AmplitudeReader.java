package dev.stampede.insar.prep;

import dev.stampede.kernels.amplitude.Amplitude;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;

/// Reads runs of pixels as amplitudes. Scratch memory of one thread.
final class AmplitudeReader implements AutoCloseable {
    private static final long ALIGNMENT = 64;

    private final PixelReader reader;
    private final ExportTree tree;
    private final Amplitude kernel;
    private final Arena arena = Arena.ofConfined();
    private final MemorySegment pixels;
    private final MemorySegment amplitude;

    /// @param capacity most pixels of one run
    AmplitudeReader(PixelReader reader, ExportTree tree, Amplitude kernel, int capacity) {
        this.reader = reader;
        this.tree = tree;
        this.kernel = kernel;
        this.pixels = arena.allocate((long) capacity * SampleFormat.FCOMPLEX.bytes(), ALIGNMENT);
        this.amplitude = arena.allocate((long) capacity * Float.BYTES, ALIGNMENT);
    }

    /// The amplitudes of `count` pixels from pixel `first` of an image; valid until the next call.
    MemorySegment read(int image, long first, int count) throws IOException {
        return read(image, first, count, amplitude);
    }

    /// As above, into a plane of the caller.
    MemorySegment read(int image, long first, int count, MemorySegment plane) throws IOException {
        reader.read(image, first, count, pixels);
        boolean bigEndian = tree.order() == ByteOrder.BIG_ENDIAN;
        switch (tree.formats().get(image)) {
            case FCOMPLEX -> {
                if (bigEndian) {
                    kernel.ofFloatPairs(pixels, count, plane);
                } else {
                    kernel.ofLittleEndianFloatPairs(pixels, count, plane);
                }
            }
            case SCOMPLEX -> {
                if (bigEndian) {
                    kernel.ofShortPairs(pixels, count, plane);
                } else {
                    kernel.ofLittleEndianShortPairs(pixels, count, plane);
                }
            }
        }
        return plane;
    }

    @Override
    public void close() {
        arena.close();
    }
}
