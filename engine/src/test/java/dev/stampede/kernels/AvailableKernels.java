package dev.stampede.kernels;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The implementations of a family that can run here, for contract tests: the native one once for every instruction
/// set the processor has.
public final class AvailableKernels {
    private static final List<String> ISAS = List.of("baseline", "avx2", "avx512");

    private AvailableKernels() {}

    public static <K extends Kernel> Stream<K> of(KernelFamily<K> family) {
        var availability = KernelRegistry.localAvailability();
        var kernels = new ArrayList<K>();
        family.variants().forEach((backend, supplier) -> {
            if (!availability.getOrDefault(backend, Availability.no("")).available()) {
                return;
            }
            if (backend != Backend.NATIVE) {
                kernels.add(supplier.get());
                return;
            }
            for (var isa : ISAS) {
                if (processorHas(isa)) {
                    kernels.add(forced(family, supplier.get(), isa));
                }
            }
        });
        return kernels.stream();
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
}
