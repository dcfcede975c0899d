package dev.stampede.geometry;

import dev.stampede.bindings.NativeLibrary;
import dev.stampede.bindings.triangle.TriangleLibrary;
import dev.stampede.bindings.triangle.TriangleMesher;
import dev.stampede.runtime.ToolStatus;
import dev.stampede.runtime.UsageException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Finds the triangulator a user names.
///
/// | name                                     | triangulator                                                        |
/// |------------------------------------------|---------------------------------------------------------------------|
/// | `internal`, `triangle`, nothing          | [DivideAndConquer]                                                  |
/// | `libtriangle`                            | the system's Triangle library, or the one of its property           |
/// | path of a shared library (`.so`...)      | that file                                                           |
/// | anything else: the program, by its path  | [DivideAndConquer], with a warning; the program itself is not run   |
///
/// `triangle` is what older configurations call the external program.
public final class Triangulators {
    private static final Set<String> INTERNAL = Set.of("", "internal", "triangle");
    private static final String SYSTEM = "libtriangle";

    private static final Set<String> WARNED = ConcurrentHashMap.newKeySet();

    private Triangulators() {}

    /// @throws UsageException if a library is named and cannot be used, with everything that was tried
    public static Triangulator named(String name) {
        if (!isLibrary(name)) {
            if (!INTERNAL.contains(name) && WARNED.add(name)) {
                System.getLogger(Triangulators.class.getName())
                        .log(
                                System.Logger.Level.WARNING,
                                "tools.triangle is " + name + ", a program, and has no effect: the built-in"
                                        + " triangulation finds the same edges; to use Triangle itself name its shared"
                                        + " library, or libtriangle for the system's");
            }
            return new DivideAndConquer();
        }
        return switch (library(name)) {
            case NativeLibrary.Loaded loaded -> new LibraryTriangulator(new TriangleMesher(loaded));
            case NativeLibrary.Missing missing ->
                throw new UsageException("the Triangle library that tools.triangle asks for cannot be used: "
                        + missing.reason() + "; " + TriangleLibrary.ADVICE
                        + ", or leave tools.triangle out to use the built-in triangulation");
        };
    }

    /// Whether the library a name leads to is here; the system's where the name asks for none.
    public static ToolStatus status(String name) {
        return switch (library(name)) {
            case NativeLibrary.Loaded loaded ->
                ToolStatus.found(
                        "triangle",
                        "library",
                        "tools.triangle",
                        loaded.file().toString(),
                        loaded.abi() / 100 + "." + loaded.abi() % 100);
            case NativeLibrary.Missing missing ->
                ToolStatus.missing(
                        "triangle", "library", "tools.triangle", missing.reason() + "; " + TriangleLibrary.ADVICE);
        };
    }

    /// Whether the name asks for the Triangle library.
    public static boolean isLibrary(String name) {
        return name.equals(SYSTEM) || NativeLibrary.isFileName(name);
    }

    /// The Triangle library a name leads to, the system's unless the name is a path of another.
    public static NativeLibrary library(String name) {
        return TriangleLibrary.find(
                NativeLibrary.isFileName(name) ? Optional.of(Path.of(name).toAbsolutePath()) : Optional.empty());
    }
}
