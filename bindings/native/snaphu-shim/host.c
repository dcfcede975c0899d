/* Stands in for the process, the heap and the files of the snaphu program, so that its sources can run inside another
 * program: an exit returns to the caller, memory is given back however a call ends, the three files are arrays, and
 * only what goes to the error stream is kept. All state belongs to the thread that makes the call. */
#define STAMPEDE_HOST
#include "redirect.h"

#include "host.h"

#include <stdarg.h>

/* Header of every piece of memory, in a ring through host->blocks so that leftovers can be found. */
struct host_block {
    struct host_block *next, *previous;
    size_t size;
    size_t unused; /* keeps what follows aligned to 16 bytes */
};

static _Thread_local struct host *current;

void host_enter(struct host *host) {
    current = host;
}

void host_exit(int code) {
    longjmp(current->back, code < 0 ? 1 : code + 1);
}

/* The solver's loops allocate, sort or report often enough for a cancellation to be seen soon. */
static void poll_cancel(void) {
    if (current->cancel != NULL && *current->cancel != 0) {
        longjmp(current->back, HOST_CANCELLED);
    }
}

static void *link_block(struct host_block *block, size_t size) {
    block->size = size;
    block->previous = NULL;
    block->next = current->blocks;
    if (block->next != NULL) {
        block->next->previous = block;
    }
    current->blocks = block;
    return block + 1;
}

static void unlink_block(struct host_block *block) {
    if (block->next != NULL) {
        block->next->previous = block->previous;
    }
    if (block->previous != NULL) {
        block->previous->next = block->next;
    } else {
        current->blocks = block->next;
    }
}

static int is_too_large(size_t count, size_t size) {
    return size != 0 && count > (SIZE_MAX - sizeof(struct host_block)) / size;
}

void *host_malloc(size_t size) {
    poll_cancel();
    struct host_block *block = is_too_large(1, size) ? NULL : malloc(sizeof *block + size);
    return block == NULL ? NULL : link_block(block, size);
}

void *host_calloc(size_t count, size_t size) {
    poll_cancel();
    struct host_block *block = is_too_large(count, size) ? NULL : calloc(1, sizeof *block + count * size);
    return block == NULL ? NULL : link_block(block, count * size);
}

void *host_realloc(void *memory, size_t size) {
    if (memory == NULL) {
        return host_malloc(size);
    }
    poll_cancel();
    struct host_block *old = (struct host_block *)memory - 1;
    void *copy = host_malloc(size);
    if (copy != NULL) {
        memcpy(copy, memory, old->size < size ? old->size : size);
        host_free(memory);
    }
    return copy;
}

void host_free(void *memory) {
    if (memory != NULL) {
        struct host_block *block = (struct host_block *)memory - 1;
        unlink_block(block);
        free(block);
    }
}

void host_drain(struct host *host) {
    while (host->blocks != NULL) {
        struct host_block *block = host->blocks;
        host->blocks = block->next;
        free(block);
    }
}

/* The C library's own sort: which of equal candidates comes first decides ties, as in the program. */
void host_sort(void *base, size_t count, size_t size, int (*compare)(const void *, const void *)) {
    poll_cancel();
    qsort(base, count, size, compare);
}

FILE *host_open(const char *name, const char *mode) {
    for (size_t i = 0; i < sizeof current->files / sizeof current->files[0]; i++) {
        struct host_file *file = &current->files[i];
        if (strcmp(file->name, name) == 0 && (mode[0] == 'r') == (file->room == NULL)) {
            file->at = 0;
            return (FILE *)file;
        }
    }
    return NULL;
}

int host_close(FILE *file) {
    (void)file;
    return 0;
}

/* Whole elements that lie between where the file stands and its end. */
static size_t fitting(const struct host_file *file, size_t size, size_t count) {
    size_t left = size == 0 || file->at > file->size ? 0 : (file->size - file->at) / size;
    return count < left ? count : left;
}

size_t host_read(void *to, size_t size, size_t count, FILE *stream) {
    struct host_file *file = (struct host_file *)stream;
    if (file->content == NULL) {
        return 0;
    }
    count = fitting(file, size, count);
    memcpy(to, file->content + file->at, count * size);
    file->at += count * size;
    return count;
}

size_t host_write(const void *from, size_t size, size_t count, FILE *stream) {
    struct host_file *file = (struct host_file *)stream;
    if (file->room == NULL) {
        return 0;
    }
    count = fitting(file, size, count);
    memcpy(file->room + file->at, from, count * size);
    file->at += count * size;
    return count;
}

int host_seek(FILE *stream, long offset, int whence) {
    struct host_file *file = (struct host_file *)stream;
    long at = offset + (whence == SEEK_END ? (long)file->size : whence == SEEK_CUR ? (long)file->at : 0);
    if (at < 0) {
        return -1;
    }
    file->at = (size_t)at;
    return 0;
}

long host_tell(FILE *stream) {
    return (long)((struct host_file *)stream)->at;
}

/* Only configuration files are read by line, and there are none. */
char *host_line(char *to, int size, FILE *file) {
    (void)to, (void)size, (void)file;
    return NULL;
}

/* Keeps what goes to the error stream, as far as there is room; the rest is status nobody reads. */
int host_print(FILE *stream, const char *format, ...) {
    poll_cancel();
    size_t room = current->message_size - current->message_length;
    if (stream != stderr || room <= 1) {
        return 0;
    }
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(current->message + current->message_length, room, format, arguments);
    va_end(arguments);
    if (length > 0) {
        current->message_length += (size_t)length < room ? (size_t)length : room - 1;
    }
    return length;
}
