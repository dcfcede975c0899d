package dev.stampede.kernels.statistics;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;

import dev.stampede.kernels.elementwise.ElementType;
import dev.stampede.kernels.elementwise.Plane;
import java.lang.foreign.MemorySegment;

/// Parts of rows of planes as doubles in scratch arrays, where loops over them are compiled to vector code.
public final class PlaneRows {
    private PlaneRows() {}

    /// Copies `count` elements of a row to `out[at, at + count)`.
    /// @param from first column
    public static void load(Plane plane, int row, int from, int count, double[] out, int at) {
        long first = plane.first() + row * plane.rowStride() + from;
        if (plane.type() == ElementType.FLOAT64) {
            MemorySegment.copy(plane.segment(), JAVA_DOUBLE_UNALIGNED, first << 3, out, at, count);
        } else if (plane.type() == ElementType.FLOAT32) {
            for (int i = 0; i < count; i++) {
                out[at + i] = plane.segment().get(JAVA_FLOAT_UNALIGNED, (first + i) << 2);
            }
        } else {
            for (int i = 0; i < count; i++) {
                out[at + i] = plane.type().load(plane.segment(), first + i);
            }
        }
    }

    /// Writes `in[at, at + count)` to a row, converted as [ElementType#store] does.
    /// @param from first column
    public static void store(Plane plane, int row, int from, int count, double[] in, int at) {
        long first = plane.first() + row * plane.rowStride() + from;
        if (plane.type() == ElementType.FLOAT64) {
            MemorySegment.copy(in, at, plane.segment(), JAVA_DOUBLE_UNALIGNED, first << 3, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            plane.type().store(plane.segment(), first + i, in[at + i]);
        }
    }
}
