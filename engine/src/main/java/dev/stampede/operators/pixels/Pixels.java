package dev.stampede.operators.pixels;

import dev.stampede.kernels.elementwise.ElementType;
import dev.stampede.kernels.elementwise.Elementwise;
import dev.stampede.kernels.elementwise.Elementwise.Precision;
import dev.stampede.kernels.elementwise.Expression;
import dev.stampede.kernels.elementwise.Plane;
import dev.stampede.kernels.elementwise.Program;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/// Formulas over arrays of a carrier. Results go where [RasterMemory] says.
///
/// Numbers: single precision when every input is `float32`, double otherwise; so arithmetic on integers never
/// wraps around.
public final class Pixels {
    private Pixels() {}

    /// The type arithmetic on these arrays gives: `float32` if all are, else `float64`.
    public static DType resultType(List<ArrayView> inputs) {
        return inputs.stream().allMatch(a -> a.dtype() == DType.FLOAT32) ? DType.FLOAT32 : DType.FLOAT64;
    }

    /// A formula over arrays of one shape, see the class comment.
    public static ArrayView evaluate(Expression formula, ArrayView... inputs) {
        var all = List.of(inputs);
        return evaluate(formula, resultType(all), all);
    }

    /// A formula whose result is of the given type; single precision if that is `float32`.
    public static ArrayView evaluate(Expression formula, DType type, List<ArrayView> inputs) {
        var out = RasterMemory.allocate(type, inputs.getFirst().shape());
        evaluateInto(formula, type == DType.FLOAT32 ? Precision.SINGLE : Precision.DOUBLE, inputs, out);
        return out;
    }

    /// A formula for a mask of `bool`. Small integers are exact in single precision.
    public static ArrayView mask(Expression rule, ArrayView... inputs) {
        var all = List.of(inputs);
        var out = RasterMemory.allocate(DType.BOOL, inputs[0].shape());
        boolean small = all.stream().allMatch(a -> a.dtype().bytes() <= 2 || a.dtype() == DType.FLOAT32);
        evaluateInto(rule, small ? Precision.SINGLE : Precision.DOUBLE, all, out);
        return out;
    }

    /// A formula over all values, which may differ by band.
    /// @param formula of input 0, for the band of this index
    /// @param type    of the result
    public static GeoRaster perBand(GeoRaster in, DType type, IntFunction<Expression> formula) {
        var out = RasterMemory.allocate(type, in.shape());
        var precision = type == DType.FLOAT32 ? Precision.SINGLE : Precision.DOUBLE;
        if (in.rank() == 2) {
            evaluateInto(formula.apply(0), precision, List.of(in.values()), out);
        } else {
            for (int band = 0; band < in.bands(); band++) {
                var one = List.of(in.values().select(-3, band));
                evaluateInto(formula.apply(band), precision, one, out.select(-3, band));
            }
        }
        return in.rewrap(out);
    }

    /// The same formula of input 0 for all values.
    public static GeoRaster all(GeoRaster in, Expression formula) {
        return in.rewrap(evaluate(formula, in.values()));
    }

    /// Runs a formula into an array.
    /// @throws IllegalArgumentException if shapes differ
    public static void evaluateInto(Expression formula, Precision precision, List<ArrayView> inputs, ArrayView out) {
        for (var input : inputs) {
            if (!input.sameShape(out)) {
                throw new IllegalArgumentException(
                        "a formula over arrays of different shape: " + inputs + " to " + out);
            }
        }
        if (out.elements() == 0) {
            return;
        }
        var program = Program.of(formula);
        try (var scratch = Arena.ofConfined()) {
            var unit = new ArrayList<ArrayView>();
            for (var input : inputs) {
                unit.add(input.hasUnitColumns() ? input : input.copy(scratch));
            }
            run(program, precision, unit, out);
        }
    }

    private static void run(Program program, Precision precision, List<ArrayView> inputs, ArrayView out) {
        if (out.rank() > 2) {
            for (int i = 0; i < out.size(0); i++) {
                int at = i;
                run(
                        program,
                        precision,
                        inputs.stream().map(a -> a.select(0, at)).toList(),
                        out.select(0, i));
            }
            return;
        }
        var planes = inputs.stream().map(Pixels::plane).toList();
        Elementwise.standard().run(program, precision, planes, plane(out), out.size(0), out.size(1));
    }

    /// Rows and columns of an array with unit columns, for a kernel.
    public static Plane plane(ArrayView view) {
        long stride = view.size(0) > 1 ? view.stride(0) : view.size(1);
        return new Plane(view.segment(), ElementType.valueOf(view.dtype().name()), view.offset(), stride);
    }
}
