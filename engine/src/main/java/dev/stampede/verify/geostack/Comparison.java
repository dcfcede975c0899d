package dev.stampede.verify.geostack;

import dev.stampede.io.raster.NpyFile;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.Arrays;

/// How one result compares with what is expected.
///
/// @param file     expected
/// @param maxError largest absolute difference of numbers; NaN if they could not be compared
/// @param problem  empty if it agrees
public record Comparison(String file, double maxError, String problem) {
    public boolean ok() {
        return problem.isEmpty();
    }

    /// A result that could not be compared.
    public static Comparison failed(String file, String problem) {
        return new Comparison(file, Double.NaN, problem);
    }

    /// A number that is expected.
    public static Comparison number(String what, double expected, double actual, double tolerance) {
        double error = Math.abs(expected - actual);
        boolean ok = error <= tolerance || Double.compare(expected, actual) == 0;
        return new Comparison(what, error, ok ? "" : differs(expected, actual));
    }

    /// Numbers that are expected, equally many.
    public static Comparison numbers(String what, double[] expected, double[] actual, double tolerance) {
        if (expected.length != actual.length) {
            return failed(what, "are " + actual.length + " numbers, expected " + expected.length);
        }
        double worst = 0;
        for (int i = 0; i < expected.length; i++) {
            var one = number(what + " " + i, expected[i], actual[i], tolerance);
            if (!one.ok()) {
                return one;
            }
            worst = Math.max(worst, Double.compare(expected[i], actual[i]) == 0 ? 0 : one.maxError());
        }
        return new Comparison(what, worst, "");
    }

    /// Something that is no number.
    public static Comparison equal(String what, Object expected, Object actual) {
        return expected.equals(actual) ? new Comparison(what, 0, "") : failed(what, differs(expected, actual));
    }

    private static String differs(Object expected, Object actual) {
        return "is " + actual + ", expected " + expected;
    }

    /// Compares an array with the file a case expects: shape, `abs(a - b) <= tolerance`, NaN at the same places, and
    /// the type where it is an integer or boolean one.
    /// @throws IOException if the file cannot be read
    public static Comparison array(GeostackCase test, GeostackCase.Output output, ArrayView actual) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var expected = NpyFile.read(arena, test.file(output.file()));
            if (!expected.sameShape(actual)) {
                return failed(output.file(), "is " + actual + ", expected " + expected);
            }
            if (!sameClass(expected.dtype(), actual.dtype())) {
                return failed(
                        output.file(),
                        "is of type " + actual.dtype().label() + ", expected "
                                + expected.dtype().label());
            }
            return numbers(output.file(), expected, actual, test.absTol());
        }
    }

    private static boolean sameClass(DType expected, DType actual) {
        return expected.isFloating() ? actual.isFloating() : expected == actual;
    }

    private static Comparison numbers(String file, ArrayView expected, ArrayView actual, double tolerance) {
        double worst = 0;
        var index = new int[expected.rank()];
        String problem = "";
        for (long i = 0; i < expected.elements(); i++) {
            double e = expected.get(index);
            double a = actual.get(index);
            double error = e == a || Double.isNaN(e) && Double.isNaN(a) ? 0 : Math.abs(e - a);
            boolean wrong = !(error <= tolerance);
            if (wrong && problem.isEmpty()) {
                problem = "at " + Arrays.toString(index) + ": " + a + ", expected " + e;
            }
            worst = Double.isNaN(error) || error > worst ? error : worst;
            advance(index, expected.shape());
        }
        return new Comparison(file, worst, problem);
    }

    private static void advance(int[] index, int[] shape) {
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            if (++index[axis] < shape[axis]) {
                return;
            }
            index[axis] = 0;
        }
    }
}
