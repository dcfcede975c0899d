package dev.stampede.kernels.resample;

import dev.stampede.kernels.matching.MaskedMoments.Plane;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/// The pixels that each tap along the columns meets, next to each other in order of target columns, so that vectors
/// run along them. A source row is gathered once for all target rows that need it: rows stay in a ring as long as the
/// taps along the rows.
final class GatheredColumns {
    private static final ValueLayout.OfDouble F64 = ValueLayout.JAVA_DOUBLE_UNALIGNED;

    private final AxisTaps axis;
    private final int cols;
    private final int firstCol;
    private final int ring;
    private final boolean[] run;
    private final int[] held; // source row of each place of the ring
    private final MemorySegment pixels;
    private final MemorySegment weights;
    private Plane source;
    private int firstRow;

    /// @param arena    owns the scratch memory
    /// @param firstCol source column of the first pixel of the planes
    /// @param ring     taps along the rows
    GatheredColumns(Arena arena, AxisTaps axis, int firstCol, int ring) {
        this.axis = axis;
        this.cols = axis.count();
        this.firstCol = firstCol;
        this.ring = ring;
        this.held = new int[ring];
        this.run = new boolean[axis.taps()];
        this.pixels = arena.allocate((long) ring * axis.taps() * cols * Double.BYTES, Double.BYTES);
        this.weights = arena.allocate((long) axis.taps() * cols * Double.BYTES, Double.BYTES);
        for (int tap = 0; tap < axis.taps(); tap++) {
            run[tap] = isRun(tap);
            for (int c = 0; c < cols; c++) {
                weights.setAtIndex(F64, (long) tap * cols + c, axis.weight(c, tap));
            }
        }
    }

    /// Whether every target column has the tap inside the source and each one column after the one before.
    private boolean isRun(int tap) {
        for (int c = 0; c < cols; c++) {
            if (tap < axis.from(c) || tap >= axis.to(c) || axis.first(c) != axis.first(0) + c) {
                return false;
            }
        }
        return true;
    }

    /// Goes over to another band.
    void begin(Plane band, int bandFirstRow) {
        source = band;
        firstRow = bandFirstRow;
        Arrays.fill(held, -1);
    }

    /// Gathers a source row unless it is there.
    /// @return its place in the ring
    int row(int sourceRow) {
        int place = sourceRow % ring;
        if (held[place] != sourceRow) {
            held[place] = sourceRow;
            long line = source.at() + (sourceRow - firstRow) * source.stride() - firstCol;
            for (int tap = 0; tap < axis.taps(); tap++) {
                gather(line, tap, (long) (place * axis.taps() + tap) * cols);
            }
        }
        return place;
    }

    private void gather(long line, int tap, long to) {
        var from = source.segment();
        if (run[tap]) {
            long first = line + axis.first(0) + tap;
            MemorySegment.copy(from, first * Double.BYTES, pixels, to * Double.BYTES, (long) cols * Double.BYTES);
            return;
        }
        for (int c = 0; c < cols; c++) {
            boolean inside = tap >= axis.from(c) && tap < axis.to(c);
            // Not-a-number is no data for everybody.
            double v = inside ? from.getAtIndex(F64, line + axis.first(c) + tap) : Double.NaN;
            pixels.setAtIndex(F64, to + c, v);
        }
    }

    int taps() {
        return axis.taps();
    }

    MemorySegment pixels() {
        return pixels;
    }

    /// First byte of a tap's pixels in a gathered row.
    long pixelsAt(int place, int tap) {
        return (long) (place * axis.taps() + tap) * cols * Double.BYTES;
    }

    MemorySegment weights() {
        return weights;
    }

    /// First byte of a tap's weights.
    long weightsAt(int tap) {
        return (long) tap * cols * Double.BYTES;
    }
}
