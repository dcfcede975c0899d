package dev.stampede.operators.pixels;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;

import dev.stampede.kernels.filter.LineSink;
import dev.stampede.kernels.filter.LineSource;
import dev.stampede.operators.core.OperatorTypeException;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import dev.stampede.raster.Elements;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/// Rows of planes as double precision numbers, for algorithms on neighbourhoods.
public final class Lines {
    private Lines() {}

    /// Fills `out[at, at + columns)` with a row of an array of rank 2.
    public static void read(ArrayView plane, int row, double[] out, int at) {
        int cols = plane.size(1);
        long first = plane.rowStart(row);
        long step = plane.stride(1);
        var segment = plane.segment();
        var type = plane.dtype();
        if (type == DType.FLOAT64 && plane.hasUnitColumns()) {
            MemorySegment.copy(segment, JAVA_DOUBLE_UNALIGNED, first << 3, out, at, cols);
        } else if (type == DType.FLOAT32) {
            for (int col = 0; col < cols; col++) {
                out[at + col] = segment.get(JAVA_FLOAT_UNALIGNED, first + col * step << 2);
            }
        } else {
            for (int col = 0; col < cols; col++) {
                out[at + col] = Elements.getDouble(segment, type, first + col * step);
            }
        }
    }

    /// Writes the first columns of `line` as a row of an array of rank 2, converted as [ArrayView#copyFrom]
    /// does.
    public static void write(double[] line, ArrayView plane, int row) {
        write(line, 0, plane, row);
    }

    private static void write(double[] line, int at, ArrayView plane, int row) {
        int cols = plane.size(1);
        long first = plane.rowStart(row);
        long step = plane.stride(1);
        var segment = plane.segment();
        var type = plane.dtype();
        if (type == DType.FLOAT64 && plane.hasUnitColumns()) {
            MemorySegment.copy(line, at, segment, JAVA_DOUBLE_UNALIGNED, first << 3, cols);
        } else if (type == DType.FLOAT32) {
            for (int col = 0; col < cols; col++) {
                segment.set(JAVA_FLOAT_UNALIGNED, first + col * step << 2, (float) line[at + col]);
            }
        } else {
            for (int col = 0; col < cols; col++) {
                Elements.setDouble(segment, type, first + col * step, line[at + col]);
            }
        }
    }

    /// The rows of an array of rank 2, for a filter.
    public static LineSource source(ArrayView plane) {
        return (row, out, at) -> read(plane, row, out, at);
    }

    /// Where a filter puts its rows.
    public static LineSink sink(ArrayView plane) {
        return (row, line) -> write(line, plane, row);
    }

    /// A plane whole on the heap, row by row, for algorithms that go through it in no order.
    /// @throws OperatorTypeException if it has more pixels than an array can hold
    public static double[] all(ArrayView plane) {
        var out = new double[pixels(plane)];
        for (int row = 0; row < plane.size(0); row++) {
            read(plane, row, out, row * plane.size(1));
        }
        return out;
    }

    /// Puts a whole plane back.
    public static void writeAll(double[] values, ArrayView plane) {
        for (int row = 0; row < plane.size(0); row++) {
            write(values, row * plane.size(1), plane, row);
        }
    }

    /// @throws OperatorTypeException if an array on the heap cannot hold as many
    private static int pixels(ArrayView plane) {
        long pixels = plane.elements();
        if (pixels > Integer.MAX_VALUE - 8) {
            throw new OperatorTypeException(plane + " has " + pixels
                    + " pixels, more than this operator takes at once (2^31); cut it into tiles first");
        }
        return (int) pixels;
    }

    /// All arrays of rank 2 within an array, in the order of its leading axes.
    public static List<ArrayView> planes(ArrayView values) {
        if (values.rank() == 2) {
            return List.of(values);
        }
        var all = new ArrayList<ArrayView>();
        for (int i = 0; i < values.size(0); i++) {
            all.addAll(planes(values.select(0, i)));
        }
        return all;
    }

    /// A raster of the same shape, made plane by plane.
    /// @param type of the result
    /// @param work from a plane of the input to one of the result
    public static GeoRaster perPlane(GeoRaster in, DType type, BiConsumer<ArrayView, ArrayView> work) {
        var out = RasterMemory.allocate(type, in.shape());
        var from = planes(in.values());
        var to = planes(out);
        for (int i = 0; i < from.size(); i++) {
            work.accept(from.get(i), to.get(i));
        }
        return in.rewrap(out);
    }

    /// The only plane of a raster that has rows and columns, or one band beside.
    /// @param who takes it, for the message
    /// @throws OperatorTypeException if it has more
    public static ArrayView only(GeoRaster in, String who) {
        var planes = in.rank() == 2 || in.rank() == 3 && in.bands() == 1 ? planes(in.values()) : List.<ArrayView>of();
        if (planes.isEmpty()) {
            throw new OperatorTypeException(
                    who + " takes one band, not " + in.values() + "; pick one with SelectBands");
        }
        return planes.getFirst();
    }
}
