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

/* gridaccumulate.GridAccumulate: value [rows, cols], start [cells + 1], point [rows]; grid [cells, cols], all of which
 * is filled. */
int32_t stampede_stage2_grid_accumulate(const float *value_re, const float *value_im, int64_t rows, int32_t cols,
                                        const int32_t *start, int64_t cells, const int32_t *point, float *grid_re,
                                        float *grid_im);

/* histogram.CoherenceCount: adds `count` values to counts [100]. */
int32_t stampede_stage2_histogram(const float *coherence, int64_t count, double *counts);

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

/* edgestats.EdgeNoise#leaveOneOut: phase [rows, n], edges [edge_count, 2], weight [n, n]; sums [n, 2] over the edges
 * [from, to), all of which are overwritten. */
int32_t stampede_stage4_edge_stats_leave_one_out(const float *phase_re, const float *phase_im, int64_t rows,
                                                 int32_t n, const int32_t *edges, int64_t edge_count,
                                                 const double *weight, double *sums, int64_t from, int64_t to);

/* edgestats.EdgeNoise#noise: weight, intercept, slope and tau [n, n]; baseline and projector [n]; noise
 * [edge_count, 2]. */
int32_t stampede_stage4_edge_stats(const float *phase_re, const float *phase_im, int64_t rows, int32_t n,
                                   const int32_t *edges, int64_t edge_count, const double *weight,
                                   const double *intercept, const double *slope, const double *tau,
                                   const double *baseline, const double *projector, float *noise, int64_t from,
                                   int64_t to);

/* phaseramp.PhaseRamp: phase and out [rows, cols], which may be the same memory; slope [rows], baseline
 * [rows or 1, cols or 1], offset [rows or 1]. To unit modulus if `unit` is not 0. */
int32_t stampede_stage5_phase_ramp(const float *phase_re, const float *phase_im, int64_t rows, int32_t cols,
                                   const float *slope, const float *baseline, int64_t baseline_rows,
                                   int32_t baseline_cols, const float *offset, int64_t offset_rows, int32_t unit,
                                   float *out_re, float *out_im, int64_t from, int64_t to);

/* ifgstd.InterferogramNoise: phase and patch [rows], the ramp as above with one column; sum [1]. */
int32_t stampede_stage5_ifg_noise(const float *phase_re, const float *phase_im, const float *patch_re,
                                  const float *patch_im, int64_t rows, const float *slope, const float *baseline,
                                  int64_t baseline_rows, const float *offset, int64_t offset_rows, double *sum,
                                  int64_t from, int64_t to);

/* goldstein.Goldstein: cells and out [rows, cols], all of which is filled. The padded window has an even side. */
int32_t stampede_stage6_goldstein_filter(const float *cells_re, const float *cells_im, int32_t rows, int32_t cols,
                                         int32_t window, double alpha, float *out_re, float *out_im);

/* arcsmoothing.ArcSmoothing: arc, phase and noise [rows, n]; weight and intercept [n, n]; anchors zero-based. */
int32_t stampede_stage6_smooth_arcs(const float *arc_re, const float *arc_im, int64_t rows, int32_t n,
                                    const float *weight, const float *intercept, int32_t first_anchor,
                                    int32_t last_anchor, float *phase, float *noise, int64_t from, int64_t to);

/* arcsmoothing.ArcScatter: phase and noise [rows, n], slope [rows], bperp [n]; results of the first `count` arcs go to
 * rows from `out_row` on of dph and out_noise [out_rows, n] and of std [out_rows]. */
int32_t stampede_stage6_arc_scatter(const float *phase, const float *noise, int64_t rows, int32_t n,
                                    const float *slope, const float *bperp, float limit, float *dph,
                                    float *out_noise, float *std, int64_t out_rows, int64_t out_row,
                                    int64_t count);

/* lookangle.LookAngleSearch: arc [rows, ifgs] is turned in place; searched is arc[second] conj(arc[first]), -1 standing
 * for a factor of 1; first, second and baseline [count]; slope_step between trials, rad/m; bperp [ifgs]; slope [rows]. */
int32_t stampede_stage6_look_angle(float *arc_re, float *arc_im, int64_t rows, int32_t ifgs, const int32_t *first,
                                   const int32_t *second, const float *baseline, int32_t count, double slope_step,
                                   int32_t trials, const float *bperp, float *slope, int64_t from, int64_t to);

/* phasorgrid.PhaseReconstruction, one interferogram: phase and out [rows], node_phase [nodes], node_of [rows]. */
int32_t stampede_stage6_reconstruct(const float *phase_re, const float *phase_im, int64_t rows,
                                    const float *node_phase, int64_t nodes, const int32_t *node_of, float *out,
                                    int64_t from, int64_t to);

/* scla.Scla#estimate: phase and scla [rows, ifgs], baseline [rows, stored]; column_of, reference and the weights
 * [ifgs]; k and c [rows]. */
int32_t stampede_stage7_scla(const float *phase, int64_t rows, int32_t ifgs, const float *baseline, int32_t stored,
                             const int32_t *column_of, const double *reference, const double *k_weight,
                             const double *c_weight, double *k, double *c, float *scla, int64_t from, int64_t to);

/* scla.Scla#phase. */
int32_t stampede_stage7_scla_phase(const double *k, int64_t rows, const float *baseline, int32_t stored,
                                   const int32_t *column_of, int32_t ifgs, float *scla, int64_t from, int64_t to);

/* planecombination.PlaneCombination in single precision: in [rows, cols], columns and offset [count], coefficient
 * [count, results]; out [rows, results]. */
int32_t stampede_stage8_edge_noise(const float *in, int64_t rows, int32_t cols, const int32_t *columns,
                                   const double *offset, int32_t count, const double *coefficient,
                                   int32_t results, float *out, int64_t from, int64_t to);

/* As above in double precision. */
int32_t stampede_stage8_edge_noise_wide(const float *in, int64_t rows, int32_t cols, const int32_t *columns,
                                        const double *offset, int32_t count, const double *coefficient,
                                        int32_t results, double *out, int64_t from, int64_t to);

/* spatialgaussian.SpatialGaussian: x and y [points], sorted by cells; start [cell_rows cell_cols + 1]; values and out
 * [32, points]. Columns of the points of cells [from_cell, to_cell) are filled. */
int32_t stampede_stage8_scn_filter(const float *x, const float *y, int64_t points, const int32_t *start,
                                   int32_t cell_rows, int32_t cell_cols, int32_t reach, float radius,
                                   const float *values, double sigma, float *out, int64_t from_cell,
                                   int64_t to_cell);

/* Mosaics: pixels may begin at any byte and lie in planes of rows; all of an output is written, unless said otherwise.
 *
 * How doubles are rounded to a pixel type (matching.PixelRange), min and max being those of an integer type. */
#define STAMPEDE_ROUND_UNSIGNED 0
#define STAMPEDE_ROUND_SIGNED 1
#define STAMPEDE_ROUND_FLOAT32 2
#define STAMPEDE_ROUND_FLOAT64 3

/* What lies in a plane (elementwise.ElementType). */
#define STAMPEDE_PIXEL_BOOL 0
#define STAMPEDE_PIXEL_UINT8 1
#define STAMPEDE_PIXEL_INT8 2
#define STAMPEDE_PIXEL_UINT16 3
#define STAMPEDE_PIXEL_INT16 4
#define STAMPEDE_PIXEL_UINT32 5
#define STAMPEDE_PIXEL_INT32 6
#define STAMPEDE_PIXEL_UINT64 7
#define STAMPEDE_PIXEL_INT64 8
#define STAMPEDE_PIXEL_FLOAT32 9
#define STAMPEDE_PIXEL_FLOAT64 10

/* matching.GainOffset#apply: value and out [n] doubles, which may be the same memory. */
int32_t stampede_mosaic_gain_offset(const void *value, int64_t n, double gain, double offset, double no_data,
                                    double substitute, int32_t rounding, double min, double max, void *out);

/* matching.GainOffset#finish: tested and out [n] doubles, which may be the same memory. */
int32_t stampede_mosaic_finish(const void *tested, int64_t n, double no_data, double substitute, int32_t rounding,
                               double min, double max, void *out);

/* matching.GainOffset#overlay: value and out [n] doubles. */
int32_t stampede_mosaic_overlay(const void *value, int64_t n, double absent, double no_data, double substitute,
                                void *out);

/* matching.PixelWidening: in [n] pixels of the type, out [n] doubles. */
int32_t stampede_mosaic_widen(int32_t pixel, const void *in, int64_t n, void *out);

/* in [n] doubles, out [n] pixels of the type. */
int32_t stampede_mosaic_narrow(int32_t pixel, const void *in, int64_t n, void *out);

/* matching.MaskedMoments#add: value and mask [rows, cols] doubles, rows so many doubles apart; mask may be null; sums [4]
 * are added to. */
int32_t stampede_mosaic_masked_moments(const void *value, int64_t stride, const void *mask, int64_t mask_stride,
                                       int32_t rows, int32_t cols, double no_data, double shift, double *sums);

/* matching.MaskedMoments#markValid: value and mask [rows, cols] doubles. */
int32_t stampede_mosaic_mark_valid(const void *value, int64_t stride, int32_t rows, int32_t cols, double no_data,
                                   int32_t keep, void *mask, int64_t mask_stride);

/* matching.BlockCorrection#interpolate: map [map_rows, map_cols] row by row, s [cols], t [rows]; out [rows, cols]
 * doubles, row by row without gaps. */
int32_t stampede_mosaic_block_parameters(const double *map, int32_t map_rows, int32_t map_cols, const double *s,
                                         int32_t cols, const double *t, int32_t rows, void *out);

/* matching.BlockCorrection#apply: value, p and out [n] doubles; out may be value. */
int32_t stampede_mosaic_block_correction(const void *value, const void *p, int64_t n, int32_t power, double shift,
                                         double alpha, int32_t leave, void *out);

#ifdef __cplusplus
}
#endif

#endif
