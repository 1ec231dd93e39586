#include "pdf/pdf_int.h"

/* Page labels: a label that ends in a number is counted on, any other is a prefix alone. */

enum { DIGITS_MOST = 9 };

typedef struct label {
    str prefix;
    uint32_t number; /* 0: none */
} label;

static label label_of(str text)
{
    size_t at = text.n;
    while (at > 0 && text.n - at < DIGITS_MOST && text.at[at - 1] >= '0' && text.at[at - 1] <= '9')
        at--;
    while (at < text.n && text.at[at] == '0')
        at++;
    label l = {.prefix = str_slice(text, 0, at)};
    for (; at < text.n; at++)
        l.number = l.number * 10 + (uint32_t)(text.at[at] - '0');
    return l;
}

static bool counts_on(label before, label now)
{
    return now.number > 0 && before.number + 1 == now.number && str_eq(before.prefix, now.prefix);
}

static void range_write(buf *out, uint32_t page, label l)
{
    buf_fmt(out, "%u<<", (unsigned)page);
    if (l.number > 0)
        buf_fmt(out, "/S/D/St %u", (unsigned)l.number);
    if (l.prefix.n > 0) {
        buf_add(out, STR("/P<FEFF"));
        pdf_utf16(out, l.prefix);
        buf_byte(out, '>');
    }
    buf_add(out, STR(">>"));
}

void pdf_page_labels(pdf_file *f, arena *a, const scene *s)
{
    buf out = {.memory = a};
    label before = {0};
    bool any = false;
    buf_add(&out, STR("/PageLabels<</Nums["));
    for (uint32_t i = 0; i < s->page_count; i++) {
        label now = label_of(s->pages[i].label);
        bool goes_on = i > 0 &&
            (counts_on(before, now) ||
                (now.number == 0 && before.number == 0 && str_eq(before.prefix, now.prefix)));
        if (!goes_on)
            range_write(&out, i, now);
        any = any || s->pages[i].label.n > 0;
        before = now;
    }
    buf_add(&out, STR("]>>"));
    if (any)
        pdf_set_raw(f, pdf_catalog(f), buf_str(&out));
}
