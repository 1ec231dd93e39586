#include "base/hash.h"

#include <nettle/sha2.h>

struct hasher {
    struct sha256_ctx state;
};

hasher *hash_new(arena *a)
{
    hasher *h = ARENA_NEW(a, hasher);
    sha256_init(&h->state);
    return h;
}

void hash_add(hasher *h, str bytes)
{
    sha256_update(&h->state, bytes.n, (const uint8_t *)bytes.at);
}

void hash_part(hasher *h, str bytes)
{
    uint8_t length[8];
    for (int i = 0; i < 8; i++)
        length[i] = (uint8_t)((uint64_t)bytes.n >> (8 * i));
    sha256_update(&h->state, sizeof length, length);
    hash_add(h, bytes);
}

void hash_end(hasher *h, uint8_t out[HASH_SIZE])
{
    sha256_digest(&h->state, HASH_SIZE, out);
}

str hash_hex(hasher *h, arena *a)
{
    uint8_t sum[HASH_SIZE];
    buf hex = {.memory = a};
    hash_end(h, sum);
    for (int i = 0; i < HASH_SIZE; i++)
        buf_fmt(&hex, "%02x", sum[i]);
    return buf_str(&hex);
}
