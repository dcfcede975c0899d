/* The surroundings of one call: see host.c. */
#ifndef STAMPEDE_SNAPHU_HOST_H
#define STAMPEDE_SNAPHU_HOST_H

#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>

#define HOST_IMAGE "image"
#define HOST_COSTS "costs"
#define HOST_PHASE "phase"

struct host_block;

/* One array as the solver sees it: a file of that many bytes. */
struct host_file {
    const char *name;
    const unsigned char *content;
    unsigned char *room; /* NULL: read only */
    size_t size, at;
};

struct host {
    struct host_file files[3];
    struct host_block *blocks;
    const volatile int32_t *cancel;
    char *message;
    size_t message_size, message_length;
    jmp_buf back; /* host_exit returns here, with one more than the code */
};

#define HOST_CANCELLED (-1)

/* Makes a host that of the calling thread; NULL takes it away. */
void host_enter(struct host *host);

/* Gives back all memory the solver still holds. */
void host_drain(struct host *host);

#endif
