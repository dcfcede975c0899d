package dev.stampede.patcher.field;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.SegmentAllocator;
import java.util.ArrayList;
import java.util.List;

/// Cuts a field of any kind into patches: a selection says what belongs to an anchor, and there is a list of
/// anchors.
///
///     var patcher = new FieldPatcher<>(Selection.nodes(new KnnGraph(6, EUCLIDEAN), points), nodes);
///     var means = new ByIndex<Integer, Double>().merge(patcher.view(field).map(...));
///
/// @param <A> anchors
/// @param <I> indices
public record FieldPatcher<A, I>(Selection<A, I> geometry, List<A> anchors) {
    public FieldPatcher {
        anchors = List.copyOf(anchors);
    }

    /// Reads the patch of an anchor.
    /// @throws IOException if it cannot be read
    public <D> FieldPatch<A, I, D> patchAt(SegmentAllocator allocator, Field<I, D> field, A anchor) throws IOException {
        var indices = geometry.indices(anchor);
        return new FieldPatch<>(anchor, indices, field.select(allocator, indices));
    }

    /// All patches by number, each read when it is asked for; threads may ask at once. What is read is freed
    /// when nothing refers to it any more.
    public <D> IndexedPatchView<FieldPatch<A, I, D>> view(Field<I, D> field) {
        return new IndexedPatchView<>(anchors.size(), number -> patchAt(Arena.ofAuto(), field, anchors.get(number)));
    }

    /// Reads all patches.
    /// @throws UncheckedIOException if one cannot be read
    public <D> List<FieldPatch<A, I, D>> readAll(SegmentAllocator allocator, Field<I, D> field) {
        var patches = new ArrayList<FieldPatch<A, I, D>>(anchors.size());
        for (var anchor : anchors) {
            try {
                patches.add(patchAt(allocator, field, anchor));
            } catch (IOException e) {
                throw new UncheckedIOException("the patch at " + anchor + ": " + e.getMessage(), e);
            }
        }
        return patches;
    }
}
