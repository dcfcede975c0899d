package dev.stampede.insar.unwrap;

import static dev.stampede.insar.unwrap.WrappedGrid.FLOAT;
import static dev.stampede.insar.unwrap.WrappedGrid.TWO_PI;

import java.lang.foreign.MemorySegment;

/// Integrates wrapped phase and cycles per pair to unwrapped phase: along the first row, then down every
/// column. Each step adds `wrapped difference + 2 pi flow` in double and stores float32, as the snaphu program
/// does, so rounding accumulates in the same way.
///
/// Across the columns nothing is integrated, so there flow and cycles are independent; they agree everywhere
/// exactly when flow is conserved around every loop.
///
/// Works on one row at a time in arrays of a row's length.
final class PhaseIntegration {
    /// Tells the flow over pairs.
    interface PairFlow {
        /// Writes the flow of consecutive pairs from `firstPair` on, each in its positive direction.
        void read(int firstPair, int[] outFlow, int count);
    }

    /// @param meanSquaredDifference over neighbour pairs whose float32 phases differ, rad^2; NaN if none
    /// @param conserved             whether flow closes around every loop
    /// @param maxFlow               largest |flow| on any pair
    record Outcome(double meanSquaredDifference, boolean conserved, int maxFlow) {}

    private final Pairs pairs;
    private final MemorySegment wrapped;
    private final MemorySegment out;
    private final PairFlow flow;
    private final int[] jumps;
    private final int[] cycles;
    private float[] wrappedAbove;
    private float[] wrappedHere;
    private float[] above;
    private float[] here;
    private double squares;
    private long differing;
    private boolean conserved = true;
    private int maxFlow;

    private PhaseIntegration(Pairs pairs, MemorySegment wrapped, PairFlow flow, MemorySegment out) {
        this.pairs = pairs;
        this.wrapped = wrapped;
        this.flow = flow;
        this.out = out;
        jumps = new int[pairs.cols()];
        cycles = new int[pairs.cols()];
        wrappedAbove = new float[pairs.cols()];
        wrappedHere = new float[pairs.cols()];
        above = new float[pairs.cols()];
        here = new float[pairs.cols()];
    }

    /// @param wrapped  wrapped phase per row-major cell, float32
    /// @param outPhase unwrapped phase per row-major cell, float32
    static Outcome run(Pairs pairs, MemorySegment wrapped, PairFlow flow, MemorySegment outPhase) {
        return new PhaseIntegration(pairs, wrapped, flow, outPhase).run();
    }

    private Outcome run() {
        int cols = pairs.cols();
        for (int row = 0; row < pairs.rows(); row++) {
            MemorySegment.copy(wrapped, FLOAT, 4L * row * cols, wrappedHere, 0, cols);
            if (row == 0) {
                firstRow();
            } else {
                flow.read(pairs.vertical(row - 1, 0), jumps, cols);
                down();
                flow.read(pairs.horizontal(row, 0), jumps, cols - 1);
                across();
            }
            MemorySegment.copy(here, 0, out, FLOAT, 4L * row * cols, cols);
            nextRow();
        }
        return new Outcome(squares / differing, conserved, maxFlow);
    }

    private void nextRow() {
        float[] swap = wrappedAbove;
        wrappedAbove = wrappedHere;
        wrappedHere = swap;
        swap = above;
        above = here;
        here = swap;
    }

    private void firstRow() {
        flow.read(pairs.horizontal(0, 0), jumps, pairs.cols() - 1);
        here[0] = wrappedHere[0];
        for (int col = 1; col < pairs.cols(); col++) {
            int jump = jumps[col - 1];
            double difference = (double) wrappedHere[col] - wrappedHere[col - 1];
            int fold = WrappedGrid.fold(difference);
            here[col] = (float) (here[col - 1] + (difference - fold * TWO_PI + jump * TWO_PI));
            cycles[col] = cycles[col - 1] + jump - fold;
            count(here[col - 1], here[col]);
            maxFlow = Math.max(maxFlow, Math.abs(jump));
        }
    }

    private void down() {
        int largest = maxFlow;
        for (int col = 0; col < pairs.cols(); col++) {
            int jump = -jumps[col];
            double difference = (double) wrappedHere[col] - wrappedAbove[col];
            int fold = WrappedGrid.fold(difference);
            here[col] = (float) (above[col] + (difference - fold * TWO_PI + jump * TWO_PI));
            cycles[col] += jump - fold;
            largest = Math.max(largest, Math.abs(jump));
        }
        maxFlow = largest;
        for (int col = 0; col < pairs.cols(); col++) {
            count(above[col], here[col]);
        }
    }

    private void across() {
        int largest = maxFlow;
        int open = 0;
        for (int col = 0; col < pairs.cols() - 1; col++) {
            int fold = WrappedGrid.fold((double) wrappedHere[col + 1] - wrappedHere[col]);
            open |= jumps[col] - fold - cycles[col + 1] + cycles[col];
            largest = Math.max(largest, Math.abs(jumps[col]));
        }
        conserved &= open == 0;
        maxFlow = largest;
        for (int col = 0; col < pairs.cols() - 1; col++) {
            count(here[col], here[col + 1]);
        }
    }

    private void count(float a, float b) {
        double difference = (double) b - a;
        squares += difference * difference;
        differing += a == b ? 0 : 1;
    }
}
