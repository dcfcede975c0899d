package dev.stampede.bindings.cuda;

import dev.stampede.bindings.NativeLibrary;
import dev.stampede.bindings.NativePlatform;
import dev.stampede.bindings.NativeSource;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Finds the CUDA driver: the file named by `stampede.native.cuda.path`, else `libcuda.so.1` in the
/// system's folders and those where container runtimes and Windows' Linux put it.
/// `-Dstampede.native.disable=cuda` switches it off.
public final class CudaLibrary {
    private static final String FILE = "libcuda.so.1";

    private CudaLibrary() {}

    /// Searched once, when first asked for.
    public static NativeLibrary status() {
        return Holder.STATUS;
    }

    /// The CUDA version the driver speaks, `1000 * major + 10 * minor`.
    private static int version(SymbolLookup symbols) throws Throwable {
        if (!NativePlatform.current().os().equals("linux")) {
            throw new NativeSource.UnsuitableException("the CUDA binding is made for 64-bit Linux");
        }
        var call = Linker.nativeLinker()
                .downcallHandle(
                        symbols.findOrThrow("cuDriverGetVersion"),
                        FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
        try (var arena = Arena.ofConfined()) {
            var version = arena.allocate(ValueLayout.JAVA_INT);
            int status = (int) call.invokeExact((MemorySegment) version);
            if (status != 0) {
                throw new NativeSource.UnsuitableException("cuDriverGetVersion answers " + status);
            }
            return version.get(ValueLayout.JAVA_INT, 0);
        }
    }

    /// The name, and the places outside the system's folders where it lies here.
    private static List<String> files() {
        var files = new ArrayList<String>(List.of(FILE));
        for (var folder : List.of("/usr/local/nvidia/lib64", "/usr/local/nvidia/lib", "/usr/lib/wsl/lib")) {
            var file = Path.of(folder, FILE);
            if (Files.isRegularFile(file)) {
                files.add(file.toString());
            }
        }
        return files;
    }

    private static final class Holder {
        static final NativeLibrary STATUS = NativeLibrary.load(new NativeSource(
                "cuda",
                List.of(),
                files(),
                List.of("cuInit", "cuDriverGetVersion", "cuMemAlloc_v2", "cuLaunchKernel"),
                CudaLibrary::version));
    }
}
