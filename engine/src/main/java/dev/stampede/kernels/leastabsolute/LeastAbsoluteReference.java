package dev.stampede.kernels.leastabsolute;

import dev.stampede.kernels.Backend;
import dev.stampede.linalg.LeastSquares;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;

/// The definition. Every point takes its own path over the vertices: nothing for lanes to gain.
public final class LeastAbsoluteReference implements LeastAbsolute {
    @Override
    public String id() {
        return ID;
    }

    @Override
    public Backend backend() {
        return Backend.REFERENCE;
    }

    @Override
    public void fit(FloatMatrix phase, double[] reference, Model model, DoubleMatrix out, int from, int to) {
        LeastAbsolute.require(phase, reference, out);
        var start = LeastSquares.operator(model.design());
        int unknown = -1;
        int kept = 0;
        var columns = new int[model.design().cols()];
        for (int c = 0; c < columns.length; c++) {
            boolean independent = java.util.Arrays.stream(start.row(c)).anyMatch(v -> v != 0);
            if (independent) {
                unknown = c == model.unknown() ? kept : unknown;
                columns[kept++] = c;
            }
        }
        int n = model.design().rows();
        var descent = new VertexDescent(model.design(), start, java.util.Arrays.copyOf(columns, kept));
        var y = new double[n];
        for (int p = from; p < to; p++) {
            boolean valid = true;
            for (int o = 0; o < n; o++) {
                y[o] = value(phase, reference, p, model.plus()[o])
                        - (model.minus()[o] < 0 ? 0 : value(phase, reference, p, model.minus()[o]));
                valid &= !Double.isNaN(y[o]);
            }
            out.set(p, 0, !valid ? Double.NaN : unknown < 0 ? 0 : descent.solve(y)[unknown]);
        }
    }

    private static double value(FloatMatrix phase, double[] reference, int p, int ifg) {
        return phase.get(p, ifg) - reference[ifg];
    }
}
