// PlaneCombination: one thread per point and result, in order of the columns.
#include "kernel.h"

STAMPEDE_KERNEL(plane_combination) {
    FOR_THREADS(t) {
        stampede_int at = global_index(t);
        if (at < a.points * a.results) {
            stampede_int p = at % a.points;
            stampede_int r = at / a.points;
            double sum = 0;
            for (stampede_int i = 0; i < a.inputs; i++) {
                sum += a.coefficient[i + r * a.inputs] * (a.in[p + i * a.points] - a.offset[i]);
            }
            if (a.out) {
                a.out[at] = sum;
            }
            if (a.out_single) {
                a.out_single[at] = (float)sum;
            }
        }
    }
}
