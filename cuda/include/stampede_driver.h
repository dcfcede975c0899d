/* The functions of the CUDA driver that Stampede calls, as its documentation gives them: what the generated bindings
 * are made from. Handles are addresses of structures nobody looks into; addresses on the device are numbers of 64
 * bits. test/driver_api.cu compares every line with the toolkit's own header.
 */
#ifndef STAMPEDE_DRIVER_H
#define STAMPEDE_DRIVER_H

#ifndef STAMPEDE_DRIVER
#define STAMPEDE_DRIVER(name) name
#endif

#ifdef __cplusplus
extern "C" {
#endif

int STAMPEDE_DRIVER(cuInit)(unsigned int flags);
int STAMPEDE_DRIVER(cuDriverGetVersion)(int *version);
int STAMPEDE_DRIVER(cuGetErrorName)(int error, const char **text);
int STAMPEDE_DRIVER(cuGetErrorString)(int error, const char **text);

int STAMPEDE_DRIVER(cuDeviceGetCount)(int *count);
int STAMPEDE_DRIVER(cuDeviceGet)(int *device, int ordinal);
int STAMPEDE_DRIVER(cuDeviceGetName)(char *name, int length, int device);
int STAMPEDE_DRIVER(cuDeviceGetAttribute)(int *value, int attribute, int device);
int STAMPEDE_DRIVER(cuDevicePrimaryCtxRetain)(void **context, int device);
int STAMPEDE_DRIVER(cuDevicePrimaryCtxRelease_v2)(int device);
int STAMPEDE_DRIVER(cuCtxSetCurrent)(void *context);

int STAMPEDE_DRIVER(cuMemGetInfo_v2)(unsigned long *available, unsigned long *total);
int STAMPEDE_DRIVER(cuMemAlloc_v2)(unsigned long long *address, unsigned long bytes);
int STAMPEDE_DRIVER(cuMemFree_v2)(unsigned long long address);
int STAMPEDE_DRIVER(cuMemHostAlloc)(void **memory, unsigned long bytes, unsigned int flags);
int STAMPEDE_DRIVER(cuMemFreeHost)(void *memory);
int STAMPEDE_DRIVER(cuMemcpyHtoDAsync_v2)(
        unsigned long long to, const void *from, unsigned long bytes, void *stream);
int STAMPEDE_DRIVER(cuMemcpyDtoHAsync_v2)(void *to, unsigned long long from, unsigned long bytes, void *stream);
int STAMPEDE_DRIVER(cuMemsetD8Async)(unsigned long long to, unsigned char value, unsigned long bytes, void *stream);

int STAMPEDE_DRIVER(cuStreamCreate)(void **stream, unsigned int flags);
int STAMPEDE_DRIVER(cuStreamDestroy_v2)(void *stream);
int STAMPEDE_DRIVER(cuStreamSynchronize)(void *stream);

int STAMPEDE_DRIVER(cuModuleLoadData)(void **module, const void *image);
int STAMPEDE_DRIVER(cuModuleUnload)(void *module);
int STAMPEDE_DRIVER(cuModuleGetFunction)(void **function, void *module, const char *name);
int STAMPEDE_DRIVER(cuFuncSetAttribute)(void *function, int attribute, int value);
int STAMPEDE_DRIVER(cuLaunchKernel)(
        void *function,
        unsigned int grid_x,
        unsigned int grid_y,
        unsigned int grid_z,
        unsigned int block_x,
        unsigned int block_y,
        unsigned int block_z,
        unsigned int shared_bytes,
        void *stream,
        void **arguments,
        void **extra);

#ifdef __cplusplus
}
#endif

enum stampede_driver_constants {
    STAMPEDE_DRIVER(CUDA_SUCCESS) = 0,
    STAMPEDE_DRIVER(CUDA_ERROR_OUT_OF_MEMORY) = 2,
    STAMPEDE_DRIVER(CUDA_ERROR_NO_DEVICE) = 100,
    STAMPEDE_DRIVER(CU_STREAM_NON_BLOCKING) = 1,
    STAMPEDE_DRIVER(CU_DEVICE_ATTRIBUTE_MULTIPROCESSOR_COUNT) = 16,
    STAMPEDE_DRIVER(CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR) = 75,
    STAMPEDE_DRIVER(CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR) = 76,
    STAMPEDE_DRIVER(CU_DEVICE_ATTRIBUTE_MAX_SHARED_MEMORY_PER_BLOCK_OPTIN) = 97,
    STAMPEDE_DRIVER(CU_FUNC_ATTRIBUTE_MAX_DYNAMIC_SHARED_SIZE_BYTES) = 8
};

#endif
