// ArcSmoothing: a thread per arc and date, several arcs to a block, in double precision as the definition; unwrapping
// along time is done by one thread per arc.
#include "kernel.h"

namespace arcs {

// Into (-pi, pi], the convention of `angle`.
STAMPEDE_FUNCTION double wrap(double x) { return x - TWO_PI * ceil((x - PI) / TWO_PI); }

// Into [-pi, pi), the convention of `mod`.
STAMPEDE_FUNCTION double wrap_low(double x) { return x - TWO_PI * floor((x + PI) / TWO_PI); }

// theta becomes phi.
STAMPEDE_FUNCTION void unwrap(double *theta, stampede_int n, stampede_int first, stampede_int last) {
    double previous = theta[0];
    theta[0] = wrap(theta[0]);
    for (stampede_int k = 1; k < n; k++) {
        double step = wrap(theta[k] - previous);
        previous = theta[k];
        theta[k] = theta[k - 1] + step;
    }
    double q = (theta[first] + theta[last]) / 2;
    double shift = q - wrap(q);
    for (stampede_int k = 0; k < n; k++) {
        theta[k] -= shift;
    }
}

}  // namespace arcs

STAMPEDE_KERNEL(arc_smoothing) {
    const stampede_int n = a.n;
    const stampede_int per_block = larger(1, STAMPEDE_BLOCK / n);
    const stampede_int first = BLOCK_INDEX * per_block;
    const stampede_int count = smaller(per_block, a.arcs - first);
    double *re = shared_memory();
    double *im = re + per_block * n;
    double *angle = im + per_block * n;
    double *phi = angle + per_block * n;
    FOR_THREADS(t) {
        for (stampede_int i = t; i < count * n; i += STAMPEDE_BLOCK) {
            // Neighbouring threads read neighbouring arcs.
            stampede_int e = i % count;
            stampede_int j = i / count;
            double x = a.re[first + e + j * a.arcs];
            double y = a.im[first + e + j * a.arcs];
            re[e * n + j] = x;
            im[e * n + j] = y;
            angle[e * n + j] = atan2(y, x);
        }
    }
    FOR_THREADS(t) {
        for (stampede_int i = t; i < count * n; i += STAMPEDE_BLOCK) {
            stampede_int k = i % n;
            stampede_int row = i - k;
            double sum_re = 0;
            double sum_im = 0;
            for (stampede_int j = 0; j < n; j++) {
                double w = a.weight[k + j * n];
                sum_re += w * re[row + j];
                sum_im += w * im[row + j];
            }
            double mean = atan2(sum_im, sum_re);
            double line = 0;
            for (stampede_int j = 0; j < n; j++) {
                line += (double)a.intercept[k + j * n] * arcs::wrap_low(angle[row + j] - mean);
            }
            phi[i] = mean + line;
        }
    }
    FOR_THREADS(t) {
        if (t < count) {
            arcs::unwrap(phi + t * n, n, a.first_anchor, a.last_anchor);
        }
    }
    FOR_THREADS(t) {
        for (stampede_int i = t; i < count * n; i += STAMPEDE_BLOCK) {
            stampede_int e = i % count;
            stampede_int k = i / count;
            double smooth = phi[e * n + k];
            a.phase[first + e + k * a.arcs] = (float)smooth;
            a.noise[first + e + k * a.arcs] = (float)arcs::wrap(angle[e * n + k] - smooth);
        }
    }
}
