package dev.stampede.bindings.rust;

import dev.stampede.bindings.NativeLibrary;
import dev.stampede.bindings.NativePlatform;
import dev.stampede.bindings.NativeSource;
import dev.stampede.bindings.rust.generated.StampedeKernels;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Finds the library of native kernels, `libstampede_kernels`: the file named by
/// `stampede.native.rust.path`, or the one packed into the program when it was built where there is a Rust
/// compiler. `-Dstampede.native.disable=rust` switches it off.
public final class RustLibrary {
    /// The short name users write in properties.
    public static final String NAME = "rust";

    private static final String VERSION = "stampede_kernels_abi_version";

    private RustLibrary() {}

    /// Searched once, when first asked for.
    public static NativeLibrary status() {
        return Holder.STATUS;
    }

    /// The instruction set the kernels use, such as `avx512`.
    public static String activeIsa() {
        return StampedeKernels.stampede_kernels_active_isa().getString(0);
    }

    /// Makes kernels of all threads use an instruction set; the empty name undoes it. For tests and
    /// measurements.
    /// @throws IllegalArgumentException if the processor lacks it
    public static void forceIsa(String name) {
        try (var arena = Arena.ofConfined()) {
            int status = StampedeKernels.stampede_kernels_force_isa(arena.allocateFrom(name));
            if (status != StampedeKernels.STAMPEDE_OK()) {
                throw new IllegalArgumentException(lastError());
            }
        }
    }

    /// What a status other than zero means, with the text the library left for this thread.
    public static RuntimeException failure(String function, int status) {
        var text = function + ": " + lastError();
        return status == StampedeKernels.STAMPEDE_INVALID()
                ? new IllegalArgumentException(text)
                : new IllegalStateException(text + " (a defect of the native library)");
    }

    private static String lastError() {
        try (var arena = Arena.ofConfined()) {
            long room = 1024;
            var text = arena.allocate(room);
            long length = StampedeKernels.stampede_kernels_last_error(text, room);
            byte[] bytes = text.asSlice(0, Math.min(length, room)).toArray(ValueLayout.JAVA_BYTE);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /// Every function of the header, as the generated bindings know them.
    static List<String> functions() {
        return Arrays.stream(StampedeKernels.class.getMethods())
                .map(Method::getName)
                .filter(name -> name.endsWith("$descriptor"))
                .map(name -> name.substring(0, name.length() - "$descriptor".length()))
                .sorted()
                .toList();
    }

    static NativeSource source() {
        var platform = NativePlatform.current();
        var resource = "native/" + platform.label() + "/" + System.mapLibraryName("stampede_kernels");
        // Other functions are looked for only in a library of the right version.
        return new NativeSource(NAME, List.of(resource), List.of(), List.of(VERSION), RustLibrary::version);
    }

    private static int version(SymbolLookup symbols) throws Throwable {
        MemorySegment address = symbols.findOrThrow(VERSION);
        var call = Linker.nativeLinker().downcallHandle(address, FunctionDescriptor.of(ValueLayout.JAVA_INT));
        int version = (int) call.invokeExact();
        int needed = StampedeKernels.STAMPEDE_KERNELS_ABI_VERSION();
        if (version != needed) {
            throw new NativeSource.UnsuitableException(
                    "speaks ABI " + version + ", this program needs " + needed + "; build it again with: make native");
        }
        for (var function : functions()) {
            if (symbols.find(function).isEmpty()) {
                throw new NativeSource.UnsuitableException("has no function " + function);
            }
        }
        return version;
    }

    private static final class Holder {
        static final NativeLibrary STATUS = NativeLibrary.load(source());
    }
}
