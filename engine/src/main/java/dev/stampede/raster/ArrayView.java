package dev.stampede.raster;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.Arrays;

/// A dense array of numbers in a memory segment, seen through a shape and strides: element (i0, i1, ...) lies
/// `offset + i0 strides[0] + i1 strides[1] + ...` elements after the start of the segment. Slices, picks and
/// flips are views of the same memory and copy nothing; the last axis is the column. A view lives as long as
/// its segment; it is never closed. Equality is identity: [#contentEquals] compares the numbers.
public final class ArrayView {
    /// Alignment of newly allocated arrays: a cache line, and the widest vector.
    public static final int ALIGNMENT = 64;

    private final MemorySegment segment;
    private final DType dtype;
    private final long offset;
    private final int[] shape;
    private final long[] strides;

    /// Takes the arrays as they are.
    ArrayView(MemorySegment segment, DType dtype, long offset, int[] shape, long[] strides) {
        this.segment = segment;
        this.dtype = dtype;
        this.offset = offset;
        this.shape = shape;
        this.strides = strides;
    }

    /// A view with strides of its own.
    /// @param offset  elements before the first
    /// @param strides in elements; zero and negative ones are allowed
    /// @throws IllegalArgumentException if shape and strides differ in length, a size is negative or an
    /// element would lie outside the segment
    public static ArrayView strided(MemorySegment segment, DType dtype, long offset, int[] shape, long[] strides) {
        if (shape.length != strides.length) {
            throw new IllegalArgumentException(shape.length + " sizes and " + strides.length + " strides");
        }
        long first = offset;
        long last = offset;
        boolean empty = false;
        for (int axis = 0; axis < shape.length; axis++) {
            if (shape[axis] < 0) {
                throw new IllegalArgumentException("axis " + axis + " has size " + shape[axis]);
            }
            empty |= shape[axis] == 0;
            long reach = Math.multiplyExact(Math.max(0L, shape[axis] - 1L), strides[axis]);
            first += Math.min(0, reach);
            last += Math.max(0, reach);
        }
        long room = segment.byteSize() / dtype.bytes();
        if (!empty && (first < 0 || last >= room)) {
            throw new IllegalArgumentException("elements " + first + " to " + last + " of " + dtype.label()
                    + " do not lie within a segment that holds " + room);
        }
        return new ArrayView(segment, dtype, offset, shape.clone(), strides.clone());
    }

    /// All of a segment's beginning, rows without gaps.
    /// @throws IllegalArgumentException if the segment is too small
    public static ArrayView of(MemorySegment segment, DType dtype, int... shape) {
        return strided(segment, dtype, 0, shape, AxisViews.denseStrides(shape));
    }

    /// A new array, filled with zeros if the allocator does so (an arena does).
    public static ArrayView allocate(SegmentAllocator allocator, DType dtype, int... shape) {
        long bytes = dtype.bytes();
        for (int size : shape) {
            if (Math.multiplyHigh(bytes, size) != 0 || bytes * size < 0) {
                throw new IllegalArgumentException(
                        "no memory holds an array of " + dtype.label() + " " + Arrays.toString(shape));
            }
            bytes *= size;
        }
        return of(allocator.allocate(Math.max(bytes, 1), ALIGNMENT), dtype, shape);
    }

    public MemorySegment segment() {
        return segment;
    }

    public DType dtype() {
        return dtype;
    }

    /// Elements before the first.
    public long offset() {
        return offset;
    }

    public int rank() {
        return shape.length;
    }

    public int[] shape() {
        return shape.clone();
    }

    /// @param axis from 0; negative ones count from the end
    public int size(int axis) {
        return shape[normal(axis)];
    }

    /// Elements between neighbours along an axis.
    public long stride(int axis) {
        return strides[normal(axis)];
    }

    /// Number of elements.
    public long elements() {
        long product = 1;
        for (int size : shape) {
            product *= size;
        }
        return product;
    }

    /// Number of rows: the product of all sizes but the last.
    public long rows() {
        long product = 1;
        for (int axis = 0; axis < shape.length - 1; axis++) {
            product *= shape[axis];
        }
        return product;
    }

    /// The element index of the first column of a row, rows counted through all leading axes.
    public long rowStart(long row) {
        long at = offset;
        for (int axis = shape.length - 2; axis >= 0; axis--) {
            at += row % shape[axis] * strides[axis];
            row /= shape[axis];
        }
        return at;
    }

    /// Whether neighbours of a row are neighbours in memory, which kernels ask for.
    public boolean hasUnitColumns() {
        return shape.length == 0 || shape[shape.length - 1] <= 1 || strides[shape.length - 1] == 1;
    }

    /// Whether all elements lie in order without gaps.
    public boolean isDense() {
        long expected = 1;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            if (shape[axis] > 1 && strides[axis] != expected) {
                return false;
            }
            expected *= Math.max(1, shape[axis]);
        }
        return true;
    }

    /// An axis counted from 0.
    int normal(int axis) {
        int from0 = axis < 0 ? axis + shape.length : axis;
        if (from0 < 0 || from0 >= shape.length) {
            throw new IllegalArgumentException("no axis " + axis + " in " + this);
        }
        return from0;
    }

    /// The element index of a position.
    /// @throws IllegalArgumentException  if there are not as many numbers as axes
    /// @throws IndexOutOfBoundsException if one lies outside
    public long element(int... index) {
        if (index.length != shape.length) {
            throw new IllegalArgumentException(Arrays.toString(index) + " is no position in " + this);
        }
        long at = offset;
        for (int axis = 0; axis < index.length; axis++) {
            if (index[axis] < 0 || index[axis] >= shape[axis]) {
                throw new IndexOutOfBoundsException(Arrays.toString(index) + " lies outside " + this);
            }
            at += index[axis] * strides[axis];
        }
        return at;
    }

    /// One value; booleans are 0 and 1, 64-bit integers are rounded to a double.
    public double get(int... index) {
        return Elements.getDouble(segment, dtype, element(index));
    }

    /// Sets one value, converted as [#copyFrom] does.
    public void set(double value, int... index) {
        Elements.setDouble(segment, dtype, element(index), value);
    }

    /// The view at one index of an axis; the axis goes.
    public ArrayView select(int axis, int index) {
        int which = normal(axis);
        if (index < 0 || index >= shape[which]) {
            throw new IndexOutOfBoundsException("index " + index + " of axis " + axis + " lies outside " + this);
        }
        return new ArrayView(
                segment,
                dtype,
                offset + index * strides[which],
                AxisViews.without(shape, which),
                AxisViews.without(strides, which));
    }

    /// The view of part of an axis.
    public ArrayView slice(int axis, Slice slice) {
        int which = normal(axis);
        var part = slice.of(shape[which]);
        var sizes = shape.clone();
        var steps = strides.clone();
        sizes[which] = part.count();
        steps[which] = strides[which] * part.step();
        long start = part.count() == 0 ? offset : offset + part.start() * strides[which];
        return new ArrayView(segment, dtype, start, sizes, steps);
    }

    /// Rows and columns of a window that lies within the array.
    public ArrayView window(Window window) {
        return slice(-2, Slice.range(window.row(), window.endRow()))
                .slice(-1, Slice.range(window.col(), window.endCol()));
    }

    /// The view with an axis in reverse order.
    public ArrayView flip(int axis) {
        int which = normal(axis);
        if (shape[which] == 0) {
            return this;
        }
        var steps = strides.clone();
        steps[which] = -strides[which];
        return new ArrayView(segment, dtype, offset + (shape[which] - 1L) * strides[which], shape.clone(), steps);
    }

    /// The view with axes in another order.
    /// @param order for each new axis the old one
    public ArrayView permute(int... order) {
        return AxisViews.permute(this, order);
    }

    /// The view with a new axis of size 1.
    /// @param axis where it will be
    public ArrayView expand(int axis) {
        return AxisViews.expand(this, axis);
    }

    /// The view of a larger shape in which axes of size 1, and missing leading ones, repeat.
    /// @throws IllegalArgumentException if the shapes do not fit
    public ArrayView broadcast(int... larger) {
        return AxisViews.broadcast(this, larger);
    }

    /// The same elements under another shape.
    /// @throws IllegalArgumentException if the elements do not lie without gaps or the number differs
    public ArrayView reshape(int... other) {
        var view = of(segment.asSlice(offset * dtype.bytes()), dtype, other);
        if (!isDense() || view.elements() != elements()) {
            throw new IllegalArgumentException(this + " is not " + Arrays.toString(other) + " without a copy");
        }
        return view;
    }

    /// Copies values of an array of the same shape into this one, which it must not overlap. To integers:
    /// truncated toward zero and clamped to the range, NaN as 0. To booleans: whether it is not 0.
    /// @throws IllegalArgumentException if the shapes differ
    public void copyFrom(ArrayView source) {
        ArrayCopy.copy(source, this);
    }

    /// Sets every element.
    public void fill(double value) {
        ArrayCopy.fill(this, value);
    }

    /// A new dense array of the same numbers.
    public ArrayView copy(SegmentAllocator allocator) {
        return copyAs(allocator, dtype);
    }

    /// A new dense array of the same numbers in another type, converted as [#copyFrom] does.
    public ArrayView copyAs(SegmentAllocator allocator, DType type) {
        var out = allocate(allocator, type, shape);
        out.copyFrom(this);
        return out;
    }

    /// Whether type, shape and every number agree; NaN equals NaN.
    public boolean contentEquals(ArrayView other) {
        return dtype == other.dtype && Arrays.equals(shape, other.shape) && ArrayCopy.sameNumbers(this, other);
    }

    public boolean sameShape(ArrayView other) {
        return Arrays.equals(shape, other.shape);
    }

    /// Type and shape, for messages: `float32 [4, 100, 120]`.
    @Override
    public String toString() {
        return dtype.label() + " " + Arrays.toString(shape);
    }
}
