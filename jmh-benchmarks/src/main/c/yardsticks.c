/* The hot loops of the kernels once more, written for gcc: what a C programmer would get on this machine from the same
 * formulas in the same order of memory. The benchmarks compile the files of this folder where gcc is present
 * (-O3 -march=native) and compare. All matrices are planar: interferogram after interferogram, point after point. */
#include "lanes.h"
#include <string.h>

/* ---- topofit: n is a multiple of 16; stride of b is 0 where all points share their baselines ---- */
enum { RE, IM, B, COS, SIN, LRE, LIM, C1, S1, C2, S2, C3, S3, C7, S7, ROWS };
static float tile[1024][ROWS][L];

static void rotation(int m, v16 k) {
    for (int f = 0; f < m; f++) turn(V(tile[f][B]) * k, (v16 *)tile[f][COS], (v16 *)tile[f][SIN]);
}

static void rotate(int m, int fromRe, int fromIm, v16 *sumRe, v16 *sumIm) {
    v16 sr = {}, si = {};
    for (int f = 0; f < m; f++) {
        v16 c = V(tile[f][COS]), s = V(tile[f][SIN]), re = V(tile[f][fromRe]), im = V(tile[f][fromIm]);
        v16 lr = re * c + im * s, li = im * c - re * s;
        *(v16 *)tile[f][LRE] = lr;
        *(v16 *)tile[f][LIM] = li;
        sr += lr;
        si += li;
    }
    *sumRe = sr;
    *sumIm = si;
}

static void keep(v16 re, v16 im, int t, v16 *best, v16 *trial) {
    v16 power = re * re + im * im;
    i16 better = power > *best;
    *best = pick(better, power, *best);
    *trial = pick(better, (v16){} + (float)t, *trial);
}

/* The rotation in rows c, s times that in rows d, d + 1, into rows e, e + 1. */
static void compose(float (*row)[L], int c, int d, int e) {
    v16 a = V(row[c]), b = V(row[c + 1]), x = V(row[d]), y = V(row[d + 1]);
    *(v16 *)row[e] = a * x - b * y;
    *(v16 *)row[e + 1] = b * x + a * y;
}

#define PRODUCTS(k, C, S) { v16 c = V(row[C]), s = V(row[S]); rc##k += re * c; is##k += im * s; ic##k += im * c; rs##k += re * s; }

void topofit(const float *re0, const float *im0, const float *b0, int n, int m, int shared, int trials, float *slope,
             float *offset, float *coherence, float *residual) {
    for (int p = 0; p < n; p += L) {
        v16 low = (v16){} + 3e38f, high = -low, sumRe, sumIm;
        for (int f = 0; f < m; f++) {
            v16 re = V(re0 + p + (long)f * n), im = V(im0 + p + (long)f * n);
            v16 b = shared ? (v16){} + b0[f] : V(b0 + p + (long)f * n);
            *(v16 *)tile[f][RE] = re;
            *(v16 *)tile[f][IM] = im;
            *(v16 *)tile[f][B] = b;
            low = least(low, b);
            high = most(high, b);
        }
        v16 step = (float)(M_PI / 4) / (high - low);
        rotation(m, step);
        for (int f = 0; f < m; f++) {
            memcpy(tile[f][C1], tile[f][COS], 2 * L * sizeof(float));
            compose(tile[f], C1, C1, C2);
            compose(tile[f], C2, C1, C3);
            compose(tile[f], C3, C3, C7);
            compose(tile[f], C7, C1, C7);
        }
        v16 best = (v16){} - 1, trial = {};
        int middle = 3 - trials;
        rotation(m, step * (float)middle);
        rotate(m, RE, IM, &sumRe, &sumIm);
        for (; middle - 3 <= trials; middle += 7) {
            v16 sr = {}, si = {}, rc1 = {}, is1 = {}, ic1 = {}, rs1 = {}, rc2 = {}, is2 = {}, ic2 = {}, rs2 = {},
                rc3 = {}, is3 = {}, ic3 = {}, rs3 = {};
            for (int f = 0; f < m; f++) {
                float(*row)[L] = tile[f];
                v16 re = V(row[LRE]), im = V(row[LIM]), c7 = V(row[C7]), s7 = V(row[S7]);
                sr += re;
                si += im;
                PRODUCTS(1, C1, S1)
                PRODUCTS(2, C2, S2)
                PRODUCTS(3, C3, S3)
                *(v16 *)row[LRE] = re * c7 + im * s7;
                *(v16 *)row[LIM] = im * c7 - re * s7;
            }
            if (middle - 3 <= trials) keep(rc3 - is3, ic3 + rs3, middle - 3, &best, &trial);
            if (middle - 2 <= trials) keep(rc2 - is2, ic2 + rs2, middle - 2, &best, &trial);
            if (middle - 1 <= trials) keep(rc1 - is1, ic1 + rs1, middle - 1, &best, &trial);
            if (middle <= trials) keep(sr, si, middle, &best, &trial);
            if (middle + 1 <= trials) keep(rc1 + is1, ic1 - rs1, middle + 1, &best, &trial);
            if (middle + 2 <= trials) keep(rc2 + is2, ic2 - rs2, middle + 2, &best, &trial);
            if (middle + 3 <= trials) keep(rc3 + is3, ic3 - rs3, middle + 3, &best, &trial);
        }
        v16 coarse = trial * step;
        rotation(m, coarse);
        rotate(m, RE, IM, &sumRe, &sumIm);
        v16 numerator = {}, denominator = {};
        for (int f = 0; f < m; f++) {
            v16 re = V(tile[f][LRE]), im = V(tile[f][LIM]), b = V(tile[f][B]);
            v16 psi = angle(im * sumRe - re * sumIm, re * sumRe + im * sumIm);
            v16 weighted = (re * re + im * im) * b;
            numerator += weighted * psi;
            denominator += weighted * b;
        }
        v16 fine = numerator / denominator;
        rotation(m, fine);
        rotate(m, LRE, LIM, &sumRe, &sumIm);
        v16 moduli = {};
        for (int f = 0; f < m; f++) {
            v16 re = V(tile[f][LRE]), im = V(tile[f][LIM]);
            moduli += root(re * re + im * im);
        }
        *(v16 *)(coherence + p) = root(sumRe * sumRe + sumIm * sumIm) / moduli;
        if (!slope) continue;
        *(v16 *)(slope + p) = coarse + fine;
        *(v16 *)(offset + p) = angle(sumIm, sumRe);
        if (residual)
            for (int f = 0; f < m; f++)
                *(v16 *)(residual + p + (long)f * n) = angle(V(tile[f][LIM]), V(tile[f][LRE]));
    }
}

/* ---- sums per cell ---- */
void grid_accumulate(const float *re, const float *im, int n, int m, const int *start, const int *point, int cells,
                     float *outRe, float *outIm) {
    for (int f = 0; f < m; f++) {
        const float *r = re + (long)f * n, *i = im + (long)f * n;
        for (int c = 0; c < cells; c++) {
            float sr = 0, si = 0;
            for (int k = start[c]; k < start[c + 1]; k++) {
                sr += r[point[k]];
                si += i[point[k]];
            }
            outRe[c + (long)f * cells] = sr;
            outIm[c + (long)f * cells] = si;
        }
    }
}

void scatter_accumulate(const float *re, const float *im, int n, int m, const int *cellOf, int cells, float *outRe,
                        float *outIm) {
    for (int f = 0; f < m; f++) {
        memset(outRe, 0, cells * sizeof(float));
        memset(outIm, 0, cells * sizeof(float));
        for (int p = 0; p < n; p++) {
            outRe[cellOf[p]] += re[p + (long)f * n];
            outIm[cellOf[p]] += im[p + (long)f * n];
        }
    }
}

void histogram(const float *coherence, int n, const double *edges, double *counts) {
    for (int p = 0; p < n; p++) {
        double g = coherence[p];
        if (g != g) continue;
        int b = (int)(g * 100);
        b = b < 0 ? 0 : b > 99 ? 99 : b;
        while (b < 99 && g > edges[b]) b++;
        while (b > 0 && g <= edges[b - 1]) b--;
        counts[b]++;
    }
}

/* ---- model phase out of complex phase; n a multiple of 16 ---- */
void phase_ramp(const float *re, const float *im, const float *slope, const float *b, const float *offset, int n, int m,
                float *outRe, float *outIm) {
    for (int f = 0; f < m; f++)
        for (int p = 0; p < n; p += L) {
            long at = p + (long)f * n;
            v16 c, s, x = V(re + at), y = V(im + at);
            turn(V(slope + p) * V(b + at) + V(offset + p), &c, &s);
            *(v16 *)(outRe + at) = x * c + y * s;
            *(v16 *)(outIm + at) = y * c - x * s;
        }
}

/* ---- look-angle error and atmosphere ---- */
void scla(const float *phase, const float *b, const double *reference, const double *kWeight, const double *cWeight,
          int n, int m, double *k, double *c, float *scla) {
    for (int p = 0; p < n; p += 512) {
        int end = p + 512 < n ? p + 512 : n;
        for (int q = p; q < end; q++) k[q] = c[q] = 0;
        for (int f = 0; f < m; f++)
            for (int q = p; q < end; q++) k[q] += kWeight[f] * (phase[q + (long)f * n] - reference[f]);
        for (int f = 0; f < m; f++)
            for (int q = p; q < end; q++) {
                float s = (float)(k[q] * b[q + (long)f * n]);
                scla[q + (long)f * n] = s;
                c[q] += cWeight[f] * ((phase[q + (long)f * n] - reference[f]) - s);
            }
    }
}

void clip(const double *value, const int *start, const int *neighbour, int n, double *out) {
    for (int p = 0; p < n; p++) {
        float low = INFINITY, high = -INFINITY;
        for (int k = start[p]; k < start[p + 1]; k++) {
            float v = (float)value[neighbour[k]];
            low = v < low ? v : low;
            high = v > high ? v : high;
        }
        double own = value[p];
        out[p] = low <= high && own > high ? high : low <= high && own < low ? low : own;
    }
}

/* ---- linear combinations of planes ---- */
void plane_combination(const float *in, const double *offset, const double *coefficient, int n, int m, int outs,
                       double *out) {
    for (int p = 0; p < n; p += 512) {
        int end = p + 512 < n ? p + 512 : n;
        for (int r = 0; r < outs; r++) {
            for (int q = p; q < end; q++) out[q + (long)r * n] = 0;
            for (int f = 0; f < m; f++)
                for (int q = p; q < end; q++)
                    out[q + (long)r * n] += coefficient[f + r * m] * (in[q + (long)f * n] - offset[f]);
        }
    }
}

/* ---- Gaussian mean over neighbours; values [32, n] of points sorted by cell ---- */
void spatial_gaussian(const float *x, const float *y, const float *in, int n, const int *cellStart, int cellRows,
                      int cellCols, int reach, float radius, float sigma, float *out) {
    float factor = -1 / (2 * sigma * sigma), limit = radius * radius;
    for (int r = 0; r < cellRows; r++)
        for (int c = 0; c < cellCols; c++) {
            int c0 = c - reach < 0 ? 0 : c - reach, c1 = c + reach < cellCols ? c + reach : cellCols - 1;
            for (int p = cellStart[r * cellCols + c]; p < cellStart[r * cellCols + c + 1]; p++) {
                v16 a = {}, b = {};
                float sum = 0;
                for (int rr = r - reach < 0 ? 0 : r - reach; rr <= r + reach && rr < cellRows; rr++)
                    for (int q = cellStart[rr * cellCols + c0]; q < cellStart[rr * cellCols + c1 + 1]; q++) {
                        float dx = x[q] - x[p], dy = y[q] - y[p], d = dx * dx + dy * dy;
                        if (d < limit) {
                            float w = expf(d * factor);
                            sum += w;
                            a += w * V(in + 32L * q);
                            b += w * V(in + 32L * q + 16);
                        }
                    }
                *(v16 *)(out + 32L * p) = a / sum;
                *(v16 *)(out + 32L * p + 16) = b / sum;
            }
        }
}

/* ---- arcs in time; n a multiple of 16 ---- */
void arc_smoothing(const float *re, const float *im, const float *weight, const float *intercept, int n, int m,
                   int firstAnchor, int lastAnchor, float *outPhase, float *outNoise) {
    static float arg[1024][L], phi[1024][L];
    for (int p = 0; p < n; p += L) {
        for (int j = 0; j < m; j++) *(v16 *)arg[j] = angle(V(im + p + (long)j * n), V(re + p + (long)j * n));
        v16 before = {}, theta0 = {};
        for (int k = 0; k < m; k++) {
            v16 mr = {}, mi = {};
            for (int j = 0; j < m; j++) {
                float w = weight[k * m + j];
                mr += w * V(re + p + (long)j * n);
                mi += w * V(im + p + (long)j * n);
            }
            v16 mean = angle(mi, mr), line = {};
            for (int j = 0; j < m; j++) line += intercept[k * m + j] * wrapped(V(arg[j]) - mean);
            v16 theta = mean + line;
            before = k == 0 ? wrapped(theta) : before + wrapped(theta - theta0);
            theta0 = theta;
            *(v16 *)phi[k] = before;
        }
        v16 q = {};
        for (int k = firstAnchor; k <= lastAnchor; k++) q += V(phi[k]);
        q = q / (float)(lastAnchor - firstAnchor + 1);
        v16 shift = q - wrapped(q);
        for (int k = 0; k < m; k++) {
            v16 value = V(phi[k]) - shift;
            *(v16 *)(outPhase + p + (long)k * n) = value;
            *(v16 *)(outNoise + p + (long)k * n) = wrapped(V(arg[k]) - value);
        }
    }
}

void arc_scatter(const float *phase, const float *noise, const float *k, const float *bperp, int n, int m, float limit,
                 float *dph, float *outNoise, float *std) {
    for (int p = 0; p < n; p += L) {
        v16 mean = {}, squares = {};
        for (int f = 0; f < m; f++) mean += V(noise + p + (long)f * n);
        mean /= (float)m;
        for (int f = 0; f < m; f++) {
            v16 d = V(noise + p + (long)f * n) - mean;
            squares += d * d;
        }
        v16 s = root(squares / (float)(m - 1));
        i16 bad = s > limit;
        v16 none = (v16){} + NAN;
        *(v16 *)(std + p) = pick(bad, none, s);
        for (int f = 0; f < m; f++) {
            v16 e = pick(bad, none, V(noise + p + (long)f * n));
            *(v16 *)(outNoise + p + (long)f * n) = e;
            *(v16 *)(dph + p + (long)f * n) = V(phase + p + (long)f * n) + e + V(k + p) * bperp[f];
        }
    }
}

/* ---- amplitudes: big-endian pairs ---- */
void modulus(const unsigned *pixels, int n, float *amplitude) {
    for (int p = 0; p < n; p++) {
        unsigned a = __builtin_bswap32(pixels[2 * p]), b = __builtin_bswap32(pixels[2 * p + 1]);
        float re, im;
        memcpy(&re, &a, 4);
        memcpy(&im, &b, 4);
        amplitude[p] = (float)__builtin_sqrt((double)re * re + (double)im * im);
    }
}

/* ---- look-angle error of arcs, consecutive images; n a multiple of 16; tile as for topofit ---- */
static int peak_of(const float (*gamma)[L], int lane, int count) {
    int best = 0;
    for (int t = 1; t < count; t++) best = gamma[t][lane] > gamma[best][lane] ? t : best;
    int start = best, end = best;
    while (start > 0 && !(gamma[start][lane] < gamma[start - 1][lane])) start--;
    while (end < count - 1 && !(gamma[end + 1][lane] > gamma[end][lane])) end++;
    float rest = 0;
    for (int t = 0; t < count; t++)
        if ((t < start || t > end) && gamma[t][lane] > rest) rest = gamma[t][lane];
    return gamma[best][lane] - rest > 0.1f ? best - (count - 1) / 2 : -1000;
}

void look_angle(const float *re, const float *im, const float *b, int n, int m, int trials, float range,
                const float *bperp, float *k, float *outRe, float *outIm) {
    static float gamma[256][L];
    int s = m - 1, count = 2 * trials + 1;
    float step = (float)(M_PI / 4 / range);
    for (int p = 0; p < n; p += L) {
        for (int f = 0; f < s; f++) {
            v16 ar = V(re + p + (long)f * n), ai = V(im + p + (long)f * n);
            v16 br = V(re + p + (long)(f + 1) * n), bi = V(im + p + (long)(f + 1) * n), c, d;
            *(v16 *)tile[f][RE] = br * ar + bi * ai;
            *(v16 *)tile[f][IM] = bi * ar - br * ai;
            turn((v16){} + b[f] * step, &c, &d);
            *(v16 *)tile[f][C1] = c;
            *(v16 *)tile[f][S1] = d;
            *(v16 *)tile[f][COS] = (v16){} + 1;
            *(v16 *)tile[f][SIN] = (v16){};
        }
        for (int t = 0; t <= trials; t++) {
            v16 rc = {}, is = {}, ic = {}, rs = {};
            for (int f = 0; f < s; f++) {
                v16 c = V(tile[f][COS]), d = V(tile[f][SIN]), x = V(tile[f][RE]), y = V(tile[f][IM]);
                rc += x * c;
                is += y * d;
                ic += y * c;
                rs += x * d;
                v16 e = V(tile[f][C1]), g = V(tile[f][S1]);
                *(v16 *)tile[f][COS] = c * e - d * g;
                *(v16 *)tile[f][SIN] = d * e + c * g;
            }
            v16 up = rc + is, vp = ic - rs, un = rc - is, vn = ic + rs;
            *(v16 *)gamma[trials + t] = root(up * up + vp * vp) / (float)s;
            *(v16 *)gamma[trials - t] = root(un * un + vn * vn) / (float)s;
        }
        v16 found, accepted;
        for (int l = 0; l < L; l++) {
            int t = peak_of(gamma, l, count);
            accepted[l] = t > -1000 ? 1 : 0;
            found[l] = t > -1000 ? t * step : 0;
        }
        v16 sr = {}, si = {}, up = {}, down = {}, fr = {}, fi = {};
        for (int f = 0; f < s; f++) {
            v16 c, d, x = V(tile[f][RE]), y = V(tile[f][IM]);
            turn(found * b[f], &c, &d);
            v16 u = x * c + y * d, v = y * c - x * d;
            *(v16 *)tile[f][LRE] = u;
            *(v16 *)tile[f][LIM] = v;
            sr += u;
            si += v;
        }
        for (int f = 0; f < s; f++) {
            v16 u = V(tile[f][LRE]), v = V(tile[f][LIM]);
            up += b[f] * angle(v * sr - u * si, u * sr + v * si);
            down += (v16){} + b[f] * b[f];
        }
        v16 slope = found + up / down;
        for (int f = 0; f < s; f++) {
            v16 c, d, x = V(tile[f][RE]), y = V(tile[f][IM]);
            turn(slope * b[f], &c, &d);
            fr += x * c + y * d;
            fi += y * c - x * d;
        }
        i16 good = (accepted > 0) & (root(fr * fr + fi * fi) / (float)s >= 0.31f);
        slope = pick(good, slope, (v16){});
        *(v16 *)(k + p) = slope;
        for (int f = 0; f < m; f++) {
            v16 c, d, x = V(re + p + (long)f * n), y = V(im + p + (long)f * n);
            turn(slope * bperp[f], &c, &d);
            *(v16 *)(outRe + p + (long)f * n) = x * c + y * d;
            *(v16 *)(outIm + p + (long)f * n) = y * c - x * d;
        }
    }
}

/* ---- phase of points from that of their node; n a multiple of 16 ---- */
void reconstruct(const float *re, const float *im, const float *node, const int *nodeOf, int n, int nodes, int m,
                 float *out) {
    for (int f = 0; f < m; f++)
        for (int p = 0; p < n; p += L) {
            long at = p + (long)f * n;
            v16 a = angle(V(im + at), V(re + at)), base;
            for (int l = 0; l < L; l++) {
                int of = nodeOf[p + l];
                base[l] = of < 0 ? NAN : node[of + (long)f * nodes];
            }
            v16 turns = (base - a) * (float)(0.5 / M_PI) + ROUND - ROUND;
            *(v16 *)(out + at) = a + turns * (float)(2 * M_PI);
        }
}

/* ---- one image of preparation after another: modulus, sum above a floor, sums of the calibrated amplitude; rounded
 * after the product, as the contract says ---- */
__attribute__((optimize("fp-contract=off"))) void amplitude(const unsigned *pixels, int n, int images, float calibration, float *plane, double *total, float *sum,
               float *squares, float *gap) {
    memset(sum, 0, n * sizeof(float));
    memset(squares, 0, n * sizeof(float));
    for (int f = 0; f < images; f++) {
        modulus(pixels, n, plane);
        double s = 0, number = 0;
        for (int p = 0; p < n; p++) {
            s += plane[p] >= 0.001f ? plane[p] : 0;
            number += plane[p] >= 0.001f;
        }
        total[0] = s;
        total[1] = number;
        for (int p = 0; p < n; p++) {
            float a = plane[p] / calibration;
            int low = a <= 5e-5f;
            sum[p] = low ? 0 : sum[p] + a;
            gap[p] = low ? 1 : gap[p];
            squares[p] = low ? squares[p] : squares[p] + a * a;
        }
    }
}
