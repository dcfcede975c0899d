package dev.stampede.insar.unwrap;

import static dev.stampede.insar.unwrap.WrappedGrid.FLOAT;
import static dev.stampede.insar.unwrap.WrappedGrid.TWO_PI;

import java.lang.foreign.MemorySegment;

/// The flow that a grid of unwrapped phase implies: its cycles are the rounded distance to the wrapped phase,
/// and the flow over a pair is what their difference adds to the folded step.
///
/// The cycles are taken when the object is made, so the phase may be overwritten afterwards. They count from
/// cell (0, 0), which has none.
final class CycleFlow implements PhaseIntegration.PairFlow {
    private final Pairs pairs;
    private final MemorySegment wrapped;
    private final int[] cycles;

    /// @param wrapped   wrapped phase per row-major cell, float32
    /// @param unwrapped unwrapped phase per row-major cell, float32, copied
    CycleFlow(Pairs pairs, MemorySegment wrapped, MemorySegment unwrapped) {
        this.pairs = pairs;
        this.wrapped = wrapped;
        cycles = new int[pairs.rows() * pairs.cols()];
        for (int cell = 0; cell < cycles.length; cell++) {
            double difference = (double) unwrapped.get(FLOAT, 4L * cell) - wrapped.get(FLOAT, 4L * cell);
            cycles[cell] = (int) Math.rint(difference / TWO_PI) - cycles[0];
        }
    }

    @Override
    public void read(int firstPair, int[] outFlow, int count) {
        for (int i = 0; i < count; i++) {
            outFlow[i] = at(firstPair + i);
        }
    }

    /// Flow over a pair in its positive direction.
    int at(int pair) {
        int a = pairs.firstCell(pair);
        int b = pairs.secondCell(pair);
        double difference = (double) wrapped.get(FLOAT, 4L * b) - wrapped.get(FLOAT, 4L * a);
        int jump = WrappedGrid.fold(difference) + cycles[b] - cycles[a];
        return pairs.isVertical(pair) ? -jump : jump;
    }
}
