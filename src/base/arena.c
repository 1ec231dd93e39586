#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

enum { BLOCK = 64 * 1024, ALIGN = 16 };

typedef struct block {
    struct block *next;
    size_t size, used;
} block;

struct arena {
    guard *escape;
    block *blocks;
    size_t used;
};

#define BLOCK_HEAD ((sizeof(block) + ALIGN - 1) / ALIGN * ALIGN)

bool guard_run(guard *g, void (*work)(void *), void *context)
{
    g->armed = true;
    if (setjmp(g->escape) != 0) {
        g->armed = false;
        return false;
    }
    work(context);
    g->armed = false;
    return true;
}

static _Noreturn void leave(guard *g)
{
    if (g == NULL || !g->armed)
        abort();
    longjmp(g->escape, 1);
}

void arena_exhausted(arena *a)
{
    leave(a->escape);
}

arena *arena_new(guard *g)
{
    arena *a = calloc(1, sizeof *a);
    if (a == NULL && (g == NULL || g->armed))
        leave(g);
    if (a != NULL)
        a->escape = g;
    return a;
}

void arena_guard(arena *a, guard *g)
{
    a->escape = g;
}

void arena_free(arena *a)
{
    if (a == NULL)
        return;
    for (block *b = a->blocks, *next; b != NULL; b = next) {
        next = b->next;
        free(b);
    }
    free(a);
}

static block *block_new(arena *a, size_t need)
{
    size_t size = need > BLOCK / 4 ? need : BLOCK - BLOCK_HEAD;
    block *b = malloc(BLOCK_HEAD + size);
    if (b == NULL)
        leave(a->escape);
    b->size = size;
    b->used = 0;
    /* A block of its own for something large must not hide the room left in the first one. */
    if (a->blocks != NULL && need > BLOCK / 4) {
        b->next = a->blocks->next;
        a->blocks->next = b;
    } else {
        b->next = a->blocks;
        a->blocks = b;
    }
    return b;
}

void *arena_alloc(arena *a, size_t count, size_t size)
{
    if (size != 0 && count > (SIZE_MAX / 2 - BLOCK_HEAD - ALIGN) / size)
        leave(a->escape);
    size_t need = (count * size + ALIGN - 1) / ALIGN * ALIGN;
    if (need == 0)
        need = ALIGN;
    block *b = a->blocks;
    if (b == NULL || b->size - b->used < need)
        b = block_new(a, need);
    unsigned char *at = (unsigned char *)b + BLOCK_HEAD + b->used;
    b->used += need;
    a->used += need;
    memset(at, 0, need);
    return at;
}

size_t arena_used(const arena *a)
{
    return a->used;
}

void *vec_grow(arena *a, void *at, uint32_t count, uint32_t *room, size_t size)
{
    if (*room > UINT32_MAX / 2)
        leave(a->escape);
    uint32_t more = *room == 0 ? 8 : *room * 2;
    void *moved = arena_alloc(a, more, size);
    if (count > 0)
        memcpy(moved, at, count * size);
    *room = more;
    return moved;
}

void arena_free_foreign(void *at)
{
    free(at);
}
