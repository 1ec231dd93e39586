/* SHA-256 (FIPS 180-4), for telling whether files and inputs are the same. */
#ifndef JXB_BASE_HASH_H
#define JXB_BASE_HASH_H

#include "base/str.h"

enum { HASH_SIZE = 32 };
typedef struct hasher hasher;

/* A running hash in the arena. */
hasher *hash_new(arena *a);
void hash_add(hasher *h, str bytes);
/* Adds the bytes and how many they are, so that no two sequences of parts hash alike. */
void hash_part(hasher *h, str bytes);
/* What was added so far; begins anew. */
void hash_end(hasher *h, uint8_t out[HASH_SIZE]);
/* The same in lower-case hexadecimal digits, 64 of them. */
str hash_hex(hasher *h, arena *a);

#endif
