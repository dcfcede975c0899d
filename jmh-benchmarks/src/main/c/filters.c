/* The filters of stages 2, 3 and 6 once more, in C around transforms of FFTW: what a C programmer would get. Spectra are
 * interleaved pairs of doubles, in the buffers that FFTW was planned with; `execute` is its function. */
#include <math.h>
#include <string.h>

typedef void (*execute_t)(void *);
enum { MOST = 64, PAD = 3 };

static double taps[2 * PAD + 1];

static void make_taps(void) {
    for (int k = -PAD; k <= PAD; k++) taps[k + PAD] = exp(-0.5 * (2.5 * k / 3) * (2.5 * k / 3));
}

static inline void swap(double *a, double *b) {
    double t = *a;
    *a = *b;
    *b = t;
}

/* Mean of the two middle values, by quickselect; reorders. */
static double median(double *x, int n) {
    int k = n / 2, low = 0, high = n - 1;
    while (low < high) {
        int middle = (low + high) / 2;
        if (x[middle] < x[low]) swap(x + middle, x + low);
        if (x[high] < x[low]) swap(x + high, x + low);
        if (x[high] < x[middle]) swap(x + high, x + middle);
        double pivot = x[middle];
        int i = low, j = high;
        while (i <= j) {
            while (x[i] < pivot) i++;
            while (x[j] > pivot) j--;
            if (i <= j) swap(x + i++, x + j--);
        }
        if (k <= j) high = j;
        else if (k >= i) low = i;
        else break;
    }
    double below = x[0];
    for (int i = 1; i < k; i++) below = x[i] > below ? x[i] : below;
    return (below + x[k]) / 2;
}

/* The smoothed magnitude in the order of the spectrum, and its median. */
static double smooth(const double *pairs, int n, double *h) {
    static double magnitude[MOST * MOST], wide[(MOST + 2 * PAD) * MOST], line[MOST + 2 * PAD], sorted[MOST * MOST];
    int half = n / 2;
    for (int i = 0; i < n * n; i++) magnitude[i] = sqrt(pairs[2 * i] * pairs[2 * i] + pairs[2 * i + 1] * pairs[2 * i + 1]);
    memset(wide, 0, PAD * n * sizeof(double));
    memset(wide + (n + PAD) * n, 0, PAD * n * sizeof(double));
    memcpy(wide + PAD * n, magnitude + half * n, (n - half) * n * sizeof(double));
    memcpy(wide + (PAD + n - half) * n, magnitude, half * n * sizeof(double));
    memset(line, 0, sizeof line);
    for (int r = 0; r < n; r++) {
        double sum[MOST];
        for (int c = 0; c < n; c++) {
            double s = 0;
            for (int k = 0; k <= 2 * PAD; k++) s += taps[k] * wide[(r + k) * n + c];
            sum[c] = s;
        }
        memcpy(line + PAD, sum + half, (n - half) * sizeof(double));
        memcpy(line + PAD + n - half, sum, half * sizeof(double));
        for (int c = 0; c < n; c++) {
            double s = 0;
            for (int k = 0; k <= 2 * PAD; k++) s += taps[k] * line[c + k];
            sum[c] = s;
        }
        double *out = h + (r + half) % n * n;
        memcpy(out + half, sum, (n - half) * sizeof(double));
        memcpy(out, sum + n - half, half * sizeof(double));
    }
    memcpy(sorted, h, n * n * sizeof(double));
    return median(sorted, n * n);
}

void smoothed_magnitude(const double *pairs, int n, int times, double *h) {
    make_taps();
    for (int f = 0; f < times; f++) smooth(pairs, n, h);
}

/* Response of the adaptive filter with exponent 1, over n^2. */
static void respond(const double *pairs, int n, double beta, const double *lowPass, double *h) {
    double m = smooth(pairs, n, h), scale = m != 0 ? 1 / m : 1, part = 1.0 / (n * n);
    for (int i = 0; i < n * n; i++) {
        double above = h[i] * scale - 1;
        h[i] = (beta * (above > 0 ? above : 0) + lowPass[i]) * part;
    }
}

static inline int least(int a, int b) { return a < b ? a : b; }

static void load(const float *re, const float *im, int rows, int i0, int j0, int data, int n, double *pairs) {
    memset(pairs, 0, 2L * n * n * sizeof(double));
    for (int c = 0; c < data; c++)
        for (int r = 0; r < data; r++) {
            float x = re[i0 + r + (long)(j0 + c) * rows], y = im[i0 + r + (long)(j0 + c) * rows];
            int none = x != x || y != y;
            pairs[2 * (c * n + r)] = none ? 0 : x;
            pairs[2 * (c * n + r) + 1] = none ? 0 : y;
        }
}

void clap_grid(const float *re, const float *im, int ni, int nj, int n, double beta, const double *lowPass, int m,
               float *outRe, float *outIm, double *sums, execute_t execute, void *forward, double *in, double *spectrum,
               void *back, double *product, double *window) {
    int data = n * 3 / 4, step = data / 4, wi = (ni + step - 1) / step - 3, wj = (nj + step - 1) / step - 3;
    long cells = (long)ni * nj;
    double h[MOST * MOST];
    make_taps();
    for (int f = 0; f < m; f++) {
        memset(sums, 0, 2 * cells * sizeof(double));
        for (int a = 0; a < wi; a++)
            for (int b = 0; b < wj; b++) {
                int si = a * step + data - ni, sj = b * step + data - nj;
                si = si > 0 ? si : 0;
                sj = sj > 0 ? sj : 0;
                int i0 = a * step - si, j0 = b * step - sj;
                load(re + f * cells, im + f * cells, ni, i0, j0, data, n, in);
                execute(forward);
                respond(spectrum, n, beta, lowPass, h);
                for (int i = 0; i < n * n; i++) {
                    product[2 * i] = spectrum[2 * i] * h[i];
                    product[2 * i + 1] = spectrum[2 * i + 1] * h[i];
                }
                execute(back);
                for (int c = sj; c < data; c++) {
                    double *sum = sums + 2 * (i0 + (long)(j0 + c) * ni);
                    int wc = least(c - sj, data - 1 - (c - sj));
                    for (int r = si; r < data; r++) {
                        double w = least(r - si, data - 1 - (r - si)) + wc + 1e-6;
                        sum[2 * r] += window[2 * (c * n + r)] * w;
                        sum[2 * r + 1] += window[2 * (c * n + r) + 1] * w;
                    }
                }
            }
        for (long i = 0; i < cells; i++) {
            outRe[i + f * cells] = (float)sums[2 * i];
            outIm[i + f * cells] = (float)sums[2 * i + 1];
        }
    }
}

/* One value of each filtered block, without the cell itself: a sum over the spectrum in place of the transform back. turn: cosines, then sines of
 * 2 pi k / n. */
void clap_cells(const float *re, const float *im, int ni, int nj, int n, double beta, const double *lowPass,
                const int *cell, int count, int m, const double *turn, float *outRe, float *outIm, execute_t execute,
                void *forward, double *in, double *spectrum) {
    double h[MOST * MOST];
    make_taps();
    for (int k = 0; k < count; k++) {
        int i = cell[k] % ni, j = cell[k] / ni;
        int i0 = least(i - n / 2 > 0 ? i - n / 2 : 0, ni - n), j0 = least(j - n / 2 > 0 ? j - n / 2 : 0, nj - n);
        for (int f = 0; f < m; f++) {
            load(re + (long)f * ni * nj, im + (long)f * ni * nj, ni, i0, j0, n, n, in);
            in[2 * ((j - j0) * n + i - i0)] = in[2 * ((j - j0) * n + i - i0) + 1] = 0;
            execute(forward);
            respond(spectrum, n, beta, lowPass, h);
            double sumRe[MOST] = {0}, sumIm[MOST] = {0};
            for (int v = 0; v < n; v++) {
                double c = turn[v * (j - j0) % n], s = turn[n + v * (j - j0) % n];
                const double *z = spectrum + 2 * v * n, *g = h + v * n;
                for (int u = 0; u < n; u++) {
                    sumRe[u] += g[u] * (z[2 * u] * c - z[2 * u + 1] * s);
                    sumIm[u] += g[u] * (z[2 * u] * s + z[2 * u + 1] * c);
                }
            }
            double x = 0, y = 0;
            for (int u = 0; u < n; u++) {
                double c = turn[u * (i - i0) % n], s = turn[n + u * (i - i0) % n];
                x += sumRe[u] * c - sumIm[u] * s;
                y += sumRe[u] * s + sumIm[u] * c;
            }
            outRe[k + (long)f * count] = (float)x;
            outIm[k + (long)f * count] = (float)y;
        }
    }
}

/* One grid; exponentials and logarithms of libm. */
void goldstein(const float *re, const float *im, int rows, int cols, int size, int n, double alpha, float *outRe,
               float *outIm, double *sums, execute_t execute, void *forward, double *in, double *spectrum, void *back,
               double *product, double *window) {
    int step = size / 2, wr = (rows + step - 1) / step - 1, wc = (cols + step - 1) / step - 1;
    double h[MOST * MOST], part = 1.0 / (n * n);
    make_taps();
    memset(sums, 0, 2L * rows * cols * sizeof(double));
    for (int p = 0; p < wr; p++)
        for (int q = 0; q < wc; q++) {
            int sr = p * step + size - rows, sc = q * step + size - cols;
            sr = sr > 0 ? sr : 0;
            sc = sc > 0 ? sc : 0;
            int r0 = p * step - sr, c0 = q * step - sc;
            load(re, im, rows, r0, c0, size, n, in);
            execute(forward);
            double m = smooth(spectrum, n, h), scale = m == 0 ? 1 : 1 / m;
            for (int i = 0; i < n * n; i++) {
                double gain = pow(h[i] * scale, alpha) * part;
                product[2 * i] = spectrum[2 * i] * gain;
                product[2 * i + 1] = spectrum[2 * i + 1] * gain;
            }
            execute(back);
            for (int c = sc; c < size; c++) {
                double *sum = sums + 2 * (r0 + (long)(c0 + c) * rows);
                int across = least(c - sc + 1, size - c + sc);
                for (int r = sr; r < size; r++) {
                    double w = least(r - sr + 1, size - r + sr) + across;
                    sum[2 * r] += window[2 * (c * n + r)] * w;
                    sum[2 * r + 1] += window[2 * (c * n + r) + 1] * w;
                }
            }
        }
    for (long i = 0; i < (long)rows * cols; i++) {
        double x = sums[2 * i], y = sums[2 * i + 1], size2 = x * x + y * y;
        double scale = sqrt(((double)re[i] * re[i] + (double)im[i] * im[i]) / size2);
        outRe[i] = (float)(size2 > 0 ? x * scale : sqrt((double)re[i] * re[i] + (double)im[i] * im[i]));
        outIm[i] = (float)(size2 > 0 ? y * scale : 0);
    }
}
