package dev.stampede.kernels.spatialgaussian;

import dev.stampede.kernels.Backend;
import dev.stampede.memory.FloatMatrix;

/// The definition, point by point.
final class SpatialGaussianReference implements SpatialGaussian {
    @Override
    public String id() {
        return ID;
    }

    @Override
    public Backend backend() {
        return Backend.REFERENCE;
    }

    @Override
    public void smooth(PointCells cells, FloatMatrix in, double sigma, FloatMatrix out, int fromCell, int toCell) {
        SpatialGaussian.require(cells, in, out);
        var sum = new double[WIDTH];
        for (int cell = fromCell; cell < toCell; cell++) {
            for (int p = cells.cellStart(cell); p < cells.cellStart(cell + 1); p++) {
                smooth(cells, in, sigma, out, cell, p, sum);
            }
        }
    }

    private static void smooth(
            PointCells cells, FloatMatrix in, double sigma, FloatMatrix out, int cell, int p, double[] sum) {
        java.util.Arrays.fill(sum, 0);
        double weights = 0;
        float limit = cells.radius() * cells.radius();
        for (int k = 0; k < cells.runCount(cell); k++) {
            for (int q = cells.runStart(cell, k); q < cells.runEnd(cell, k); q++) {
                float dx = cells.x()[q] - cells.x()[p];
                float dy = cells.y()[q] - cells.y()[p];
                float square = dx * dx + dy * dy;
                if (square < limit) {
                    double w = Math.exp(-square / (2 * sigma * sigma));
                    weights += w;
                    for (int v = 0; v < WIDTH; v++) {
                        sum[v] += w * in.get(v, q);
                    }
                }
            }
        }
        for (int v = 0; v < WIDTH; v++) {
            out.set(v, p, (float) (sum[v] / weights));
        }
    }
}
