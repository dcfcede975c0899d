/* Noise of an interferogram and along edges in double precision, for gcc; see yardsticks.c. */
#include "lanes.h"

/* ---- noise of one interferogram, double precision ---- */
static inline v8 pick8(l8 mask, v8 yes, v8 no) { return (v8)((mask & (l8)yes) | (~mask & (l8)no)); }

static inline v8 angle8(v8 y, v8 x) {
    v8 ax = (v8)((l8)x & 0x7fffffffffffffffL), ay = (v8)((l8)y & 0x7fffffffffffffffL);
    v8 low = pick8(ax < ay, ax, ay), high = pick8(ax < ay, ay, ax);
    l8 far = low > high * 0.66;
    v8 t = pick8(far, low - high, low) / pick8(far, high + low, high);
    v8 z = t * t;
    v8 p = (((z * -8.750608600031904122785e-1 - 1.615753718733365076637e1) * z - 7.500855792314704667340e1) * z -
            1.228866684490136173410e2) * z - 6.485021904942025371773e1;
    v8 q = ((((z + 2.485846490142306297962e1) * z + 1.650270098316988542046e2) * z + 4.328810604912902668951e2) * z +
            4.853903996359136964868e2) * z + 1.945506571482613964425e2;
    v8 a = t * z * (p / q) + t;
    a = pick8(far, a + M_PI / 4, a);
    a = pick8(ay > ax, M_PI / 2 - a, a);
    a = pick8(x < 0, M_PI - a, a);
    return (v8)((l8)a ^ ((l8)y & (long)0x8000000000000000L));
}

static inline v8 wide(const float *p) { return __builtin_convertvector(*(const float __attribute__((vector_size(32), aligned(4))) *)p, v8); }

/* The model phase in single precision, its rotation in single, the rest in double. */
double noise_sum(const float *re, const float *im, const float *patchRe, const float *patchIm, const float *slope,
                 const float *b, const float *offset, int n) {
    v8 sum = {};
    float cs[L], sn[L];
    for (int p = 0; p < n; p += L) {
        v16 c, s;
        turn(V(slope + p) * V(b + p) + V(offset + p), &c, &s);
        *(v16 *)cs = c;
        *(v16 *)sn = s;
        for (int h = 0; h < L; h += D) {
            v8 x = wide(re + p + h), y = wide(im + p + h), u = wide(patchRe + p + h), v = wide(patchIm + p + h);
            v8 dr = x * u + y * v, di = y * u - x * v, cc = wide(cs + h), ss = wide(sn + h);
            v8 a = angle8(di * cc - dr * ss, dr * cc + di * ss);
            sum += a * a;
        }
    }
    double total = 0;
    for (int l = 0; l < D; l++) total += sum[l];
    return total;
}

/* ---- noise along edges, double precision, one edge a lane; one argument per phasor and per mean ---- */
static inline v8 wrapped8(v8 r) {
    v8 turns = r * (0.5 / M_PI) + 0x1.8p52 - 0x1.8p52;
    return r - turns * (2 * M_PI);
}

/* Standard deviation of m values a lane from their sum, and the largest of their sizes. */
static inline void summarise(double (*value)[D], int m, v8 sum, v8 top, float *deviation, float *largest) {
    v8 mean = sum / m, squares = {};
    for (int k = 0; k < m; k++) {
        v8 d = *(v8 *)value[k] - mean;
        squares += d * d;
    }
    for (int l = 0; l < D; l++) {
        deviation[l] = (float)__builtin_sqrt(squares[l] / (m - 1));
        largest[l] = (float)top[l];
    }
}

void edge_noise(const float *re, const float *im, int n, const int *from, const int *to, int edges, int m,
                const double *weight, const double *intercept, const double *slope, const double *tau,
                const double *baseline, const double *projector, float *deviation, float *largest) {
    static double dr[256][D], di[256][D], phi[256][D], a[256][D], nu[256][D];
    for (int e = 0; e < edges; e += D) {
        for (int k = 0; k < m; k++)
            for (int l = 0; l < D; l++) {
                long p = from[e + l] + (long)k * n, q = to[e + l] + (long)k * n;
                dr[k][l] = (double)re[q] * re[p] + (double)im[q] * im[p];
                di[k][l] = (double)im[q] * re[p] - (double)re[q] * im[p];
            }
        for (int k = 0; k < m; k++) *(v8 *)phi[k] = angle8(*(v8 *)di[k], *(v8 *)dr[k]);
        v8 kappa = {};
        for (int k = 0; k < m; k++) {
            const double *w = weight + k * m, *h = intercept + k * m, *g = slope + k * m, *t = tau + k * m;
            v8 mr = {}, mi = {};
            for (int l = 0; l < m; l++) {
                mr += w[l] * *(v8 *)dr[l];
                mi += w[l] * *(v8 *)di[l];
            }
            v8 m1 = {}, m2 = {}, mean = angle8(mi, mr);
            for (int l = 0; l < m; l++) {
                v8 angles = wrapped8(*(v8 *)phi[l] - mean);
                *(v8 *)a[l] = angles;
                m1 += h[l] * angles;
                m2 += g[l] * angles;
            }
            v8 m1b = {};
            for (int l = 0; l < m; l++) {
                m1b += h[l] * wrapped8(*(v8 *)a[l] - m1 - m2 * t[l]);
            }
            v8 r = wrapped8(*(v8 *)phi[k] - mean - m1 - m1b);
            *(v8 *)nu[k] = r;
            kappa += projector[k] * r;
        }
        v8 mean = {}, top = {};
        for (int k = 0; k < m; k++) {
            v8 r = *(v8 *)nu[k] - kappa * baseline[k];
            *(v8 *)nu[k] = r;
            mean += r;
            v8 size = (v8)((l8)r & 0x7fffffffffffffffL);
            top = pick8(size > top, size, top);
        }
        summarise(nu, m, mean, top, deviation + e, largest + e);
    }
}

/* ---- noise of phasors along edges, double precision, one edge a lane ---- */
void edge_phasor_noise(const float *re, const float *im, int n, const int *from, const int *to, int edges, int m,
                       const double *baseline, const double *projector, float *deviation, float *largest) {
    static double dr[256][D], di[256][D], nu[256][D];
    for (int e = 0; e < edges; e += D) {
        v8 kr = {}, ki = {}, mean = {}, top = {};
        for (int k = 0; k < m; k++) {
            for (int l = 0; l < D; l++) {
                long p = from[e + l] + (long)k * n, q = to[e + l] + (long)k * n;
                dr[k][l] = (double)re[q] * re[p] + (double)im[q] * im[p];
                di[k][l] = (double)im[q] * re[p] - (double)re[q] * im[p];
            }
            kr += projector[k] * *(v8 *)dr[k];
            ki += projector[k] * *(v8 *)di[k];
        }
        for (int k = 0; k < m; k++) {
            v8 r = angle8(*(v8 *)di[k] - ki * baseline[k], *(v8 *)dr[k] - kr * baseline[k]);
            *(v8 *)nu[k] = r;
            mean += r;
            v8 size = (v8)((l8)r & 0x7fffffffffffffffL);
            top = pick8(size > top, size, top);
        }
        summarise(nu, m, mean, top, deviation + e, largest + e);
    }
}
