package dev.stampede.memory;

/// A value that looks like an array to code that never touches its elements: pipelines check, trace and cache
/// such values by what is said here.
public interface Shaped {
    /// Length of each axis, slowest first; the last two are rows and columns.
    int[] shape();

    /// Name of the element type as in array libraries: `uint16`, `float32`, `bool`.
    String dtypeLabel();

    /// A hash of everything that makes this value what it is: element type, shape, elements, and where there
    /// are any transform, reference system and fill value. Equal for equal values in every run and on every
    /// machine of the same byte order; lower-case hexadecimal.
    String contentHash();

    /// Bytes its elements take.
    long contentBytes();
}
