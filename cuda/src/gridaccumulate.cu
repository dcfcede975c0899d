// GridAccumulate: one thread per cell and interferogram adds the points of its cell in their order, as the definition
// does, so that results are the same bits.
#include "kernel.h"

STAMPEDE_KERNEL(grid_accumulate) {
    FOR_THREADS(t) {
        stampede_int i = global_index(t);
        if (i < a.cells * a.ifgs) {
            stampede_int cell = i % a.cells;
            stampede_int plane = i / a.cells * a.points;
            float re = 0;
            float im = 0;
            for (int k = a.start[cell]; k < a.start[cell + 1]; k++) {
                re += a.re[plane + a.point[k]];
                im += a.im[plane + a.point[k]];
            }
            a.grid_re[i] = re;
            a.grid_im[i] = im;
        }
    }
}
