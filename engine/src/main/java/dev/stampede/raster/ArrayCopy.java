package dev.stampede.raster;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.OptionalDouble;

/// Copies, fills and comparisons of arrays, a row at a time.
final class ArrayCopy {
    private ArrayCopy() {}

    static void copy(ArrayView source, ArrayView target) {
        if (!source.sameShape(target)) {
            throw new IllegalArgumentException("cannot copy " + source + " into " + target);
        }
        if (source.elements() == 0) {
            return;
        }
        boolean same = source.dtype() == target.dtype();
        if (same && source.isDense() && target.isDense()) {
            move(source, source.offset(), target, target.offset(), source.elements());
            return;
        }
        int columns = source.rank() == 0 ? 1 : source.size(-1);
        long rows = source.rows();
        boolean whole = same && source.hasUnitColumns() && target.hasUnitColumns();
        for (long row = 0; row < rows; row++) {
            long from = source.rowStart(row);
            long to = target.rowStart(row);
            if (whole) {
                move(source, from, target, to, columns);
            } else {
                convert(source, from, target, to, columns);
            }
        }
    }

    private static void move(ArrayView source, long from, ArrayView target, long to, long count) {
        int bytes = source.dtype().bytes();
        MemorySegment.copy(source.segment(), from * bytes, target.segment(), to * bytes, count * bytes);
    }

    private static void convert(ArrayView source, long from, ArrayView target, long to, int columns) {
        var type = source.dtype();
        var other = target.dtype();
        long step = source.rank() == 0 ? 1 : source.stride(-1);
        long otherStep = target.rank() == 0 ? 1 : target.stride(-1);
        boolean integers = !type.isFloating() && (type == other || other == DType.BOOL);
        for (int col = 0; col < columns; col++) {
            if (integers) {
                long value = Elements.getLong(source.segment(), type, from + col * step);
                Elements.setLong(target.segment(), other, to + col * otherStep, value);
            } else if (type == DType.INT64 && other == DType.UINT64) {
                long value = Elements.getLong(source.segment(), type, from + col * step);
                Elements.setLong(target.segment(), other, to + col * otherStep, Math.max(0, value));
            } else {
                double value = Elements.getDouble(source.segment(), type, from + col * step);
                Elements.setDouble(target.segment(), other, to + col * otherStep, value);
            }
        }
    }

    static void fill(ArrayView target, double value) {
        if (target.elements() == 0) {
            return;
        }
        int columns = target.rank() == 0 ? 1 : target.size(-1);
        long step = target.rank() == 0 ? 1 : target.stride(-1);
        long rows = target.rows();
        long first = target.rowStart(0);
        for (int col = 0; col < columns; col++) {
            Elements.setDouble(target.segment(), target.dtype(), first + col * step, value);
        }
        for (long row = 1; row < rows; row++) {
            if (target.hasUnitColumns()) {
                move(target, first, target, target.rowStart(row), columns);
            } else {
                convert(target, first, target, target.rowStart(row), columns);
            }
        }
    }

    static boolean sameNumbers(ArrayView a, ArrayView b) {
        int columns = a.rank() == 0 ? 1 : a.size(-1);
        long step = a.rank() == 0 ? 1 : a.stride(-1);
        long otherStep = b.rank() == 0 ? 1 : b.stride(-1);
        boolean floating = a.dtype().isFloating();
        for (long row = 0; row < a.rows(); row++) {
            long at = a.rowStart(row);
            long other = b.rowStart(row);
            for (int col = 0; col < columns; col++) {
                boolean same = floating
                        ? sameDouble(
                                Elements.getDouble(a.segment(), a.dtype(), at + col * step),
                                Elements.getDouble(b.segment(), b.dtype(), other + col * otherStep))
                        : Elements.getLong(a.segment(), a.dtype(), at + col * step)
                                == Elements.getLong(b.segment(), b.dtype(), other + col * otherStep);
                if (!same) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean sameDouble(double a, double b) {
        return a == b || Double.isNaN(a) && Double.isNaN(b);
    }

    /// Marks where values are not the fill value; NaN stands for NaN.
    static void valid(ArrayView values, OptionalDouble fill, ArrayView outMask) {
        if (fill.isEmpty()) {
            outMask.fill(1);
            return;
        }
        double none = fill.getAsDouble();
        boolean nan = Double.isNaN(none);
        for (long row = 0; row < values.rows(); row++) {
            long at = values.rowStart(row);
            long to = outMask.rowStart(row);
            for (int col = 0; col < values.size(-1); col++) {
                double value = Elements.getDouble(values.segment(), values.dtype(), at + col * values.stride(-1));
                boolean valid = nan ? !Double.isNaN(value) : value != none;
                outMask.segment().set(ValueLayout.JAVA_BYTE, to + col, (byte) (valid ? 1 : 0));
            }
        }
    }

    /// A copy with more elements before and after the last two axes.
    static void pad(ArrayView source, ArrayView target, Padding padding, double value) {
        int top = padding.top();
        int left = padding.left();
        int height = source.size(-2);
        int width = source.size(-1);
        var inside = new Window(left, top, width, height);
        if (padding.mode() == Padding.Mode.CONSTANT) {
            target.fill(value);
            target.window(inside).copyFrom(source);
            return;
        }
        target.window(inside).copyFrom(source);
        for (int row = 0; row < target.size(-2); row++) {
            int from = padding.mode().source(row - top, height);
            if (from != row - top) {
                target.slice(-2, Slice.range(row, row + 1))
                        .slice(-1, Slice.range(left, left + width))
                        .copyFrom(source.slice(-2, Slice.range(from, from + 1)));
            }
        }
        for (int col = 0; col < target.size(-1); col++) {
            int from = padding.mode().source(col - left, width);
            if (from != col - left) {
                target.slice(-1, Slice.range(col, col + 1))
                        .copyFrom(target.slice(-1, Slice.range(left + from, left + from + 1)));
            }
        }
    }

    /// For a message: which shapes were given.
    static String shapes(Iterable<ArrayView> arrays) {
        var text = new StringBuilder();
        for (var array : arrays) {
            text.append(text.isEmpty() ? "" : ", ").append(Arrays.toString(array.shape()));
        }
        return text.toString();
    }
}
