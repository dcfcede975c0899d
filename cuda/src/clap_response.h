// The spectrum of a window of n x n values and the response of the CLAP filters to it; one block per window.
//
// A plane is n x n doubles, element (r, c) at c n + r; n is at most 1024, so that indices are 32-bit: division of longer
// ones takes a device many instructions. Lengths that are powers of two go through a self-sorting
// transform of radix 2, others through the sum of the definition.
#ifndef STAMPEDE_CLAP_RESPONSE_H
#define STAMPEDE_CLAP_RESPONSE_H

#include "kernel.h"

namespace clap {

// The work space of one block.
struct Work {
    int n;
    double *re;       // the window, then its spectrum
    double *im;
    double *other_re; // free between transforms
    double *other_im;
    double *cosine;   // of 2 pi k / n
    double *sine;
    double *partial;  // two per thread
    unsigned long long *number; // one per thread, and eight more
};

STAMPEDE_FUNCTION Work work(const stampede_clap_response &r) {
    Work w;
    int plane = (int)(r.n * r.n);
    double *at = r.scratch ? r.scratch + BLOCK_INDEX * STAMPEDE_CLAP_DOUBLES(r.n) : shared_memory();
    w.n = (int)r.n;
    w.re = at;
    w.im = at + plane;
    w.other_re = at + 2 * plane;
    w.other_im = at + 3 * plane;
    w.cosine = at + 4 * plane;
    w.sine = w.cosine + r.n;
    w.partial = w.sine + r.n;
    w.number = (unsigned long long *)(w.partial + 2 * STAMPEDE_BLOCK);
    return w;
}

STAMPEDE_FUNCTION void make_roots(const Work &w) {
    FOR_THREADS(t) {
        for (int k = t; k < w.n; k += STAMPEDE_BLOCK) {
            sine_cosine(TWO_PI * k / w.n, &w.sine[k], &w.cosine[k]);
        }
    }
}

STAMPEDE_FUNCTION void exchange(Work &w) {
    double *re = w.re;
    double *im = w.im;
    w.re = w.other_re;
    w.im = w.other_im;
    w.other_re = re;
    w.other_im = im;
}

// One transform along each of n lines: elements `along` apart, lines `across` apart. Threads that follow one another
// touch memory that does.
STAMPEDE_FUNCTION void lines(Work &w, int sign, int along, int across) {
    const int n = w.n;
    if ((n & (n - 1)) != 0) {
        FOR_THREADS(t) {
            for (int i = t; i < n * n; i += STAMPEDE_BLOCK) {
                int line = across == 1 ? i % n : i / n;
                int u = across == 1 ? i / n : i % n;
                double re = 0;
                double im = 0;
                int turn = 0;
                for (int k = 0; k < n; k++) {
                    double c = w.cosine[turn];
                    double s = sign * w.sine[turn];
                    double x = w.re[k * along + line * across];
                    double y = w.im[k * along + line * across];
                    re += x * c - y * s;
                    im += x * s + y * c;
                    turn += u;
                    turn = turn >= n ? turn - n : turn;
                }
                w.other_re[u * along + line * across] = re;
                w.other_im[u * along + line * across] = im;
            }
        }
        exchange(w);
        return;
    }
    int log = 0;
    while (1 << log < n) {
        log++;
    }
    for (int pass = 0; pass < log; pass++) {
        const int m = 1 << pass;
        FOR_THREADS(t) {
            for (int i = t; i < n * n / 2; i += STAMPEDE_BLOCK) {
                int line = across == 1 ? i & (n - 1) : i >> (log - 1);
                int b = across == 1 ? i >> log : i & (n / 2 - 1);
                int j = b >> pass << pass;
                int first = b * along + line * across;
                int second = first + n / 2 * along;
                int to = (b + j) * along + line * across;
                double c = w.cosine[j];
                double s = sign * w.sine[j];
                double x = w.re[first] - w.re[second];
                double y = w.im[first] - w.im[second];
                w.other_re[to] = w.re[first] + w.re[second];
                w.other_im[to] = w.im[first] + w.im[second];
                w.other_re[to + m * along] = x * c - y * s;
                w.other_im[to + m * along] = x * s + y * c;
            }
        }
        exchange(w);
    }
}

// exp(sign 2 pi i (...)) in both directions, not scaled.
STAMPEDE_FUNCTION void transform(Work &w, int sign) {
    lines(w, sign, 1, w.n);
    lines(w, sign, w.n, 1);
}

// Sums over seven frequencies with zero frequency in the middle; outside counts as zero.
STAMPEDE_FUNCTION void smooth(int n, const double *in, double *out, int along, int across) {
    const double tap[4] = {1, exp(-0.5 * 6.25 / 9), exp(-0.5 * 25 / 9), exp(-0.5 * 56.25 / 9)};
    const int half = n / 2;
    FOR_THREADS(t) {
        for (int i = t; i < n * n; i += STAMPEDE_BLOCK) {
            int line = across == 1 ? i % n : i / n;
            int centre = across == 1 ? i / n : i % n;
            double sum = 0;
            for (int k = -3; k <= 3; k++) {
                int at = centre + k;
                if (at >= 0 && at < n) {
                    int stored = at < half ? at + half : at - half;
                    sum += tap[k < 0 ? -k : k] * in[stored * along + line * across];
                }
            }
            int stored = centre < half ? centre + half : centre - half;
            out[stored * along + line * across] = sum;
        }
    }
}

// Ordered like the numbers themselves, as these are not negative; what is not a number comes last.
STAMPEDE_FUNCTION unsigned long long bits(double value) {
    unsigned long long b;
    memcpy(&b, &value, sizeof b);
    return b & 0x7fffffffffffffffull;
}

STAMPEDE_FUNCTION double number(unsigned long long bits) {
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

// Mean of the two middle ones of n^2 values: the lower by its digits to the base 256, from the highest down; the
// upper is the same number again, or the least above.
STAMPEDE_FUNCTION double median(const Work &w, const double *value) {
    const int count = w.n * w.n;
    unsigned long long *digit = w.number;
    unsigned long long *found = w.number + STAMPEDE_BLOCK; // prefix, rank among those with it, how many are equal
    FOR_THREADS(t) {
        if (t == 0) {
            found[0] = 0;
            found[1] = count / 2 - 1;
            found[2] = 0;
        }
    }
    for (int shift = 56; shift >= 0; shift -= 8) {
        FOR_THREADS(t) { digit[t] = 0; }
        FOR_THREADS(t) {
            for (int i = t; i < count; i += STAMPEDE_BLOCK) {
                unsigned long long b = bits(value[i]);
                if (shift == 56 || b >> (shift + 8) == found[0]) {
                    atomicAdd(&digit[(b >> shift) & 255], 1ull);
                }
            }
        }
        FOR_THREADS(t) {
            if (t == 0) {
                int d = 0;
                while (d < 255 && found[1] >= digit[d]) {
                    found[1] -= digit[d];
                    d++;
                }
                found[0] = found[0] << 8 | (unsigned long long)d;
                found[2] = digit[d];
            }
        }
    }
    FOR_THREADS(t) {
        unsigned long long least = ~0ull;
        for (int i = t; i < count; i += STAMPEDE_BLOCK) {
            unsigned long long b = bits(value[i]);
            least = b > found[0] && b < least ? b : least;
        }
        digit[t] = least;
    }
    FOR_THREADS(t) {
        if (t == 0) {
            unsigned long long next = found[0];
            if (found[1] + 1 >= found[2]) {
                next = ~0ull;
                for (int k = 0; k < STAMPEDE_BLOCK; k++) {
                    next = digit[k] < next ? digit[k] : next;
                }
                next = next == ~0ull ? found[0] : next;
            }
            w.partial[0] = (number(found[0]) + number(next)) / 2;
        }
    }
    return w.partial[0];
}

// Turns the window into its spectrum times the response divided by n^2.
STAMPEDE_FUNCTION void respond(Work &w, const stampede_clap_response &r) {
    const int n = w.n;
    transform(w, -1);
    double *magnitude = w.other_re;
    double *rows = w.other_im;
    FOR_THREADS(t) {
        for (int i = t; i < n * n; i += STAMPEDE_BLOCK) {
            magnitude[i] = sqrt(w.re[i] * w.re[i] + w.im[i] * w.im[i]);
        }
    }
    smooth(n, magnitude, rows, 1, n);
    smooth(n, rows, magnitude, n, 1);
    double middle = median(w, magnitude);
    FOR_THREADS(t) {
        for (int i = t; i < n * n; i += STAMPEDE_BLOCK) {
            double h = middle != 0 ? magnitude[i] / middle : magnitude[i];
            double adaptive = (r.alpha == 1 ? h : pow(h, r.alpha)) - 1;
            adaptive = adaptive <= 0 ? 0 : adaptive;
            double gain = (r.beta * adaptive + r.low_pass[i]) / (double)(n * n);
            w.re[i] *= gain;
            w.im[i] *= gain;
        }
    }
}

}  // namespace clap

#endif
