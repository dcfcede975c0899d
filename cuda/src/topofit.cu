// Topofit: one thread per point. The search for the best trial runs in single precision, TRIALS at a time: cosine and
// sine of the first trial of each group are computed, the others follow by rotation, and trial -t comes from the same
// products as t. Nothing is kept between groups, so that the number of interferograms is not limited; phasors and
// baselines are read once per group, from the caches after the first. What follows the search is double precision.
#include "kernel.h"

namespace fitting {

const int TRIALS = 8;

struct Point {
    const float *re;
    const float *im;
    const float *b;
    stampede_int ifgs;
    stampede_int step;   // between interferograms of a phasor
    stampede_int b_step; // of a baseline
};

// sum_f z exp(-i slope b)
STAMPEDE_FUNCTION void sum(const Point &p, double slope, double *sum_re, double *sum_im) {
    double re = 0;
    double im = 0;
    for (stampede_int f = 0; f < p.ifgs; f++) {
        double s, c;
        sine_cosine(slope * p.b[f * p.b_step], &s, &c);
        double x = p.re[f * p.step];
        double y = p.im[f * p.step];
        re += x * c + y * s;
        im += y * c - x * s;
    }
    *sum_re = re;
    *sum_im = im;
}

// Products of phasors and rotations of trials first .. first + TRIALS - 1.
STAMPEDE_FUNCTION void products(const Point &p, stampede_int first, double turns_per_meter, float (*sums)[TRIALS]) {
    for (int k = 0; k < TRIALS; k++) {
        sums[0][k] = sums[1][k] = sums[2][k] = sums[3][k] = 0;
    }
    for (stampede_int f = 0; f < p.ifgs; f++) {
        float x = p.re[f * p.step];
        float y = p.im[f * p.step];
        double turns = turns_per_meter * p.b[f * p.b_step];
        float s, c, s1, c1;
        sine_cosine_of_turns(first * turns, &s, &c);
        sine_cosine_of_turns(turns, &s1, &c1);
#ifdef __CUDACC__
#pragma unroll
#endif
        for (int k = 0; k < TRIALS; k++) {
            sums[0][k] = fmaf(x, c, sums[0][k]);
            sums[1][k] = fmaf(y, s, sums[1][k]);
            sums[2][k] = fmaf(y, c, sums[2][k]);
            sums[3][k] = fmaf(x, s, sums[3][k]);
            float next = fmaf(c, c1, -(s * s1));
            s = fmaf(s, c1, c * s1);
            c = next;
        }
    }
}

// The trial of largest power; of equal ones the first in -T..T.
STAMPEDE_FUNCTION stampede_int search(const Point &p, stampede_int trials, double turns_per_meter) {
    float re = 0;
    float im = 0;
    for (stampede_int f = 0; f < p.ifgs; f++) {
        re += p.re[f * p.step];
        im += p.im[f * p.step];
    }
    float best = re * re + im * im;
    stampede_int trial = 0;
    for (stampede_int first = 1; first <= trials; first += TRIALS) {
        float sums[4][TRIALS];
        products(p, first, turns_per_meter, sums);
#ifdef __CUDACC__
#pragma unroll
#endif
        for (int k = 0; k < TRIALS; k++) {
            stampede_int t = first + k;
            if (t <= trials) {
                re = sums[0][k] - sums[1][k];
                im = sums[2][k] + sums[3][k];
                float power = re * re + im * im;
                if (power >= best) {
                    best = power;
                    trial = -t;
                }
                re = sums[0][k] + sums[1][k];
                im = sums[2][k] - sums[3][k];
                power = re * re + im * im;
                if (power > best) {
                    best = power;
                    trial = t;
                }
            }
        }
    }
    return trial;
}

// The slope that is left after the coarse one.
STAMPEDE_FUNCTION double remaining(const Point &p, double coarse) {
    double sum_re, sum_im;
    sum(p, coarse, &sum_re, &sum_im);
    double numerator = 0;
    double denominator = 0;
    for (stampede_int f = 0; f < p.ifgs; f++) {
        double b = p.b[f * p.b_step];
        double s, c;
        sine_cosine(coarse * b, &s, &c);
        double x = p.re[f * p.step];
        double y = p.im[f * p.step];
        double re = x * c + y * s;
        double im = y * c - x * s;
        double psi = atan2(im * sum_re - re * sum_im, re * sum_re + im * sum_im);
        double power = re * re + im * im;
        numerator += power * b * psi;
        denominator += power * b * b;
    }
    return denominator > 0 ? numerator / denominator : 0;
}

STAMPEDE_FUNCTION void fit(const stampede_topofit &a, stampede_int index) {
    Point p = {a.re + index, a.im + index, a.shared ? a.baseline : a.baseline + index, a.ifgs, a.points,
               a.shared ? 1 : a.points};
    double lowest = HUGE_VAL;
    double highest = -HUGE_VAL;
    bool valid = true;
    for (stampede_int f = 0; f < p.ifgs; f++) {
        double x = p.re[f * p.step];
        double y = p.im[f * p.step];
        double b = p.b[f * p.b_step];
        valid = valid && x * x + y * y > 0;
        lowest = b < lowest ? b : lowest;
        highest = b > highest ? b : highest;
    }
    if (a.valid) {
        a.valid[index] = valid;
    }
    if (!valid) {
        a.coherence[index] = NAN;
        if (a.slope) {
            a.slope[index] = NAN;
        }
        return;
    }
    double range = highest - lowest;
    double step = range > 0 ? PI / (4 * range) : 0;
    double coarse = search(p, a.trials, step / TWO_PI) * step;
    double slope = coarse + remaining(p, coarse);
    double re = 0;
    double im = 0;
    double moduli = 0;
    for (stampede_int f = 0; f < p.ifgs; f++) {
        double s, c;
        sine_cosine(slope * p.b[f * p.b_step], &s, &c);
        double x = p.re[f * p.step];
        double y = p.im[f * p.step];
        double left_re = x * c + y * s;
        double left_im = y * c - x * s;
        re += left_re;
        im += left_im;
        moduli += sqrt(left_re * left_re + left_im * left_im);
        if (a.residual) {
            a.residual[index + f * a.points] = (float)atan2(left_im, left_re);
        }
    }
    a.coherence[index] = (float)(sqrt(re * re + im * im) / moduli);
    if (a.slope) {
        a.slope[index] = (float)slope;
    }
    if (a.offset) {
        a.offset[index] = (float)atan2(im, re);
    }
}

}  // namespace fitting

STAMPEDE_KERNEL(topofit) {
    FOR_THREADS(t) {
        if (global_index(t) < a.points) {
            fitting::fit(a, global_index(t));
        }
    }
}
