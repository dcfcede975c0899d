package dev.stampede.insar.unwrap;

/// How far the unwrapped phase jumps across an arc, in the units of the costs: what a pair would cost if it had
/// statistics, with an expected difference of zero. Decides between flows of equal cost: with nothing else
/// known, small differences of neighbours are likelier than large ones (Itoh, 1982, doi:10.1364/AO.21.002470).
///
///     square = count (200 flow + round(200 wrap(left - right) / 2 pi))^2
///
/// Whole numbers, so that sums do not depend on their order.
final class JumpsAcross {
    private final FlowState state;
    private final WrappedGrid wrapped;
    private final Pairs pairs;

    JumpsAcross(FlowState state, WrappedGrid wrapped) {
        this.state = state;
        this.wrapped = wrapped;
        pairs = new Pairs(state.graph.rows(), state.graph.cols());
    }

    /// With `more` cycles than the arc carries. All pairs of an arc separate the same two phases.
    long square(int arc, int more) {
        long jump = (long) CostRecord.UNITS_PER_CYCLE * (state.flow(arc) + more) + wrappedJump(arc);
        return state.graph.arc(arc, DualGraph.COUNT) * jump * jump;
    }

    private long wrappedJump(int arc) {
        int pair = state.graph.arc(arc, DualGraph.FIRST_PAIR);
        double step = phase(pairs.secondCell(pair)) - phase(pairs.firstCell(pair));
        double folded = step - WrappedGrid.fold(step) * WrappedGrid.TWO_PI;
        long units = Math.round(CostRecord.UNITS_PER_CYCLE * folded / WrappedGrid.TWO_PI);
        boolean backward = (state.graph.arc(arc, DualGraph.FLAGS) & DualGraph.BACKWARD) != 0;
        return pairs.isVertical(pair) == backward ? units : -units;
    }

    private double phase(int cell) {
        return wrapped.cell.get(WrappedGrid.FLOAT, 4L * cell);
    }
}
