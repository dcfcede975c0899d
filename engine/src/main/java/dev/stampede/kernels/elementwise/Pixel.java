package dev.stampede.kernels.elementwise;

import dev.stampede.kernels.elementwise.Expression.BinaryOp;
import dev.stampede.kernels.elementwise.Expression.UnaryOp;

/// What each step means for one pixel: the definition all variants follow.
final class Pixel {
    private static final double ASINH_BIG = 0x1p28;
    private static final double LN_2 = 0.6931471805599453;

    private Pixel() {}

    static double unary(UnaryOp op, double x) {
        return switch (op) {
            case NEGATE -> -x;
            case ABS -> Math.abs(x);
            case SQRT -> Math.sqrt(x);
            case IS_NAN -> Double.isNaN(x) ? 1 : 0;
            case TANH -> Math.tanh(x);
            case EXP -> Math.exp(x);
            case LOG -> Math.log(x);
            case LOG10 -> Math.log10(x);
            case SIN -> Math.sin(x);
            case COS -> Math.cos(x);
            case ATAN -> Math.atan(x);
            case ASINH -> asinh(x);
        };
    }

    /// Without cancellation near 0: `ln(1 + (a + a^2 / (1 + sqrt(a^2 + 1))))`, a = |x|. Source: fdlibm, s_asinh.
    private static double asinh(double x) {
        double a = Math.abs(x);
        double value = a > ASINH_BIG ? Math.log(a) + LN_2 : Math.log1p(a + a * a / (1 + Math.sqrt(a * a + 1)));
        return Math.copySign(value, x);
    }

    static double binary(BinaryOp op, double a, double b) {
        return switch (op) {
            case ADD -> a + b;
            case SUBTRACT -> a - b;
            case MULTIPLY -> a * b;
            case DIVIDE -> a / b;
            case MIN -> Math.min(a, b);
            case MAX -> Math.max(a, b);
            case GREATER_OR_EQUAL -> a >= b ? 1 : 0;
            case GREATER -> a > b ? 1 : 0;
            case EQUAL -> a == b ? 1 : 0;
            case OR -> a != 0 || b != 0 ? 1 : 0;
            case POWER -> Math.pow(a, b);
            case ATAN2 -> Math.atan2(a, b);
            case BIT_AND -> (long) a & (long) b;
        };
    }
}
