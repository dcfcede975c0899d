package dev.stampede.bindings;

import java.lang.foreign.SymbolLookup;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Where the generated classes of a library find its functions: in the file that [NativeLibrary#load] chose for it and
/// nowhere else.
///
/// A search through all loaded libraries, which generated classes do by themselves, also finds what a library brought
/// along: the system's GDAL depends on an HDF5 of its own, and calls of the two must not mix.
public final class NativeSymbols {
    private static final Map<String, SymbolLookup> LOADED = new ConcurrentHashMap<>();

    private NativeSymbols() {}

    /// Looks in the named library, at the time of each search; finds nothing before it is loaded.
    public static SymbolLookup of(String library) {
        return symbol -> Optional.ofNullable(LOADED.get(library)).flatMap(found -> found.find(symbol));
    }

    static void loaded(String library, SymbolLookup symbols) {
        LOADED.put(library, symbols);
    }
}
