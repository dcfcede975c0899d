package dev.stampede.kernels.scla;

import dev.stampede.kernels.Backend;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;

/// The definition: one point at a time.
final class SclaReference implements Scla {
    @Override
    public String id() {
        return ID;
    }

    @Override
    public Backend backend() {
        return Backend.REFERENCE;
    }

    @Override
    public void estimate(
            FloatMatrix phase,
            FloatMatrix baseline,
            Fit fit,
            DoubleMatrix outK,
            DoubleMatrix outC,
            FloatMatrix outScla,
            int from,
            int to) {
        Scla.require(phase, baseline, fit, outK, outC, outScla);
        for (int p = from; p < to; p++) {
            estimate(phase, baseline, fit, outK, outC, outScla, p);
        }
    }

    static void estimate(
            FloatMatrix phase,
            FloatMatrix baseline,
            Fit fit,
            DoubleMatrix outK,
            DoubleMatrix outC,
            FloatMatrix outScla,
            int p) {
        double k = 0;
        for (int i = 0; i < phase.cols(); i++) {
            if (fit.kWeight()[i] != 0) {
                k += fit.kWeight()[i] * (phase.get(p, i) - fit.reference()[i]);
            }
        }
        outK.set(p, 0, k);
        phaseOf(outK, baseline, fit.columnOf(), outScla, p);
        double c = 0;
        for (int i = 0; i < phase.cols(); i++) {
            if (fit.cWeight()[i] != 0) {
                c += fit.cWeight()[i] * (phase.get(p, i) - fit.reference()[i] - outScla.get(p, i));
            }
        }
        outC.set(p, 0, c);
    }

    @Override
    public void phase(DoubleMatrix k, FloatMatrix baseline, int[] columnOf, FloatMatrix outScla, int from, int to) {
        Scla.require(k, baseline, columnOf, outScla);
        for (int p = from; p < to; p++) {
            phaseOf(k, baseline, columnOf, outScla, p);
        }
    }

    static void phaseOf(DoubleMatrix k, FloatMatrix baseline, int[] columnOf, FloatMatrix outScla, int p) {
        for (int i = 0; i < columnOf.length; i++) {
            outScla.set(p, i, columnOf[i] < 0 ? 0 : (float) (k.get(p, 0) * baseline.get(p, columnOf[i])));
        }
    }
}
