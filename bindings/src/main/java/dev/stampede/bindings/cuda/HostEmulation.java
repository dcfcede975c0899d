package dev.stampede.bindings.cuda;

import dev.stampede.bindings.NativeLibrary;
import dev.stampede.bindings.NativeSource;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// Runs the kernels compiled for the host, one thread after another in the calling thread: for tests where
/// there is no device, never a backend of its own. Checks what a device would not say: structures of
/// arguments of the wrong size, writes beyond shared memory and into guarded memory.
public final class HostEmulation implements KernelLauncher {
    /// Order in which the threads of a phase and the blocks of a grid run. Results must not depend on it.
    public enum Order {
        FORWARDS,
        BACKWARDS,
        SHUFFLED
    }

    /// As much as every device has; kernels that need more have to do without shared memory here.
    private static final long SHARED_BYTES = 48 << 10;

    /// What an emulated device has.
    private static final long MEMORY = 1L << 30;

    private static final byte UNTOUCHED = (byte) 0xa5;

    private final SymbolLookup symbols;
    private final Order order;
    private final AtomicLong taken = new AtomicLong();
    private final Map<String, MethodHandle> kernels = new ConcurrentHashMap<>();

    private HostEmulation(SymbolLookup symbols, Order order) {
        this.symbols = symbols;
        this.order = order;
    }

    /// The library `libstampede_cuda_host` that `make cuda` builds: the file named by
    /// `stampede.native.cuda_host.path`.
    public static NativeLibrary status() {
        if (System.getProperty("stampede.native.cuda_host.path") == null) {
            return new NativeLibrary.Missing(
                    "cuda_host", "name the library that `make cuda` builds with -Dstampede.native.cuda_host.path");
        }
        return NativeLibrary.load(new NativeSource(
                "cuda_host", List.of(), List.of(), List.of("stampede_cuda_host_abi_version"), HostEmulation::version));
    }

    private static int version(SymbolLookup symbols) throws Throwable {
        var call = Linker.nativeLinker()
                .downcallHandle(
                        symbols.findOrThrow("stampede_cuda_host_abi_version"),
                        FunctionDescriptor.of(ValueLayout.JAVA_INT));
        int abi = (int) call.invokeExact();
        if (abi != CudaImage.ABI) {
            throw new NativeSource.UnsuitableException(
                    "speaks version " + abi + " of the kernels, needs " + CudaImage.ABI + "; run `make cuda`");
        }
        return abi;
    }

    /// @throws IllegalStateException if the library is missing, with the reason
    public static HostEmulation open(Order order) {
        return switch (status()) {
            case NativeLibrary.Loaded loaded -> new HostEmulation(loaded.symbols(), order);
            case NativeLibrary.Missing missing -> throw new IllegalStateException(missing.reason());
        };
    }

    @Override
    public String name() {
        return "host emulation";
    }

    @Override
    public long freeBytes() {
        return MEMORY - taken.get();
    }

    @Override
    public long sharedBytesPerBlock() {
        return SHARED_BYTES;
    }

    @Override
    public KernelQueue openQueue() {
        return new Queue();
    }

    @Override
    public DeviceMemory allocate(long bytes) {
        if (bytes > freeBytes()) {
            throw new CudaException(bytes + " bytes asked for, " + freeBytes() + " are free on " + name(), 0);
        }
        var arena = Arena.ofShared();
        var memory = arena.allocate(bytes, 256).fill(UNTOUCHED);
        taken.addAndGet(bytes);
        return new DeviceMemory(memory.address(), bytes, () -> {
            arena.close();
            taken.addAndGet(-bytes);
        });
    }

    @Override
    public StagingMemory allocateStaging(long bytes) {
        var arena = Arena.ofShared();
        taken.addAndGet(bytes);
        return new StagingMemory(arena.allocate(bytes, 256), () -> {
            arena.close();
            taken.addAndGet(-bytes);
        });
    }

    @Override
    public void close() {}

    private MethodHandle find(String kernel) {
        return kernels.computeIfAbsent(
                kernel,
                name -> symbols.find("stampede_host_" + name)
                        .map(address -> Linker.nativeLinker()
                                .downcallHandle(
                                        address,
                                        FunctionDescriptor.of(
                                                ValueLayout.JAVA_INT,
                                                ValueLayout.JAVA_LONG,
                                                ValueLayout.JAVA_LONG,
                                                ValueLayout.JAVA_INT,
                                                ValueLayout.ADDRESS)))
                        .orElseThrow(() -> new CudaException("there is no kernel " + name, 0)));
    }

    private long argumentBytes(String kernel) {
        try {
            var call = Linker.nativeLinker()
                    .downcallHandle(
                            symbols.findOrThrow("stampede_host_size_" + kernel),
                            FunctionDescriptor.of(ValueLayout.JAVA_LONG));
            return (long) call.invokeExact();
        } catch (Throwable e) {
            throw new AssertionError("stampede_host_size_" + kernel, e);
        }
    }

    private static MemorySegment at(long address, long bytes) {
        return MemorySegment.ofAddress(address).reinterpret(bytes);
    }

    /// Does at once what a stream would do later.
    private final class Queue implements KernelQueue {
        private final List<MemorySegment> guarded = new ArrayList<>();

        @Override
        public void upload(MemorySegment from, long toAddress) {
            at(toAddress, from.byteSize()).copyFrom(from);
        }

        @Override
        public void download(long fromAddress, MemorySegment to) {
            to.copyFrom(at(fromAddress, to.byteSize()));
        }

        @Override
        public void clear(long address, long bytes) {
            at(address, bytes).fill((byte) 0);
        }

        @Override
        public void guard(long address, long bytes) {
            guarded.add(at(address, bytes).fill(UNTOUCHED));
        }

        @Override
        public void launch(String kernel, long blocks, long sharedBytes, MemorySegment arguments) {
            find(kernel);
            long expected = argumentBytes(kernel);
            if (arguments.byteSize() != expected || blocks < 1 || sharedBytes > SHARED_BYTES) {
                throw new CudaException(
                        "kernel " + kernel + " cannot be started with " + blocks + " blocks, " + sharedBytes
                                + " bytes of shared memory and " + arguments.byteSize() + " bytes of arguments, needs "
                                + expected,
                        0);
            }
            int wrong = run(kernel, blocks, sharedBytes, arguments);
            boolean written = guarded.stream().anyMatch(memory -> memory.mismatch(pattern(memory.byteSize())) >= 0);
            if (wrong != 0 || written) {
                throw new CudaException(
                        "kernel " + kernel + " wrote beyond its " + (written ? "results" : "shared memory"), 0);
            }
        }

        private int run(String kernel, long blocks, long sharedBytes, MemorySegment arguments) {
            try {
                return (int) find(kernel).invokeExact(blocks, sharedBytes, order.ordinal(), arguments);
            } catch (CudaException e) {
                throw e;
            } catch (Throwable e) {
                throw new AssertionError(kernel, e);
            }
        }

        private static MemorySegment pattern(long bytes) {
            return MemorySegment.ofArray(new byte[Math.toIntExact(bytes)]).fill(UNTOUCHED);
        }

        @Override
        public void await() {
            guarded.clear();
        }

        @Override
        public void close() {}
    }
}
