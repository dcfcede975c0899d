// CoherenceHistogram: counts are integers, so the order in which blocks add them does not matter.
#include "kernel.h"

namespace counting {

// Number of edges below the value, the edges being half-open at the bottom.
STAMPEDE_FUNCTION int bin(const double *edge, double value) {
    int low = 0;
    int high = STAMPEDE_BINS - 1;
    while (low < high) {
        int middle = (low + high) / 2;
        if (value > edge[middle]) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

}  // namespace counting

STAMPEDE_KERNEL(histogram) {
    unsigned int *count = (unsigned int *)shared_memory();
    FOR_THREADS(t) {
        if (t < STAMPEDE_BINS) {
            count[t] = 0;
        }
    }
    FOR_THREADS(t) {
        for (stampede_int i = global_index(t); i < a.count; i += GRID_SIZE * STAMPEDE_BLOCK) {
            double value = a.value[i];
            if (value == value) {
                atomicAdd(&count[counting::bin(a.edge, value)], 1u);
            }
        }
    }
    FOR_THREADS(t) {
        if (t < STAMPEDE_BINS && count[t] > 0) {
            atomicAdd(&a.counts[t], (unsigned long long)count[t]);
        }
    }
}
