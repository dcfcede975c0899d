package dev.stampede.io;

import dev.stampede.bindings.NativeLibrary;
import dev.stampede.bindings.cuda.CudaLibrary;
import dev.stampede.bindings.gdal.GdalLibrary;
import dev.stampede.bindings.gdal.GdalMissingException;
import dev.stampede.bindings.hdf5.Hdf5Library;
import dev.stampede.bindings.triangle.TriangleLibrary;
import java.util.List;
import java.util.Optional;

/// The libraries of others that the engine uses when they are there. Asking loads them.
public final class NativeLibraries {
    private NativeLibraries() {}

    /// One library.
    ///
    /// @param name      as in properties
    /// @param use       what it is for
    /// @param available whether it was found and can be used
    /// @param detail    its file and version, or the reason why it cannot be used
    public record State(String name, String use, boolean available, String detail) {}

    public static List<State> all() {
        return List.of(
                state(Hdf5Library.status(), "MATLAB 7.3 files"),
                state(GdalLibrary.status(), "raster and vector files"),
                state(TriangleLibrary.find(Optional.empty()), "triangulation, instead of the built-in one"),
                state(CudaLibrary.status(), "kernels on an NVIDIA device"));
    }

    /// Whether a failure says that a library of others is not here or cannot be used; its message says which and what
    /// to do.
    public static boolean isMissing(Throwable failure) {
        return failure instanceof MissingLibraryException || failure instanceof GdalMissingException;
    }

    private static State state(NativeLibrary library, String use) {
        return switch (library) {
            case NativeLibrary.Loaded loaded ->
                new State(loaded.name(), use, true, loaded.file() + ", version " + loaded.abi());
            case NativeLibrary.Missing missing -> new State(missing.name(), use, false, missing.reason());
        };
    }
}
