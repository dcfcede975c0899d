/* Runs the unwrapping of a user's snaphu on arrays. The user's main source file is included as it is, because what it
 * does for one image is private to it; nothing of it is repeated here, so the steps are those of the program in
 * whatever version is compiled. */
#include "redirect.h"

#define main snaphu_main
#define EvaluateTotalCost stampede_evaluate
#include "snaphu.c"
#undef EvaluateTotalCost
#undef main

#include "host.h"
#include "stampede_snaphu.h"

#define EXPORTED __attribute__((visibility("default")))

/* Between two rows or columns of pixels there is one line of loops, each joined to the outside by two arcs; the tree of
 * the solver cannot tell these apart and runs into a null pointer or for ever (seen with 2.0.5). */
enum { SMALLEST_SIDE = 3, LARGEST_SIDE = 32000 };

totalcostT EvaluateTotalCost(void **costs, short **flows, long rows, long cols, int *arcs, paramT *params);

static _Thread_local double last_cost;

/* The solver evaluates its solution a last time when it is done; that figure is handed on. */
totalcostT stampede_evaluate(void **costs, short **flows, long rows, long cols, int *arcs, paramT *params) {
    last_cost = EvaluateTotalCost(costs, flows, rows, cols, arcs, params);
    return last_cost;
}

EXPORTED int32_t stampede_snaphu_abi_version(void) {
    return STAMPEDE_SNAPHU_ABI;
}

EXPORTED const char *stampede_snaphu_version(void) {
    return VERSION;
}

/* What would divide by zero or overflow inside; the rest the solver checks itself. */
static const char *refusal(int64_t rows, int64_t cols, const float *image, const int16_t *costs, const float *phase) {
    if (rows < SMALLEST_SIDE || cols < SMALLEST_SIDE || rows > LARGEST_SIDE || cols > LARGEST_SIDE) {
        return "a side of the image is not within 3 and 32000 pixels";
    }
    if (image == NULL || costs == NULL || phase == NULL) {
        return "an array is missing";
    }
    for (int64_t pair = 0, pairs = (rows - 1) * cols + rows * (cols - 1); pair < pairs; pair++) {
        if (costs[4 * pair + 1] < 1) {
            return "a variance in the costs is not positive";
        }
    }
    return NULL;
}

static void say(char *message, int64_t size, const char *text) {
    if (message != NULL && size > 0) {
        snprintf(message, (size_t)size, "%s", text);
    }
}

/* The program's own steps for one image in deformation mode with given costs. */
static void unwrap(long rows, long cols) {
    infileT in[1];
    outfileT out[1];
    paramT params[1];
    sp0 = stderr;
    SetDefaults(in, out, params);
    params->costmode = DEFO;
    in->infileformat = COMPLEX_DATA;
    out->outfileformat = FLOAT_DATA;
    StrNCopy(in->infile, HOST_IMAGE, MAXSTRLEN);
    StrNCopy(in->costinfile, HOST_COSTS, MAXSTRLEN);
    StrNCopy(out->outfile, HOST_PHASE, MAXSTRLEN);
    CheckParams(in, out, cols, rows, params);
    Unwrap(in, out, params, cols, rows);
}

/* Apart, because what a function that calls setjmp has changed of its own is lost on the way back. */
static int run(struct host *host, long rows, long cols) {
    int ended = setjmp(host->back);
    if (ended == 0) {
        unwrap(rows, cols);
    }
    return ended;
}

EXPORTED int32_t stampede_snaphu_unwrap(int64_t rows, int64_t cols, const float *image, const int16_t *costs,
                                        float *phase, double *total_cost, const volatile int32_t *cancel,
                                        char *message, int64_t message_size) {
    const char *why = refusal(rows, cols, image, costs, phase);
    say(message, message_size, why == NULL ? "" : why);
    if (why != NULL) {
        return STAMPEDE_SNAPHU_REFUSED;
    }
    size_t pixels = (size_t)rows * (size_t)cols;
    size_t pairs = (size_t)(rows - 1) * (size_t)cols + (size_t)rows * (size_t)(cols - 1);
    struct host host = {
        .files = {{HOST_IMAGE, (const unsigned char *)image, NULL, 2 * sizeof(float) * pixels, 0},
                  {HOST_COSTS, (const unsigned char *)costs, NULL, 4 * sizeof(int16_t) * pairs, 0},
                  {HOST_PHASE, NULL, (unsigned char *)phase, sizeof(float) * pixels, 0}},
        .cancel = cancel,
        .message = message,
        .message_size = message == NULL || message_size < 0 ? 0 : (size_t)message_size,
    };
    host_enter(&host);
    int ended = run(&host, (long)rows, (long)cols);
    host_drain(&host);
    host_enter(NULL);
    if (ended == 0 && total_cost != NULL) {
        *total_cost = last_cost;
    }
    switch (ended) {
        case 0:
            return STAMPEDE_SNAPHU_DONE;
        case HOST_CANCELLED:
            return STAMPEDE_SNAPHU_CANCELLED;
        default:
            return STAMPEDE_SNAPHU_FAILED;
    }
}
