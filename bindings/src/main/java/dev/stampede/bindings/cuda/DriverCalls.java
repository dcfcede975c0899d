package dev.stampede.bindings.cuda;

import dev.stampede.bindings.cuda.generated.Cuda;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.ToIntFunction;

/// Status codes of the driver turned into exceptions, and its results handed back as values.
final class DriverCalls {
    private DriverCalls() {}

    /// @param call  the function called
    /// @param about what was wanted of it, for the message
    static void check(int status, String call, String about) {
        if (status != Cuda.CUDA_SUCCESS()) {
            throw new CudaException(
                    "CUDA " + about + " failed: " + call + " answers " + name(status) + " (" + explanation(status) + ")"
                            + hint(status),
                    status);
        }
    }

    /// A 32-bit number the driver writes.
    static int number(String call, String about, ToIntFunction<MemorySegment> body) {
        try (var arena = Arena.ofConfined()) {
            var out = arena.allocate(ValueLayout.JAVA_INT);
            check(body.applyAsInt(out), call, about);
            return out.get(ValueLayout.JAVA_INT, 0);
        }
    }

    /// An address or handle the driver writes.
    static long address(String call, String about, ToIntFunction<MemorySegment> body) {
        try (var arena = Arena.ofConfined()) {
            var out = arena.allocate(ValueLayout.JAVA_LONG);
            check(body.applyAsInt(out), call, about);
            return out.get(ValueLayout.JAVA_LONG, 0);
        }
    }

    static MemorySegment handle(long address) {
        return MemorySegment.ofAddress(address);
    }

    private static String name(int status) {
        return text(status, Cuda::cuGetErrorName);
    }

    private static String explanation(int status) {
        return text(status, Cuda::cuGetErrorString);
    }

    private interface Describe {
        int call(int status, MemorySegment text);
    }

    private static String text(int status, Describe describe) {
        try (var arena = Arena.ofConfined()) {
            var out = arena.allocate(ValueLayout.ADDRESS);
            if (describe.call(status, out) != 0) {
                return "error " + status;
            }
            return out.get(ValueLayout.ADDRESS, 0).reinterpret(Long.MAX_VALUE).getString(0);
        }
    }

    private static String hint(int status) {
        return status == Cuda.CUDA_ERROR_OUT_OF_MEMORY()
                ? "; free memory on the device or lower runtime.gpu.max_memory_bytes"
                : "";
    }
}
