package dev.stampede.bindings.hdf5;

/// What a dataset says about itself before its data are read.
///
/// @param dims        size of each dimension, slowest first; empty for a single value
/// @param hasData     false for a dataset without any extent (a null space)
/// @param type        type of the values, or of the members `real` and `imag` of a complex one
/// @param complex     whether values are compounds of `real` and `imag`
/// @param chunk       shape of a chunk, `null` when the data lie in one piece
/// @param storedBytes bytes the data occupy in the file, compressed
/// @param chunkCount  chunks present in the file; 0 when not chunked
public record Hdf5Shape(
        long[] dims, boolean hasData, Hdf5Type type, boolean complex, long[] chunk, long storedBytes, long chunkCount) {
    /// Bytes of one value in memory.
    public int valueBytes() {
        return type.bytes() * (complex ? 2 : 1);
    }
}
