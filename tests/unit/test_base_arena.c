/* base: arenas, the guard, growable arrays, maps. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/base.h"

/* Under AddressSanitizer a huge allocation must fail as malloc does. */
__attribute__((visibility("default"))) const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
    return "allocator_may_return_null=1";
}

typedef struct trial {
    guard escape;
    arena *memory;
    size_t count, size;
    bool returned;
} trial;

static void allocate(void *context)
{
    trial *t = context;
    t->memory = arena_new(&t->escape);
    arena_alloc(t->memory, t->count, t->size);
    t->returned = true;
}

static bool try_allocation(size_t count, size_t size)
{
    trial t = {.count = count, .size = size};
    bool done = guard_run(&t.escape, allocate, &t);
    assert_int_equal(done, t.returned);
    assert_false(t.escape.armed);
    arena_free(t.memory);
    return done;
}

static void memory_is_zeroed_aligned_and_apart(void **state)
{
    (void)state;
    arena *a = arena_new(NULL);
    unsigned char *last = NULL;
    size_t sizes[] = {1, 15, 16, 17, 0, 1000, 16 * 1024, 16 * 1024 + 1, 64 * 1024, 1 << 20, 3};
    for (size_t round = 0; round < 20; round++)
        for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
            unsigned char *at = arena_alloc(a, sizes[i], 1);
            assert_non_null(at);
            assert_ptr_not_equal(at, last);
            assert_int_equal((uintptr_t)at % 16, 0);
            for (size_t k = 0; k < sizes[i]; k++)
                assert_int_equal(at[k], 0);
            memset(at, 0xAB, sizes[i]);
            last = at;
        }
    arena_free(a);
    arena_free(NULL);
}

static void used_counts_what_was_handed_out(void **state)
{
    (void)state;
    arena *a = arena_new(NULL);
    assert_int_equal(arena_used(a), 0);
    arena_alloc(a, 3, 5);
    assert_int_equal(arena_used(a), 16);
    arena_alloc(a, 0, 8);
    assert_int_equal(arena_used(a), 32);
    arena_alloc(a, 100000, 1);
    assert_int_equal(arena_used(a), 32 + 100000);
    arena_free(a);
}

static void a_large_block_leaves_the_room_of_the_first(void **state)
{
    (void)state;
    arena *a = arena_new(NULL);
    char *first = arena_alloc(a, 16, 1);
    arena_alloc(a, 1 << 20, 1);
    char *second = arena_alloc(a, 16, 1);
    assert_ptr_equal(second, first + 16);
    arena_free(a);
}

static void running_out_leaves_through_the_guard(void **state)
{
    (void)state;
    assert_true(try_allocation(10, 10));
    assert_false(try_allocation(SIZE_MAX / 4, 1));
    assert_true(try_allocation(1, 1));
}

static void an_overflowing_product_is_out_of_memory(void **state)
{
    (void)state;
    assert_false(try_allocation(SIZE_MAX, 1));
    assert_false(try_allocation(1, SIZE_MAX));
    assert_false(try_allocation(SIZE_MAX / 2 + 2, 2));
    assert_false(try_allocation((size_t)1 << 33, (size_t)1 << 33));
}

static void give_up(void *context)
{
    trial *t = context;
    t->memory = arena_new(&t->escape);
    arena_exhausted(t->memory);
}

static void a_room_may_give_up_itself(void **state)
{
    (void)state;
    trial t = {.count = 0};
    assert_false(guard_run(&t.escape, give_up, &t));
    arena_free(t.memory);
}

static void arrays_grow_and_keep_their_elements(void **state)
{
    (void)state;
    arena *a = arena_new(NULL);
    VEC(uint64_t) v = {0};
    for (uint64_t i = 0; i < 5000; i++) {
        uint64_t *one = VEC_PUSH(a, &v);
        assert_int_equal(*one, 0);
        *one = i * i;
    }
    assert_int_equal(v.count, 5000);
    assert_true(v.room >= v.count);
    for (uint64_t i = 0; i < 5000; i++)
        assert_int_equal(v.at[i], i * i);
    v.count = 10;
    assert_int_equal(*VEC_PUSH(a, &v), 0);
    assert_int_equal(v.at[9], 81);
    arena_free(a);
}

static void a_place_grows_and_keeps_what_is_used(void **state)
{
    (void)state;
    arena *a = arena_new(NULL);
    unsigned char *at = NULL;
    size_t room = 0;
    for (size_t more = 3; more < 1000000; more *= 3) {
        at = arena_regrow(a, at, room, room, more);
        memset(at + room, (int)(more % 251), more - room);
        memset(arena_bytes(a, 100), 255, 100);
        room = more;
    }
    for (size_t from = 0, more = 3; more <= room; from = more, more *= 3)
        for (size_t i = from; i < more; i++)
            assert_int_equal(at[i], more % 251);
    arena_free(a);
}

static void push_beyond(void *context)
{
    trial *t = context;
    t->memory = arena_new(&t->escape);
    uint32_t room = UINT32_MAX / 2 + 1;
    vec_room(t->memory, NULL, room, &room, 1);
    t->returned = true;
}

static void an_array_has_a_limit(void **state)
{
    (void)state;
    trial t = {.count = 0};
    assert_false(guard_run(&t.escape, push_beyond, &t));
    assert_false(t.returned);
    arena_free(t.memory);
}

static void maps_bind_once(void **state)
{
    (void)state;
    arena *a = arena_new(NULL);
    str_map *m = map_new(a);
    int one = 1, two = 2;
    assert_null(map_lookup(m, STR("年度")));
    assert_true(map_add(m, STR("年度"), &one));
    assert_false(map_add(m, STR("年度"), &two));
    assert_ptr_equal(map_lookup(m, STR("年度")), &one);
    assert_null(map_lookup(m, STR("年")));
    assert_null(map_lookup(m, STR("年度 ")));
    assert_true(map_add(m, STR(""), &two));
    assert_ptr_equal(map_lookup(m, (str){NULL, 0}), &two);
    assert_true(map_add(m, (str){"a\0b", 3}, &one));
    assert_null(map_lookup(m, (str){"a\0c", 3}));
    arena_free(a);
}

static void maps_hold_many(void **state)
{
    (void)state;
    arena *a = arena_new(NULL);
    str_map *m = map_new(a);
    enum { MANY = 20000 };
    int *values = ARENA_ARRAY(a, int, MANY);
    for (int i = 0; i < MANY; i++)
        assert_true(map_add(m, str_fmt(a, "key %d", i), &values[i]));
    for (int i = 0; i < MANY; i++)
        assert_ptr_equal(map_lookup(m, str_fmt(a, "key %d", i)), &values[i]);
    assert_null(map_lookup(m, STR("key 20000")));
    arena_free(a);
}

static void cleared_memory_is_used_again(void **state)
{
    (void)state;
    arena *a = arena_new(NULL);
    unsigned char *seen[40];
    for (int round = 0; round < 3; round++) {
        uint32_t again = 0;
        for (int i = 0; i < 40; i++) {
            unsigned char *at = arena_alloc(a, 1, i % 5 == 0 ? 40000 : 5000);
            for (int k = 0; k < 40 && round > 0; k++)
                again += at == seen[k];
            for (int k = 0; k < 5000; k++)
                assert_int_equal(at[k], 0);
            memset(at, 0xAB, 5000);
            if (round == 0)
                seen[i] = at;
        }
        assert_true(round == 0 || again > 20);
        assert_in_range(arena_used(a), 8 * 40000 + 32 * 5000, 8 * 40000 + 32 * 5008);
        arena_clear(a);
        assert_int_equal(arena_used(a), 0);
    }
    arena_free(a);
}

typedef struct family {
    guard escape;
    arena *parent;
} family;

static void exhaust_child(void *context)
{
    family *f = context;
    f->parent = arena_new(&f->escape);
    arena *first = arena_child(f->parent), *second = arena_child(f->parent);
    arena *grandchild = arena_child(first);
    assert_non_null(arena_alloc(second, 1, 100));
    arena_free(second);
    assert_non_null(arena_alloc(grandchild, 1, 1 << 20));
    arena_exhausted(grandchild);
}

/* A leak would be found by the sanitizer's build. */
static void children_go_with_their_parent_and_leave_by_its_guard(void **state)
{
    (void)state;
    family f = {0};
    assert_false(guard_run(&f.escape, exhaust_child, &f));
    arena_free(f.parent);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cleared_memory_is_used_again),
        cmocka_unit_test(children_go_with_their_parent_and_leave_by_its_guard),
        cmocka_unit_test(memory_is_zeroed_aligned_and_apart),
        cmocka_unit_test(used_counts_what_was_handed_out),
        cmocka_unit_test(a_large_block_leaves_the_room_of_the_first),
        cmocka_unit_test(running_out_leaves_through_the_guard),
        cmocka_unit_test(an_overflowing_product_is_out_of_memory),
        cmocka_unit_test(a_room_may_give_up_itself),
        cmocka_unit_test(arrays_grow_and_keep_their_elements),
        cmocka_unit_test(a_place_grows_and_keeps_what_is_used),
        cmocka_unit_test(an_array_has_a_limit),
        cmocka_unit_test(maps_bind_once),
        cmocka_unit_test(maps_hold_many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
