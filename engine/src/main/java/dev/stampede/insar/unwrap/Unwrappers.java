package dev.stampede.insar.unwrap;

import dev.stampede.bindings.NativeLibrary;
import dev.stampede.bindings.snaphu.SnaphuLibrary;
import dev.stampede.runtime.ToolStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Finds the unwrapper a user names.
public final class Unwrappers {
    private Unwrappers() {}

    /// @param name    `native` (also `auto`, `backend`) for the solver of this package, `snaphu` (also
    ///                `external`) for the user's snaphu
    /// @param program path of a shared library made by `make snaphu`; else name or path of the program, looked
    ///                up in PATH. Where `stampede.native.snaphu.path` names a library, that one is used instead
    ///                of a program.
    /// @throws IllegalArgumentException if the name is unknown
    /// @throws UnwrapException if snaphu was asked for and cannot be found
    public static Unwrapper named(String name, String program) {
        return switch (name) {
            case "native", "auto", "backend" -> new NetworkUnwrapper();
            case "snaphu", "external" -> SnaphuUnwrapper.find(program);
            default ->
                throw new IllegalArgumentException("unwrapper is \"" + name
                        + "\"; it must be native (also auto, backend) or snaphu (also external)");
        };
    }

    /// Whether snaphu, when asked for, is called as a library rather than run as a program.
    public static boolean isLibrary(String program) {
        return NativeLibrary.isFileName(program) || SnaphuLibrary.isNamed();
    }

    /// Whether the program and the library of snaphu are here.
    public static List<ToolStatus> snaphuStatus(String program) {
        String setting = "tools.snaphu";
        String name = NativeLibrary.isFileName(program) ? "snaphu" : program;
        var executable = SnaphuProgram.find(name)
                .map(found -> ToolStatus.found(
                        "snaphu", "program", setting, found.executable().toString(), null))
                .orElseGet(() -> ToolStatus.missing(
                        "snaphu",
                        "program",
                        setting,
                        "\"" + name + "\" is not an executable file and not in PATH; install snaphu (Debian and Ubuntu:"
                                + " non-free), or name it with tools.snaphu"));
        var library = switch (SnaphuLibrary.find(
                NativeLibrary.isFileName(program)
                        ? Optional.of(Path.of(program).toAbsolutePath())
                        : Optional.empty())) {
            case NativeLibrary.Loaded loaded ->
                ToolStatus.found("snaphu", "library", setting, loaded.file().toString(), SnaphuLibrary.version(loaded));
            case NativeLibrary.Missing missing ->
                ToolStatus.missing("snaphu", "library", setting, missing.reason() + "; " + SnaphuLibrary.ADVICE);
        };
        return List.of(executable, library);
    }
}
