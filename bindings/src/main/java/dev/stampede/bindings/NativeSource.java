package dev.stampede.bindings;

import java.lang.foreign.SymbolLookup;
import java.util.List;

/// What to look for and how to tell whether it can be used.
///
/// @param name        short name, such as `hdf5`
/// @param resources   class-path resources to unpack, first present wins; may be empty
/// @param systemFiles file names looked for in the system's library folders; empty where the system's is not
/// wanted
/// @param symbols     functions that must exist
/// @param probe       reads the version; called before anything else uses the library
public record NativeSource(
        String name, List<String> resources, List<String> systemFiles, List<String> symbols, Probe probe) {
    public NativeSource {
        resources = List.copyOf(resources);
        systemFiles = List.copyOf(systemFiles);
        symbols = List.copyOf(symbols);
    }

    /// Asks a freshly opened library for its version.
    @FunctionalInterface
    public interface Probe {
        /// Returns the version.
        /// @throws UnsuitableException if the library cannot be used, saying why
        int version(SymbolLookup symbols) throws Throwable;
    }

    /// The library speaks another version than the caller.
    public static final class UnsuitableException extends Exception {
        private static final long serialVersionUID = 1L;

        public UnsuitableException(String reason) {
            super(reason);
        }
    }
}
