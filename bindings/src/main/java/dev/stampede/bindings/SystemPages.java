package dev.stampede.bindings;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/// Memory straight from the system: pages of zeros that exist only once they are touched, by whichever thread
/// does so first, and large ones where the system has them. An arena instead writes zeros over all of what it
/// hands out, in one thread, before anybody needs it. Linux only.
public final class SystemPages {
    private static final long LARGE_PAGE = 1L << 21;
    private static final int READ_AND_WRITE = 3;
    private static final int PRIVATE_ANONYMOUS = 0x22;
    private static final int ADVICE_LARGE_PAGES = 14;
    private static final Optional<Calls> CALLS = Calls.find();

    private SystemPages() {}

    public static boolean areAvailable() {
        return CALLS.isPresent();
    }

    /// Zeros owned by `arena`, at an address that is a multiple of 2 MiB; empty if the system has none.
    public static Optional<MemorySegment> allocate(Arena arena, long bytes) {
        return CALLS.flatMap(calls -> calls.map(arena, bytes));
    }

    private record Calls(MethodHandle mmap, MethodHandle munmap, MethodHandle madvise) {
        static Optional<Calls> find() {
            if (!NativePlatform.current().os().equals("linux")) {
                return Optional.empty();
            }
            var linker = Linker.nativeLinker();
            var lookup = linker.defaultLookup();
            var mmap = lookup.find("mmap");
            var munmap = lookup.find("munmap");
            var madvise = lookup.find("madvise");
            if (mmap.isEmpty() || munmap.isEmpty() || madvise.isEmpty()) {
                return Optional.empty();
            }
            var address = ValueLayout.JAVA_LONG;
            var size = ValueLayout.JAVA_LONG;
            var flag = ValueLayout.JAVA_INT;
            return Optional.of(new Calls(
                    linker.downcallHandle(
                            mmap.get(), FunctionDescriptor.of(address, address, size, flag, flag, flag, size)),
                    linker.downcallHandle(munmap.get(), FunctionDescriptor.of(flag, address, size)),
                    linker.downcallHandle(madvise.get(), FunctionDescriptor.of(flag, address, size, flag))));
        }

        Optional<MemorySegment> map(Arena arena, long bytes) {
            long whole = Math.addExact(Math.ceilDiv(bytes, LARGE_PAGE) * LARGE_PAGE, LARGE_PAGE);
            long mapped = mapped(whole);
            if (mapped == -1) {
                return Optional.empty();
            }
            long start = Math.ceilDiv(mapped, LARGE_PAGE) * LARGE_PAGE;
            advise(start, whole - LARGE_PAGE);
            return Optional.of(MemorySegment.ofAddress(start).reinterpret(bytes, arena, _ -> unmap(mapped, whole)));
        }

        private long mapped(long bytes) {
            try {
                return (long) mmap.invokeExact(0L, bytes, READ_AND_WRITE, PRIVATE_ANONYMOUS, -1, 0L);
            } catch (Throwable t) {
                throw new AssertionError("mmap", t);
            }
        }

        private void unmap(long address, long bytes) {
            try {
                int _ = (int) munmap.invokeExact(address, bytes);
            } catch (Throwable t) {
                throw new AssertionError("munmap", t);
            }
        }

        /// What the system makes of it does not matter.
        private void advise(long address, long bytes) {
            try {
                int _ = (int) madvise.invokeExact(address, bytes, ADVICE_LARGE_PAGES);
            } catch (Throwable t) {
                throw new AssertionError("madvise", t);
            }
        }
    }
}
