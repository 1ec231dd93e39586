/*
 * Arenas: memory by lifetime. Everything is allocated from an arena and freed at once with it.
 *
 * When memory runs out there is no way to go on: the call leaves through the guard under which the
 * arena was made, back to the one guard_run() at the library's door, which reports it. A room
 * therefore never checks an allocation. External handles that are open at that moment are lost.
 */
#ifndef JXB_BASE_ARENA_H
#define JXB_BASE_ARENA_H

#include <setjmp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct guard {
    jmp_buf escape;
    bool armed;
    bool (*over)(void *watch); /* whether a run has taken too long; NULL: never */
    void *watch;
    bool late; /* the last run was left for that */
    uint32_t beats;
} guard;

typedef struct arena arena;

/* Runs work(context); false when memory ran out inside, or it took too long (late). Not reentrant
 * on the same guard. */
bool guard_run(guard *g, void (*work)(void *), void *context);

/* A new, empty arena. g may be NULL: then running out of memory aborts. NULL only when memory has
 * run out and g is not armed. */
arena *arena_new(guard *g);
/* A new, empty arena that is freed with its parent, or before; it has the parent's guard. Never NULL. */
arena *arena_child(arena *parent);
/* Takes back all that was allocated from the arena, children included, and keeps the memory for what
 * is allocated next. */
void arena_clear(arena *a);
/* Changes the guard, for an arena that keeps its own inside itself. */
void arena_guard(arena *a, guard *g);
/* Frees the arena and all that was allocated from it. Accepts NULL. */
void arena_free(arena *a);
/* count * size zeroed bytes, aligned for any type. Never NULL; a product overflow is out of memory. */
void *arena_alloc(arena *a, size_t count, size_t size);
/* n bytes that are not zeroed, for who writes all of them at once; else as arena_alloc. */
void *arena_bytes(arena *a, size_t n);
/* What arena_regrow of this arena gave of `from` bytes (0, NULL: nothing yet), in a place of `to`
 * bytes, more than that: its first `used` bytes are kept, the others not zeroed. The old place is
 * gone. */
void *arena_regrow(arena *a, void *at, size_t used, size_t from, size_t to);
/* Bytes handed out so far. */
size_t arena_used(const arena *a);
/* The guard's exit, for a room whose library ran out of memory. Does not return. */
_Noreturn void arena_exhausted(arena *a);

/* For loops that may take long, each time around: leaves through the guard once it is over, as when
 * memory runs out. Never under a lock. Asks now and then only. */
void arena_pulse(arena *a);

/* Whether so many bytes can be had right now: for a library that does not live through running out. */
bool arena_probe(size_t bytes);
/* Frees what a library allocated by malloc() and left to its caller. */
void arena_free_foreign(void *at);

#define ARENA_NEW(a, T) ((T *)arena_alloc((a), 1, sizeof(T)))
#define ARENA_ARRAY(a, T, n) ((T *)arena_alloc((a), (n), sizeof(T)))

/*
 * Growable arrays: VEC(T) names, { .at, .count, .room }, zero is empty. VEC_PUSH yields a pointer
 * to a new zeroed element; it may move the array, and pointers to its elements do not hold then.
 * Elements may be dropped from the end by lowering .count.
 */
#define VEC(T)                                                                                     \
    struct {                                                                                       \
        T *at;                                                                                     \
        uint32_t count, room;                                                                      \
    }
#define VEC_PUSH(a, v)                                                                             \
    ((v)->at = vec_room((a), (v)->at, (v)->count, &(v)->room, sizeof *(v)->at),                    \
        &(v)->at[(v)->count++])
/* The array, of *room elements of the arena, in a place with room for more than `count`, the one behind
 * those zeroed. */
void *vec_grow(arena *a, void *at, uint32_t count, uint32_t *room, size_t size);
/* Room for one more element at `count`, zeroed; the array, moved when it was full. */
static inline void *vec_room(arena *a, void *at, uint32_t count, uint32_t *room, size_t size)
{
    if (count >= *room)
        return vec_grow(a, at, count, room, size);
    memset((unsigned char *)at + count * size, 0, size); /* it may have been used and dropped */
    return at;
}

#endif
