package dev.stampede.kernels.cuda;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// The structure of arguments of a kernel, member after member in the order of `stampede_cuda.h`, eight
/// bytes each.
public final class CudaArguments {
    private static final int MOST = 40;

    private final MemorySegment words;
    private int count;

    CudaArguments(Arena arena) {
        words = arena.allocate(ValueLayout.JAVA_LONG, MOST);
    }

    CudaArguments begin() {
        count = 0;
        return this;
    }

    /// An address on the device; 0 is null.
    public CudaArguments at(long address) {
        words.setAtIndex(ValueLayout.JAVA_LONG, count++, address);
        return this;
    }

    public CudaArguments whole(long value) {
        words.setAtIndex(ValueLayout.JAVA_LONG, count++, value);
        return this;
    }

    public CudaArguments real(double value) {
        words.setAtIndex(ValueLayout.JAVA_DOUBLE, count++, value);
        return this;
    }

    MemorySegment segment() {
        return words.asSlice(0, count * ValueLayout.JAVA_LONG.byteSize());
    }
}
