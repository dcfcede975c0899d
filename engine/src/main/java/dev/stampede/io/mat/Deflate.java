package dev.stampede.io.mat;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.Deflater;

/// Decides which data are worth deflating, and deflates those.
///
/// Noise such as wrapped phase shrinks by 4 to 9 percent at 10 to 25 MB/s and is inflated at 80 to 200
/// MB/s; stored it passes at 10 GB/s and more (16 MiB of each kind, level 1, one core). Data that at least
/// halve (counters, flags, constants, zeros) are deflated at 200 to 1000 MB/s. So a sample of every block
/// is deflated, and the block is stored as it is unless the sample halves. Levels 2 and 3 gain nothing over
/// level 1 on either kind. The rule looks at nothing but the data, so the same data give the same bytes.
final class Deflate {
    static final int LEVEL = 1;
    private static final int SLICES = 8;
    private static final int SLICE = 1024;

    private Deflate() {}

    /// Whether deflating these bytes at least halves them, judged from a sample.
    ///
    /// @param deflater raw, level 1; left reset
    static boolean pays(Deflater deflater, List<MemorySegment> parts) {
        long bytes = parts.stream().mapToLong(MemorySegment::byteSize).sum();
        var sample = ByteBuffer.allocate((int) Math.min(bytes, SLICES * SLICE));
        if (bytes <= SLICES * SLICE) {
            parts.forEach(part -> copy(part, 0, part.byteSize(), sample));
        } else {
            for (int i = 0; i < SLICES; i++) {
                copyAt(parts, (bytes - SLICE) * i / (SLICES - 1), sample);
            }
        }
        int size = sample.position();
        deflater.reset();
        deflater.setInput(sample.flip());
        deflater.finish();
        var out = ByteBuffer.allocate(SLICES * SLICE);
        int packed = deflater.deflate(out);
        boolean halves = deflater.finished() && 2 * packed <= size;
        deflater.reset();
        return halves;
    }

    private static void copyAt(List<MemorySegment> parts, long from, ByteBuffer sample) {
        long at = 0;
        long left = SLICE;
        for (var part : parts) {
            long begin = Math.max(0, from + SLICE - left - at);
            long n = Math.min(left, part.byteSize() - begin);
            if (n > 0) {
                copy(part, begin, n, sample);
                left -= n;
            }
            at += part.byteSize();
        }
    }

    private static void copy(MemorySegment part, long from, long n, ByteBuffer sample) {
        MemorySegment.copy(part, from, MemorySegment.ofBuffer(sample), 0, n);
        sample.position(sample.position() + (int) n);
    }
}
