package dev.stampede.insar.prep;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;

/// Pixels excluded by the user: one byte each, 0 = use.
final class Mask {
    /// `null` when nothing is masked.
    private final MemorySegment bytes;

    private Mask(MemorySegment bytes) {
        this.bytes = bytes;
    }

    /// @param arena keeps the raster mapped
    static Mask open(Arena arena, Optional<Path> raster) throws IOException {
        if (raster.isEmpty()) {
            return new Mask(null);
        }
        try (var channel = FileChannel.open(raster.get())) {
            return new Mask(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena));
        }
    }

    boolean excludes(long pixel) {
        return bytes != null && bytes.get(ValueLayout.JAVA_BYTE, pixel) != 0;
    }

    /// Moves the usable values of a run of pixels to the front.
    /// @param first  pixel number of the first value
    /// @param values one float per pixel
    /// @return how many are usable
    int compact(long first, int count, MemorySegment values) {
        if (bytes == null) {
            return count;
        }
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (!excludes(first + i)) {
                values.setAtIndex(
                        ValueLayout.JAVA_FLOAT_UNALIGNED,
                        kept++,
                        values.getAtIndex(ValueLayout.JAVA_FLOAT_UNALIGNED, i));
            }
        }
        return kept;
    }
}
