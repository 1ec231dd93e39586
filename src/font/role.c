#include "font/font_int.h"

#include <hb-ot.h>

int fonts_role(const fonts *f, str name)
{
    const font_map *map = font_book_map(f);
    for (uint32_t r = 0; r < map->role_count; r++)
        if (str_eq(map->roles[r].name, name))
            return (int)r;
    return -1;
}

const font_role *fonts_role_at(const fonts *f, int role)
{
    return &font_book_map(f)->roles[role];
}

/* Whether the sink holds this code already for “about”, the first value of its message. */
static bool told(const diags *d, diag_code code, str about)
{
    const str open = STR("“"), close = STR("”");
    for (size_t i = 0; i < diags_count(d); i++) {
        if (diags_at(d, i)->code != code)
            continue;
        str message = diags_at(d, i)->message;
        size_t from = str_search(message, open, 0);
        if (from == SIZE_MAX)
            continue;
        str rest = str_slice(message, from + open.n, message.n);
        if (str_starts(rest, about) && str_starts(str_slice(rest, about.n, rest.n), close))
            return true;
    }
    return false;
}

static str face_name(arena *a, const font_facts *facts)
{
    bool plain = facts->style.n == 0 || font_name_eq(facts->style, STR("Regular"));
    return plain ? facts->family
                 : str_fmt(a, "%.*s %.*s", STR_ARG(facts->family), STR_ARG(facts->style));
}

static void tell_substitute(fonts *f, const font_role *role, uint32_t face, diags *d)
{
    if (!told(d, DIAG_FONT_SUBSTITUTE, role->name))
        DIAG(d, FONT_SUBSTITUTE, role->at, role->name,
            face_name(diags_memory(d), fonts_facts(f, face)));
}

static void tell_missing(fonts *f, const font_role *role, const font_chain *chain, diags *d)
{
    if (told(d, DIAG_FONT_ROLE, role->name))
        return;
    buf tried = {.memory = diags_memory(d)};
    for (uint32_t i = 0; i < role->count; i++) {
        buf_add(&tried, i == 0 ? STR("") : STR("、"));
        buf_add(&tried, font_slot_name(f, chain->slots[i]));
    }
    DIAG(d, FONT_ROLE, role->at, role->name, buf_str(&tried),
        role->package.n > 0 ? role->package : STR("其中一种字体"));
}

/* A file that was named, or found by its family, and then would not open. */
static void tell_broken(fonts *f, const font_role *role, uint32_t slot, diags *d)
{
    const char *reason = font_slot_reason(f, slot);
    str name = font_slot_name(f, slot);
    if (reason != NULL && !told(d, DIAG_FONT_FILE, name))
        DIAG(d, FONT_FILE, role->at, name, str_of(reason));
}

uint32_t fonts_role_face(fonts *f, int number, diags *d)
{
    const font_role *role = fonts_role_at(f, number);
    const font_chain *chain = font_book_chain(f, number);
    for (uint32_t i = 0; i < role->count; i++) {
        uint32_t face = font_slot_face(f, chain->slots[i]);
        font_book_settle(f, d);
        if (face == FONT_FACE_NONE) {
            tell_broken(f, role, chain->slots[i], d);
            continue;
        }
        if (i >= role->preferred)
            tell_substitute(f, role, face, d);
        return face;
    }
    tell_missing(f, role, chain, d);
    return FONT_FACE_NONE;
}

static uint32_t chain_lookup(fonts *f, const font_chain *chain, uint32_t cp, uint32_t variation)
{
    for (uint32_t i = 0; i < chain->count; i++) {
        uint32_t face = font_slot_face(f, chain->slots[i]);
        if (face != FONT_FACE_NONE && fonts_glyph(f, face, cp, variation) != 0)
            return face;
    }
    return FONT_FACE_NONE;
}

uint32_t fonts_face_for(fonts *f, int role, uint32_t cp, uint32_t variation)
{
    const font_chain *chain = font_book_chain(f, role);
    uint32_t face = variation == 0 ? FONT_FACE_NONE : chain_lookup(f, chain, cp, variation);
    return face != FONT_FACE_NONE ? face : chain_lookup(f, chain, cp, 0);
}

static bool shapes(fonts *f, uint32_t face, uint32_t script)
{
    hb_face_t *tables = font_book_face(f, face)->tables;
    hb_tag_t tags[HB_OT_MAX_TAGS_PER_SCRIPT];
    unsigned count = HB_OT_MAX_TAGS_PER_SCRIPT, index = 0;
    hb_ot_tags_from_script_and_language(
        (hb_script_t)script, HB_LANGUAGE_INVALID, &count, tags, NULL, NULL);
    return hb_ot_layout_table_select_script(tables, HB_OT_TAG_GSUB, count, tags, &index, NULL);
}

uint32_t fonts_face_for_script(fonts *f, int role, const font_letters *letters)
{
    const font_chain *chain = font_book_chain(f, role);
    for (uint32_t i = 0; i < chain->count; i++) {
        uint32_t face = font_slot_face(f, chain->slots[i]), k = 0;
        if (face == FONT_FACE_NONE)
            continue;
        while (k < letters->count && fonts_glyph(f, face, letters->at[k], 0) != 0)
            k++;
        if (k == letters->count && shapes(f, face, letters->script))
            return face;
    }
    return FONT_FACE_NONE;
}

static bool earlier(fonts *f, const font_chain *chain, uint32_t i, uint32_t face)
{
    for (uint32_t j = 0; j < i; j++)
        if (font_slot_face(f, chain->slots[j]) == face)
            return true;
    return false;
}

str fonts_tried(fonts *f, arena *a, int role)
{
    const font_chain *chain = font_book_chain(f, role);
    buf out = {.memory = a};
    buf_add(&out, fonts_role_at(f, role)->name);
    for (uint32_t i = 0, named = 0; i < chain->count; i++) {
        uint32_t face = font_slot_face(f, chain->slots[i]);
        if (face == FONT_FACE_NONE || earlier(f, chain, i, face))
            continue;
        buf_add(&out, named++ == 0 ? STR(" ") : STR("、"));
        buf_add(&out, face_name(a, fonts_facts(f, face)));
    }
    return buf_str(&out);
}
