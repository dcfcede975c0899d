package dev.stampede.insar.prep;

import dev.stampede.kernels.amplitude.Amplitude;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Reads runs of pixels as amplitudes. Scratch memory of one thread.
final class AmplitudeReader implements AutoCloseable {
    private static final long ALIGNMENT = 64;

    private final PixelReader reader;
    private final SampleFormat format;
    private final Amplitude kernel;
    private final Arena arena = Arena.ofConfined();
    private final MemorySegment pixels;
    private final MemorySegment amplitude;

    /// @param capacity most pixels of one run
    AmplitudeReader(PixelReader reader, SampleFormat format, Amplitude kernel, int capacity) {
        this.reader = reader;
        this.format = format;
        this.kernel = kernel;
        this.pixels = arena.allocate((long) capacity * format.bytes(), ALIGNMENT);
        this.amplitude = arena.allocate((long) capacity * Float.BYTES, ALIGNMENT);
    }

    /// The amplitudes of `count` pixels from pixel `first` of an image; valid until the next call.
    MemorySegment read(int image, long first, int count) throws IOException {
        return read(image, first, count, amplitude);
    }

    /// As above, into a plane of the caller.
    MemorySegment read(int image, long first, int count, MemorySegment plane) throws IOException {
        reader.read(image, first, count, pixels);
        switch (format) {
            case FCOMPLEX -> kernel.ofFloatPairs(pixels, count, plane);
            case SCOMPLEX -> kernel.ofShortPairs(pixels, count, plane);
        }
        return plane;
    }

    @Override
    public void close() {
        arena.close();
    }
}
