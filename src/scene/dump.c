#include "scene/scene.h"

#include <inttypes.h>

/* What a terminal would not show, or would be led astray by: controls, odd spaces, bidi marks,
 * noncharacters and private use. U+3000 is left, for titles are set with it. */
static bool is_unprintable(uint32_t cp)
{
    static const uint32_t ranges[][2] = {{0x00, 0x1F}, {0x7F, 0xA0}, {0xAD, 0xAD}, {0x61C, 0x61C},
        {0x180E, 0x180E}, {0x2000, 0x200F}, {0x2028, 0x202F}, {0x205F, 0x206F}, {0xE000, 0xF8FF},
        {0xFE00, 0xFE0F}, {0xFEFF, 0xFEFF}, {0xFFF0, 0xFFFB}, {0xFFFE, 0xFFFF},
        {0xE0000, 0x10FFFF}};
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (cp >= ranges[i][0] && cp <= ranges[i][1])
            return true;
    return false;
}

static void dump_character(buf *out, str bytes, uint32_t cp)
{
    if (cp == '"' || cp == '\\')
        buf_fmt(out, "\\%c", (char)cp);
    else if (cp == '\n')
        buf_add(out, STR("\\n"));
    else if (cp == UTF8_REPLACEMENT && bytes.n == 1) /* a byte that is no UTF-8 */
        buf_fmt(out, "\\x%02X", (unsigned)(unsigned char)bytes.at[0]);
    else if (is_unprintable(cp))
        buf_fmt(out, "\\u{%04" PRIX32 "}", cp);
    else
        buf_add(out, bytes);
}

static void dump_text(buf *out, str text)
{
    buf_byte(out, '"');
    for (size_t i = 0; i < text.n;) {
        size_t from = i;
        uint32_t cp = utf8_next(text, &i);
        dump_character(out, str_slice(text, from, i), cp);
    }
    buf_byte(out, '"');
}

static void dump_element(buf *out, uint32_t number, const scene_element *e)
{
    static const char *const roles[] = {[SCENE_TITLE] = "title",
        [SCENE_LINE] = "line",
        [SCENE_LABEL] = "label",
        [SCENE_DATA] = "data",
        [SCENE_HEADING] = "heading",
        [SCENE_CONTENTS] = "contents",
        [SCENE_ITEM] = "item",
        [SCENE_NOTE] = "note",
        [SCENE_CAPTION] = "caption"};
    static const char *const heads[] = {"", " heads row", " heads column"};
    buf_fmt(out, "element %" PRIu32 " %s", number, roles[e->role]);
    if (e->part > 0)
        buf_fmt(out, " part %" PRIu32, e->part);
    if (e->table > 0)
        buf_fmt(out, " table %" PRIu32 " row %" PRIu32 "+%" PRIu32 " column %" PRIu32 "+%" PRIu32,
            e->table, e->row, e->rowspan, e->column, e->colspan);
    if (e->band > 0)
        buf_fmt(out, " band %" PRIu32, e->band);
    if (e->level > 0)
        buf_fmt(out, " level %" PRIu32, e->level);
    if (e->list > 0)
        buf_fmt(out, " list %" PRIu32 " label %" PRIu32, e->list, e->label);
    if (e->header)
        buf_add(out, STR(" header"));
    buf_add(out, str_of(heads[e->heads]));
    if (e->spaced)
        buf_add(out, STR(" spaced"));
    buf_byte(out, ' ');
    dump_text(out, e->text);
    buf_byte(out, '\n');
}

static void dump_rect(buf *out, scene_rect r)
{
    buf_fmt(out, " %" PRId32 " %" PRId32 " %" PRId32 " %" PRId32, r.x, r.y, r.width, r.height);
}

static void dump_cell(buf *out, const scene_cell *cell)
{
    if (cell->element == SCENE_ELEMENT_NONE)
        buf_add(out, STR("cell none"));
    else
        buf_fmt(out, "cell %" PRIu32 "%s", cell->element, cell->repeat ? " repeat" : "");
    dump_rect(out, cell->rect);
    buf_fmt(out, " %" PRIu32 "..%" PRIu32 "\n", cell->from, cell->to);
}

/* gid:advance, then @cluster where that is not the next character of the text, then +dx,dy. */
static void dump_glyphs(buf *out, const scene_glyphs *run)
{
    size_t expected = 0;
    for (uint32_t i = 0; i < run->count; i++) {
        const scene_glyph *g = &run->glyphs[i];
        buf_fmt(out, " %" PRIu32 ":%" PRId32, g->gid, g->advance);
        if (g->cluster != expected)
            buf_fmt(out, "@%" PRIu32, g->cluster);
        if (g->dx != 0 || g->dy != 0)
            buf_fmt(out, "%+" PRId32 ",%" PRId32, g->dx, g->dy);
        expected = g->cluster;
        if (expected < run->text.n)
            utf8_next(run->text, &expected);
    }
}

static void dump_run(buf *out, const scene_glyphs *run, str face)
{
    buf_fmt(out, "glyphs face=%.*s size=%" PRId32 " %" PRId32 " %" PRId32, STR_ARG(face), run->size,
        run->x, run->y);
    buf_fmt(out, " turn %u from %" PRIu32 " ", run->turn, run->from);
    dump_text(out, run->text);
    dump_glyphs(out, run);
    buf_byte(out, '\n');
}

static void dump_field(buf *out, const scene_field *field)
{
    buf_add(out, field->role == SCENE_SEAL ? STR("field seal") : STR("field signature"));
    if (field->element != SCENE_ELEMENT_NONE)
        buf_fmt(out, " element %" PRIu32, field->element);
    dump_rect(out, field->rect);
    buf_byte(out, ' ');
    dump_text(out, field->name);
    buf_byte(out, ' ');
    dump_text(out, field->tooltip);
    buf_byte(out, '\n');
}

static void dump_op(const scene_op *op, scene_face_name face_name, const void *context, buf *out)
{
    switch (op->kind) {
    case SCENE_CELL:
        dump_cell(out, &op->cell);
        break;
    case SCENE_GLYPHS:
        dump_run(out, &op->glyphs, face_name(context, op->glyphs.face));
        break;
    case SCENE_FIELD:
        dump_field(out, &op->field);
        break;
    case SCENE_RULE:
        buf_add(out, STR("rule"));
        dump_rect(out, op->rule);
        buf_byte(out, '\n');
        break;
    case SCENE_GUIDE:
        buf_add(out, op->guide.round ? STR("guide round") : STR("guide"));
        dump_rect(out, op->guide.rect);
        buf_byte(out, '\n');
        break;
    case SCENE_SHAPE:
        buf_add(out, STR("shape"));
        for (uint32_t i = 0; i < op->shape.count; i++)
            buf_fmt(out, " %" PRId32 ",%" PRId32, op->shape.at[i].x, op->shape.at[i].y);
        buf_byte(out, '\n');
        break;
    }
}

static void dump_facts(buf *out, const scene_facts *f)
{
    const struct {
        const char *name;
        str value;
    } facts[] = {{"author", f->author}, {"subject", f->subject}, {"keywords", f->keywords},
        {"year", f->year}, {"form", f->form}, {"edition", f->edition}, {"amounts", f->amounts}};
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++) {
        if (facts[i].value.n == 0)
            continue;
        buf_fmt(out, "%s ", facts[i].name);
        dump_text(out, facts[i].value);
        buf_byte(out, '\n');
    }
    if (f->created.known)
        buf_fmt(out, "created %" PRId64 " %+" PRId32 "\n", f->created.seconds, f->created.zone);
}

static void dump_span(buf *out, const scene_span *span)
{
    buf_fmt(
        out, "span element %" PRIu32 " %" PRIu32 "..%" PRIu32, span->element, span->from, span->to);
    if (span->target != SCENE_ELEMENT_NONE)
        buf_fmt(out, " to element %" PRIu32, span->target);
    if (span->language.n > 0) {
        buf_byte(out, ' ');
        dump_text(out, span->language);
    }
    buf_byte(out, '\n');
}

static void dump_bookmark(buf *out, const scene_bookmark *bookmark)
{
    buf_add(out, STR("bookmark "));
    for (uint32_t level = 1; level < bookmark->level; level++)
        buf_add(out, STR("- "));
    if (bookmark->page != SCENE_PAGE_NONE)
        buf_fmt(out, "%" PRIu32 " %" PRId32 " ", bookmark->page + 1, bookmark->y);
    if (bookmark->element != SCENE_ELEMENT_NONE)
        buf_fmt(out, "element %" PRIu32 " ", bookmark->element);
    dump_text(out, bookmark->title);
    buf_byte(out, '\n');
}

static void dump_page(buf *out, uint32_t number, const scene_page *page, scene_face_name face_name,
    const void *context)
{
    buf_fmt(out, "page %" PRIu32 " %" PRId32 "x%" PRId32, number, page->width, page->height);
    if (page->label.n > 0) {
        buf_byte(out, ' ');
        dump_text(out, page->label);
    }
    buf_byte(out, '\n');
    for (uint32_t i = 0; i < page->count; i++)
        dump_op(&page->ops[i], face_name, context, out);
}

void scene_dump(const scene *s, scene_face_name face_name, const void *context, buf *out)
{
    buf_add(out, STR("title "));
    dump_text(out, s->title);
    buf_add(out, STR("\nlanguage "));
    dump_text(out, s->language);
    buf_byte(out, '\n');
    dump_facts(out, &s->facts);
    for (uint32_t i = 0; i < s->element_count; i++)
        dump_element(out, i, &s->elements[i]);
    for (uint32_t i = 0; i < s->span_count; i++)
        dump_span(out, &s->spans[i]);
    for (uint32_t i = 0; i < s->bookmark_count; i++)
        dump_bookmark(out, &s->bookmarks[i]);
    for (uint32_t p = 0; p < s->page_count; p++)
        dump_page(out, p + 1, &s->pages[p], face_name, context);
}
