package dev.stampede.kernels;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/// Every allocation lies inside a longer one, some bytes behind a multiple of 64, with bytes on both sides that must
/// stay as they are.
final class PaddedArena implements Arena {
    private static final long PADDING = 128;
    private static final byte CANARY = 0x5a;

    private final Arena arena = Arena.ofShared();
    private final long shift;
    private final List<MemorySegment> padding = new ArrayList<>();

    /// @param shift bytes behind a multiple of 64; 8 keeps numbers aligned to their size, 1 does not
    PaddedArena(long shift) {
        this.shift = shift;
    }

    @Override
    public MemorySegment allocate(long size, long alignment) {
        var whole = arena.allocate(size + 2 * PADDING, 64);
        long start = PADDING / 2 + shift;
        padding.add(whole.asSlice(0, start).fill(CANARY));
        padding.add(whole.asSlice(start + size).fill(CANARY));
        return whole.asSlice(start, size);
    }

    /// Whether no byte around an allocation has changed.
    boolean intact() {
        return padding.stream().allMatch(PaddedArena::isIntact);
    }

    private static boolean isIntact(MemorySegment segment) {
        for (long at = 0; at < segment.byteSize(); at++) {
            if (segment.get(ValueLayout.JAVA_BYTE, at) != CANARY) {
                return false;
            }
        }
        return true;
    }

    @Override
    public MemorySegment.Scope scope() {
        return arena.scope();
    }

    @Override
    public void close() {
        arena.close();
    }
}
