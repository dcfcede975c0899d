package dev.stampede.kernels.elementwise;

import dev.stampede.kernels.elementwise.Expression.Binary;
import dev.stampede.kernels.elementwise.Expression.BinaryOp;
import dev.stampede.kernels.elementwise.Expression.Choose;
import dev.stampede.kernels.elementwise.Expression.Input;
import dev.stampede.kernels.elementwise.Expression.Number;
import dev.stampede.kernels.elementwise.Expression.Unary;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// An expression as steps over registers. Registers 0 up to the number of inputs are the inputs and read-only; then
/// come the constants; the rest are written by steps and used again when nothing needs them any more. The last
/// step gives the result.
public final class Program {
    /// One step: `target = op(a, b, c)`; unused operands are -1. `op` is a [Expression.UnaryOp], a
    /// [Expression.BinaryOp], a [Fused] or null for a choice of `b` or `c` by `a`.
    record Step(Enum<?> op, int target, int a, int b, int c) {}

    /// Steps that stand for several operations, with the same roundings and so the same bits.
    enum Fused {
        /// `(a - b) / ((a + b) + c)` with a constant c: most band indices. One pass instead of four.
        NORMALIZED_DIFFERENCE
    }

    /// The parts of a normalised difference.
    private record Difference(Expression a, Expression b, Number eps) {
        /// Null if the expression is none.
        static Difference of(Expression e) {
            return e
                                    instanceof
                                    Binary(
                                            var divide,
                                            Binary(var minus, var a, var b),
                                            Binary(var plus, var sum, Number eps))
                            && divide == BinaryOp.DIVIDE
                            && minus == BinaryOp.SUBTRACT
                            && plus == BinaryOp.ADD
                            && (sum.equals(a.plus(b)) || sum.equals(b.plus(a)))
                    ? new Difference(a, b, eps)
                    : null;
        }
    }

    private final Expression source;
    private final int inputs;
    private final double[] constants;
    private final List<Step> steps;
    private final int registers;

    private Program(Expression source, int inputs, double[] constants, List<Step> steps, int registers) {
        this.source = source;
        this.inputs = inputs;
        this.constants = constants;
        this.steps = List.copyOf(steps);
        this.registers = registers;
    }

    /// Compiles an expression.
    public static Program of(Expression expression) {
        return new Compiler().compile(expression);
    }

    public Expression source() {
        return source;
    }

    /// Number of planes it reads.
    public int inputs() {
        return inputs;
    }

    double[] constants() {
        return constants;
    }

    List<Step> steps() {
        return steps;
    }

    /// Inputs, constants and temporaries.
    int registers() {
        return registers;
    }

    /// The register of the result; an input or a constant when there is no step.
    int result() {
        return steps.isEmpty()
                ? source instanceof Input input ? input.index() : inputs
                : steps.getLast().target();
    }

    private static final class Compiler {
        private final Map<Expression, Integer> uses = new HashMap<>();
        private final Map<Double, Integer> constants = new LinkedHashMap<>();
        private final Map<Expression, Integer> registerOf = new HashMap<>();
        private final ArrayDeque<Integer> free = new ArrayDeque<>();
        private final List<Step> steps = new ArrayList<>();
        private int inputs;
        private int registers;

        Program compile(Expression expression) {
            count(expression);
            registers = inputs + constants.size();
            emit(expression);
            var values =
                    constants.keySet().stream().mapToDouble(Double::doubleValue).toArray();
            return new Program(expression, inputs, values, steps, registers);
        }

        private void count(Expression e) {
            if (uses.merge(e, 1, Integer::sum) > 1) {
                return; // its parts are counted already
            }
            var difference = Difference.of(e);
            if (difference != null) {
                count(difference.a());
                count(difference.b());
                count(difference.eps());
                return;
            }
            switch (e) {
                case Input input -> inputs = Math.max(inputs, input.index() + 1);
                case Number number -> constants.putIfAbsent(number.value(), constants.size());
                case Unary unary -> count(unary.of());
                case Binary binary -> {
                    count(binary.left());
                    count(binary.right());
                }
                case Choose choose -> {
                    count(choose.condition());
                    count(choose.yes());
                    count(choose.no());
                }
            }
        }

        private int emit(Expression e) {
            var known = registerOf.get(e);
            if (known != null) {
                return known;
            }
            var difference = Difference.of(e);
            int register = difference == null
                    ? plain(e)
                    : step(Fused.NORMALIZED_DIFFERENCE, difference.a(), difference.b(), difference.eps());
            registerOf.put(e, register);
            return register;
        }

        private int plain(Expression e) {
            return switch (e) {
                case Input input -> input.index();
                case Number number -> inputs + constants.get(number.value());
                case Unary unary -> step(unary.op(), unary.of(), null, null);
                case Binary binary -> step(binary.op(), binary.left(), binary.right(), null);
                case Choose choose -> step(null, choose.condition(), choose.yes(), choose.no());
            };
        }

        private int step(Enum<?> op, Expression a, Expression b, Expression c) {
            int ra = emit(a);
            int rb = b == null ? -1 : emit(b);
            int rc = c == null ? -1 : emit(c);
            release(a);
            release(b);
            release(c);
            int target = free.isEmpty() ? registers++ : free.pop();
            steps.add(new Step(op, target, ra, rb, rc));
            return target;
        }

        /// One use less of a temporary; its register is free after the last. A step may write over its operand:
        /// it reads an element before it writes it.
        private void release(Expression e) {
            if (e == null || e instanceof Input || e instanceof Number) {
                return;
            }
            if (uses.merge(e, -1, Integer::sum) == 0) {
                free.push(registerOf.get(e));
            }
        }
    }
}
