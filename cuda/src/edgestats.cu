// EdgeNoise and EdgePhasorNoise: a thread per edge and acquisition, several edges to a block. Phasors of the edges of
// a block lie in shared memory; the tables of smoothing in time are stored so that threads of one edge read
// neighbouring numbers.
#include "kernel.h"

namespace edges {

// Edges of a block and where its phasors are.
struct Block {
    stampede_int n;
    stampede_int first;
    stampede_int count;
    double *re;
    double *im;
};

STAMPEDE_FUNCTION stampede_int per_block(stampede_int n) { return larger(1, STAMPEDE_BLOCK / n); }

STAMPEDE_FUNCTION Block block(stampede_int edges, stampede_int n) {
    Block b;
    b.n = n;
    b.first = BLOCK_INDEX * per_block(n);
    b.count = smaller(per_block(n), edges - b.first);
    b.re = shared_memory();
    b.im = b.re + per_block(n) * n;
    return b;
}

STAMPEDE_FUNCTION void phasor(
        const float *re, const float *im, stampede_int p, stampede_int q, double *out_re, double *out_im) {
    double pr = re[p];
    double pi = im[p];
    double qr = re[q];
    double qi = im[q];
    *out_re = qr * pr + qi * pi;
    *out_im = qi * pr - qr * pi;
}

// D[k] = u[q, k] conj(u[p, k]) of all edges of the block.
template <class Args>
STAMPEDE_FUNCTION void load(const Args &a, const Block &b) {
    FOR_THREADS(t) {
        for (stampede_int i = t; i < b.count * b.n; i += STAMPEDE_BLOCK) {
            stampede_int e = b.first + i / b.n;
            stampede_int plane = i % b.n * a.points;
            phasor(a.re, a.im, plane + a.from[e], plane + a.to[e], &b.re[i], &b.im[i]);
        }
    }
}

// The angle of a phasor seen from another one.
STAMPEDE_FUNCTION double angle(double re, double im, double from_re, double from_im) {
    return atan2(im * from_re - re * from_im, re * from_re + im * from_im);
}

STAMPEDE_FUNCTION double wrap(double x) { return x - TWO_PI * rint(x * (1 / TWO_PI)); }

// Standard deviation and largest magnitude of n values; NaN if one is.
STAMPEDE_FUNCTION void scatter(const double *nu, stampede_int n, float *deviation, float *largest) {
    double mean = 0;
    for (stampede_int k = 0; k < n; k++) {
        mean += nu[k];
    }
    mean /= n;
    double squares = 0;
    double most = 0;
    for (stampede_int k = 0; k < n; k++) {
        squares += (nu[k] - mean) * (nu[k] - mean);
        double size = fabs(nu[k]);
        most = size > most || size != size ? size : most;
    }
    *deviation = (float)sqrt(squares / larger(1, n - 1));
    *largest = (float)(mean != mean ? mean : most);
}

}  // namespace edges

STAMPEDE_KERNEL(edge_leave_one_out) {
    edges::Block b = edges::block(a.edges, a.n);
    edges::load(a, b);
    FOR_THREADS(t) {
        for (stampede_int i = t; i < b.count * b.n; i += STAMPEDE_BLOCK) {
            stampede_int k = i % b.n;
            stampede_int row = i - k;
            double re = 0;
            double im = 0;
            for (stampede_int l = 0; l < b.n; l++) {
                if (l != k) {
                    double w = a.weight[k + l * b.n];
                    re += w * b.re[row + l];
                    im += w * b.im[row + l];
                }
            }
            a.noise[k + (b.first + i / b.n) * b.n] = edges::angle(b.re[i], b.im[i], re, im);
        }
    }
}

STAMPEDE_KERNEL(edge_sums) {
    FOR_THREADS(t) {
        stampede_int i = global_index(t);
        stampede_int segments = (a.edges + STAMPEDE_EDGE_SEGMENT - 1) / STAMPEDE_EDGE_SEGMENT;
        if (i < segments * a.n) {
            stampede_int k = i % a.n;
            stampede_int segment = i / a.n;
            stampede_int end = smaller(a.edges, (segment + 1) * STAMPEDE_EDGE_SEGMENT);
            double sum = 0;
            double squares = 0;
            for (stampede_int e = segment * STAMPEDE_EDGE_SEGMENT; e < end; e++) {
                double nu = a.noise[k + e * a.n];
                sum += nu;
                squares += nu * nu;
            }
            a.sums[k + 2 * segment * a.n] = sum;
            a.sums[k + (2 * segment + 1) * a.n] = squares;
        }
    }
}

STAMPEDE_KERNEL(edge_noise) {
    edges::Block b = edges::block(a.edges, a.n);
    const stampede_int size = edges::per_block(a.n) * a.n;
    double *phi = b.im + size;
    double *nu = phi + size;
    edges::load(a, b);
    FOR_THREADS(t) {
        for (stampede_int i = t; i < b.count * b.n; i += STAMPEDE_BLOCK) {
            phi[i] = atan2(b.im[i], b.re[i]);
        }
    }
    FOR_THREADS(t) {
        for (stampede_int i = t; i < b.count * b.n; i += STAMPEDE_BLOCK) {
            stampede_int k = i % b.n;
            stampede_int row = i - k;
            double re = 0;
            double im = 0;
            for (stampede_int l = 0; l < b.n; l++) {
                double w = a.weight[k + l * b.n];
                re += w * b.re[row + l];
                im += w * b.im[row + l];
            }
            double theta = atan2(im, re);
            double offset = 0;
            double gradient = 0;
            for (stampede_int l = 0; l < b.n; l++) {
                double seen = edges::wrap(phi[row + l] - theta);
                offset += a.intercept[k + l * b.n] * seen;
                gradient += a.slope[k + l * b.n] * seen;
            }
            double rest = 0;
            for (stampede_int l = 0; l < b.n; l++) {
                double seen = edges::wrap(phi[row + l] - theta);
                double left = edges::wrap(seen - offset - gradient * a.tau[k + l * b.n]);
                rest += a.intercept[k + l * b.n] * left;
            }
            double s, c;
            sine_cosine(offset + rest, &s, &c);
            nu[i] = edges::angle(b.re[i], b.im[i], re * c - im * s, re * s + im * c);
        }
    }
    FOR_THREADS(t) {
        if (t < b.count) {
            double *mine = nu + t * b.n;
            double kappa = 0;
            for (stampede_int k = 0; k < b.n; k++) {
                kappa += a.projector[k] * mine[k];
            }
            for (stampede_int k = 0; k < b.n; k++) {
                mine[k] -= kappa * a.baseline[k];
            }
            edges::scatter(mine, b.n, &a.noise[b.first + t], &a.noise[a.edges + b.first + t]);
        }
    }
}

STAMPEDE_KERNEL(edge_phasor_sums) {
    FOR_THREADS(t) {
        stampede_int i = global_index(t);
        stampede_int segments = (a.edges + STAMPEDE_EDGE_SEGMENT - 1) / STAMPEDE_EDGE_SEGMENT;
        if (i < segments * a.n) {
            stampede_int f = i % a.n;
            stampede_int segment = i / a.n;
            stampede_int end = smaller(a.edges, (segment + 1) * STAMPEDE_EDGE_SEGMENT);
            double sum_re = 0;
            double sum_im = 0;
            double squares = 0;
            for (stampede_int e = segment * STAMPEDE_EDGE_SEGMENT; e < end; e++) {
                double re, im;
                edges::phasor(a.re, a.im, f * a.points + a.from[e], f * a.points + a.to[e], &re, &im);
                sum_re += re;
                sum_im += im;
                squares += re * re + im * im;
            }
            a.sums[f + 3 * segment * a.n] = sum_re;
            a.sums[f + (3 * segment + 1) * a.n] = sum_im;
            a.sums[f + (3 * segment + 2) * a.n] = squares;
        }
    }
}

STAMPEDE_KERNEL(edge_phasor_noise) {
    edges::Block b = edges::block(a.edges, a.n);
    edges::load(a, b);
    FOR_THREADS(t) {
        if (t < b.count) {
            double *re = b.re + t * b.n;
            double *im = b.im + t * b.n;
            double kappa_re = 0;
            double kappa_im = 0;
            for (stampede_int f = 0; f < b.n; f++) {
                kappa_re += a.projector[f] * re[f];
                kappa_im += a.projector[f] * im[f];
            }
            for (stampede_int f = 0; f < b.n; f++) {
                double x = a.baseline[f];
                re[f] = atan2(im[f] - kappa_im * x, re[f] - kappa_re * x);
            }
            edges::scatter(re, b.n, &a.noise[b.first + t], &a.noise[a.edges + b.first + t]);
        }
    }
}
