/* Phase unwrapping by a user's own copy of snaphu, called with arrays.
 *
 * A problem is what the program reads with STATCOSTMODE DEFO and a cost file, without the files:
 *
 *   image    rows x cols complex samples, row-major, (re, im) float; exactly 0 masks a pixel
 *   costs    (offset, sigsq, dzmax, laycost) int16 per pair of neighbours: first the (rows - 1) x cols pairs
 *            (r, c)-(r + 1, c), row-major, then the rows x (cols - 1) pairs (r, c)-(r, c + 1), row-major
 *   phase    rows x cols float, row-major: unwrapped phase, rad
 *
 * Numbers are in the byte order of the machine. Nothing is written but the outputs, nothing is kept between calls,
 * no file is opened, no signal handler is set, the process is never ended. Any number of threads may call at once.
 */
#ifndef STAMPEDE_SNAPHU_H
#define STAMPEDE_SNAPHU_H

#include <stdint.h>

/* Changes with any change of this file. */
#define STAMPEDE_SNAPHU_ABI 1

#define STAMPEDE_SNAPHU_DONE 0
#define STAMPEDE_SNAPHU_CANCELLED 1
/* The arguments are outside what the solver can be given; the message says which. */
#define STAMPEDE_SNAPHU_REFUSED 2
/* The solver gave up; the message is its own. */
#define STAMPEDE_SNAPHU_FAILED 3

/* STAMPEDE_SNAPHU_ABI of the library. */
int32_t stampede_snaphu_abi_version(void);

/* Version of the snaphu sources compiled in, such as "2.0.5". */
const char *stampede_snaphu_version(void);

/* Unwraps one problem and returns one of the values above.
 *
 *   total_cost  receives the solver's own figure of the cost of its solution
 *   cancel      polled many times a second; the call ends soon after it becomes nonzero. May be NULL.
 *   message     receives what the solver said on its error stream, always terminated; empty if it said nothing
 */
int32_t stampede_snaphu_unwrap(int64_t rows, int64_t cols, const float *image, const int16_t *costs, float *phase,
                               double *total_cost, const volatile int32_t *cancel, char *message,
                               int64_t message_size);

#endif
