package dev.stampede.insar.unwrap;

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
}
