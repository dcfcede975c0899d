#include "stampede_cuda.h"
#include "emulation.h"

#include <algorithm>
#include <cstdint>

namespace stampede_host {

thread_local State state;

stampede_int at(stampede_int i, stampede_int n) {
    switch (state.order) {
        case 1:
            return n - 1 - i;
        case 2:
            // A permutation for any n: odd steps through the next power of two would need skipping, so mirror halves.
            return i % 2 == 0 ? i / 2 : n - 1 - i / 2;
        default:
            return i;
    }
}

int run(stampede_int blocks, long long shared_bytes, int order, void (*block)(const void *), const void *arguments) {
    // Canaries on both sides tell whether a kernel leaves its shared memory.
    const size_t guard = 64;
    const size_t count = (size_t)(shared_bytes + 7) / 8;
    std::vector<uint64_t> memory(count + 2 * guard);
    State before = state;
    state.blocks = blocks;
    state.order = order;
    state.shared = reinterpret_cast<double *>(memory.data() + guard);
    int result = 0;
    for (stampede_int i = 0; i < blocks; i++) {
        std::fill(memory.begin(), memory.end(), ~(uint64_t)0);
        state.block = at(i, blocks);
        block(arguments);
        for (size_t g = 0; g < guard; g++) {
            if (~memory[g] || ~memory[guard + count + g]) {
                result = 1;
            }
        }
    }
    state = before;
    return result;
}

}  // namespace stampede_host

extern "C" __attribute__((visibility("default"))) int stampede_cuda_host_abi_version() { return STAMPEDE_CUDA_ABI; }

extern "C" __attribute__((visibility("default"))) const char *stampede_cuda_host_active_isa() {
    return "host emulation, one thread";
}
