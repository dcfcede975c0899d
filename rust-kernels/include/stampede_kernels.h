/* Stampede's native kernels: the C interface. This file is the definition; the bindings are generated from it.
 *
 * Matrices are column-major without gaps: element (row, col) of a matrix of `rows` rows is x[row + col * rows]. Complex
 * matrices are two such planes, the real and the imaginary part. Pointers are aligned to their element. Inputs are only
 * read. Of an output a call writes rows [from, to) and nothing else, unless the function says otherwise: several
 * threads may fill disjoint ranges of one matrix at once. Nothing is kept between calls.
 *
 * Formulas, units, invalid values and error bounds are those of the contract named with each function, an interface of
 * the engine in dev.stampede.kernels.
 */
#ifndef STAMPEDE_KERNELS_H
#define STAMPEDE_KERNELS_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The version this header describes; raised with every change a caller could notice. */
#define STAMPEDE_KERNELS_ABI_VERSION 1

/* What functions with a status return. On anything but OK the outputs hold no results. */
#define STAMPEDE_OK 0
/* A pointer, size or range that cannot be right. */
#define STAMPEDE_INVALID 1
/* A defect of the library. */
#define STAMPEDE_PANICKED 2

/* The version the library speaks; call this before anything else. */
int32_t stampede_kernels_abi_version(void);

/* The instruction set kernels use: "avx512", "avx2", "sse2", "neon" or "baseline"; never freed. The best the processor
 * has, unless STAMPEDE_KERNELS_ISA names another one. */
const char *stampede_kernels_active_isa(void);

/* Makes kernels of all threads use the named instruction set from now on ("baseline" is the platform's least); null or
 * "" undoes it. INVALID if the processor lacks it. For tests and measurements. */
int32_t stampede_kernels_force_isa(const char *name);

/* Copies up to `room` bytes of what went wrong in this thread's last call that failed (UTF-8, not terminated) and
 * returns the whole length. */
int64_t stampede_kernels_last_error(uint8_t *text, int64_t room);

/* topofit.Topofit: z and baseline [rows, ifgs]; slope, offset, coherence [rows]; residual [rows, ifgs]; any of them
 * but the coherence may be null. Trials run from -trials to trials. */
int32_t stampede_stage2_topofit(const float *z_re, const float *z_im, const float *baseline, int64_t rows,
                                int32_t ifgs, int32_t trials, float *slope, float *offset, float *coherence,
                                float *residual, int64_t from, int64_t to);

/* As above with one baseline per interferogram, [ifgs], for all points. */
int32_t stampede_stage2_topofit_row_invariant(const float *z_re, const float *z_im, const float *baseline,
                                              int64_t rows, int32_t ifgs, int32_t trials, float *slope,
                                              float *offset, float *coherence, float *residual, int64_t from,
                                              int64_t to);

/* As above when only the coherence is wanted. */
int32_t stampede_stage2_topofit_coh_row_invariant(const float *z_re, const float *z_im, const float *baseline,
                                                  int64_t rows, int32_t ifgs, int32_t trials, float *coherence,
                                                  int64_t from, int64_t to);

/* clap.ClapGridFilter: grid and out [ni nj, ifgs], all of which are filled; low_pass [window, window]. */
int32_t stampede_stage2_clap_filter(const float *grid_re, const float *grid_im, int32_t ni, int32_t nj, int32_t ifgs,
                                    int32_t window, double alpha, double beta, const double *low_pass,
                                    float *out_re, float *out_im);

/* clap.ClapCellFilter: grid [ni nj, ifgs], cells [cell_count], out [cell_count, ifgs]. */
int32_t stampede_stage3_clap_filter_cells(const float *grid_re, const float *grid_im, int32_t ni, int32_t nj,
                                          int32_t ifgs, int32_t window, double alpha, double beta,
                                          const double *low_pass, int32_t blanked, const int32_t *cells,
                                          int64_t cell_count, float *out_re, float *out_im, int64_t from,
                                          int64_t to);

#ifdef __cplusplus
}
#endif

#endif
