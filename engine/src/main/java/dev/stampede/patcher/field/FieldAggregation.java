package dev.stampede.patcher.field;

/// What becomes of the patches of a field.
///
/// @param <A> anchors
/// @param <D> data of patches
/// @param <R> result
@FunctionalInterface
public interface FieldAggregation<A, D, R> {
    R merge(Iterable<? extends FieldPatch<A, ?, D>> patches);
}
