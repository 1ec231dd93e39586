#include "base/arena.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* What takes more than LARGE has a block of its own. */
enum { BLOCK = 64 * 1024, LARGE = BLOCK / 4, ALIGN = 16 };

typedef struct block {
    struct block *next, **from; /* from: what points at it, among the blocks in use */
    size_t size, used;
    bool blank; /* zeroed, and not handed out yet */
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
    g->late = false;
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

static guard *guard_of(const arena *a)
{
    while (a->parent != NULL)
        a = a->parent;
    return a->escape;
}

void arena_exhausted(arena *a)
{
    leave(guard_of(a));
}

void arena_pulse(arena *a)
{
    enum { BEATS = 16 };
    guard *g = guard_of(a);
    if (g == NULL || g->over == NULL || !g->armed || ++g->beats % BEATS != 0 || !g->over(g->watch))
        return;
    g->late = true;
    leave(g);
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

static void block_link(block *b, block **from)
{
    b->from = from;
    *from = b;
    if (b->next != NULL)
        b->next->from = &b->next;
}

static block *block_new(arena *a, size_t need, bool blank)
{
    size_t size = need > LARGE ? need : BLOCK - BLOCK_HEAD;
    block *b = block_again(a, size);
    if (b == NULL) {
        /* Zeroed by the system, page by page as they are written, which many of a large one never
         * are. */
        blank = blank && need > LARGE;
        b = blank ? calloc(1, BLOCK_HEAD + size) : malloc(BLOCK_HEAD + size);
        if (b == NULL)
            arena_exhausted(a);
        b->size = size;
        b->blank = blank;
    }
    b->used = 0;
    /* A block of its own for something large must not hide the room left in the first one. */
    block **from = a->blocks != NULL && need > LARGE ? &a->blocks->next : &a->blocks;
    b->next = *from;
    block_link(b, from);
    return b;
}

static size_t need_of(arena *a, size_t count, size_t size)
{
    if (size != 0 && count > (SIZE_MAX / 2 - BLOCK_HEAD - ALIGN) / size)
        arena_exhausted(a);
    size_t need = (count * size + ALIGN - 1) / ALIGN * ALIGN;
    return need == 0 ? ALIGN : need;
}

/* Zeroed when `blank`. */
static void *take(arena *a, size_t need, bool blank)
{
    block *b = a->blocks;
    if (b == NULL || need > LARGE || b->size - b->used < need)
        b = block_new(a, need, blank);
    unsigned char *at = (unsigned char *)b + BLOCK_HEAD + b->used;
    b->used += need;
    a->used += need;
    if (blank && !b->blank)
        memset(at, 0, need);
    b->blank = false;
    return at;
}

void *arena_alloc(arena *a, size_t count, size_t size)
{
    return take(a, need_of(a, count, size), true);
}

void *arena_bytes(arena *a, size_t n)
{
    return take(a, need_of(a, n, 1), false);
}

/* What is large grows in its place or moves with its pages, and leaves nothing behind. */
static void *stretch(arena *a, void *at, size_t from, size_t to)
{
    block *b = (block *)(void *)((unsigned char *)at - BLOCK_HEAD);
    b = realloc(b, BLOCK_HEAD + to);
    if (b == NULL)
        arena_exhausted(a);
    block_link(b, b->from);
    b->size = b->used = to;
    a->used += to - from;
    return (unsigned char *)b + BLOCK_HEAD;
}

void *arena_regrow(arena *a, void *at, size_t used, size_t from, size_t to)
{
    from = need_of(a, from, 1);
    to = need_of(a, to, 1);
    if (from > LARGE)
        return stretch(a, at, from, to);
    void *moved = take(a, to, false);
    if (used > 0)
        memcpy(moved, at, used);
    return moved;
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
    size_t from = need_of(a, *room, size), to = need_of(a, more, size);
    void *moved = from > LARGE ? stretch(a, at, from, to) : take(a, to, false);
    if (count > 0 && from <= LARGE)
        memcpy(moved, at, count * size);
    memset((unsigned char *)moved + count * size, 0, size);
    *room = more;
    return moved;
}

bool arena_probe(size_t bytes)
{
    int before = errno;
    void *probe = malloc(bytes);
    free(probe);
    errno = before;
    return probe != NULL;
}

void arena_free_foreign(void *at)
{
    free(at);
}
