package dev.stampede.insar.unwrap;

/// What a flow costs according to the records of a problem, shelves included; see [CostRecord].
///
/// @param statistics cost of pairs without a shelf of one unit
/// @param freeCuts   pairs with a shelf of one unit that carry flow
record RecordCost(long statistics, long freeCuts) {
    long total() {
        return statistics + freeCuts;
    }

    static RecordCost of(GridProblem problem, CycleFlow flow, WrappedGrid wrapped) {
        var pairs = new Pairs(problem.rows(), problem.cols());
        long statistics = 0;
        long freeCuts = 0;
        for (int pair = 0; pair < pairs.count(); pair++) {
            if (wrapped.hasMasked()
                    && (wrapped.isMasked(pairs.firstCell(pair)) || wrapped.isMasked(pairs.secondCell(pair)))) {
                continue;
            }
            long at = (long) pair * CostRecord.BYTES;
            long cost = CostRecord.cost(
                    flow.at(pair),
                    problem.records().get(GridProblem.INT16, at),
                    problem.records().get(GridProblem.INT16, at + 2),
                    problem.records().get(GridProblem.INT16, at + 4),
                    problem.records().get(GridProblem.INT16, at + 6));
            if (problem.records().get(GridProblem.INT16, at + 6) == CostRecord.SHELF_OF_ONE) {
                freeCuts += cost;
            } else {
                statistics += cost;
            }
        }
        return new RecordCost(statistics, freeCuts);
    }
}
