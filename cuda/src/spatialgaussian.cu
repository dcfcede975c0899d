// SpatialGaussian: the values of a point are taken by neighbouring threads, which read the column of a neighbour
// together and compute its weight alike.
#include "kernel.h"

STAMPEDE_KERNEL(spatial_gaussian) {
    FOR_THREADS(t) {
        const stampede_int at = global_index(t);
        if (at < a.points * STAMPEDE_GAUSSIAN_WIDTH) {
            const stampede_int point = at / STAMPEDE_GAUSSIAN_WIDTH;
            const stampede_int v = at % STAMPEDE_GAUSSIAN_WIDTH;
            const stampede_int own = a.points_from - a.stored_from + point;
            const stampede_int row = a.cell[point] / a.columns;
            const stampede_int column = a.cell[point] % a.columns;
            const stampede_int column0 = larger(0, column - a.reach);
            const stampede_int column1 = smaller(a.columns - 1, column + a.reach);
            const float limit = (float)a.radius * (float)a.radius;
            double sum = 0;
            double weights = 0;
            for (stampede_int r = larger(0, row - a.reach); r <= smaller(a.rows - 1, row + a.reach); r++) {
                stampede_int end = a.start[r * a.columns + column1 + 1] - a.stored_from;
                for (stampede_int q = a.start[r * a.columns + column0] - a.stored_from; q < end; q++) {
                    float dx = a.x[q] - a.x[own];
                    float dy = a.y[q] - a.y[own];
                    float square = dx * dx + dy * dy;
                    if (square < limit) {
                        double w = exp(-square / (2 * a.sigma * a.sigma));
                        weights += w;
                        sum += w * a.in[v + q * STAMPEDE_GAUSSIAN_WIDTH];
                    }
                }
            }
            a.out[at] = (float)(sum / weights);
        }
    }
}
