// Compiles only if stampede_driver.h says what the toolkit's header says: as many parameters, each of the same size
// and kind, and the same numbers.
#include <cuda.h>

#include <type_traits>

#define STAMPEDE_DRIVER(name) ours_##name
#include "stampede_driver.h"

template <class A, class B>
struct Alike {
    static const bool value = sizeof(A) == sizeof(B) && std::is_pointer<A>::value == std::is_pointer<B>::value;
};

template <class... A, class... B>
constexpr bool alike(CUresult (*)(A...), int (*)(B...)) {
    return (Alike<A, B>::value && ...);
}

static_assert(sizeof(CUresult) == sizeof(int) && sizeof(CUdevice) == sizeof(int), "plain integers");

#define SAME_FUNCTION(name) static_assert(alike(&name, &ours_##name), #name);
SAME_FUNCTION(cuInit)
SAME_FUNCTION(cuDriverGetVersion)
SAME_FUNCTION(cuGetErrorName)
SAME_FUNCTION(cuGetErrorString)
SAME_FUNCTION(cuDeviceGetCount)
SAME_FUNCTION(cuDeviceGet)
SAME_FUNCTION(cuDeviceGetName)
SAME_FUNCTION(cuDeviceGetAttribute)
SAME_FUNCTION(cuDevicePrimaryCtxRetain)
SAME_FUNCTION(cuDevicePrimaryCtxRelease_v2)
SAME_FUNCTION(cuCtxSetCurrent)
SAME_FUNCTION(cuMemGetInfo_v2)
SAME_FUNCTION(cuMemAlloc_v2)
SAME_FUNCTION(cuMemFree_v2)
SAME_FUNCTION(cuMemHostAlloc)
SAME_FUNCTION(cuMemFreeHost)
SAME_FUNCTION(cuMemcpyHtoDAsync_v2)
SAME_FUNCTION(cuMemcpyDtoHAsync_v2)
SAME_FUNCTION(cuMemsetD8Async)
SAME_FUNCTION(cuStreamCreate)
SAME_FUNCTION(cuStreamDestroy_v2)
SAME_FUNCTION(cuStreamSynchronize)
SAME_FUNCTION(cuModuleLoadData)
SAME_FUNCTION(cuModuleUnload)
SAME_FUNCTION(cuModuleGetFunction)
SAME_FUNCTION(cuFuncSetAttribute)
SAME_FUNCTION(cuLaunchKernel)

#define SAME_NUMBER(name) static_assert((int)name == (int)ours_##name, #name);
SAME_NUMBER(CUDA_SUCCESS)
SAME_NUMBER(CUDA_ERROR_OUT_OF_MEMORY)
SAME_NUMBER(CUDA_ERROR_NO_DEVICE)
SAME_NUMBER(CU_STREAM_NON_BLOCKING)
SAME_NUMBER(CU_DEVICE_ATTRIBUTE_MULTIPROCESSOR_COUNT)
SAME_NUMBER(CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR)
SAME_NUMBER(CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR)
SAME_NUMBER(CU_DEVICE_ATTRIBUTE_MAX_SHARED_MEMORY_PER_BLOCK_OPTIN)
SAME_NUMBER(CU_FUNC_ATTRIBUTE_MAX_DYNAMIC_SHARED_SIZE_BYTES)
