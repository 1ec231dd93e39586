/* Seeded chance, the same on every machine: splitmix64. */
#include "make.h"

static uint64_t dice_next(dice *d)
{
    uint64_t z = d->state += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

uint32_t dice_below(dice *d, uint32_t n)
{
    return n == 0 ? 0 : (uint32_t)(dice_next(d) >> 33) % n;
}

uint32_t dice_between(dice *d, uint32_t least, uint32_t most)
{
    return least >= most ? least : least + dice_below(d, most - least + 1);
}

bool dice_chance(dice *d, uint32_t percent)
{
    return dice_below(d, 100) < percent;
}

uint32_t dice_log(dice *d, uint32_t most)
{
    uint32_t bits = 0;
    while (bits < 31 && (1u << bits) <= most)
        bits++;
    uint32_t top = 1u << dice_below(d, bits + 1);
    return dice_below(d, top <= most ? top : most + 1);
}
