package dev.stampede.kernels.matching;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.matching.MaskedMoments.Plane;

/// The definition, one pixel at a time.
final class BlockCorrectionReference implements BlockCorrection {
    @Override
    public Backend backend() {
        return Backend.REFERENCE;
    }

    @Override
    public void interpolate(double[] map, int mapRows, int mapCols, double[] s, double[] t, Plane outP) {
        BlockCorrection.require(map, mapRows, mapCols, s, t, outP);
        for (int row = 0; row < t.length; row++) {
            for (int col = 0; col < s.length; col++) {
                outP.set(0, (long) row * s.length + col, at(map, mapRows, mapCols, s[col], t[row]));
            }
        }
    }

    private static double at(double[] map, int mapRows, int mapCols, double s, double t) {
        if (Double.isNaN(value(map, mapRows, mapCols, cell(t), cell(s)))) {
            return Double.NaN;
        }
        double col = Math.floor(s);
        double row = Math.floor(t);
        double sum = 0;
        double weights = 0;
        for (int dr = 0; dr < 2; dr++) {
            for (int dc = 0; dc < 2; dc++) {
                double v = value(map, mapRows, mapCols, row + dr, col + dc);
                if (!Double.isNaN(v)) {
                    double w = (1 - Math.abs(s - col - dc)) * (1 - Math.abs(t - row - dr));
                    sum += w * v;
                    weights += w;
                }
            }
        }
        return weights > 0 ? (float) (sum / weights) : Double.NaN;
    }

    /// Number of the block that holds a pixel.
    static double cell(double coordinate) {
        return Math.floor(coordinate + 0.5 + ON_EDGE);
    }

    static double value(double[] map, int mapRows, int mapCols, double row, double col) {
        return row >= 0 && row < mapRows && col >= 0 && col < mapCols
                ? map[(int) row * mapCols + (int) col]
                : Double.NaN;
    }

    @Override
    public void apply(Plane value, Plane p, int n, Formula formula, Plane out) {
        value.require(1, n);
        p.require(1, n);
        out.require(1, n);
        apply(value, p, 0, n, formula, out);
    }

    static void apply(Plane value, Plane p, int from, int to, Formula formula, Plane out) {
        for (int i = from; i < to; i++) {
            out.set(0, i, formula.apply(value.get(0, i), p.get(0, i)));
        }
    }
}
