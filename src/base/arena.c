#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

enum { BLOCK = 64 * 1024, ALIGN = 16 };

typedef struct block {
    struct block *next;
    size_t size, used;
} block;

struct arena {
    guard *escape; /* a child has its parent's */
    block *blocks, *spare; /* spare: of what was cleared, for new ones */
    size_t used;
    arena *parent, *children, *next; /* next: the parent's other child */
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
    while (a->parent != NULL)
        a = a->parent;
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

arena *arena_child(arena *parent)
{
    arena *a = calloc(1, sizeof *a);
    if (a == NULL)
        arena_exhausted(parent);
    a->parent = parent;
    a->next = parent->children;
    parent->children = a;
    return a;
}

void arena_guard(arena *a, guard *g)
{
    a->escape = g;
}

static void blocks_free(block *b)
{
    for (block *next; b != NULL; b = next) {
        next = b->next;
        free(b);
    }
}

void arena_clear(arena *a)
{
    while (a->children != NULL)
        arena_free(a->children);
    block **end = &a->spare;
    while (*end != NULL)
        end = &(*end)->next;
    *end = a->blocks;
    a->blocks = NULL;
    a->used = 0;
}

void arena_free(arena *a)
{
    if (a == NULL)
        return;
    while (a->children != NULL)
        arena_free(a->children);
    if (a->parent != NULL) {
        arena **at = &a->parent->children;
        while (*at != a)
            at = &(*at)->next;
        *at = a->next;
    }
    blocks_free(a->blocks);
    blocks_free(a->spare);
    free(a);
}

/* A cleared block of at least that size, or NULL. */
static block *block_again(arena *a, size_t size)
{
    block **at = &a->spare;
    while (*at != NULL && (*at)->size < size)
        at = &(*at)->next;
    block *b = *at;
    if (b != NULL)
        *at = b->next;
    return b;
}

static block *block_new(arena *a, size_t need)
{
    size_t size = need > BLOCK / 4 ? need : BLOCK - BLOCK_HEAD;
    block *b = block_again(a, size);
    if (b == NULL) {
        b = malloc(BLOCK_HEAD + size);
        if (b == NULL)
            arena_exhausted(a);
        b->size = size;
    }
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
        arena_exhausted(a);
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
        arena_exhausted(a);
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
