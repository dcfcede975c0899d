// ClapGridFilter in two steps, windows and their overlapping sum, and ClapCellFilter.
#include "clap_response.h"

namespace clap {

STAMPEDE_FUNCTION void load(double *re, double *im, int to, float x, float y) {
    bool none = x != x || y != y;
    re[to] = none ? 0 : x;
    im[to] = none ? 0 : y;
}

// How far row `a` of windows is moved back to stay inside the grid.
STAMPEDE_FUNCTION stampede_int shift(stampede_int a, stampede_int step, stampede_int data, stampede_int cells) {
    return larger(0, a * step + data - cells);
}

STAMPEDE_FUNCTION stampede_int pyramid(stampede_int k, stampede_int data) { return smaller(k, data - 1 - k); }

}  // namespace clap

STAMPEDE_KERNEL(clap_window) {
    using namespace clap;
    Work w = work(a.response);
    const int n = w.n;
    const int data = (int)a.data;
    const stampede_int row = a.first + BLOCK_INDEX / a.windows_j % a.bands;
    const stampede_int column = BLOCK_INDEX % a.windows_j;
    const stampede_int ifg = BLOCK_INDEX / (a.windows_j * a.bands);
    const stampede_int i0 = row * a.step - shift(row, a.step, data, a.ni);
    const stampede_int j0 = column * a.step - shift(column, a.step, data, a.nj);
    make_roots(w);
    FOR_THREADS(t) {
        for (int i = t; i < n * n; i += STAMPEDE_BLOCK) {
            int r = i % n;
            int c = i / n;
            if (r < data && c < data) {
                stampede_int cell = i0 + r + (j0 + c) * a.ni + ifg * a.ni * a.nj;
                load(w.re, w.im, i, a.re[cell], a.im[cell]);
            } else {
                w.re[i] = 0;
                w.im[i] = 0;
            }
        }
    }
    respond(w, a.response);
    transform(w, 1);
    FOR_THREADS(t) {
        for (int i = t; i < data * data; i += STAMPEDE_BLOCK) {
            int from = i / data * n + i % data;
            a.window_re[BLOCK_INDEX * data * data + i] = w.re[from];
            a.window_im[BLOCK_INDEX * data * data + i] = w.im[from];
        }
    }
}

STAMPEDE_KERNEL(clap_gather) {
    using namespace clap;
    FOR_THREADS(t) {
        const stampede_int at = global_index(t);
        const stampede_int cells = a.ni * a.nj;
        if (at < cells * a.ifgs) {
            const stampede_int i = at % a.ni;
            const stampede_int j = at % cells / a.ni;
            const stampede_int ifg = at / cells;
            const stampede_int last = a.first + a.bands;
            // Windows that begin within `data` cells before this one; moved windows count from where they were.
            const stampede_int row0 = larger(a.first, larger(0, i - a.data + a.step) / a.step);
            const stampede_int row1 = smaller(last - 1, i / a.step);
            const stampede_int column0 = larger(0, j - a.data + a.step) / a.step;
            const stampede_int column1 = smaller(a.windows_j - 1, j / a.step);
            double re = a.first > 0 ? a.sum_re[at] : 0;
            double im = a.first > 0 ? a.sum_im[at] : 0;
            for (stampede_int row = row0; row <= row1; row++) {
                for (stampede_int column = column0; column <= column1; column++) {
                    stampede_int r = i - row * a.step;
                    stampede_int c = j - column * a.step;
                    double weight = (double)(pyramid(r, a.data) + pyramid(c, a.data)) + 1e-6;
                    stampede_int window = (ifg * a.bands + row - a.first) * a.windows_j + column;
                    stampede_int from = window * a.data * a.data
                            + (c + shift(column, a.step, a.data, a.nj)) * a.data
                            + r + shift(row, a.step, a.data, a.ni);
                    re += a.window_re[from] * weight;
                    im += a.window_im[from] * weight;
                }
            }
            a.sum_re[at] = re;
            a.sum_im[at] = im;
            if (last >= a.windows_i) {
                a.out_re[at] = (float)re;
                a.out_im[at] = (float)im;
            }
        }
    }
}

namespace clap {

// Of the inverse transform only the value at (row, column).
STAMPEDE_FUNCTION void value_at(const Work &w, int row, int column) {
    const int n = w.n;
    FOR_THREADS(t) {
        double re = 0;
        double im = 0;
        for (int i = t; i < n * n; i += STAMPEDE_BLOCK) {
            int turn = (i % n * row + i / n * column) % n;
            re += w.re[i] * w.cosine[turn] - w.im[i] * w.sine[turn];
            im += w.re[i] * w.sine[turn] + w.im[i] * w.cosine[turn];
        }
        w.partial[t] = re;
        w.partial[STAMPEDE_BLOCK + t] = im;
    }
    for (int half = STAMPEDE_BLOCK / 2; half > 0; half /= 2) {
        FOR_THREADS(t) {
            if (t < half) {
                w.partial[t] += w.partial[t + half];
                w.partial[STAMPEDE_BLOCK + t] += w.partial[STAMPEDE_BLOCK + t + half];
            }
        }
    }
}

}  // namespace clap

STAMPEDE_KERNEL(clap_cell) {
    using namespace clap;
    Work w = work(a.response);
    const int n = w.n;
    const stampede_int k = BLOCK_INDEX % a.cells;
    const stampede_int ifg = BLOCK_INDEX / a.cells;
    const int row = a.inside[k] % n;
    const int column = a.inside[k] / n;
    const int half = ifg == 0 ? (int)a.blanked : 0;
    make_roots(w);
    FOR_THREADS(t) {
        for (int i = t; i < n * n; i += STAMPEDE_BLOCK) {
            int r = i % n;
            int c = i / n;
            if (r >= row - half && r <= row + half && c >= column - half && c <= column + half) {
                w.re[i] = 0;
                w.im[i] = 0;
            } else {
                stampede_int cell = a.block[k] + r + c * a.ni + ifg * a.ni * a.nj;
                load(w.re, w.im, i, a.re[cell], a.im[cell]);
            }
        }
    }
    respond(w, a.response);
    value_at(w, row, column);
    FOR_THREADS(t) {
        if (t == 0) {
            a.out_re[k + ifg * a.cells] = (float)w.partial[0];
            a.out_im[k + ifg * a.cells] = (float)w.partial[STAMPEDE_BLOCK];
        }
    }
}
