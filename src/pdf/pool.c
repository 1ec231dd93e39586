#include "pdf/pdf_int.h"

/* Dictionaries that are written once for all that have them. */

pdf_shared *pdf_share(pdf_pool *pool, str text)
{
    if (pool->by_text == NULL)
        pool->by_text = map_new(pool->memory);
    pdf_shared *one = map_lookup(pool->by_text, text);
    if (one == NULL) {
        one = ARENA_NEW(pool->memory, pdf_shared);
        one->text = str_dup(pool->memory, text);
        map_add(pool->by_text, one->text, one);
        one->next = pool->latest;
        pool->latest = one;
    }
    one->uses++;
    return one;
}

/* What an object costs beside its value, with its line in the table; what a reference does. */
enum { OBJECT_COST = 36, REFERENCE_COST = 7 };

void pdf_pool_write(pdf_file *f, pdf_pool *pool)
{
    for (pdf_shared *one = pool->latest; one != NULL; one = one->next) {
        size_t n = one->text.n;
        if (one->uses * n <= OBJECT_COST + n + one->uses * REFERENCE_COST)
            continue;
        one->object = pdf_dict_new(f);
        /* Without the brackets, which libharu writes. */
        pdf_set_raw(f, one->object, str_slice(one->text, 2, n - 2));
    }
}

void pdf_shared_add(pdf_file *f, buf *to, const pdf_shared *one)
{
    if (one->object == NULL) {
        buf_add(to, one->text);
        return;
    }
    buf_byte(to, ' ');
    pdf_ref_add(f, to, one->object);
}
