// Scla: one thread per point, interferograms in order, as the definition.
#include "kernel.h"

namespace scla_of {

STAMPEDE_FUNCTION float phase(double k, const float *baseline, int column, stampede_int points, stampede_int p) {
    return column < 0 ? 0.0f : (float)(k * baseline[p + column * points]);
}

}  // namespace scla_of

STAMPEDE_KERNEL(scla) {
    FOR_THREADS(t) {
        stampede_int p = global_index(t);
        if (p < a.points) {
            double k = 0;
            for (stampede_int i = 0; i < a.ifgs; i++) {
                if (a.k_weight[i] != 0) {
                    k += a.k_weight[i] * (a.phase[p + i * a.points] - a.reference[i]);
                }
            }
            a.k[p] = k;
            double c = 0;
            for (stampede_int i = 0; i < a.ifgs; i++) {
                float scla = scla_of::phase(k, a.baseline, a.column[i], a.points, p);
                a.scla[p + i * a.points] = scla;
                if (a.c_weight[i] != 0) {
                    c += a.c_weight[i] * (a.phase[p + i * a.points] - a.reference[i] - scla);
                }
            }
            a.c[p] = c;
        }
    }
}

STAMPEDE_KERNEL(scla_phase) {
    FOR_THREADS(t) {
        stampede_int p = global_index(t);
        if (p < a.points) {
            for (stampede_int i = 0; i < a.ifgs; i++) {
                a.scla[p + i * a.points] = scla_of::phase(a.k[p], a.baseline, a.column[i], a.points, p);
            }
        }
    }
}
