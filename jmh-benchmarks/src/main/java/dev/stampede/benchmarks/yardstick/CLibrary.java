package dev.stampede.benchmarks.yardstick;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A native library whose functions are called with fixed arguments.
public final class CLibrary {
    /// No option that changes results, so that square roots can be vector instructions all the same.
    private static final List<String> FLAGS = List.of("-O3", "-march=native", "-fno-math-errno", "-shared", "-fPIC");

    private static final List<String> SOURCES = List.of("lanes.h", "yardsticks.c", "noise.c", "filters.c", "rasters.c");

    private final SymbolLookup symbols;

    private CLibrary(SymbolLookup symbols) {
        this.symbols = symbols;
    }

    /// The yardsticks in C, compiled for this machine when first asked for; empty, with a line on stderr,
    /// without gcc.
    public static Optional<CLibrary> yardsticks() {
        return Yardsticks.LIBRARY;
    }

    /// FFTW in double precision; empty, with a line on stderr, where it is not installed.
    public static Optional<CLibrary> fftw() {
        return Fftw.LIBRARY;
    }

    private static Optional<CLibrary> open(String name, String otherwise) {
        try {
            return Optional.of(new CLibrary(SymbolLookup.libraryLookup(name, Arena.global())));
        } catch (IllegalArgumentException e) {
            return skipped(otherwise);
        }
    }

    private static Optional<CLibrary> skipped(String why) {
        System.err.println("skipped: " + why);
        return Optional.empty();
    }

    /// Held by their own classes so that a benchmark without yardstick compiles nothing.
    private static final class Fftw {
        private static final Optional<CLibrary> LIBRARY = open(
                System.mapLibraryName("fftw3") + (System.getProperty("os.name").equals("Linux") ? ".3" : ""),
                "comparison with FFTW (library fftw3 is not installed)");
    }

    private static final class Yardsticks {
        private static final Optional<CLibrary> LIBRARY = compile();

        private static Path copied(String name, Path folder) throws IOException {
            try (InputStream source = CLibrary.class.getResourceAsStream("/" + name)) {
                if (source == null) {
                    throw new AssertionError(name + " is not on the class path");
                }
                Path file = folder.resolve(name);
                Files.copy(source, file, StandardCopyOption.REPLACE_EXISTING);
                return file;
            }
        }

        private static Optional<CLibrary> compile() {
            try {
                Path folder = Files.createTempDirectory("yardsticks");
                Path library = folder.resolve("yardsticks.so");
                var command = new ArrayList<>(List.of("gcc"));
                command.addAll(FLAGS);
                command.addAll(List.of("-o", library.toString()));
                List<Path> made = new ArrayList<>(List.of(library));
                for (String name : SOURCES) {
                    Path file = copied(name, folder);
                    if (name.endsWith(".c")) {
                        command.add(file.toString());
                    }
                    made.add(file);
                }
                made.add(folder);
                command.add("-lm");
                var gcc = new ProcessBuilder(command).inheritIO().start();
                boolean done = gcc.waitFor(120, TimeUnit.SECONDS) && gcc.exitValue() == 0;
                if (!done) {
                    return skipped("comparison with C (gcc failed)");
                }
                var opened = new CLibrary(SymbolLookup.libraryLookup(library, Arena.global()));
                for (Path path : made) {
                    Files.delete(path); // the mapping stays
                }
                return Optional.of(opened);
            } catch (IOException e) {
                return skipped("comparison with C (no gcc: " + e.getMessage() + ")");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return skipped("comparison with C (interrupted)");
            }
        }
    }

    /// Where a function lies, to be handed to another.
    public MemorySegment address(String function) {
        return symbols.find(function).orElseThrow(() -> new AssertionError("no function " + function));
    }

    /// A call of a `void` function with these arguments: segments, `int`, `float` or `double`.
    public Runnable call(String function, Object... arguments) {
        var layouts = Arrays.stream(arguments).map(CLibrary::layout).toArray(MemoryLayout[]::new);
        return bound(function, FunctionDescriptor.ofVoid(layouts), arguments);
    }

    /// As [#call] for a function that returns a `double`, stored at `out[0]`.
    public Runnable callInto(double[] out, String function, Object... arguments) {
        var layouts = Arrays.stream(arguments).map(CLibrary::layout).toArray(MemoryLayout[]::new);
        var handle = handle(function, FunctionDescriptor.of(ValueLayout.JAVA_DOUBLE, layouts), arguments)
                .asType(MethodType.methodType(double.class));
        return () -> {
            try {
                out[0] = (double) handle.invokeExact();
            } catch (Throwable t) {
                throw new AssertionError(function, t);
            }
        };
    }

    /// The address a function with these arguments returns.
    MemorySegment make(String function, Object... arguments) {
        var layouts = Arrays.stream(arguments).map(CLibrary::layout).toArray(MemoryLayout[]::new);
        try {
            return (MemorySegment) handle(function, FunctionDescriptor.of(ValueLayout.ADDRESS, layouts), arguments)
                    .invoke();
        } catch (Throwable t) {
            throw new AssertionError(function, t);
        }
    }

    private Runnable bound(String function, FunctionDescriptor descriptor, Object... arguments) {
        var handle = handle(function, descriptor, arguments);
        return () -> {
            try {
                handle.invokeExact();
            } catch (Throwable t) {
                throw new AssertionError(function, t);
            }
        };
    }

    private MethodHandle handle(String function, FunctionDescriptor descriptor, Object... arguments) {
        return MethodHandles.insertArguments(
                Linker.nativeLinker().downcallHandle(address(function), descriptor), 0, arguments);
    }

    private static MemoryLayout layout(Object argument) {
        return switch (argument) {
            case MemorySegment _ -> ValueLayout.ADDRESS;
            case Integer _ -> ValueLayout.JAVA_INT;
            case Float _ -> ValueLayout.JAVA_FLOAT;
            case Double _ -> ValueLayout.JAVA_DOUBLE;
            default -> throw new IllegalArgumentException("no C type for " + argument.getClass());
        };
    }
}
