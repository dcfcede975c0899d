package dev.stampede.io.zarr;

import dev.stampede.raster.ArrayView;
import dev.stampede.raster.Slice;
import java.util.function.Consumer;

/// Boxes of array indices: a start and a size along each axis.
final class Boxes {
    private Boxes() {}

    /// Part of a view.
    static ArrayView part(ArrayView view, int[] start, int[] size) {
        var part = view;
        for (int axis = 0; axis < start.length; axis++) {
            part = part.slice(axis, Slice.range(start[axis], start[axis] + size[axis]));
        }
        return part;
    }

    /// Calls `each` with the numbers of the cells of a regular grid that a box meets, in row-major order. The
    /// array it is given is used again.
    static void forEachCell(int[] start, int[] size, int[] cell, Consumer<int[]> each) {
        int rank = start.length;
        var first = new int[rank];
        var last = new int[rank];
        for (int axis = 0; axis < rank; axis++) {
            if (size[axis] == 0) {
                return;
            }
            first[axis] = start[axis] / cell[axis];
            last[axis] = (start[axis] + size[axis] - 1) / cell[axis];
        }
        var at = first.clone();
        while (true) {
            each.accept(at);
            int axis = rank - 1;
            while (axis >= 0 && at[axis] == last[axis]) {
                at[axis] = first[axis];
                axis--;
            }
            if (axis < 0) {
                return;
            }
            at[axis]++;
        }
    }
}
