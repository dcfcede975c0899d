package dev.stampede.kernels.overlapadd;

import dev.stampede.kernels.Backend;
import java.lang.foreign.MemorySegment;

/// The definition: one value at a time.
final class OverlapAddReference implements OverlapAdd {
    @Override
    public Backend backend() {
        return Backend.REFERENCE;
    }

    @Override
    public boolean isFinite(Plane x) {
        for (int r = 0; r < x.rows(); r++) {
            for (int c = 0; c < x.cols(); c++) {
                if (!Double.isFinite(x.get(r, c))) {
                    return false;
                }
            }
        }
        return true;
    }

    @Override
    public void add(Plane x, MemorySegment down, MemorySegment across, Plane sum) {
        OverlapAdd.require(x, sum, "patch and sum");
        OverlapAdd.require(x, down, across);
        OverlapAdd.requireWide(sum);
        for (int r = 0; r < x.rows(); r++) {
            for (int c = 0; c < x.cols(); c++) {
                sum.set(r, c, Math.fma(x.get(r, c), weight(down, across, r, c), sum.get(r, c)));
            }
        }
    }

    @Override
    public void addNumbers(Plane x, MemorySegment down, MemorySegment across, Plane sum, Plane weight) {
        OverlapAdd.require(x, sum, "patch and sum");
        OverlapAdd.require(x, weight, "patch and weight");
        OverlapAdd.require(x, down, across);
        OverlapAdd.requireWide(sum);
        OverlapAdd.requireWide(weight);
        for (int r = 0; r < x.rows(); r++) {
            for (int c = 0; c < x.cols(); c++) {
                double value = x.get(r, c);
                if (!Double.isNaN(value)) {
                    sum.set(r, c, Math.fma(value, weight(down, across, r, c), sum.get(r, c)));
                    weight.set(r, c, weight.get(r, c) + weight(down, across, r, c));
                }
            }
        }
    }

    @Override
    public void addWeights(MemorySegment down, MemorySegment across, Plane weight) {
        OverlapAdd.require(weight, down, across);
        OverlapAdd.requireWide(weight);
        for (int r = 0; r < weight.rows(); r++) {
            for (int c = 0; c < weight.cols(); c++) {
                weight.set(r, c, weight.get(r, c) + weight(down, across, r, c));
            }
        }
    }

    @Override
    public void divide(Plane sum, Plane weight, double empty, Plane out) {
        OverlapAdd.require(sum, weight, "sum and weight");
        OverlapAdd.require(sum, out, "sum and result");
        for (int r = 0; r < sum.rows(); r++) {
            for (int c = 0; c < sum.cols(); c++) {
                out.set(r, c, quotient(sum.get(r, c), weight.get(r, c), empty));
            }
        }
    }

    @Override
    public void divideByProduct(Plane sum, MemorySegment down, MemorySegment across, double empty, Plane out) {
        OverlapAdd.require(sum, down, across);
        OverlapAdd.require(sum, out, "sum and result");
        for (int r = 0; r < sum.rows(); r++) {
            for (int c = 0; c < sum.cols(); c++) {
                out.set(r, c, quotient(sum.get(r, c), weight(down, across, r, c), empty));
            }
        }
    }

    static double weight(MemorySegment down, MemorySegment across, int r, int c) {
        return down.getAtIndex(Plane.F64, r) * across.getAtIndex(Plane.F64, c);
    }

    static double quotient(double sum, double weight, double empty) {
        return weight == 0 ? empty : sum / weight;
    }
}
