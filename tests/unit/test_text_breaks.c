/* Break opportunities against Unicode's own cases: LineBreakTest.txt of Debian's unicode-data. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "text/text_int.h"

enum { CASES = 7654, LONGEST = 64 };

/* One line of the file. */
typedef struct example {
    uint32_t cp[LONGEST];
    size_t end[LONGEST]; /* of each character's bytes */
    bool breaks[LONGEST]; /* after each character */
    size_t count;
    char bytes[4 * LONGEST];
    uint8_t grades[4 * LONGEST];
} example;

static str text_of(const example *e)
{
    return (str){e->bytes, e->end[e->count - 1]};
}

static bool read_example(const char *line, example *e)
{
    e->count = 0;
    if (*line == '#')
        return false;
    size_t n = 0;
    for (const char *p = line; *p != '\0' && *p != '#' && e->count < LONGEST;) {
        if ((*p >= '0' && *p <= '9') || (*p >= 'A' && *p <= 'F')) {
            char *end;
            e->cp[e->count] = (uint32_t)strtoul(p, &end, 16);
            n += utf8_put(e->bytes + n, e->cp[e->count]);
            e->end[e->count++] = n;
            p = end;
            continue;
        }
        if (e->count > 0 &&
            (strncmp(p, "÷", strlen("÷")) == 0 || strncmp(p, "×", strlen("×")) == 0))
            e->breaks[e->count - 1] = strncmp(p, "÷", strlen("÷")) == 0;
        p++;
    }
    return e->count > 0;
}

static bool breaks_after(const example *e, size_t k)
{
    uint8_t g = e->grades[e->end[k] - 1];
    return g == TEXT_BREAK_OK || g == TEXT_BREAK_MUST;
}

typedef void (*judge)(example *e, const char *line, size_t tally[]);

static void each_example(judge one, size_t tally[])
{
    FILE *f = fopen(JXB_UNICODE_DIR "/auxiliary/LineBreakTest.txt", "r");
    assert_non_null(f);
    char line[4096];
    static example e;
    size_t cases = 0;
    while (fgets(line, sizeof line, f) != NULL)
        if (read_example(line, &e)) {
            cases++;
            one(&e, line, tally);
        }
    fclose(f);
    assert_int_equal(cases, CASES);
}

static void judge_plain(example *e, const char *line, size_t tally[])
{
    arena *a = arena_new(NULL);
    text_chars t = text_decode(a, text_of(e));
    for (int chinese = 0; chinese < 2; chinese++) {
        text_uax14(&t, chinese);
        text_spread_grades(&t, e->grades);
        for (size_t k = 0; k < e->count; k++)
            if (breaks_after(e, k) != e->breaks[k])
                fail_msg("after character %zu: %s", k + 1, line);
    }
    arena_free(a);
    (void)tally;
}

/* With and without the tailorings "quotes" and "brackets", which no case meets. */
static void rules_pass_every_case(void **state)
{
    (void)state;
    each_example(judge_plain, NULL);
}

/* The tailorings that change cases, each with what excuses a difference after character k. */
enum { KINSOKU, UNITS, TAILORINGS };
static const char *const names[TAILORINGS] = {"kinsoku", "units"};

/* The level GB: a solidus does not end a line, whatever marks and spaces follow it. */
static bool after_solidus(const example *e, size_t k)
{
    while (k > 0 && (e->cp[k] == ' ' || text_class_of(e->cp[k]).line == LB_CM))
        k--;
    return e->cp[k] == '/';
}

static text_char char_of(uint32_t cp)
{
    return (text_char){.cp = cp, .is = text_class_of(cp)};
}

static bool excused(const example *e, size_t k, int tailoring)
{
    uint8_t g = e->grades[e->end[k] - 1];
    if (tailoring == UNITS) /* operator, number and unit are held together */
        return g == TEXT_BREAK_UNIT;
    text_char last = char_of(e->cp[k]), next = char_of(e->cp[k + 1]);
    return g == TEXT_BREAK_KINSOKU &&
        (text_not_at_start(&next) || text_not_at_end(&last) || after_solidus(e, k));
}

static void judge_chinese(example *e, const char *line, size_t tally[])
{
    arena *a = arena_new(NULL);
    text_breaks(a, text_of(e), TEXT_KINSOKU_STRICT, e->grades);
    arena_free(a);
    bool used[TAILORINGS] = {false};
    for (size_t k = 0; k < e->count; k++) {
        if (breaks_after(e, k) == e->breaks[k])
            continue;
        int t = 0;
        while (t < TAILORINGS && !(k + 1 < e->count && excused(e, k, t)))
            t++;
        if (t == TAILORINGS)
            fail_msg("after character %zu: %s", k + 1, line);
        used[t] = true;
    }
    for (int t = 0; t < TAILORINGS; t++)
        tally[t] += used[t];
}

static void kinsoku_and_units_only_forbid_more(void **state)
{
    (void)state;
    size_t tally[TAILORINGS] = {0};
    each_example(judge_chinese, tally);
    for (int t = 0; t < TAILORINGS; t++)
        print_message("excused by %s: %zu of %d cases\n", names[t], tally[t], (int)CASES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rules_pass_every_case),
        cmocka_unit_test(kinsoku_and_units_only_forbid_more),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
