package dev.stampede.kernels.filter;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.Lanes;
import dev.stampede.kernels.MathVector;
import dev.stampede.kernels.VectorModule;
import jdk.incubator.vector.DoubleVector;

/// Lanes along the row; what is left at its end goes through the reference, which gives the same bits.
final class LineExponentialVector implements LineExponential {
    LineExponentialVector() {
        VectorModule.require();
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Backend backend() {
        return Backend.VECTOR;
    }

    @Override
    public void run(double[] x, int n) {
        int end = Lanes.F64.loopBound(n);
        for (int i = 0; i < end; i += Lanes.F64.length()) {
            MathVector.exp(DoubleVector.fromArray(Lanes.F64, x, i).max(LEAST)).intoArray(x, i);
        }
        for (int i = end; i < n; i++) {
            x[i] = LineExponentialReference.exp(Math.max(x[i], LEAST));
        }
    }
}
