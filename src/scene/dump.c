/* The scene as text: elements, then pages and their ops; integers only. */
#include "scene/scene.h"

static void quoted(buf *out, str text)
{
    buf_byte(out, '"');
    for (size_t i = 0; i < text.n; i++) {
        unsigned char c = (unsigned char)text.at[i];
        if (c == '"' || c == '\\')
            buf_fmt(out, "\\%c", c);
        else if (c == '\n')
            buf_add(out, STR("\\n"));
        else if (c < 0x20 || c == 0x7F)
            buf_fmt(out, "\\x%02x", c);
        else
            buf_byte(out, (char)c);
    }
    buf_byte(out, '"');
}

static void dump_element(const scene_element *e, uint32_t number, buf *out)
{
    static const char *const roles[] = {"title", "line", "label", "data"};
    buf_fmt(out, "element %u %s", number, roles[e->role]);
    if (e->table > 0)
        buf_fmt(out, " table=%u r%u c%u %ux%u%s", e->table, e->row, e->column, e->rowspan,
            e->colspan, e->header ? " header" : "");
    buf_byte(out, ' ');
    quoted(out, e->text);
    buf_byte(out, '\n');
}

/* gid:advance for each glyph; +dx,dy where it is moved; @cluster. */
static void dump_glyphs(const scene_glyphs *g, str face, buf *out)
{
    buf_fmt(out, "    glyphs face=%.*s size=%d x=%d y=%d", STR_ARG(face), (int)g->size, (int)g->x,
        (int)g->y);
    if (g->turn != 0)
        buf_fmt(out, " turn=%u", g->turn);
    buf_fmt(out, " from=%u ", g->from);
    quoted(out, g->text);
    for (uint32_t i = 0; i < g->count; i++) {
        const scene_glyph *one = &g->glyphs[i];
        buf_fmt(out, " %u:%d@%u", one->gid, (int)one->advance, one->cluster);
        if (one->dx != 0 || one->dy != 0)
            buf_fmt(out, "+%d,%d", (int)one->dx, (int)one->dy);
    }
    buf_byte(out, '\n');
}

static void dump_op(const scene_op *op, scene_face_name face_name, const void *context, buf *out)
{
    const scene_cell *c = &op->cell;
    switch (op->kind) {
    case SCENE_CELL:
        buf_fmt(out, "  cell %u%s %d %d %d %d text %u..%u\n", c->element,
            c->repeat ? " repeat" : "", (int)c->rect.x, (int)c->rect.y, (int)c->rect.width,
            (int)c->rect.height, c->from, c->to);
        break;
    case SCENE_GLYPHS:
        dump_glyphs(&op->glyphs, face_name(context, op->glyphs.face), out);
        break;
    case SCENE_RULE:
        buf_fmt(out, "  rule %d %d %d %d\n", (int)op->rule.x, (int)op->rule.y, (int)op->rule.width,
            (int)op->rule.height);
        break;
    }
}

void scene_dump(const scene *s, scene_face_name face_name, const void *context, buf *out)
{
    buf_add(out, STR("scene "));
    quoted(out, s->title);
    buf_fmt(out, " language=%.*s pages=%u\n", STR_ARG(s->language), s->page_count);
    for (uint32_t i = 0; i < s->element_count; i++)
        dump_element(&s->elements[i], i, out);
    for (uint32_t i = 0; i < s->bookmark_count; i++) {
        buf_fmt(out, "bookmark page=%u y=%d ", s->bookmarks[i].page + 1, (int)s->bookmarks[i].y);
        quoted(out, s->bookmarks[i].title);
        buf_byte(out, '\n');
    }
    for (uint32_t i = 0; i < s->page_count; i++) {
        const scene_page *p = &s->pages[i];
        buf_fmt(out, "page %u %dx%d\n", i + 1, (int)p->width, (int)p->height);
        for (uint32_t k = 0; k < p->count; k++)
            dump_op(&p->ops[k], face_name, context, out);
    }
}
