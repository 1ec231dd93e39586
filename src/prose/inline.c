/* Markdown's marks inside a paragraph: ** around words, and \ before a mark. */
#include "prose/prose_int.h"

static bool is_mark(char c)
{
    return c > ' ' && c < 0x7F && !(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'z') &&
        !(c >= 'A' && c <= 'Z');
}

/* The number of stars that stand at i. */
static size_t stars(str text, size_t i)
{
    size_t n = 0;
    while (i + n < text.n && text.at[i + n] == '*')
        n++;
    return n;
}

/* Where the next two stars, no more and no fewer, stand at or after i; SIZE_MAX: nowhere. */
static size_t two_stars(str text, size_t i)
{
    while (i < text.n) {
        size_t n = stars(text, i);
        if (n == 2)
            return i;
        bool escape = text.at[i] == '\\';
        i += n > 0 ? n : escape ? 2 : 1;
    }
    return SIZE_MAX;
}

str prose_inline(arena *a, str text, mark at, diags *d)
{
    buf out = {.memory = a};
    size_t opens = two_stars(text, 0), closes = opens;
    for (size_t i = 0; i < text.n;) {
        if (i == opens && closes == opens)
            closes = two_stars(text, i + 2);
        bool paired = closes != SIZE_MAX && (i == opens || i == closes);
        size_t n = stars(text, i);
        bool escape = text.at[i] == '\\' && i + 1 < text.n && is_mark(text.at[i + 1]) &&
            !str_starts(str_slice(text, i, text.n), STR("\\{{"));
        if (paired || escape)
            DIAG(d, MARKDOWN_MARK, at, paired ? STR("**") : STR("\\"));
        if (paired) {
            if (i == closes)
                opens = closes = two_stars(text, i + 2);
            i += 2;
        } else if (n > 0) {
            buf_add(&out, str_slice(text, i, i + n));
            i += n;
        } else {
            buf_byte(&out, text.at[i + escape]);
            i += 1 + (size_t)escape;
        }
    }
    return buf_str(&out);
}
