package dev.stampede.kernels;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;

/// [MathVector] applied to arrays and to single numbers, for its test.
final class ElementwiseVector {
    private ElementwiseVector() {}

    static float[] sin(float[] x) {
        var out = new float[x.length];
        for (int i = 0; i < x.length; i += Lanes.F32.length()) {
            MathVector.sin(FloatVector.fromArray(Lanes.F32, x, i)).intoArray(out, i);
        }
        return out;
    }

    static float[] cos(float[] x) {
        var out = new float[x.length];
        for (int i = 0; i < x.length; i += Lanes.F32.length()) {
            MathVector.cos(FloatVector.fromArray(Lanes.F32, x, i)).intoArray(out, i);
        }
        return out;
    }

    /// atan2 of sine and cosine, plus the exponential.
    static float[] all(float[] x) {
        var out = new float[x.length];
        for (int i = 0; i < x.length; i += Lanes.F32.length()) {
            var v = FloatVector.fromArray(Lanes.F32, x, i);
            MathVector.atan2(MathVector.sin(v), MathVector.cos(v))
                    .add(MathVector.exp(v))
                    .intoArray(out, i);
        }
        return out;
    }

    static float exp(float x) {
        return MathVector.exp(FloatVector.broadcast(Lanes.F32, x)).lane(0);
    }

    static float atan2(float y, float x) {
        return MathVector.atan2(FloatVector.broadcast(Lanes.F32, y), FloatVector.broadcast(Lanes.F32, x))
                .lane(0);
    }

    static double exp(double x) {
        return MathVector.exp(DoubleVector.broadcast(Lanes.F64, x)).lane(0);
    }

    static double log(double x) {
        return MathVector.log(DoubleVector.broadcast(Lanes.F64, x)).lane(0);
    }
}
