package dev.stampede.bindings.cuda;

import static dev.stampede.bindings.cuda.DriverCalls.address;
import static dev.stampede.bindings.cuda.DriverCalls.check;
import static dev.stampede.bindings.cuda.DriverCalls.handle;
import static dev.stampede.bindings.cuda.DriverCalls.number;

import dev.stampede.bindings.NativeLibrary;
import dev.stampede.bindings.cuda.generated.Cuda;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// One device with the kernels loaded. Holds the driver's primary context, the one other libraries in this
/// process use too.
public final class CudaDevice implements KernelLauncher {
    /// What can be said of a device before anything is loaded on it.
    ///
    /// @param ordinal    as `runtime.gpu.device` counts
    /// @param capability compute capability, `10 * major + minor`
    public record Summary(int ordinal, String name, int capability) {}

    /// Dynamic shared memory a kernel gets without asking, bytes.
    private static final long USUAL_SHARED = 48 << 10;

    private final Arena arena = Arena.ofShared();
    private final int device;
    private final String name;
    private final long context;
    private final long module;
    private final long shared;
    private final Map<String, MemorySegment> functions = new ConcurrentHashMap<>();

    /// How many devices there are.
    /// @throws CudaException if the driver does not start
    /// @throws IllegalStateException if there is no driver; ask [CudaLibrary#status] first
    public static int count() {
        if (CudaLibrary.status() instanceof NativeLibrary.Missing(var _, var reason)) {
            throw new IllegalStateException("no CUDA driver: " + reason);
        }
        int status = Cuda.cuInit(0);
        if (status == Cuda.CUDA_ERROR_NO_DEVICE()) {
            return 0;
        }
        check(status, "cuInit", "start of the driver");
        return number("cuDeviceGetCount", "count of devices", Cuda::cuDeviceGetCount);
    }

    /// @param ordinal 0 to [#count] - 1
    public static Summary describe(int ordinal) {
        int device = number("cuDeviceGet", "choice of device " + ordinal, out -> Cuda.cuDeviceGet(out, ordinal));
        int major = attribute(device, Cuda.CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR());
        int minor = attribute(device, Cuda.CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR());
        try (var arena = Arena.ofConfined()) {
            var text = arena.allocate(256);
            check(Cuda.cuDeviceGetName(text, 256, device), "cuDeviceGetName", "name of device " + ordinal);
            return new Summary(ordinal, text.getString(0), 10 * major + minor);
        }
    }

    /// A device with the kernels of `image`; the caller closes it.
    /// @throws CudaException if there is no such device or it does not take the kernels
    public static CudaDevice open(int ordinal, CudaImage image) {
        int count = count();
        if (ordinal < 0 || ordinal >= count) {
            throw new CudaException(
                    "there is no CUDA device " + ordinal + ", there are " + count + "; set runtime.gpu.device", 0);
        }
        return new CudaDevice(describe(ordinal), image);
    }

    private CudaDevice(Summary summary, CudaImage image) {
        name = summary.name();
        try {
            device = number("cuDeviceGet", "choice of " + name, out -> Cuda.cuDeviceGet(out, summary.ordinal()));
            shared = attribute(device, Cuda.CU_DEVICE_ATTRIBUTE_MAX_SHARED_MEMORY_PER_BLOCK_OPTIN());
            context = address(
                    "cuDevicePrimaryCtxRetain", "opening " + name, out -> Cuda.cuDevicePrimaryCtxRetain(out, device));
        } catch (RuntimeException e) {
            arena.close();
            throw e;
        }
        try {
            makeCurrent();
            module = load(image);
        } catch (RuntimeException e) {
            arena.close();
            Cuda.cuDevicePrimaryCtxRelease_v2(device);
            throw e;
        }
    }

    private long load(CudaImage image) {
        try (var temporary = Arena.ofConfined()) {
            var bytes = temporary.allocate(image.bytes().length, 64);
            MemorySegment.copy(image.bytes(), 0, bytes, ValueLayout.JAVA_BYTE, 0, image.bytes().length);
            return address("cuModuleLoadData", "loading kernels on " + name, out -> Cuda.cuModuleLoadData(out, bytes));
        }
    }

    private static int attribute(int device, int attribute) {
        return number(
                "cuDeviceGetAttribute",
                "attribute " + attribute,
                out -> Cuda.cuDeviceGetAttribute(out, attribute, device));
    }

    /// The context belongs to a thread; every call that needs one says so, as workers come and go.
    void makeCurrent() {
        check(Cuda.cuCtxSetCurrent(handle(context)), "cuCtxSetCurrent", "use of " + name);
    }

    /// The function of a kernel, allowed all the shared memory there is.
    MemorySegment function(String kernel) {
        return functions.computeIfAbsent(kernel, this::findFunction);
    }

    private MemorySegment findFunction(String kernel) {
        try (var temporary = Arena.ofConfined()) {
            var text = temporary.allocateFrom(kernel, StandardCharsets.US_ASCII);
            var function = handle(address(
                    "cuModuleGetFunction",
                    "search for kernel " + kernel,
                    out -> Cuda.cuModuleGetFunction(out, handle(module), text)));
            if (shared > USUAL_SHARED) {
                check(
                        Cuda.cuFuncSetAttribute(
                                function, Cuda.CU_FUNC_ATTRIBUTE_MAX_DYNAMIC_SHARED_SIZE_BYTES(), (int) shared),
                        "cuFuncSetAttribute",
                        "shared memory of kernel " + kernel);
            }
            return function;
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long freeBytes() {
        makeCurrent();
        try (var temporary = Arena.ofConfined()) {
            var free = temporary.allocate(ValueLayout.JAVA_LONG);
            var total = temporary.allocate(ValueLayout.JAVA_LONG);
            check(Cuda.cuMemGetInfo_v2(free, total), "cuMemGetInfo", "memory of " + name);
            return free.get(ValueLayout.JAVA_LONG, 0);
        }
    }

    @Override
    public long sharedBytesPerBlock() {
        return shared;
    }

    @Override
    public KernelQueue openQueue() {
        makeCurrent();
        return new CudaStream(this);
    }

    @Override
    public DeviceMemory allocate(long bytes) {
        makeCurrent();
        var about = "allocation of " + bytes + " bytes on " + name;
        long address = address("cuMemAlloc", about, out -> Cuda.cuMemAlloc_v2(out, bytes));
        return new DeviceMemory(address, bytes, () -> {
            makeCurrent();
            check(Cuda.cuMemFree_v2(address), "cuMemFree", "release of memory on " + name);
        });
    }

    @Override
    public StagingMemory allocateStaging(long bytes) {
        makeCurrent();
        var about = "allocation of " + bytes + " pinned bytes";
        var memory = handle(address("cuMemHostAlloc", about, out -> Cuda.cuMemHostAlloc(out, bytes, 0)));
        return new StagingMemory(memory.reinterpret(bytes), () -> {
            makeCurrent();
            check(Cuda.cuMemFreeHost(memory), "cuMemFreeHost", "release of pinned memory");
        });
    }

    @Override
    public void close() {
        if (!arena.scope().isAlive()) {
            return;
        }
        arena.close();
        // A device that failed refuses to unload; its context is given back all the same.
        try {
            makeCurrent();
            check(Cuda.cuModuleUnload(handle(module)), "cuModuleUnload", "unloading kernels from " + name);
        } finally {
            check(Cuda.cuDevicePrimaryCtxRelease_v2(device), "cuDevicePrimaryCtxRelease", "closing " + name);
        }
    }
}
