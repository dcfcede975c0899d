package dev.stampede.kernels;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/// Every allocation ends at a page that may be neither read nor written, and begins behind bytes that must
/// stay as they are: a kernel that reads past the end stops the test process, one that writes before the
/// start fails [#verify]. Linux only; allocations are aligned to their size's largest power of two up to 8
/// bytes.
final class GuardedArena implements Arena {
    private static final long PAGE = 65536;
    private static final byte CANARY = 0x5a;
    private static final Linker LINKER = Linker.nativeLinker();

    private final Arena arena = Arena.ofShared();
    private final List<MemorySegment> before = new ArrayList<>();

    static boolean supported() {
        return System.getProperty("os.name").equals("Linux");
    }

    @Override
    public MemorySegment allocate(long size, long alignment) {
        long room = Math.max(1, (size + PAGE - 1) / PAGE) * PAGE + PAGE;
        var pages = map(room + PAGE).reinterpret(room + PAGE, arena, segment -> call("munmap", segment, room + PAGE));
        call("mprotect", pages.asSlice(room), PAGE, 0);
        before.add(pages.asSlice(0, room - size).fill(CANARY));
        return pages.asSlice(room - size, size);
    }

    /// Fails if a byte before an allocation has changed.
    void verify() {
        for (var segment : before) {
            for (long at = 0; at < segment.byteSize(); at++) {
                if (segment.get(ValueLayout.JAVA_BYTE, at) != CANARY) {
                    throw new AssertionError("byte " + (segment.byteSize() - at) + " before an allocation was written");
                }
            }
        }
    }

    private static MemorySegment map(long bytes) {
        try {
            var mmap = LINKER.downcallHandle(
                    LINKER.defaultLookup().findOrThrow("mmap"),
                    FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG));
            // PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS
            return (MemorySegment) mmap.invokeExact(MemorySegment.NULL, bytes, 3, 0x22, -1, 0L);
        } catch (Throwable e) {
            throw new AssertionError("mmap", e);
        }
    }

    private static void call(String function, MemorySegment segment, long bytes, int... protection) {
        try {
            int status;
            if (protection.length == 0) {
                var handle = LINKER.downcallHandle(
                        LINKER.defaultLookup().findOrThrow(function),
                        FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG));
                status = (int) handle.invokeExact(segment, bytes);
            } else {
                var handle = LINKER.downcallHandle(
                        LINKER.defaultLookup().findOrThrow(function),
                        FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
                status = (int) handle.invokeExact(segment, bytes, protection[0]);
            }
            if (status != 0) {
                throw new AssertionError(function + " returned " + status);
            }
        } catch (Throwable e) {
            throw new AssertionError(function, e);
        }
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
