#include "pdf/pdf_int.h"

/*
 * Where a page's content stream stands. Lengths are in 1/1000 pt as they are printed, so that
 * relative moves add up without a rounding error; along a line, in 1/100,000 em, which is 1/100 of
 * the unit of widths and of TJ.
 */
typedef struct pen {
    buf *out;
    const pdf_fonts *all;
    len height; /* of the page: PDF counts upward from its foot */
    int64_t line_x, line_y; /* where the last Td or Tm went */
    unsigned turn; /* of the last Tm */
    uint32_t font; /* place + 1; 0: none yet */
    len size;
    int64_t rise, spacing; /* Ts in 1/1000, Tc in 1/10,000 pt */
    /* The run that is being written. */
    const pdf_font *face;
    int64_t at; /* without what Tc adds after each of `passed` glyphs */
    uint32_t passed;
    int64_t tolerance, quantum;
    bool in_array, in_string;
    bool spoken; /* an ActualText stands around the run */
    const pdf_tags *tags;
    const pdf_page_marks *marks; /* NULL: nothing is tagged */
    uint32_t op, next; /* which op the run is; how many of the marks have begun */
    uint32_t shown; /* glyphs in this array */
} pen;

enum { EM = 100000, WIDTH = EM / 1000, MOVE_MOST = 32000 * WIDTH };
/* A spacing s in 1/10000 pt is s * SPACING_EM / size in 1/EM em. */
#define SPACING_EM ((int64_t)EM / 10000 * LEN_PT)

static void write_milli(pen *p, int64_t value)
{
    pdf_number(p->out, value, 3);
    buf_byte(p->out, ' ');
}

static void put(pen *p, str operator_and_end)
{
    buf_add(p->out, operator_and_end);
}

/* ---- show strings ---- */

static void string_end(pen *p)
{
    if (p->in_string)
        buf_byte(p->out, '>');
    p->in_string = false;
}

static void array_end(pen *p)
{
    string_end(p);
    if (p->in_array)
        put(p, STR("]TJ\n"));
    p->in_array = false;
}

static void array_begin(pen *p)
{
    /* Far below what readers take in one array (8,191) or string (32,767 bytes). */
    enum { ARRAY_MOST = 2000 };
    if (p->in_array && p->shown >= ARRAY_MOST)
        array_end(p);
    if (!p->in_array) {
        buf_byte(p->out, '[');
        p->shown = 0;
    }
    p->in_array = true;
}

/* The text rise (ISO 32000-1, 9.3.7) carries a glyph's vertical offset. */
static void set_rise(pen *p, int64_t rise)
{
    if (rise == p->rise)
        return;
    array_end(p);
    write_milli(p, rise);
    put(p, STR("Ts\n"));
    p->rise = rise;
}

/* TJ moves back by its numbers, in 1/1000 em (9.4.3). PDF/A-1 lets none pass 32,767 (6.1.12). */
static void move_to(pen *p, int64_t wanted)
{
    int64_t spaced = pdf_scale(p->passed * p->spacing, SPACING_EM, p->size);
    int64_t back = p->at + spaced - wanted;
    if (back <= p->tolerance && -back <= p->tolerance)
        return;
    back = pdf_scale(back, 1, p->quantum) * p->quantum;
    string_end(p);
    p->at -= back;
    for (; back > MOVE_MOST || back<-MOVE_MOST; back += back> 0 ? -MOVE_MOST : MOVE_MOST) {
        pdf_number(p->out, back > 0 ? MOVE_MOST : -MOVE_MOST, 2);
        buf_byte(p->out, ' ');
    }
    pdf_number(p->out, back, 2);
}

static void show_glyph(pen *p, const scene_glyphs *run, const scene_glyph *g, int64_t pen_em)
{
    const pdf_glyph *glyph = pdf_glyph_of(p->face, g->gid);
    set_rise(p, pdf_scale((int64_t)g->dy * run->size, 1, (int64_t)SCENE_EM * LEN_PT / 1000));
    array_begin(p);
    move_to(p, pdf_scale(pen_em + g->dx, EM / 32, SCENE_EM / 32));
    if (!p->in_string)
        buf_byte(p->out, '<');
    p->in_string = true;
    pdf_hex(p->out, glyph->code);
    p->at += (int64_t)glyph->width * WIDTH;
    p->passed++;
    p->shown++;
}

/* ---- runs ---- */

/* Rounding to a tenth of TJ's unit is an error of 1/200 pt at 100 pt; larger type gets finer
 * steps. Corrections are made where the error would pass 1/200 pt, so that a glyph is never off by
 * 1/100 pt, however long the run. */
static void set_font(pen *p, const scene_glyphs *run)
{
    uint32_t font = pdf_font_of(p->all, run->face) + 1;
    p->face = &p->all->at.at[font - 1];
    p->tolerance = (int64_t)EM * LEN_PT / 200 / run->size;
    p->quantum = run->size <= 100 * LEN_PT ? 10 : 1;
    if (font == p->font && run->size == p->size)
        return;
    buf_fmt(p->out, "/F%u ", (unsigned)font - 1);
    pdf_number(p->out, pdf_scale(run->size, 100000, LEN_PT), 5);
    put(p, STR(" Tf\n"));
    p->font = font;
    p->size = run->size;
}

/* How far the advance passes the width, in 1/100,000 em. */
static int64_t excess(const pen *p, const scene_glyph *g)
{
    const pdf_glyph *glyph = pdf_glyph_of(p->face, g->gid);
    return pdf_scale(g->advance, EM / 32, SCENE_EM / 32) - (int64_t)glyph->width * WIDTH;
}

/*
 * In a justified line most glyphs are set apart by the same amount: said once by Tc (9.3.2), it
 * need not stand between all of them. The amount is the majority's, if there is one (Boyer and
 * Moore's vote); whatever it is, TJ corrects the others.
 */
static void set_spacing(pen *p, const scene_glyphs *run)
{
    /* More than what rounds a width to 1/1000 em. */
    enum { WORTHWHILE = WIDTH / 2, SIZE_MOST = 1000 * LEN_PT };
    int64_t most = 0, votes = 0;
    for (uint32_t i = 0; i < run->count; i++) {
        int64_t one = excess(p, &run->glyphs[i]);
        if (votes == 0)
            most = one;
        votes += one == most ? 1 : -1;
    }
    bool worthwhile = votes > 1 && run->size <= SIZE_MOST && most > -EM && most < EM &&
        (most > WORTHWHILE || most < -WORTHWHILE);
    int64_t spacing = worthwhile ? pdf_scale(most * run->size, 1, SPACING_EM) : 0;
    if (spacing == p->spacing)
        return;
    pdf_number(p->out, spacing, 4);
    put(p, STR(" Tc\n"));
    p->spacing = spacing;
}

static void set_origin(pen *p, const scene_glyphs *run)
{
    static const char *const turns[] = {"1 0 0 1 ", "0 -1 1 0 ", "-1 0 0 -1 ", "0 1 -1 0 "};
    int64_t x = pdf_milli(run->x), y = pdf_milli((int64_t)p->height - run->y);
    unsigned turn = run->turn % 4;
    if (turn == 0 && p->turn == 0) {
        write_milli(p, x - p->line_x);
        write_milli(p, y - p->line_y);
        put(p, STR("Td\n"));
    } else {
        put(p, str_of(turns[turn]));
        write_milli(p, x);
        write_milli(p, y);
        put(p, STR("Tm\n"));
    }
    p->turn = turn;
    p->line_x = x;
    p->line_y = y;
    p->at = 0;
    p->passed = 0;
}

/* Whether the ToUnicode map says all there is to say of the group. */
static bool reads_as_mapped(const pen *p, const scene_glyphs *run, const pdf_group *group)
{
    if (p->spoken)
        return true;
    if (group->count != 1)
        return false;
    return str_eq(pdf_glyph_of(p->face, run->glyphs[group->first].gid)->text, group->text);
}

/* ISO 32000-1, 14.9.4: the text of the marked content, in place of what its codes map to. */
static void actual_text_begin(pen *p, str text)
{
    array_end(p);
    put(p, STR("/Span<</ActualText<FEFF"));
    pdf_utf16(p->out, text);
    put(p, STR(">>>BDC\n"));
}

/* ---- marks ---- */

/* ISO 32000-1, 14.6 and 14.8.2.2: text of a structure element, or an artifact. */
static void mark_begin(pen *p, const pdf_mark *m)
{
    if (m->tag == PDF_TAG_NONE)
        put(p, STR("/Artifact<</Type/Pagination>>BDC\n"));
    else
        buf_fmt(p->out, "/%s<</MCID %u>>BDC\n", p->tags->at.at[m->tag].type, (unsigned)m->mcid);
    p->spoken = m->actual.n > 0;
    if (p->spoken)
        actual_text_begin(p, m->actual);
}

static void mark_end(pen *p)
{
    put(p, p->spoken ? STR("EMC\nEMC\n") : STR("EMC\n"));
    p->spoken = false;
}

/* Whether the next mark begins with that glyph of the run, or before it. */
static bool mark_at(const pen *p, uint32_t glyph)
{
    if (p->marks == NULL || p->next >= p->marks->at.count)
        return false;
    const pdf_mark *m = &p->marks->at.at[p->next];
    return m->op == p->op && m->glyph <= glyph;
}

static void mark_pass(pen *p, uint32_t glyph)
{
    if (!mark_at(p, glyph))
        return;
    array_end(p);
    if (p->next > 0)
        mark_end(p);
    mark_begin(p, &p->marks->at.at[p->next++]);
}

/*
 * Where the text of a cluster that ends with a mark (a Tibetan vowel) is said by ActualText, the
 * clusters that follow it are said with it, until one ends with a glyph that has a width: readers
 * take the last glyph's end for the text's, and would see a space behind it.
 */
static void say_with_next(
    const pen *p, const scene_glyphs *run, pdf_groups *groups, pdf_group *group)
{
    pdf_group next;
    while (groups->order == PDF_GROUPS_RISING &&
        run->glyphs[group->first + group->count - 1].advance == 0 &&
        !mark_at(p, group->first + group->count) && pdf_groups_next(groups, &next)) {
        group->count += next.count;
        group->text.n += next.text.n;
    }
}

static void write_run(pen *p, const scene_glyphs *run)
{
    mark_pass(p, 0);
    set_font(p, run);
    set_spacing(p, run);
    set_origin(p, run);
    int64_t pen_em = 0;
    pdf_groups groups = pdf_groups_of(run);
    pdf_group group;
    while (pdf_groups_next(&groups, &group)) {
        mark_pass(p, group.first);
        bool mapped = reads_as_mapped(p, run, &group);
        if (!mapped) {
            say_with_next(p, run, &groups, &group);
            actual_text_begin(p, group.text);
        }
        for (uint32_t i = group.first; i < group.first + group.count; i++) {
            show_glyph(p, run, &run->glyphs[i], pen_em);
            pen_em += run->glyphs[i].advance;
        }
        if (!mapped) {
            array_end(p);
            put(p, STR("EMC\n"));
        }
    }
    array_end(p);
}

/* ---- pages ---- */

/* All in one text object, since all text is black and nothing comes between. */
static void write_text(pen *p, const scene_page *page)
{
    bool begun = false;
    for (p->op = 0; p->op < page->count; p->op++) {
        const scene_op *op = &page->ops[p->op];
        if (op->kind != SCENE_GLYPHS || op->glyphs.count == 0)
            continue;
        if (!begun)
            put(p, STR("BT\n"));
        begun = true;
        write_run(p, &op->glyphs);
    }
    if (p->next > 0)
        mark_end(p);
    if (begun)
        put(p, STR("ET\n"));
}

static void shape_path(pen *p, const scene_shape *shape)
{
    for (uint32_t i = 0; i < shape->count; i++) {
        write_milli(p, pdf_milli(shape->at[i].x));
        write_milli(p, pdf_milli((int64_t)p->height - shape->at[i].y));
        put(p, i == 0 ? STR("m\n") : STR("l\n"));
    }
    put(p, STR("h\n"));
}

/* The edges are rounded, not the thickness, so that rules that meet in the scene meet on the page.
 */
static void rule_path(pen *p, const scene_rect *r)
{
    int64_t left = pdf_milli(r->x), right = pdf_milli((int64_t)r->x + r->width);
    int64_t top = pdf_milli((int64_t)p->height - r->y);
    int64_t foot = pdf_milli((int64_t)p->height - r->y - r->height);
    write_milli(p, left);
    write_milli(p, foot);
    write_milli(p, right - left);
    write_milli(p, top - foot);
    put(p, STR("re\n"));
}

/* One path and one fill. */
static void write_rules(pen *p, const pdf_sheet *sheet)
{
    const scene_page *page = sheet->page;
    bool begun = false;
    for (uint32_t i = 0; i < page->count; i++) {
        const scene_op *op = &page->ops[i];
        if (op->kind != SCENE_RULE && op->kind != SCENE_SHAPE)
            continue;
        if (!begun && sheet->marks != NULL)
            put(p, STR("/Artifact<</Type/Layout>>BDC\n"));
        if (op->kind == SCENE_RULE)
            rule_path(p, &op->rule);
        else
            shape_path(p, &op->shape);
        begun = true;
    }
    if (begun)
        put(p, sheet->marks != NULL ? STR("f\nEMC\n") : STR("f\n"));
}

/* A circle by four Bézier curves: 0.5523 of the radius from their ends to their middle points. */
static void circle_path(pen *p, const scene_rect *r)
{
    static const int arms[5][2] = {{1, 0}, {0, 1}, {-1, 0}, {0, -1}, {1, 0}};
    int64_t radius = pdf_milli(r->width) / 2, arm = radius * 5523 / 10000;
    int64_t x = pdf_milli(r->x) + radius, y = pdf_milli((int64_t)p->height - r->y) - radius;
    write_milli(p, x + radius);
    write_milli(p, y);
    put(p, STR("m\n"));
    for (int i = 0; i < 4; i++) {
        const int *a = arms[i], *b = arms[i + 1];
        write_milli(p, x + a[0] * radius + b[0] * arm);
        write_milli(p, y + a[1] * radius + b[1] * arm);
        write_milli(p, x + b[0] * radius + a[0] * arm);
        write_milli(p, y + b[1] * radius + a[1] * arm);
        write_milli(p, x + b[0] * radius);
        write_milli(p, y + b[1] * radius);
        put(p, STR("c\n"));
    }
}

/* In light blue, which is no colour of an archived file: those have none. */
static void write_guides(pen *p, const pdf_sheet *sheet)
{
    const scene_page *page = sheet->page;
    bool begun = false;
    for (uint32_t i = 0; i < page->count; i++) {
        if (page->ops[i].kind != SCENE_GUIDE)
            continue;
        if (!begun && sheet->marks != NULL)
            put(p, STR("/Artifact<</Type/Layout>>BDC\n"));
        if (!begun)
            put(p, STR("q 0.25 w 0 0.5 0.9 RG\n"));
        begun = true;
        if (page->ops[i].guide.round)
            circle_path(p, &page->ops[i].guide.rect);
        else
            rule_path(p, &page->ops[i].guide.rect);
    }
    if (begun)
        put(p, sheet->marks != NULL ? STR("S Q\nEMC\n") : STR("S Q\n"));
}

void pdf_page_content(const pdf_sheet *sheet, const pdf_fonts *all, buf *out)
{
    pen p = {.out = out,
        .all = all,
        .height = sheet->page->height,
        .tags = sheet->tags,
        .marks = sheet->marks};
    put(&p, STR("0 g\n"));
    write_text(&p, sheet->page);
    write_rules(&p, sheet);
    write_guides(&p, sheet);
}
