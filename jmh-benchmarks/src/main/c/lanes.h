/* Vectors of 16 floats or 8 doubles are GNU C; gcc splits them where the processor has narrower ones. Shared by the files
 * beside this one. */
#ifndef LANES_H
#define LANES_H

#include <math.h>

typedef float v16 __attribute__((vector_size(64), aligned(4)));
typedef int i16 __attribute__((vector_size(64), aligned(4)));
typedef double v8 __attribute__((vector_size(64), aligned(8)));
typedef long l8 __attribute__((vector_size(64), aligned(8)));
enum { L = 16, D = 8 };

#define V(p) (*(const v16 *)(p))
#define ROUND 12582912.0f

static inline v16 pick(i16 mask, v16 yes, v16 no) { return (v16)((mask & (i16)yes) | (~mask & (i16)no)); }
static inline v16 absolute(v16 x) { return (v16)((i16)x & 0x7fffffff); }
static inline v16 least(v16 a, v16 b) { return pick(a < b, a, b); }
static inline v16 most(v16 a, v16 b) { return pick(a > b, a, b); }

static inline v16 root(v16 x) {
    v16 y = x;
    for (int l = 0; l < L; l++) y[l] = __builtin_sqrtf(x[l]);
    return y;
}

/* Sine and cosine by quarter turns, polynomials of the Cephes library; error 1.2e-7 below 10000. */
static inline void turn(v16 a, v16 *cosine, v16 *sine) {
    v16 shifted = a * (float)(2 / M_PI) + ROUND;
    v16 q = shifted - ROUND;
    v16 r = a - q * 1.5703125f - q * 4.837512969970703125e-4f - q * 7.54978995489188e-8f;
    v16 z = r * r;
    v16 s = ((z * -1.9515295891e-4f + 8.3321608736e-3f) * z - 1.6666654611e-1f) * z * r + r;
    v16 c = ((z * 2.443315711809948e-5f - 1.388731625493765e-3f) * z + 4.166664568298827e-2f) * z * z - z * 0.5f + 1;
    i16 n = (i16)shifted;
    i16 odd = (n & 1) != 0;
    *sine = (v16)((i16)pick(odd, c, s) ^ ((n & 2) << 30));
    *cosine = (v16)((i16)pick(odd, s, c) ^ (((n + 1) & 2) << 30));
}

static inline v16 angle(v16 y, v16 x) {
    v16 ax = absolute(x), ay = absolute(y);
    v16 low = least(ax, ay), high = most(most(ax, ay), (v16){} + 1.17549435e-38f);
    i16 far = low > high * 0.4142135623730950f;
    v16 t = pick(far, low - high, low) / pick(far, low + high, high);
    v16 z = t * t;
    v16 a = (((z * 8.05374449538e-2f - 1.38776856032e-1f) * z + 1.99777106478e-1f) * z - 3.33329491539e-1f) * z * t + t;
    a = pick(far, a + (float)(M_PI / 4), a);
    a = pick(ay > ax, (float)(M_PI / 2) - a, a);
    a = pick(x < 0, (float)M_PI - a, a);
    return (v16)((i16)a ^ ((i16)y & (int)0x80000000));
}

static inline v16 wrapped(v16 a) {
    v16 turns = a * (float)(0.5 / M_PI) + ROUND - ROUND;
    return a - turns * (float)(2 * M_PI);
}

#endif
