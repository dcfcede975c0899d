package dev.stampede.kernels.matching;

import dev.stampede.kernels.Backend;

/// The definition, one pixel at a time.
final class MaskedMomentsReference implements MaskedMoments {
    @Override
    public Backend backend() {
        return Backend.REFERENCE;
    }

    @Override
    public void add(Plane value, Plane mask, int rows, int cols, double noData, double shift, double[] sums) {
        value.require(rows, cols);
        if (mask != null) {
            mask.require(rows, cols);
        }
        for (int row = 0; row < rows; row++) {
            add(value, mask, row, 0, cols, noData, shift, sums);
        }
    }

    static void add(Plane value, Plane mask, int row, int from, int to, double noData, double shift, double[] sums) {
        for (int col = from; col < to; col++) {
            double x = value.get(row, col);
            if (x != noData && !Double.isNaN(x) && (mask == null || mask.get(row, col) != 0)) {
                double d = x - shift;
                sums[COUNT]++;
                sums[SUM] += d;
                sums[SQUARES] += d * d;
                sums[MIN] = Math.min(sums[MIN], x);
            }
        }
    }

    @Override
    public void markValid(Plane value, int rows, int cols, double noData, boolean keep, Plane outMask) {
        value.require(rows, cols);
        outMask.require(rows, cols);
        for (int row = 0; row < rows; row++) {
            mark(value, row, 0, cols, noData, keep, outMask);
        }
    }

    static void mark(Plane value, int row, int from, int to, double noData, boolean keep, Plane outMask) {
        for (int col = from; col < to; col++) {
            double x = value.get(row, col);
            if (x != noData && !Double.isNaN(x)) {
                outMask.set(row, col, 1);
            } else if (!keep) {
                outMask.set(row, col, 0);
            }
        }
    }

    @Override
    public void clearInvalid(Plane value, int rows, int cols, double noData, Plane outMask) {
        value.require(rows, cols);
        outMask.require(rows, cols);
        for (int row = 0; row < rows; row++) {
            clear(value, row, 0, cols, noData, outMask);
        }
    }

    static void clear(Plane value, int row, int from, int to, double noData, Plane outMask) {
        for (int col = from; col < to; col++) {
            double x = value.get(row, col);
            if (x == noData || Double.isNaN(x)) {
                outMask.set(row, col, 0);
            }
        }
    }
}
