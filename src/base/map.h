/* A map from strings to pointers, in an arena (uthash inside). */
#ifndef JXB_BASE_MAP_H
#define JXB_BASE_MAP_H

#include "base/str.h"

typedef struct map str_map;

str_map *map_new(arena *a);
/* Binds key (its bytes must outlive the map) to value and returns true; false, nothing changed,
 * when the key is there already. */
bool map_add(str_map *m, str key, void *value);
/* The value bound to key, or NULL. */
void *map_lookup(const str_map *m, str key);

#endif
