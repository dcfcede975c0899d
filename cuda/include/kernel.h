// How kernels are written: once, for the device and for the host that emulates it.
//
// A kernel is a function of one block. Everything its threads do stands in FOR_THREADS(t) { ... }: on the device the
// body runs once in each thread and a barrier follows; on the host it runs once for every t. So what a thread needs
// in a later FOR_THREADS must lie in memory, and a body must not use `return` or `break`. Between two barriers no
// thread may read what another one writes; the host runs the threads of a phase forwards, backwards or shuffled, and
// the tests demand the same bits.
//
// Contraction of products and sums is switched off for both compilers; fma() is written where it is meant.
#ifndef STAMPEDE_KERNEL_H
#define STAMPEDE_KERNEL_H

#include "stampede_cuda.h"

#ifdef __CUDACC__

#define STAMPEDE_KERNEL(name) extern "C" __global__ void __launch_bounds__(STAMPEDE_BLOCK) name(const stampede_##name a)
#define STAMPEDE_FUNCTION static __device__ __forceinline__
#define FOR_THREADS(t) for (int t = threadIdx.x, more_##t = 1; more_##t; more_##t = 0, __syncthreads())
#define BLOCK_INDEX ((stampede_int)blockIdx.x)
#define GRID_SIZE ((stampede_int)gridDim.x)

// The shared memory of the block, as doubles.
STAMPEDE_FUNCTION double *shared_memory() {
    extern __shared__ double stampede_shared[];
    return stampede_shared;
}

// Sine and cosine of 2 pi `turns`, single precision.
STAMPEDE_FUNCTION void sine_cosine_of_turns(double turns, float *sine, float *cosine) {
    sincospif((float)(2 * (turns - rint(turns))), sine, cosine);
}

STAMPEDE_FUNCTION void sine_cosine(double angle, double *sine, double *cosine) { sincos(angle, sine, cosine); }

#else
#include "emulation.h"
#endif

static const double PI = 3.141592653589793;
static const double TWO_PI = 6.283185307179586;

// Index of a thread in the whole grid.
STAMPEDE_FUNCTION stampede_int global_index(int t) { return BLOCK_INDEX * STAMPEDE_BLOCK + t; }

STAMPEDE_FUNCTION stampede_int smaller(stampede_int a, stampede_int b) { return a < b ? a : b; }
STAMPEDE_FUNCTION stampede_int larger(stampede_int a, stampede_int b) { return a > b ? a : b; }

#endif
