package dev.stampede.insar.stage5;

import dev.stampede.io.mat.MatArray;
import dev.stampede.io.mat.MatClass;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import dev.stampede.runtime.Workers;

/// Scales complex numbers to modulus 1 in place; zeros stay zero.
final class UnitModulus {
    private static final int BLOCK = 1 << 16;

    private UnitModulus() {}

    /// @param array complex, single or double precision
    static void scale(Workers workers, MatArray array) {
        workers.forBlocks(array.size(), BLOCK, (from, to) -> {
            if (array.type() == MatClass.SINGLE) {
                scaleSingle(array, from, to);
            } else {
                scaleDouble(array, from, to);
            }
        });
    }

    private static void scaleSingle(MatArray array, long from, long to) {
        for (long at = from * FloatMatrix.BYTES; at < to * FloatMatrix.BYTES; at += FloatMatrix.BYTES) {
            double re = array.re().get(FloatMatrix.LAYOUT, at);
            double im = array.im().get(FloatMatrix.LAYOUT, at);
            double modulus = Math.sqrt(re * re + im * im);
            if (modulus != 0) {
                array.re().set(FloatMatrix.LAYOUT, at, (float) (re / modulus));
                array.im().set(FloatMatrix.LAYOUT, at, (float) (im / modulus));
            }
        }
    }

    private static void scaleDouble(MatArray array, long from, long to) {
        for (long at = from * DoubleMatrix.BYTES; at < to * DoubleMatrix.BYTES; at += DoubleMatrix.BYTES) {
            double re = array.re().get(DoubleMatrix.LAYOUT, at);
            double im = array.im().get(DoubleMatrix.LAYOUT, at);
            double modulus = Math.sqrt(re * re + im * im);
            if (modulus != 0) {
                array.re().set(DoubleMatrix.LAYOUT, at, re / modulus);
                array.im().set(DoubleMatrix.LAYOUT, at, im / modulus);
            }
        }
    }
}
