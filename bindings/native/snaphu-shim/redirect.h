/* Compiled in front of every source file of snaphu: what would end the process, keep memory, open a file, set a signal
 * handler or start a process is sent to host.c instead. The sources stay as they are. */
#ifndef STAMPEDE_REDIRECT_H
#define STAMPEDE_REDIRECT_H

#include <ctype.h>
#include <fcntl.h>
#include <float.h>
#include <limits.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

void host_exit(int code) __attribute__((noreturn));
void *host_malloc(size_t size);
void *host_calloc(size_t count, size_t size);
void *host_realloc(void *memory, size_t size);
void host_free(void *memory);
void host_sort(void *base, size_t count, size_t size, int (*compare)(const void *, const void *));

FILE *host_open(const char *name, const char *mode);
int host_close(FILE *file);
size_t host_read(void *to, size_t size, size_t count, FILE *file);
size_t host_write(const void *from, size_t size, size_t count, FILE *file);
int host_seek(FILE *file, long offset, int whence);
long host_tell(FILE *file);
char *host_line(char *to, int size, FILE *file);
int host_print(FILE *stream, const char *format, ...) __attribute__((format(printf, 2, 3)));

#ifndef STAMPEDE_HOST

#define exit(code) host_exit(code)
#define malloc(size) host_malloc(size)
#define calloc(count, size) host_calloc(count, size)
#define realloc(memory, size) host_realloc(memory, size)
#define free(memory) host_free(memory)
#define qsort(base, count, size, compare) host_sort(base, count, size, compare)

#define fopen(name, mode) host_open(name, mode)
#define fclose(file) host_close(file)
#define fread(to, size, count, file) host_read(to, size, count, file)
#define fwrite(from, size, count, file) host_write(from, size, count, file)
#define fseek(file, offset, whence) host_seek(file, offset, whence)
#define ftell(file) host_tell(file)
#define fgets(to, size, file) host_line(to, size, file)
#define fflush(file) ((void)(file), 0)
#define fprintf(...) host_print(__VA_ARGS__)
#define printf(...) host_print(NULL, __VA_ARGS__)

#define signal(number, handler) ((void)(number), SIG_DFL)
#define remove(name) ((void)(name), 0)
#define unlink(name) ((void)(name), 0)
#define rmdir(name) ((void)(name), 0)
#define mkdir(name, mode) ((void)(name), (void)(mode), -1)
#define fork() ((pid_t)-1)
#define kill(process, number) host_exit(1)
#define wait(status) ((void)(status), (pid_t)-1)
#define sleep(seconds) ((void)(seconds), 0u)

#endif
#endif
