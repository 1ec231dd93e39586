#include "pdf/pdf_int.h"

#include <string.h>

/* Far below what PDF/A-1 lets an array hold (ISO 19005-1, 6.1.12: 8,191 items). */
enum { KIDS_MOST = 4000 };

static void kid_add(pdf_tags *t, uint32_t parent, uint32_t tag)
{
    pdf_tag *up = &t->at.at[parent];
    t->at.at[tag].parent = parent;
    t->at.at[tag].next = PDF_TAG_NONE;
    if (up->last == PDF_TAG_NONE)
        up->first = tag;
    else
        t->at.at[up->last].next = tag;
    up->last = tag;
    up->count++;
}

static uint32_t tag_new(pdf_tags *t, uint32_t parent, const char *type)
{
    uint32_t tag = t->at.count;
    *VEC_PUSH(t->memory, &t->at) = (pdf_tag){.type = type,
        .parent = parent,
        .first = PDF_TAG_NONE,
        .last = PDF_TAG_NONE,
        .next = PDF_TAG_NONE,
        .content = PDF_TAG_NONE,
        .content_last = PDF_TAG_NONE};
    return tag;
}

uint32_t pdf_tag_add(pdf_tags *t, uint32_t parent, const char *type)
{
    uint32_t tag = tag_new(t, parent, type);
    if (parent != PDF_TAG_NONE)
        kid_add(t, parent, tag);
    return tag;
}

void pdf_content_add(pdf_tags *t, uint32_t tag, pdf_content content)
{
    pdf_tag *to = &t->at.at[tag];
    uint32_t number = t->contents.count;
    content.next = PDF_TAG_NONE;
    *VEC_PUSH(t->memory, &t->contents) = content;
    if (to->content == PDF_TAG_NONE)
        to->content = number;
    else
        t->contents.at[to->content_last].next = number;
    to->content_last = number;
}

uint32_t pdf_tag_add_inline(pdf_tags *t, uint32_t parent, const char *type)
{
    uint32_t tag = tag_new(t, parent, type);
    pdf_content_add(t, parent, (pdf_content){.kind = PDF_INLINE, .number = tag});
    return tag;
}

void pdf_tag_name_give(pdf_tags *t, uint32_t tag)
{
    if (t->at.at[tag].id > 0)
        return;
    *VEC_PUSH(t->memory, &t->named) = tag;
    t->at.at[tag].id = t->named.count;
}

void pdf_tag_set_attributes(pdf_tags *t, uint32_t tag, str text)
{
    t->at.at[tag].attributes = pdf_share(&t->attributes, text);
}

/* How many lines of a text, divided by '\n', are not empty. */
static uint32_t paragraphs(str text)
{
    uint32_t count = 0;
    for (size_t i = 0; i < text.n; i++)
        count += text.at[i] != '\n' && (i == 0 || text.at[i - 1] == '\n');
    return count;
}

uint32_t pdf_element_tag(pdf_tags *t, uint32_t parent, const char *type, uint32_t element)
{
    uint32_t count = paragraphs(t->s->elements[element].text);
    bool heading = type[0] == 'H';
    /* A paragraph of several is a division. */
    if (count > 1 && strcmp(type, "P") == 0)
        type = "Div";
    uint32_t tag = pdf_tag_add(t, parent, type);
    t->element_tags[element] = tag;
    t->cursors[element] = (pdf_cursor){.tag = tag, .several = count > 1 && !heading};
    for (uint32_t i = 0; i < count && t->cursors[element].several; i++)
        pdf_tag_add(t, tag, "P");
    return tag;
}

/* Elements from `first` on that are one grid, or outside of any. */
static uint32_t table_end(const scene *s, uint32_t first)
{
    uint32_t end = first + 1;
    while (end < s->element_count && s->elements[end].table == s->elements[first].table &&
        s->elements[end].part == s->elements[first].part)
        end++;
    return end;
}

/* Where the caption, of one line or several, of the grid that begins at `first` begins; `first`: it
 * has none. */
static uint32_t caption_of(const scene *s, uint32_t first)
{
    uint32_t from = first;
    while (from > 0 && first < s->element_count && s->elements[first].table > 0 &&
        s->elements[from - 1].role == SCENE_CAPTION &&
        s->elements[from - 1].part == s->elements[first].part)
        from--;
    return from;
}

/* Long lists of kids get divisions between; rows are not kids of these. */
static void tags_group(pdf_tags *t)
{
    uint32_t count = t->at.count;
    for (uint32_t i = 0; i < count; i++) {
        bool open = strcmp(t->at.at[i].type, "Document") == 0 ||
            strcmp(t->at.at[i].type, "Part") == 0 || strcmp(t->at.at[i].type, "Div") == 0 ||
            strcmp(t->at.at[i].type, "TD") == 0;
        uint32_t kids = t->at.at[i].count, kid = t->at.at[i].first, group = PDF_TAG_NONE;
        if (!open || kids <= KIDS_MOST)
            continue;
        t->at.at[i].first = t->at.at[i].last = PDF_TAG_NONE;
        t->at.at[i].count = 0;
        for (uint32_t k = 0, next; k < kids; k++, kid = next) {
            next = t->at.at[kid].next;
            if (k % KIDS_MOST == 0)
                group = pdf_tag_add(t, i, "Div");
            kid_add(t, group, kid);
        }
    }
}

/* Rows of a grid come in order, and in PDF/A-1, which has no groups of rows, not too many. */
static bool tables_sound(const pdf_tags *t, diags *d)
{
    enum { ROWS_MOST = 8191 };
    const scene *s = t->s;
    for (uint32_t i = 0; i < s->element_count; i++) {
        const scene_element *e = &s->elements[i];
        bool first = i == 0 || s->elements[i - 1].table != e->table ||
            s->elements[i - 1].part != e->part;
        if (e->table == 0)
            continue;
        if (!first && e->row < s->elements[i - 1].row) {
            DIAG(d, PDF_WRITE, e->from, STR("表格的单元格没有按行排列"));
            return false;
        }
        if (!t->grouped_rows && e->row + e->rowspan > ROWS_MOST) {
            DIAG(d, PDF_WRITE, e->from, STR("PDF/A-1 的一张表不能超过 8191 行，请用 --pdfa 2a"));
            return false;
        }
    }
    return true;
}

static bool shown(const pdf_tags *t, uint32_t element)
{
    return element < t->s->element_count && t->places[element].page > 0;
}

/* What bookmarks and links lead to is somewhere. */
static bool places_sound(const pdf_tags *t, diags *d)
{
    const scene *s = t->s;
    bool sound = true;
    for (uint32_t i = 0; i < s->bookmark_count; i++)
        sound = sound &&
            (s->bookmarks[i].page != SCENE_PAGE_NONE || shown(t, s->bookmarks[i].element));
    for (uint32_t i = 0; i < t->annotations.count; i++)
        sound = sound &&
            (t->annotations.at[i].field != NULL || shown(t, t->annotations.at[i].target));
    if (!sound)
        DIAG(d, PDF_WRITE, (mark){0}, STR("书签或链接指向没有印出的内容"));
    return sound;
}

bool pdf_tags_prepare(pdf_tags *t, diags *d)
{
    const scene *s = t->s;
    t->attributes.memory = t->memory;
    t->element_tags = ARENA_ARRAY(t->memory, uint32_t, s->element_count);
    t->cursors = ARENA_ARRAY(t->memory, pdf_cursor, s->element_count);
    t->places = ARENA_ARRAY(t->memory, pdf_place, s->element_count);
    t->span_tags = ARENA_ARRAY(t->memory, uint32_t, s->span_count);
    if (!tables_sound(t, d) || !pdf_spans_sound(t, d))
        return false;
    uint32_t root = pdf_tag_add(t, PDF_TAG_NONE, "Document"), parent = root, part = 0;
    for (uint32_t i = 0, end; i < s->element_count; i = end) {
        const scene_element *e = &s->elements[i];
        end = table_end(s, i);
        if (e->part != part)
            parent = e->part == 0 ? root : pdf_tag_add(t, root, "Part");
        part = e->part;
        if (e->table > 0)
            pdf_table_add(t, parent, caption_of(s, i), i, end);
        else
            pdf_blocks_add(t, parent, i, caption_of(s, end));
    }
    tags_group(t);
    return pdf_marks_prepare(t, d) && places_sound(t, d);
}
