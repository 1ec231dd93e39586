/* Plain text: a line is a paragraph. */
#include "prose/prose.h"

typedef struct reading {
    arena *memory;
    mark from;
    const prose_scheme *scheme;
    diags *diags;
    VEC(prose_block) blocks;
} reading;

static bool is_text(uint32_t cp)
{
    return (cp >= 0x20 || cp == '\t') && (cp < 0x7F || cp >= 0xA0) && cp != 0xFEFF &&
        (cp & 0xFFFE) != 0xFFFE && cp != 0x2028 && cp != 0x2029;
}

/* Nothing that cannot be printed may be passed over in silence. */
static bool characters_sound(const reading *r, str line, mark at)
{
    for (size_t i = 0; i < line.n; at.column++) {
        uint32_t cp = utf8_next(line, &i);
        if (is_text(cp))
            continue;
        DIAG(r->diags, YAML_CONTROL, at,
            str_fmt(diags_memory(r->diags), "U+%04X", (unsigned)cp));
        return false;
    }
    return true;
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

static bool utf8_sound(const reading *r, str text)
{
    size_t bad = 0;
    if (utf8_valid(text, &bad))
        return true;
    mark whole = {r->from.source, 0, 0};
    DIAG(r->diags, UTF8, whole,
        str_fmt(diags_memory(r->diags), "%zu", bad + 1), STR(""));
    return false;
}

bool prose_plain(arena *a, str text, mark from, const prose_scheme *scheme, prose *out, diags *d)
{
    reading r = {.memory = a, .from = from, .scheme = scheme, .diags = d};
    if (!utf8_sound(&r, text))
        return false;
    if (str_starts(text, STR("\xEF\xBB\xBF")))
        text = str_slice(text, 3, text.n);
    bool good = true;
    for (size_t at = 0; at < text.n; from.line++, from.column = 1) {
        size_t end = str_search(text, STR("\n"), at);
        end = end == SIZE_MAX ? text.n : end;
        str line = str_slice(text, at, end);
        if (str_ends(line, STR("\r")))
            line.n--;
        good = characters_sound(&r, line, from) && good;
        line_add(&r, line, from);
        at = end + 1;
    }
    *out = (prose){r.blocks.at, r.blocks.count};
    return good;
}
