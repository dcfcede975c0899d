package dev.stampede.kernels.planecombination;

import dev.stampede.kernels.Backend;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;

/// The definition: one point and one result at a time.
record PlaneCombinationReference(String id) implements PlaneCombination {
    @Override
    public Backend backend() {
        return Backend.REFERENCE;
    }

    @Override
    public void combine(
            FloatMatrix in,
            int[] columns,
            double[] offset,
            DoubleMatrix coefficient,
            DoubleMatrix out,
            int from,
            int to) {
        PlaneCombination.require(in, columns, offset, coefficient, out.rows(), out.cols());
        for (int r = 0; r < coefficient.cols(); r++) {
            for (int p = from; p < to; p++) {
                out.set(p, r, sum(in, columns, offset, coefficient, p, r));
            }
        }
    }

    @Override
    public void combine(
            FloatMatrix in,
            int[] columns,
            double[] offset,
            DoubleMatrix coefficient,
            FloatMatrix out,
            int from,
            int to) {
        PlaneCombination.require(in, columns, offset, coefficient, out.rows(), out.cols());
        for (int r = 0; r < coefficient.cols(); r++) {
            for (int p = from; p < to; p++) {
                out.set(p, r, (float) sum(in, columns, offset, coefficient, p, r));
            }
        }
    }

    static double sum(FloatMatrix in, int[] columns, double[] offset, DoubleMatrix coefficient, int p, int r) {
        double sum = 0;
        for (int i = 0; i < columns.length; i++) {
            sum += coefficient.get(i, r) * (in.get(p, columns[i]) - offset[i]);
        }
        return sum;
    }
}
