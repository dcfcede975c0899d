package dev.stampede.kernels.elementwise;

/// A formula over planes. Equal parts are computed once. What it means for one pixel:
///
/// | node      | value                                                                              |
/// |-----------|------------------------------------------------------------------------------------|
/// | `Input`   | the pixel of plane `index`                                                          |
/// | `Number`  | a constant, rounded to single precision where the program computes in it            |
/// | `Unary`   | see [UnaryOp]                                                                       |
/// | `Binary`  | see [BinaryOp]                                                                      |
/// | `Choose`  | `yes` where `condition` is not 0 (NaN counts as not 0), else `no`                   |
///
/// NaN runs through everything but `Choose`, comparisons and `isNan`, as in scalar code.
public sealed interface Expression {
    record Input(int index) implements Expression {
        /// @throws IllegalArgumentException if the index is negative
        public Input {
            if (index < 0) {
                throw new IllegalArgumentException("input " + index);
            }
        }
    }

    record Number(double value) implements Expression {}

    record Unary(UnaryOp op, Expression of) implements Expression {}

    record Binary(BinaryOp op, Expression left, Expression right) implements Expression {}

    record Choose(Expression condition, Expression yes, Expression no) implements Expression {}

    /// Functions of one value; `TANH` to `ASINH` are those of [Math], in double precision.
    enum UnaryOp {
        NEGATE,
        ABS,
        SQRT,
        /// 1 where it is NaN, else 0.
        IS_NAN,
        TANH,
        EXP,
        LOG,
        LOG10,
        SIN,
        COS,
        ATAN,
        ASINH
    }

    /// Functions of two values; comparisons give 1 or 0, and 0 with NaN.
    enum BinaryOp {
        ADD,
        SUBTRACT,
        MULTIPLY,
        DIVIDE,
        /// NaN if one is.
        MIN,
        /// NaN if one is.
        MAX,
        GREATER_OR_EQUAL,
        GREATER,
        EQUAL,
        /// 1 where at least one is not 0.
        OR,
        /// As [Math#pow(double, double)].
        POWER,
        /// As [Math#atan2(double, double)].
        ATAN2,
        /// Common bits of two whole numbers.
        BIT_AND
    }

    static Expression input(int index) {
        return new Input(index);
    }

    static Expression number(double value) {
        return new Number(value);
    }

    /// Whether input `index` is a member of `values`.
    static Expression isOneOf(Expression of, Iterable<? extends java.lang.Number> values) {
        Expression any = null;
        for (var value : values) {
            var equal = new Binary(BinaryOp.EQUAL, of, number(value.doubleValue()));
            any = any == null ? equal : new Binary(BinaryOp.OR, any, equal);
        }
        return any == null ? number(0) : any;
    }

    default Expression plus(Expression other) {
        return new Binary(BinaryOp.ADD, this, other);
    }

    default Expression plus(double value) {
        return plus(number(value));
    }

    default Expression minus(Expression other) {
        return new Binary(BinaryOp.SUBTRACT, this, other);
    }

    default Expression minus(double value) {
        return minus(number(value));
    }

    default Expression times(Expression other) {
        return new Binary(BinaryOp.MULTIPLY, this, other);
    }

    default Expression times(double value) {
        return times(number(value));
    }

    default Expression over(Expression other) {
        return new Binary(BinaryOp.DIVIDE, this, other);
    }

    default Expression over(double value) {
        return over(number(value));
    }

    default Expression atLeast(double value) {
        return new Binary(BinaryOp.MAX, this, number(value));
    }

    default Expression atMost(double value) {
        return new Binary(BinaryOp.MIN, this, number(value));
    }

    default Expression power(double exponent) {
        return new Binary(BinaryOp.POWER, this, number(exponent));
    }

    default Expression sqrt() {
        return new Unary(UnaryOp.SQRT, this);
    }

    default Expression negate() {
        return new Unary(UnaryOp.NEGATE, this);
    }

    default Expression apply(UnaryOp op) {
        return new Unary(op, this);
    }

    /// 1 where this is at least `value`, else 0.
    default Expression reaches(double value) {
        return new Binary(BinaryOp.GREATER_OR_EQUAL, this, number(value));
    }

    default Expression choose(Expression yes, Expression no) {
        return new Choose(this, yes, no);
    }

    /// This whole number's bits among those of `mask`.
    default Expression bits(long mask) {
        return new Binary(BinaryOp.BIT_AND, this, number(mask));
    }

    /// 1 where at least one of both is not 0, else 0.
    default Expression or(Expression other) {
        return new Binary(BinaryOp.OR, this, other);
    }

    /// 1 where neither is 0, else 0.
    default Expression and(Expression other) {
        return not().or(other.not()).not();
    }

    /// 1 where this equals `value`, else 0.
    default Expression is(double value) {
        return new Binary(BinaryOp.EQUAL, this, number(value));
    }

    /// 1 where this is NaN, else 0.
    default Expression isNan() {
        return new Unary(UnaryOp.IS_NAN, this);
    }

    /// 1 where this is 0, else 0.
    default Expression not() {
        return new Binary(BinaryOp.EQUAL, this, number(0));
    }
}
