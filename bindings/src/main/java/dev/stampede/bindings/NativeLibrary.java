package dev.stampede.bindings;

import java.lang.foreign.SymbolLookup;
import java.nio.file.Path;
import java.util.Optional;

/// The outcome of looking for a native library: found and usable, or the reason why not. Nothing is thrown,
/// so that a program without the library starts, and says why the day the library is asked for.
public sealed interface NativeLibrary {
    /// The short name users write in properties, such as `hdf5`.
    String name();

    /// @param file    what was loaded
    /// @param abi     the interface version the library reports
    /// @param symbols its functions; valid for the life of the program
    record Loaded(String name, Path file, int abi, SymbolLookup symbols) implements NativeLibrary {}

    /// @param reason everything that was tried and why it failed, in one line
    record Missing(String name, String reason) implements NativeLibrary {}

    /// Looks for a library in this order and takes the first that is usable:
    ///
    /// 1. the file named by the property `stampede.native.<name>.path`; when set, nothing else is tried
    /// 2. a class-path resource, unpacked once per content into the user's cache folder ([NativeCache])
    /// 3. the system's folders, when the source lists names for them
    ///
    /// `-Dstampede.native.disable=<name>,<name>` makes the listed libraries missing.
    static NativeLibrary load(NativeSource source) {
        return new NativeLoader(source).load();
    }

    /// As [#load(NativeSource)], but where a file is given nothing else is tried.
    static NativeLibrary load(NativeSource source, Optional<Path> file) {
        return file.isPresent() ? new NativeLoader(source).load(file.get()) : load(source);
    }

    /// Whether a name is that of a shared library's file, judged by its ending: `.so`, `.so.1.6`, `.dylib`,
    /// `.dll`.
    static boolean isFileName(String name) {
        return name.matches(".*\\.(so(\\.[0-9]+)*|dylib|dll)");
    }
}
