/* Loops over rasters, band after band, row after row. See yardsticks.c. */
#include <string.h>

/* Bilinear onto a grid of n x n pixels beside that of the (n + 1) x (n + 1) pixels of each band: the four neighbours of
 * a target pixel begin at its own row and column. Weights of both along an axis, first all of the nearer one. */
__attribute__((optimize("fp-contract=off"))) void resample(const double *in, int n, int bands, const double *weights,
                                                           double none, double instead, unsigned char *covered,
                                                           double *out) {
    const long m = n + 1;
    memset(covered, 0, (long)n * n);
    for (int b = 0; b < bands; b++)
        for (long r = 0; r < n; r++)
            for (long c = 0; c < n; c++) covered[r * n + c] |= in[(b * m + r) * m + c] != none;
    for (int b = 0; b < bands; b++)
        for (long r = 0; r < n; r++) {
            const double *top = in + (b * m + r) * m, *low = top + m;
            double upper = weights[r], lower = weights[n + r];
            double *line = out + ((long)b * n + r) * n;
            for (long c = 0; c < n; c++) {
                double w, sum = 0, weight = 0;
                w = upper * weights[c];
                sum += top[c] != none ? w * top[c] : 0;
                weight += top[c] != none ? w : 0;
                w = upper * weights[n + c];
                sum += top[c + 1] != none ? w * top[c + 1] : 0;
                weight += top[c + 1] != none ? w : 0;
                w = lower * weights[c];
                sum += low[c] != none ? w * low[c] : 0;
                weight += low[c] != none ? w : 0;
                w = lower * weights[n + c];
                sum += low[c + 1] != none ? w * low[c + 1] : 0;
                weight += low[c + 1] != none ? w : 0;
                double v = __builtin_floor(sum / weight + 0.5);
                v = v < 0 ? 0 : v > 65535 ? 65535 : v;
                v = v == none ? instead : v;
                line[c] = weight < 1e-5 || !covered[r * n + c] ? none : v;
            }
        }
}
