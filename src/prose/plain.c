/* Plain text: a line is a paragraph. */
#include "prose/prose_int.h"

typedef struct reading {
    arena *memory;
    const prose_scheme *scheme;
    VEC(prose_block) blocks;
} reading;

static bool is_text(uint32_t cp)
{
    return (cp >= 0x20 || cp == '\t') && (cp < 0x7F || cp >= 0xA0) && cp != 0xFEFF &&
        (cp & 0xFFFE) != 0xFFFE && cp != 0x2028 && cp != 0x2029;
}

static void line_add(reading *r, str line, mark at)
{
    str text = str_trim(line);
    if (text.n == 0)
        return;
    size_t before = (size_t)(text.at - line.at), label = 0;
    at.column += (uint32_t)utf8_count(str_slice(line, 0, before));
    uint32_t level = prose_level(r->scheme, text, &label);
    prose_kind kind = level == 0 ? PROSE_PARAGRAPH
        : prose_titled(str_slice(text, label, text.n)) ? PROSE_HEADING
                                                       : PROSE_ITEM;
    *VEC_PUSH(r->memory, &r->blocks) = (prose_block){.kind = kind,
        .level = level,
        .label = (uint32_t)label,
        .text = text,
        .from = at,
        .trimmed = text.n != line.n};
}

bool prose_sound(str text, mark from, diags *d)
{
    size_t bad = 0;
    if (!utf8_valid(text, &bad)) {
        mark whole = {from.source, 0, 0};
        DIAG(d, UTF8, whole, str_fmt(diags_memory(d), "%zu", bad + 1), STR(""));
        return false;
    }
    bool good = true;
    for (size_t i = str_starts(text, STR("\xEF\xBB\xBF")) ? 3 : 0; i < text.n; from.column++) {
        uint32_t cp = utf8_next(text, &i);
        bool ends = cp == '\n' || (cp == '\r' && (i == text.n || text.at[i] == '\n'));
        if (cp == '\n')
            from = (mark){from.source, from.line + 1, 0};
        if (ends || is_text(cp))
            continue;
        DIAG(d, YAML_CONTROL, from, str_fmt(diags_memory(d), "U+%04X", (unsigned)cp));
        good = false;
    }
    return good;
}

bool prose_plain(arena *a, str text, mark from, const prose_scheme *scheme, prose *out, diags *d)
{
    reading r = {.memory = a, .scheme = scheme};
    if (!prose_sound(text, from, d))
        return false;
    if (str_starts(text, STR("\xEF\xBB\xBF")))
        text = str_slice(text, 3, text.n);
    for (size_t at = 0; at < text.n; from.line++, from.column = 1) {
        size_t end = str_search(text, STR("\n"), at);
        end = end == SIZE_MAX ? text.n : end;
        str line = str_slice(text, at, end);
        if (str_ends(line, STR("\r")))
            line.n--;
        line_add(&r, line, from);
        at = end + 1;
    }
    *out = (prose){r.blocks.at, r.blocks.count};
    return true;
}
