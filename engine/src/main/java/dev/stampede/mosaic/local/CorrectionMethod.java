package dev.stampede.mosaic.local;

import dev.stampede.kernels.matching.BlockCorrection.Formula;
import dev.stampede.raster.DType;

/// How a pixel v follows the reference mean r and the image's own mean l of its surroundings:
///
///     LINEAR   P = r / l                        out = v P
///     GAMMA    P = ln r / ln l                  out = alpha v^P
///     OFFSET   P = ln(r + o) / ln(l + o)        out = alpha (v + o)^P - o
///
/// with o chosen per image so that no logarithm of a number below 1 is taken. The parameter of a block is
/// computed in the type of calculation.
public enum CorrectionMethod {
    LINEAR,
    GAMMA,
    OFFSET;

    /// Parameter of a block; `NaN` where it is not finite.
    double parameter(double reference, double local, double shift, DType calculation) {
        double p = calculation == DType.FLOAT64
                ? wide(reference, local, shift)
                : single((float) reference, (float) local, (float) shift);
        return Double.isFinite(p) ? p : Double.NaN;
    }

    private double wide(double reference, double local, double shift) {
        return this == LINEAR ? reference / local : Math.log(reference + shift) / Math.log(local + shift);
    }

    private float single(float reference, float local, float shift) {
        return this == LINEAR
                ? reference / local
                : SingleLogarithm.of(reference + shift) / SingleLogarithm.of(local + shift);
    }

    /// @param shift 0 for all but [#OFFSET]
    Formula formula(double shift, double alpha, boolean leave) {
        return new Formula(this != LINEAR, shift, alpha, leave);
    }
}
