// The words of kernel.h for a C++ compiler: a block is a function, its threads are a loop.
//
// For each kernel NAME the library exports stampede_host_NAME(blocks, shared bytes, order, arguments), which runs the
// blocks one after the other in the calling thread and returns 0, or 1 when the kernel wrote beyond its shared memory.
// `order` 0 runs blocks and threads forwards, 1 backwards, 2 in a shuffled order. Shared memory is filled with NaN
// before each block. Nothing here is fast; it exists to test the kernels where there is no device.
#ifndef STAMPEDE_EMULATION_H
#define STAMPEDE_EMULATION_H

#include <cmath>
#include <cstring>
#include <vector>

using std::atan2;
using std::ceil;
using std::exp;
using std::floor;
using std::hypot;
using std::pow;
using std::rint;
using std::sqrt;

namespace stampede_host {

struct State {
    stampede_int block = 0;
    stampede_int blocks = 1;
    int order = 0;
    double *shared = nullptr;
};
extern thread_local State state;

// The i-th of n in the order asked for.
stampede_int at(stampede_int i, stampede_int n);

int run(stampede_int blocks, long long shared_bytes, int order, void (*block)(const void *), const void *arguments);

}  // namespace stampede_host

#define STAMPEDE_KERNEL(name)                                                                                       \
    static void name##_block(const stampede_##name &a);                                                             \
    static void name##_erased(const void *a) { name##_block(*static_cast<const stampede_##name *>(a)); }            \
    extern "C" __attribute__((visibility("default"))) int stampede_host_##name(                                     \
            long long blocks, long long shared_bytes, int order, const void *arguments) {                           \
        return stampede_host::run(blocks, shared_bytes, order, name##_erased, arguments);                           \
    }                                                                                                               \
    extern "C" __attribute__((visibility("default"))) long long stampede_host_size_##name() {                       \
        return sizeof(stampede_##name);                                                                             \
    }                                                                                                               \
    static void name##_block(const stampede_##name &a)
#define STAMPEDE_FUNCTION static inline
#define FOR_THREADS(t)                                                                                              \
    for (int i_##t = 0, t = (int)stampede_host::at(0, STAMPEDE_BLOCK); i_##t < STAMPEDE_BLOCK;                      \
         ++i_##t, t = i_##t < STAMPEDE_BLOCK ? (int)stampede_host::at(i_##t, STAMPEDE_BLOCK) : 0)
#define BLOCK_INDEX (stampede_host::state.block)
#define GRID_SIZE (stampede_host::state.blocks)

STAMPEDE_FUNCTION double *shared_memory() { return stampede_host::state.shared; }

STAMPEDE_FUNCTION void sine_cosine_of_turns(double turns, float *sine, float *cosine) {
    float angle = (float)(6.283185307179586 * (turns - rint(turns)));
    *sine = sinf(angle);
    *cosine = cosf(angle);
}

STAMPEDE_FUNCTION void sine_cosine(double angle, double *sine, double *cosine) {
    *sine = std::sin(angle);
    *cosine = std::cos(angle);
}

template <class T, class U>
STAMPEDE_FUNCTION T atomicAdd(T *to, U value) {
    T old = *to;
    *to += (T)value;
    return old;
}

#endif
