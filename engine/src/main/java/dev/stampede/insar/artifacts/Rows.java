package dev.stampede.insar.artifacts;

import dev.stampede.io.mat.MatArray;
import dev.stampede.io.mat.MatClass;
import dev.stampede.runtime.Workers;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.stream.IntStream;

/// Picks rows (points) out of an array of any class.
public final class Rows {
    private Rows() {}

    /// The given rows (zero-based, any order, repeats allowed) of all columns, with class and complexity kept.
    ///
    /// @param arena owner of the result; must allow access from the workers
    /// @return two-dimensional, `rows.length x cols`
    public static MatArray select(Arena arena, Workers workers, MatArray array, int[] rows) {
        return select(
                arena, workers, array, rows, IntStream.range(0, array.cols()).toArray());
    }

    /// The given rows of the given columns (zero-based).
    public static MatArray select(Arena arena, Workers workers, MatArray array, int[] rows, int[] cols) {
        long bytes = Math.multiplyExact(
                (long) rows.length * cols.length, array.type().bytes());
        var re = arena.allocate(Math.max(1, bytes), 64);
        var im = array.isComplex() ? arena.allocate(Math.max(1, bytes), 64) : null;
        workers.forEach(cols.length, (i, end) -> {
            long from = (long) cols[(int) i] * array.rows();
            gather(array.type(), array.re(), from, rows, re, i * rows.length);
            if (im != null) {
                gather(array.type(), array.im(), from, rows, im, i * rows.length);
            }
        });
        return new MatArray(array.type(), new long[] {rows.length, cols.length}, re, im);
    }

    private static void gather(
            MatClass type, MemorySegment from, long fromIndex, int[] rows, MemorySegment to, long toIndex) {
        switch (type.bytes()) {
            case 8 -> {
                for (int i = 0; i < rows.length; i++) {
                    to.setAtIndex(
                            ValueLayout.JAVA_LONG_UNALIGNED,
                            toIndex + i,
                            from.getAtIndex(ValueLayout.JAVA_LONG_UNALIGNED, fromIndex + rows[i]));
                }
            }
            case 4 -> {
                for (int i = 0; i < rows.length; i++) {
                    to.setAtIndex(
                            ValueLayout.JAVA_INT_UNALIGNED,
                            toIndex + i,
                            from.getAtIndex(ValueLayout.JAVA_INT_UNALIGNED, fromIndex + rows[i]));
                }
            }
            default -> {
                int size = type.bytes();
                for (int i = 0; i < rows.length; i++) {
                    MemorySegment.copy(from, (fromIndex + rows[i]) * size, to, (toIndex + i) * size, size);
                }
            }
        }
    }
}
