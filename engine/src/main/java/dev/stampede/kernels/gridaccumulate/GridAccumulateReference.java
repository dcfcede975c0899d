package dev.stampede.kernels.gridaccumulate;

import dev.stampede.kernels.Backend;
import dev.stampede.memory.ComplexMatrix;

/// The definition.
final class GridAccumulateReference implements GridAccumulate {
    @Override
    public Backend backend() {
        return Backend.REFERENCE;
    }

    @Override
    public void accumulate(ComplexMatrix value, CellOrder order, ComplexMatrix grid, int from, int to) {
        GridAccumulate.require(value, order, grid);
        for (int f = from; f < to; f++) {
            for (int c = 0; c < order.cells(); c++) {
                float re = 0;
                float im = 0;
                for (int k = order.start()[c]; k < order.start()[c + 1]; k++) {
                    re += value.re().get(order.point()[k], f);
                    im += value.im().get(order.point()[k], f);
                }
                grid.re().set(c, f, re);
                grid.im().set(c, f, im);
            }
        }
    }
}
