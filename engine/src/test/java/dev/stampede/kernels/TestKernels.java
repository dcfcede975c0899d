package dev.stampede.kernels;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stampede.bindings.NativeLibrary;
import dev.stampede.bindings.cuda.HostEmulation;
import dev.stampede.insar.pipeline.config.Backends;
import dev.stampede.kernels.cuda.CudaPool;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// The implementations a contract test runs: all that can run here, and where `make cuda` has been run
/// those for CUDA over the emulation of a device.
public final class TestKernels {
    private static final String PROPERTY = "stampede.native.cuda_host.path";
    private static final long AMPLE = 256L << 20;

    /// Work memory that alignment may take of each chunk; see `CudaChunk`.
    private static final long OVERHEAD = 16 << 10;

    private static final List<String> ISAS = List.of("baseline", "avx2", "avx512");

    private TestKernels() {}

    /// What can run here: the native implementation once for every instruction set the processor has.
    public static <K extends Kernel> List<K> of(KernelFamily<K> family) {
        var registry = new KernelRegistry(List.of(family), Backends.availability(), null, Map.of());
        var kernels = new ArrayList<K>();
        for (var backend : family.variants().keySet()) {
            if (!registry.availability(backend).available()) {
                continue;
            }
            if (backend == Backend.NATIVE) {
                ISAS.stream()
                        .filter(TestKernels::processorHas)
                        .forEach(isa -> kernels.add(forced(family, registry.get(family, backend), isa)));
            } else {
                kernels.add(registry.get(family, backend));
            }
        }
        return kernels;
    }

    private static boolean processorHas(String isa) {
        try {
            NativeKernels.forceIsa(isa);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        } finally {
            NativeKernels.forceIsa("");
        }
    }

    private static <K extends Kernel> K forced(KernelFamily<K> family, K kernel, String isa) {
        var type = family.type();
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (_, method, arguments) -> {
                    if (method.getName().equals("toString")) {
                        return kernel.getClass().getSimpleName() + " on " + isa;
                    }
                    NativeKernels.forceIsa(isa);
                    try {
                        return method.invoke(kernel, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    } finally {
                        NativeKernels.forceIsa("");
                    }
                }));
    }

    /// As above, and the CUDA kernel emulated twice: with ample memory and threads in order, and with
    /// threads backwards and little memory, which cuts ranges into many chunks.
    ///
    /// @param littleBytes device memory of a chunk of the second
    public static <K extends Kernel> List<K> of(
            KernelFamily<K> family, Function<CudaPool, ? extends K> cuda, long littleBytes) {
        var kernels = new ArrayList<K>(of(family));
        if (emulation() instanceof NativeLibrary.Loaded) {
            kernels.add(cuda.apply(pool(HostEmulation.Order.FORWARDS, AMPLE)));
            kernels.add(cuda.apply(pool(HostEmulation.Order.BACKWARDS, littleBytes)));
        }
        return kernels;
    }

    /// An emulated device. Its memory is freed with the process.
    ///
    /// @param bytes device memory of a chunk
    public static CudaPool pool(HostEmulation.Order order, long bytes) {
        return new CudaPool(HostEmulation.open(order), 2 * (bytes + OVERHEAD), 1);
    }

    /// Skips the running test, saying why, where kernels cannot be emulated.
    public static void assumeEmulation() {
        assumeTrue(
                emulation() instanceof NativeLibrary.Loaded,
                () -> emulation() instanceof NativeLibrary.Missing missing ? missing.reason() : "");
    }

    /// Puts the emulation in the place of the device.
    /// @param order    of the threads, as `stampede.cuda.emulate` names it
    /// @param maxBytes device memory; 0 = all
    public static void emulate(String order, long maxBytes) {
        System.setProperty("stampede.cuda.emulate", order);
        CudaKernels.configure(new CudaKernels.Settings(0, maxBytes));
    }

    /// Undoes [#emulate].
    public static void endEmulation() {
        System.clearProperty("stampede.cuda.emulate");
        CudaKernels.configure(new CudaKernels.Settings(0, 0));
    }

    /// Whether kernels can be emulated: the library is looked for where `make cuda` puts it.
    public static NativeLibrary emulation() {
        if (System.getProperty(PROPERTY) == null) {
            for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
                var library = folder.resolve("cuda/build/libstampede_cuda_host.so");
                if (Files.isRegularFile(library)) {
                    System.setProperty(PROPERTY, library.toString());
                    break;
                }
            }
        }
        return System.getProperty(PROPERTY) == null
                ? new NativeLibrary.Missing("cuda_host", "the kernels are not compiled for the host; run `make cuda`")
                : HostEmulation.status();
    }
}
