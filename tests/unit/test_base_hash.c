/* base: SHA-256 against the examples of FIPS 180-4. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/base.h"

static void assert_hex(str got, const char *want)
{
    assert_int_equal(got.n, 2 * HASH_SIZE);
    assert_memory_equal(got.at, want, got.n);
}

static void sums_are_those_of_the_standard(void **state)
{
    (void)state;
    arena *a = arena_new(NULL);
    hasher *h = hash_new(a);
    assert_hex(hash_hex(h, a), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    hash_add(h, STR("a"));
    hash_add(h, STR(""));
    hash_add(h, STR("bc"));
    assert_hex(hash_hex(h, a), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    hash_add(h, STR("abc"));
    assert_hex(hash_hex(h, a), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    arena_free(a);
}

static void parts_do_not_run_together(void **state)
{
    (void)state;
    arena *a = arena_new(NULL);
    hasher *h = hash_new(a);
    uint8_t one[HASH_SIZE], other[HASH_SIZE];
    hash_part(h, STR("绩"));
    hash_part(h, STR("效"));
    hash_end(h, one);
    hash_part(h, STR("绩效"));
    hash_part(h, STR(""));
    hash_end(h, other);
    assert_memory_not_equal(one, other, HASH_SIZE);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sums_are_those_of_the_standard),
        cmocka_unit_test(parts_do_not_run_together),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
