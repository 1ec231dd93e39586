/* Inside engine's batches only. */
#ifndef JXB_ENGINE_BATCH_INT_H
#define JXB_ENGINE_BATCH_INT_H

#include "engine/engine_int.h"

#include <jixiaobiao/batch.h>
#include <pthread.h>

struct jxb_batch {
    guard escape;
    arena *memory;
    VEC(jxb_input) inputs;
    pthread_mutex_t lock; /* over the claims, which several threads make */
    str_map *claims; /* path → the claim */
    str_map *ledgers; /* folder → what is kept there; NULL: none was asked for */
};

struct jxb_task {
    guard escape;
    arena *memory;
    jxb_diags *diags;
    size_t input;
    VEC(jxb_output) outputs;
};

/* inputs.c: what an operand names, added to the batch. */
void batch_add(jxb_batch *batch, const char *operand, diags *d);

#endif
