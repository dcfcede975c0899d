/* What a caller of the CUDA kernels must know: one structure of arguments per kernel, passed by value.
 *
 * Every member takes eight bytes, so that the layout is the same for every compiler: `long long`, `double` or an
 * address on the device. Matrices are column-major: element (row, column) of a matrix with `rows` rows lies at
 * row + column * rows. Complex values are two planes. Units and formulas are those of the Java contracts of the same
 * name.
 *
 * A kernel NAME is started with blocks of STAMPEDE_BLOCK threads and takes `struct stampede_NAME`.
 */
#ifndef STAMPEDE_CUDA_H
#define STAMPEDE_CUDA_H

/* Raised whenever a structure or the meaning of a member changes. */
#define STAMPEDE_CUDA_ABI 1

/* Threads of every block. Sums inside a block are formed in an order that depends on it. */
#define STAMPEDE_BLOCK 256

/* Edges whose sums are formed one after the other by one thread. */
#define STAMPEDE_EDGE_SEGMENT 256

/* Values per point of spatial_gaussian. */
#define STAMPEDE_GAUSSIAN_WIDTH 32

/* Bins of histogram. */
#define STAMPEDE_BINS 100

typedef long long stampede_int;

/* Topofit: one thread per point. */
struct stampede_topofit {
    const float *re;            /* [points, ifgs] */
    const float *im;
    const float *baseline;      /* [points, ifgs], or [ifgs] when shared */
    float *slope;               /* [points]; may be null, like offset and residual */
    float *offset;              /* [points]; untouched where invalid */
    float *coherence;           /* [points] */
    float *residual;            /* [points, ifgs]; untouched where invalid */
    unsigned char *valid;       /* [points]; 1 where every phasor has a modulus; may be null */
    stampede_int points;
    stampede_int ifgs;
    stampede_int trials;        /* on either side of zero */
    stampede_int shared;        /* 1: all points have the baselines of one row */
};

/* GridAccumulate: one thread per cell and interferogram. */
struct stampede_grid_accumulate {
    const float *re;            /* [points, ifgs] */
    const float *im;
    const int *start;           /* [cells + 1] */
    const int *point;           /* [points], cell after cell */
    float *grid_re;             /* [cells, ifgs] */
    float *grid_im;
    stampede_int points;
    stampede_int cells;
    stampede_int ifgs;
};

/* CoherenceHistogram: any number of blocks. */
struct stampede_histogram {
    const float *value;         /* [count] */
    const double *edge;         /* [STAMPEDE_BINS - 1], ascending upper edges */
    unsigned long long *counts; /* [STAMPEDE_BINS], added to */
    stampede_int count;
};

/* The response of the CLAP filters to a window of n x n values. */
struct stampede_clap_response {
    const double *low_pass;     /* [n, n] */
    double *scratch;            /* STAMPEDE_CLAP_DOUBLES(n) per block, or null: then in shared memory */
    double alpha;
    double beta;
    stampede_int n;
};

/* Doubles of work space a block of the CLAP filters needs: four planes, roots of unity, partial sums, counters. */
#define STAMPEDE_CLAP_DOUBLES(n) (4 * (n) * (n) + 2 * (n) + 2 * STAMPEDE_BLOCK + STAMPEDE_BLOCK + 8)

/* ClapGridFilter, first step: one block per window of a band of rows of windows, and interferogram. */
struct stampede_clap_window {
    struct stampede_clap_response response;
    const float *re;            /* [ni nj, ifgs] */
    const float *im;
    double *window_re;          /* [data data, bands * windows_j, ifgs] filtered */
    double *window_im;
    stampede_int ni;
    stampede_int nj;
    stampede_int ifgs;
    stampede_int first;         /* first row of windows */
    stampede_int bands;         /* rows of windows */
    stampede_int windows_j;
    stampede_int data;          /* side of the part with data */
    stampede_int step;
};

/* ClapGridFilter, second step: one thread per cell and interferogram adds the windows of the band in order. */
struct stampede_clap_gather {
    const double *window_re;
    const double *window_im;
    double *sum_re;             /* [ni nj, ifgs]; set to zero by the first band */
    double *sum_im;
    float *out_re;              /* [ni nj, ifgs]; written with the last band */
    float *out_im;
    stampede_int ni;
    stampede_int nj;
    stampede_int ifgs;
    stampede_int first;
    stampede_int bands;
    stampede_int windows_i;
    stampede_int windows_j;
    stampede_int data;
    stampede_int step;
};

/* ClapCellFilter: one block per cell and interferogram. The grid is the part around the cells. */
struct stampede_clap_cell {
    struct stampede_clap_response response;
    const float *re;            /* [ni nj, ifgs] */
    const float *im;
    const int *block;           /* [cells] first value of the n x n around each cell, in a plane of the grid */
    const int *inside;          /* [cells] the cell itself in that block, row + column n */
    float *out_re;              /* [cells, ifgs] */
    float *out_im;
    stampede_int ni;
    stampede_int nj;
    stampede_int cells;
    stampede_int ifgs;
    stampede_int blanked;       /* further cells emptied around each, in the first of these interferograms */
};

/* EdgeNoise, leaving one acquisition out. Blocks take STAMPEDE_BLOCK / n edges (at least one) each. */
struct stampede_edge_leave_one_out {
    const float *re;            /* [points, n] */
    const float *im;
    const int *from;            /* [edges] */
    const int *to;
    const double *weight;       /* [n, n], element (k, l): of acquisition l seen from k */
    double *noise;              /* [n, edges] */
    stampede_int points;
    stampede_int edges;
    stampede_int n;
};

/* Sums of x and x^2 over segments of STAMPEDE_EDGE_SEGMENT edges: one thread per segment and acquisition. */
struct stampede_edge_sums {
    const double *noise;        /* [n, edges] */
    double *sums;               /* [n, 2, segments] */
    stampede_int edges;
    stampede_int n;
};

/* EdgeNoise after smoothing in time. Blocks as above. */
struct stampede_edge_noise {
    const float *re;
    const float *im;
    const int *from;
    const int *to;
    const double *weight;       /* [n, n] each, element (k, l) */
    const double *intercept;
    const double *slope;
    const double *tau;
    const double *baseline;     /* [n] */
    const double *projector;    /* [n] */
    float *noise;               /* [edges, 2] */
    stampede_int points;
    stampede_int edges;
    stampede_int n;
};

/* EdgePhasorNoise: sums of re, im and |.|^2 over segments; one thread per segment and interferogram. */
struct stampede_edge_phasor_sums {
    const float *re;
    const float *im;
    const int *from;
    const int *to;
    double *sums;               /* [n, 3, segments] */
    stampede_int points;
    stampede_int edges;
    stampede_int n;
};

/* EdgePhasorNoise. Blocks as for edge_noise. */
struct stampede_edge_phasor_noise {
    const float *re;
    const float *im;
    const int *from;
    const int *to;
    const double *baseline;     /* [n] */
    const double *projector;    /* [n] */
    float *noise;               /* [edges, 2] */
    stampede_int points;
    stampede_int edges;
    stampede_int n;
};

/* ArcSmoothing. Blocks take STAMPEDE_BLOCK / n arcs (at least one) each. */
struct stampede_arc_smoothing {
    const float *re;            /* [arcs, n] */
    const float *im;
    const float *weight;        /* [n, n], element (k, j) */
    const float *intercept;
    float *phase;               /* [arcs, n] */
    float *noise;
    stampede_int arcs;
    stampede_int n;
    stampede_int first_anchor;
    stampede_int last_anchor;
};

/* Scla: one thread per point. */
struct stampede_scla {
    const float *phase;         /* [points, ifgs] */
    const float *baseline;      /* [points, stored] */
    const int *column;          /* [ifgs], -1 = zero baseline */
    const double *reference;    /* [ifgs] */
    const double *k_weight;
    const double *c_weight;
    double *k;                  /* [points] */
    double *c;                  /* [points] */
    float *scla;                /* [points, ifgs] */
    stampede_int points;
    stampede_int ifgs;
};

/* Scla, the phase of given coefficients: one thread per point. */
struct stampede_scla_phase {
    const double *k;
    const float *baseline;
    const int *column;
    float *scla;
    stampede_int points;
    stampede_int ifgs;
};

/* PlaneCombination: one thread per point and result. */
struct stampede_plane_combination {
    const float *in;            /* [points, inputs]: the columns that take part, in order */
    const double *offset;       /* [inputs] */
    const double *coefficient;  /* [inputs, results] */
    double *out;                /* [points, results], or null */
    float *out_single;          /* the same in single precision, or null */
    stampede_int points;
    stampede_int inputs;
    stampede_int results;
};

/* SpatialGaussian: STAMPEDE_GAUSSIAN_WIDTH threads per point of the cells [first_cell, first_cell + cells). */
struct stampede_spatial_gaussian {
    const float *x;             /* [stored] sorted points around these cells */
    const float *y;
    const float *in;            /* [WIDTH, stored] */
    const int *start;           /* [rows * columns + 1] first sorted point of every cell of the grid */
    const int *cell;            /* [points] cell of each point to smooth */
    float *out;                 /* [WIDTH, points] */
    double sigma;
    double radius;              /* a single-precision number */
    stampede_int stored_from;   /* sorted index of x[0] */
    stampede_int points_from;   /* sorted index of the first point to smooth */
    stampede_int points;
    stampede_int rows;
    stampede_int columns;
    stampede_int reach;         /* cells */
};

#endif
