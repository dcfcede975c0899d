package dev.stampede.kernels.elementwise;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.elementwise.Expression.BinaryOp;
import dev.stampede.kernels.elementwise.Expression.UnaryOp;
import java.util.List;

/// The definition: one pixel at a time, all steps of it.
final class ElementwiseReference implements Elementwise {
    @Override
    public String id() {
        return ID;
    }

    @Override
    public Backend backend() {
        return Backend.REFERENCE;
    }

    @Override
    public void run(Program program, Precision precision, List<Plane> inputs, Plane outPlane, int rows, int columns) {
        Elementwise.require(program, inputs, outPlane, rows, columns);
        boolean single = precision == Precision.SINGLE;
        var register = new double[Math.max(program.registers(), program.inputs() + 1)];
        for (int c = 0; c < program.constants().length; c++) {
            register[program.inputs() + c] = rounded(program.constants()[c], single);
        }
        for (int row = 0; row < rows; row++) {
            for (int col = 0; col < columns; col++) {
                for (int i = 0; i < program.inputs(); i++) {
                    var plane = inputs.get(i);
                    double value = plane.type().load(plane.segment(), plane.first() + row * plane.rowStride() + col);
                    register[i] = rounded(value, single);
                }
                for (var step : program.steps()) {
                    register[step.target()] = rounded(value(step, register, single), single);
                }
                long at = outPlane.first() + row * outPlane.rowStride() + col;
                outPlane.type().store(outPlane.segment(), at, register[program.result()]);
            }
        }
    }

    private static double value(Program.Step step, double[] register, boolean single) {
        return switch (step.op()) {
            case UnaryOp op -> Pixel.unary(op, register[step.a()]);
            case BinaryOp op -> Pixel.binary(op, register[step.a()], register[step.b()]);
            case Program.Fused _ -> {
                double a = register[step.a()];
                double b = register[step.b()];
                double sum = rounded(rounded(a + b, single) + register[step.c()], single);
                yield rounded(a - b, single) / sum;
            }
            case null, default -> register[register[step.a()] != 0 ? step.b() : step.c()];
        };
    }

    /// The sum, product or quotient of two singles computed in double and rounded once is the single result.
    private static double rounded(double value, boolean single) {
        return single ? (float) value : value;
    }
}
