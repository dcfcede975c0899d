package dev.stampede.raster;

import java.util.Arrays;

/// Axes of arrays put in order, added and repeated: shapes and strides of views, which share the memory of
/// the array they show.
final class AxisViews {
    private AxisViews() {}

    static ArrayView permute(ArrayView view, int... order) {
        var sizes = new int[view.rank()];
        var steps = new long[view.rank()];
        var seen = new boolean[view.rank()];
        if (order.length != view.rank()) {
            throw new IllegalArgumentException(Arrays.toString(order) + " does not order the axes of " + view);
        }
        for (int axis = 0; axis < order.length; axis++) {
            int old = view.normal(order[axis]);
            if (seen[old]) {
                throw new IllegalArgumentException(Arrays.toString(order) + " names axis " + old + " twice");
            }
            seen[old] = true;
            sizes[axis] = view.size(old);
            steps[axis] = view.stride(old);
        }
        return new ArrayView(view.segment(), view.dtype(), view.offset(), sizes, steps);
    }

    static ArrayView expand(ArrayView view, int axis) {
        var sizes = new int[view.rank() + 1];
        var steps = new long[view.rank() + 1];
        int which = axis < 0 ? axis + view.rank() + 1 : axis;
        for (int old = 0, now = 0; now < sizes.length; now++) {
            boolean added = now == which;
            sizes[now] = added ? 1 : view.size(old);
            steps[now] = added ? 1 : view.stride(old);
            old += added ? 0 : 1;
        }
        return new ArrayView(view.segment(), view.dtype(), view.offset(), sizes, steps);
    }

    static ArrayView broadcast(ArrayView view, int... larger) {
        var steps = new long[larger.length];
        int lead = larger.length - view.rank();
        for (int axis = 0; axis < larger.length; axis++) {
            int own = axis - lead;
            boolean repeats = own < 0 || view.size(own) == 1 && larger[axis] != 1;
            if (lead < 0 || !repeats && view.size(own) != larger[axis]) {
                throw new IllegalArgumentException(view + " does not repeat to " + Arrays.toString(larger));
            }
            steps[axis] = repeats ? 0 : view.stride(own);
        }
        return new ArrayView(view.segment(), view.dtype(), view.offset(), larger.clone(), steps);
    }

    /// Strides of an array without gaps.
    static long[] denseStrides(int[] shape) {
        var strides = new long[shape.length];
        long stride = 1;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            strides[axis] = stride;
            stride = Math.multiplyExact(stride, Math.max(1, shape[axis]));
        }
        return strides;
    }

    static int[] without(int[] values, int axis) {
        var rest = new int[values.length - 1];
        System.arraycopy(values, 0, rest, 0, axis);
        System.arraycopy(values, axis + 1, rest, axis, rest.length - axis);
        return rest;
    }

    static long[] without(long[] values, int axis) {
        var rest = new long[values.length - 1];
        System.arraycopy(values, 0, rest, 0, axis);
        System.arraycopy(values, axis + 1, rest, axis, rest.length - axis);
        return rest;
    }
}
