#include "base/map.h"

#include <string.h>

/* Eight bytes at a time, each word mixed in by a multiplication. */
static unsigned hash_of(const char *key, size_t n)
{
    uint64_t hash = n, word;
    for (size_t i = 0; i < n; i += sizeof word) {
        word = 0;
        if (n - i >= sizeof word)
            memcpy(&word, key + i, sizeof word);
        else
            memcpy(&word, key + i, n - i);
        hash = (hash ^ word) * 0x9E3779B97F4A7C15u;
        hash ^= hash >> 32;
    }
    return (unsigned)hash;
}
#define HASH_FUNCTION(key, length, hash) (hash) = hash_of((key), (length))

/* uthash allocates its tables from the arena named `memory` in the calling function. */
#define uthash_malloc(size) arena_alloc(memory, 1, (size))
#define uthash_free(pointer, size) ((void)(pointer), (void)(size))
#define uthash_fatal(message) arena_exhausted(memory)
#include <uthash.h>

typedef struct entry {
    UT_hash_handle hh;
    void *value;
} entry;

struct map {
    arena *memory;
    entry *entries;
};

str_map *map_new(arena *a)
{
    str_map *m = ARENA_NEW(a, str_map);
    m->memory = a;
    return m;
}

/* The empty string has no bytes to point at; memcmp wants a pointer all the same. */
static str comparable(str key)
{
    return key.n == 0 ? STR("") : key;
}

void *map_lookup(const str_map *m, str key)
{
    entry *found = NULL;
    key = comparable(key);
    HASH_FIND(hh, m->entries, key.at, (unsigned)key.n, found);
    return found == NULL ? NULL : found->value;
}

bool map_add(str_map *m, str key, void *value)
{
    arena *memory = m->memory;
    entry *found = NULL;
    unsigned hash, length = (unsigned)key.n;
    key = comparable(key);
    HASH_VALUE(key.at, length, hash);
    HASH_FIND_BYHASHVALUE(hh, m->entries, key.at, length, hash, found);
    if (found != NULL)
        return false;
    entry *e = ARENA_NEW(memory, entry);
    e->value = value;
    HASH_ADD_KEYPTR_BYHASHVALUE(hh, m->entries, key.at, length, hash, e);
    return true;
}
