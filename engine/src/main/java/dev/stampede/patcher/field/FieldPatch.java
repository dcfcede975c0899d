package dev.stampede.patcher.field;

/// A part of a field.
///
/// @param anchor  what it belongs to
/// @param indices what was read
/// @param data    values; live as long as the allocator they were read with
public record FieldPatch<A, I, D>(A anchor, I indices, D data) {
    /// The same place with other data.
    public <R> FieldPatch<A, I, R> with(R other) {
        return new FieldPatch<>(anchor, indices, other);
    }
}
