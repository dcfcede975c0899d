package dev.stampede.patcher;

import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import dev.stampede.raster.Window;
import java.lang.foreign.SegmentAllocator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Patches on top of one another, for models that work on many at once.
///
/// @param values (patch, then the axes of a patch)
/// @param valid  of the same shape, 1 where a value is one of a patch, 0 where it fills it up; empty if all are
public record PatchStack(ArrayView values, Optional<ArrayView> valid) {
    /// Patches of one shape.
    /// @throws IllegalArgumentException if there is none, or shapes or types differ
    public static PatchStack of(SegmentAllocator allocator, List<Patch> patches) {
        var first = require(patches);
        for (var patch : patches) {
            if (!patch.data().values().sameShape(first.data().values())) {
                throw new IllegalArgumentException("the patch at " + patch.anchor() + " is "
                        + patch.data().values() + ", the first one "
                        + first.data().values() + "; stack them padded, or use a boundary policy that keeps the size");
            }
        }
        var out = allocate(
                allocator, first.data().dtype(), patches.size(), first.data().shape());
        for (int i = 0; i < patches.size(); i++) {
            out.select(0, i).copyFrom(patches.get(i).data().values());
        }
        return new PatchStack(out, Optional.empty());
    }

    /// Patches of several sizes, each in the upper left corner of the largest, filled up with a value.
    /// @throws IllegalArgumentException if there is none, or types or numbers of bands differ
    public static PatchStack padded(SegmentAllocator allocator, List<Patch> patches, double fill) {
        var first = require(patches);
        var shape = first.data().shape();
        int rank = shape.length;
        for (var patch : patches) {
            var own = patch.data().shape();
            if (own.length != rank || !Arrays.equals(own, 0, rank - 2, shape, 0, rank - 2)) {
                throw new IllegalArgumentException("the patch at " + patch.anchor() + " is "
                        + patch.data().values() + ", the first one "
                        + first.data().values()
                        + "; only rows and columns may differ");
            }
            shape[rank - 2] = Math.max(shape[rank - 2], own[rank - 2]);
            shape[rank - 1] = Math.max(shape[rank - 1], own[rank - 1]);
        }
        var out = allocate(allocator, first.data().dtype(), patches.size(), shape);
        var valid = allocate(allocator, DType.BOOL, patches.size(), shape);
        out.fill(fill);
        for (int i = 0; i < patches.size(); i++) {
            var values = patches.get(i).data().values();
            var corner = Window.of(values.size(-1), values.size(-2));
            out.select(0, i).window(corner).copyFrom(values);
            valid.select(0, i).window(corner).fill(1);
        }
        return new PatchStack(out, Optional.of(valid));
    }

    private static Patch require(List<Patch> patches) {
        if (patches.isEmpty()) {
            throw new IllegalArgumentException("there is no patch to stack");
        }
        var first = patches.getFirst();
        for (var patch : patches) {
            if (patch.data().dtype() != first.data().dtype()) {
                throw new IllegalArgumentException(
                        "the patch at " + patch.anchor() + " is " + patch.data().values() + ", the first one "
                                + first.data().values() + "; types must agree");
            }
        }
        return first;
    }

    private static ArrayView allocate(SegmentAllocator allocator, DType type, int n, int[] shape) {
        var all = new int[shape.length + 1];
        all[0] = n;
        System.arraycopy(shape, 0, all, 1, shape.length);
        return ArrayView.allocate(allocator, type, all);
    }

    /// Lists of `n` patches in order, the last one shorter.
    /// @throws IllegalArgumentException if `n` is below 1
    public static <P> List<List<P>> batches(List<P> patches, int n) {
        if (n < 1) {
            throw new IllegalArgumentException("n is " + n + ", needs at least 1");
        }
        var batches = new ArrayList<List<P>>();
        for (int from = 0; from < patches.size(); from += n) {
            batches.add(patches.subList(from, Math.min(patches.size(), from + n)));
        }
        return batches;
    }
}
