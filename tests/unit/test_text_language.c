/* Which stretches of a text are in which language. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "text/text.h"

static void languages_are(const char *text, const char *wanted)
{
    char got[512] = "";
    text_language l = {0};
    while (text_language_next(str_of(text), &l)) {
        size_t n = strlen(got);
        snprintf(got + n, sizeof got - n, "%.*s[%.*s]", STR_ARG(l.tag),
            STR_ARG(str_slice(str_of(text), l.from, l.to)));
    }
    assert_string_equal(got, wanted);
}

static void stretches(void **state)
{
    (void)state;
    languages_are("", "");
    languages_are("预算 2022，Budget ≥95%", "");
    languages_are("单位：ئۇيغۇر ئاپتونوم رايونى（盖章）", "ug[ئۇيغۇر ئاپتونوم رايونى]");
    languages_are("قازاق تٴىلى", "kk[قازاق تٴىلى]");
    languages_are("བོད་ཡིག 藏文 བོད།", "bo[བོད་ཡིག]bo[བོད།]");
    languages_are("ᠮᠣᠩᠭᠣᠯ\nᠦᠰᠦᠭ", "mn[ᠮᠣᠩᠭᠣᠯ]mn[ᠦᠰᠦᠭ]");
    languages_are("ꆈꌠ ꁱꂷ", "ii[ꆈꌠ ꁱꂷ]");
    languages_are("بېجىڭ བོད", "ug[بېجىڭ]bo[བོད]");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(stretches)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
