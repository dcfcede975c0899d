package dev.stampede.verify;

import dev.stampede.io.mat.MatArray;

/// Values as text, exact enough to see the last digit.
final class Numbers {
    private Numbers() {}

    static String text(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    static String text(MatArray array, long index) {
        double re = array.get(index);
        String real = switch (array.type()) {
            case SINGLE -> re == Math.rint(re) && Math.abs(re) < 1e7 ? text(re) : Float.toString((float) re);
            default -> text(re);
        };
        if (!array.isComplex()) {
            return real;
        }
        double im = array.getImaginary(index);
        return real + (im < 0 || 1 / im < 0 ? "-" : "+") + text(Math.abs(im)) + "i";
    }

    /// Wrapped to [-pi, pi).
    static double wrap(double angle) {
        double turns = Math.floor((angle + Math.PI) / (2 * Math.PI));
        return angle - 2 * Math.PI * turns;
    }
}
