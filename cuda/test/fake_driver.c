/* A CUDA driver without a device, to test the way from Java through the driver to the kernels: memory is the host's,
 * kernels are those compiled for the host. Stricter than a real driver where that finds mistakes:
 *
 * - copies and kernels run at the next cuStreamSynchronize and not before, so that a buffer used too early shows;
 * - copies must run between memory of cuMemHostAlloc and of cuMemAlloc and stay inside one piece of each;
 * - every call that needs a context must find one set in its thread;
 * - more shared memory than usual must have been asked for.
 *
 * The file named by FAKE_CUDA_CONTROL may hold lines `devices=0`, `version=11040`, `capability=70`, `memory=<bytes>`,
 * `fail=<call>`; it is read at each call. At the end of the program what was never given back is written to stderr.
 *
 *     cc -shared -fPIC -I../include fake_driver.c -o libcuda.so.1 -ldl -lpthread
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "stampede_driver.h"

enum { INVALID_VALUE = 1, NOT_INITIALIZED = 3, INVALID_DEVICE = 101, INVALID_IMAGE = 200, INVALID_CONTEXT = 201,
       NOT_FOUND = 500, LAUNCH_FAILED = 719 };

typedef struct Piece {
    struct Piece *next;
    char *start;
    unsigned long bytes;
    int device;
} Piece;

typedef struct Operation {
    struct Operation *next;
    enum { COPY, FILL, KERNEL } kind;
    char *to;
    const char *from;
    unsigned long bytes;
    int value;
    long long blocks;
    long long shared;
    int (*kernel)(long long, long long, int, const void *);
} Operation;

typedef struct {
    Operation *first;
    Operation *last;
} Stream;

typedef struct {
    int (*kernel)(long long, long long, int, const void *);
    long long arguments;
    long long shared;
} Function;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static Piece *pieces;
static unsigned long device_bytes, host_bytes;
static int streams, contexts, modules, initialized;
static char context, module;
static __thread void *current;

static long control(const char *key, long usual) {
    const char *file = getenv("FAKE_CUDA_CONTROL");
    FILE *in = file ? fopen(file, "r") : NULL;
    char line[200];
    size_t length = strlen(key);
    while (in && fgets(line, sizeof line, in)) {
        if (!strncmp(line, key, length) && line[length] == '=') {
            usual = atol(line + length + 1);
        }
    }
    if (in) {
        fclose(in);
    }
    return usual;
}

/* Whether the control file tells this call to fail. */
static int fails(const char *call) {
    char key[100];
    snprintf(key, sizeof key, "fail_%s", call);
    return (int)control(key, 0);
}

#define BEGIN(call)                       \
    do {                                  \
        int told = fails(call);           \
        if (told) return told;            \
        if (!initialized) return NOT_INITIALIZED; \
    } while (0)
#define NEEDS_CONTEXT(call)                                \
    do {                                                   \
        BEGIN(call);                                       \
        if (current != &context || contexts < 1) return INVALID_CONTEXT; \
    } while (0)

static int inside(const void *start, unsigned long bytes, int device) {
    int found = 0;
    pthread_mutex_lock(&lock);
    for (Piece *p = pieces; p; p = p->next) {
        found |= p->device == device && (const char *)start >= p->start
                && (const char *)start + bytes <= p->start + p->bytes;
    }
    pthread_mutex_unlock(&lock);
    return found;
}

static char *take(unsigned long bytes, int device) {
    Piece *p = malloc(sizeof *p);
    p->start = aligned_alloc(256, (bytes + 255) / 256 * 256 + 256);
    memset(p->start, 0xa5, bytes);
    p->bytes = bytes;
    p->device = device;
    pthread_mutex_lock(&lock);
    p->next = pieces;
    pieces = p;
    *(device ? &device_bytes : &host_bytes) += bytes;
    pthread_mutex_unlock(&lock);
    return p->start;
}

static int give_back(const void *start, int device) {
    int result = INVALID_VALUE;
    pthread_mutex_lock(&lock);
    for (Piece **p = &pieces; *p; p = &(*p)->next) {
        if ((*p)->start == start && (*p)->device == device) {
            Piece *gone = *p;
            *p = gone->next;
            *(device ? &device_bytes : &host_bytes) -= gone->bytes;
            free(gone->start);
            free(gone);
            result = 0;
            break;
        }
    }
    pthread_mutex_unlock(&lock);
    return result;
}

__attribute__((destructor)) static void report(void) {
    if (initialized) {
        fprintf(stderr, "fake driver: %lu device bytes, %lu pinned bytes, %d streams, %d modules, %d contexts left\n",
                device_bytes, host_bytes, streams, modules, contexts);
    }
}

int cuInit(unsigned int flags) {
    if (flags) return INVALID_VALUE;
    if (fails("cuInit")) return fails("cuInit");
    if (control("devices", 1) < 1) return CUDA_ERROR_NO_DEVICE;
    initialized = 1;
    return 0;
}

int cuDriverGetVersion(int *version) {
    *version = (int)control("version", 13000);
    return 0;
}

int cuGetErrorName(int error, const char **text) {
    *text = error == CUDA_ERROR_OUT_OF_MEMORY ? "CUDA_ERROR_OUT_OF_MEMORY"
            : error == LAUNCH_FAILED ? "CUDA_ERROR_LAUNCH_FAILED" : "CUDA_ERROR_OTHER";
    return 0;
}

int cuGetErrorString(int error, const char **text) {
    *text = error == CUDA_ERROR_OUT_OF_MEMORY ? "out of memory" : "told by the fake driver";
    return 0;
}

int cuDeviceGetCount(int *count) {
    BEGIN("cuDeviceGetCount");
    *count = (int)control("devices", 1);
    return 0;
}

int cuDeviceGet(int *device, int ordinal) {
    BEGIN("cuDeviceGet");
    *device = ordinal;
    return ordinal < 0 || ordinal >= control("devices", 1) ? INVALID_DEVICE : 0;
}

int cuDeviceGetName(char *name, int length, int device) {
    BEGIN("cuDeviceGetName");
    snprintf(name, length, "Fake device %d", device);
    return 0;
}

int cuDeviceGetAttribute(int *value, int attribute, int device) {
    BEGIN("cuDeviceGetAttribute");
    (void)device;
    switch (attribute) {
        case CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR: *value = (int)control("capability", 90) / 10; return 0;
        case CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR: *value = (int)control("capability", 90) % 10; return 0;
        case CU_DEVICE_ATTRIBUTE_MULTIPROCESSOR_COUNT: *value = 1; return 0;
        case CU_DEVICE_ATTRIBUTE_MAX_SHARED_MEMORY_PER_BLOCK_OPTIN: *value = (int)control("shared", 227 << 10); return 0;
        default: return INVALID_VALUE;
    }
}

int cuDevicePrimaryCtxRetain(void **out, int device) {
    BEGIN("cuDevicePrimaryCtxRetain");
    (void)device;
    contexts++;
    *out = &context;
    return 0;
}

int cuDevicePrimaryCtxRelease_v2(int device) {
    BEGIN("cuDevicePrimaryCtxRelease");
    (void)device;
    return contexts-- > 0 ? 0 : INVALID_CONTEXT;
}

int cuCtxSetCurrent(void *wanted) {
    BEGIN("cuCtxSetCurrent");
    current = wanted;
    return wanted == &context ? 0 : INVALID_CONTEXT;
}

int cuMemGetInfo_v2(unsigned long *available, unsigned long *total) {
    NEEDS_CONTEXT("cuMemGetInfo");
    *total = control("memory", 1L << 30);
    *available = *total - device_bytes;
    return 0;
}

int cuMemAlloc_v2(unsigned long long *address, unsigned long bytes) {
    NEEDS_CONTEXT("cuMemAlloc");
    if (bytes < 1) return INVALID_VALUE;
    if (device_bytes + bytes > (unsigned long)control("memory", 1L << 30)) return CUDA_ERROR_OUT_OF_MEMORY;
    *address = (unsigned long long)take(bytes, 1);
    return 0;
}

int cuMemFree_v2(unsigned long long address) {
    NEEDS_CONTEXT("cuMemFree");
    return give_back((void *)address, 1);
}

int cuMemHostAlloc(void **memory, unsigned long bytes, unsigned int flags) {
    NEEDS_CONTEXT("cuMemHostAlloc");
    if (flags || bytes < 1) return INVALID_VALUE;
    *memory = take(bytes, 0);
    return 0;
}

int cuMemFreeHost(void *memory) {
    NEEDS_CONTEXT("cuMemFreeHost");
    return give_back(memory, 0);
}

static Operation *queue(void *stream, int kind, unsigned long extra) {
    Stream *s = stream;
    Operation *o = calloc(1, sizeof *o + extra);
    o->kind = kind;
    if (s->last) {
        s->last->next = o;
    } else {
        s->first = o;
    }
    s->last = o;
    return o;
}

static int copy(void *to, const void *from, unsigned long bytes, void *stream, int upload) {
    if (!stream || !inside(to, bytes, upload) || !inside(from, bytes, !upload)) return INVALID_VALUE;
    Operation *o = queue(stream, COPY, 0);
    o->to = to;
    o->from = from;
    o->bytes = bytes;
    return 0;
}

int cuMemcpyHtoDAsync_v2(unsigned long long to, const void *from, unsigned long bytes, void *stream) {
    NEEDS_CONTEXT("cuMemcpyHtoDAsync");
    return copy((void *)to, from, bytes, stream, 1);
}

int cuMemcpyDtoHAsync_v2(void *to, unsigned long long from, unsigned long bytes, void *stream) {
    NEEDS_CONTEXT("cuMemcpyDtoHAsync");
    return copy(to, (const void *)from, bytes, stream, 0);
}

int cuMemsetD8Async(unsigned long long to, unsigned char value, unsigned long bytes, void *stream) {
    NEEDS_CONTEXT("cuMemsetD8Async");
    if (!stream || !inside((void *)to, bytes, 1)) return INVALID_VALUE;
    Operation *o = queue(stream, FILL, 0);
    o->to = (char *)to;
    o->value = value;
    o->bytes = bytes;
    return 0;
}

int cuStreamCreate(void **stream, unsigned int flags) {
    NEEDS_CONTEXT("cuStreamCreate");
    if (flags != CU_STREAM_NON_BLOCKING) return INVALID_VALUE;
    *stream = calloc(1, sizeof(Stream));
    __sync_fetch_and_add(&streams, 1);
    return 0;
}

int cuStreamDestroy_v2(void *stream) {
    NEEDS_CONTEXT("cuStreamDestroy");
    free(stream);
    __sync_fetch_and_sub(&streams, 1);
    return 0;
}

int cuStreamSynchronize(void *stream) {
    NEEDS_CONTEXT("cuStreamSynchronize");
    Stream *s = stream;
    int result = 0;
    while (s->first) {
        Operation *o = s->first;
        s->first = o->next;
        if (o->kind == COPY) {
            memcpy(o->to, o->from, o->bytes);
        } else if (o->kind == FILL) {
            memset(o->to, o->value, o->bytes);
        } else if (o->kernel(o->blocks, o->shared, 2, o + 1)) {
            result = LAUNCH_FAILED;
        }
        free(o);
    }
    s->last = NULL;
    return result;
}

int cuModuleLoadData(void **out, const void *image) {
    NEEDS_CONTEXT("cuModuleLoadData");
    static const unsigned char fat_binary[4] = {0x50, 0xed, 0x55, 0xba};
    if (memcmp(image, fat_binary, 4)) return INVALID_IMAGE;
    modules++;
    *out = &module;
    return 0;
}

int cuModuleUnload(void *which) {
    NEEDS_CONTEXT("cuModuleUnload");
    return which == &module && modules-- > 0 ? 0 : INVALID_VALUE;
}

int cuModuleGetFunction(void **function, void *which, const char *name) {
    NEEDS_CONTEXT("cuModuleGetFunction");
    static void *library;
    char symbol[200];
    if (!library) {
        library = dlopen(getenv("FAKE_CUDA_KERNELS"), RTLD_NOW);
    }
    if (which != &module || !library) return INVALID_VALUE;
    Function *f = calloc(1, sizeof *f);
    snprintf(symbol, sizeof symbol, "stampede_host_%s", name);
    f->kernel = (int (*)(long long, long long, int, const void *))dlsym(library, symbol);
    snprintf(symbol, sizeof symbol, "stampede_host_size_%s", name);
    long long (*size)(void) = (long long (*)(void))dlsym(library, symbol);
    if (!f->kernel || !size) return NOT_FOUND;
    f->arguments = size();
    f->shared = 48 << 10;
    *function = f;
    return 0;
}

int cuFuncSetAttribute(void *function, int attribute, int value) {
    NEEDS_CONTEXT("cuFuncSetAttribute");
    if (attribute != CU_FUNC_ATTRIBUTE_MAX_DYNAMIC_SHARED_SIZE_BYTES || value > control("shared", 227 << 10)) {
        return INVALID_VALUE;
    }
    ((Function *)function)->shared = value;
    return 0;
}

int cuLaunchKernel(void *function, unsigned int grid_x, unsigned int grid_y, unsigned int grid_z, unsigned int block_x,
        unsigned int block_y, unsigned int block_z, unsigned int shared_bytes, void *stream, void **arguments,
        void **extra) {
    NEEDS_CONTEXT("cuLaunchKernel");
    Function *f = function;
    if (grid_x < 1 || grid_y != 1 || grid_z != 1 || block_x != 256 || block_y != 1 || block_z != 1 || extra
            || !stream || (long long)shared_bytes > f->shared) {
        return INVALID_VALUE;
    }
    Operation *o = queue(stream, KERNEL, f->arguments);
    o->kernel = f->kernel;
    o->blocks = grid_x;
    o->shared = shared_bytes;
    memcpy(o + 1, arguments[0], f->arguments);
    return 0;
}
