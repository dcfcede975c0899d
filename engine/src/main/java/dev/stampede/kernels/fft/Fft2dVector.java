package dev.stampede.kernels.fft;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.Lanes;
import java.util.Arrays;

/// Lanes run across columns, so one pass transforms as many columns at once as a register holds; the second
/// axis is reached by transposing in registers. A round trip of a 32 x 32 window stays in the first-level
/// cache.
final class Fft2dVector implements Fft2d {
    static {
        if (FftPlan.COLUMN_GROUP % Lanes.F64.length() != 0) {
            throw new AssertionError("a column group holds no whole vectors of " + Lanes.F64);
        }
    }

    @Override
    public Backend backend() {
        return Backend.VECTOR;
    }

    @Override
    public void forward(FftPlan plan, int width, WorkPlanes in, WorkPlanes out) {
        Fft2d.check(plan, width, in, out);
        run(plan, width, plan.stride(), in.re(), in.im(), out.re(), out.im());
    }

    @Override
    public void inverse(FftPlan plan, int width, WorkPlanes in, WorkPlanes out) {
        Fft2d.check(plan, width, in, out);
        run(plan, plan.stride(), width, in.im(), in.re(), out.im(), out.re());
    }

    /// Transforms the columns of `[n, widthIn]`, transposes, transforms the columns of `[n, widthOut]`.
    /// With k passes per transform the data change planes 2 k + 1 times, so they always end in `b`.
    private static void run(
            FftPlan plan, int widthIn, int widthOut, double[] ar, double[] ai, double[] br, double[] bi) {
        boolean inA = columns(plan, widthIn, ar, ai, br, bi);
        int n = plan.length();
        if (inA) {
            turn(n, widthIn, widthOut, ar, ai, br, bi);
            columns(plan, widthOut, br, bi, ar, ai);
        } else {
            turn(n, widthIn, widthOut, br, bi, ar, ai);
            columns(plan, widthOut, ar, ai, br, bi);
        }
    }

    /// `[n, widthIn]` to `[n, widthOut]` with rows and columns exchanged; rows beyond the old width become
    /// zero. Leftovers in rows n and up of the source turn into columns that no result looks at.
    private static void turn(int n, int widthIn, int widthOut, double[] xr, double[] xi, double[] yr, double[] yi) {
        int rows = Math.min(widthOut, FftPlan.paddedColumns(n));
        int columns = Math.min(widthIn, FftPlan.paddedColumns(n));
        TransposeVector.run(xr, rows, columns, widthIn, yr, widthOut);
        TransposeVector.run(xi, rows, columns, widthIn, yi, widthOut);
        if (columns < n) {
            Arrays.fill(yr, columns * widthOut, n * widthOut, 0);
            Arrays.fill(yi, columns * widthOut, n * widthOut, 0);
        }
    }

    /// Transforms all columns; returns whether the result is in the planes the data came in.
    private static boolean columns(FftPlan plan, int width, double[] ar, double[] ai, double[] br, double[] bi) {
        boolean inA = true;
        for (var pass : plan.passes()) {
            if (inA) {
                FftPassVector.run(pass, width, ar, ai, br, bi);
            } else {
                FftPassVector.run(pass, width, br, bi, ar, ai);
            }
            inA = !inA;
        }
        return inA;
    }
}
