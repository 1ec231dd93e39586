/*
 * scene: the display list. What layout decided, with nothing left to decide: per page a list of
 * ops in reading order, and a document part for what is no page's own. Built once, then read-only.
 *
 * Coordinates are lengths (1/1024 pt) from the page's top left corner, x to the right, y downward.
 * A scene borrows nothing: every string is copied into its arena.
 */
#ifndef JXB_SCENE_SCENE_H
#define JXB_SCENE_SCENE_H

#include "base/base.h"

/* Advances and offsets of glyphs are in 1/SCENE_EM of the font size: every usual units-per-em
 * (1000, 1024, 2048, 256) divides it, so that no face is rounded. */
enum { SCENE_EM = 256000 };

typedef struct scene_rect {
    len x, y, width, height;
} scene_rect;

typedef struct scene_glyph {
    uint32_t gid; /* glyph id in its face, never 0 */
    int32_t advance; /* along the line, 1/SCENE_EM em; includes any justification or squeeze */
    int32_t dx, dy; /* offset from the pen, 1/SCENE_EM em, dy upward */
    uint32_t cluster; /* byte offset in the op's text of the cluster that the glyph belongs to */
} scene_glyph;

typedef enum scene_op_kind {
    SCENE_CELL, /* not drawn: the ops up to the next SCENE_CELL belong to this fragment */
    SCENE_GLYPHS, /* a run of glyphs of one face on one baseline */
    SCENE_RULE, /* a filled black rectangle: a drawn line of the table */
    SCENE_FIELD, /* not drawn: a place for a seal or a signature */
    SCENE_GUIDE, /* a hairline around a rectangle, or a circle in it: for who proof-reads */
    SCENE_SHAPE, /* a filled black polygon: a sign that no face has; its text is in a glyph op */
} scene_op_kind;

#define SCENE_ELEMENT_NONE UINT32_MAX

/*
 * A fragment of an element (a grid cell, or a line outside the grid) on one page. `element` numbers
 * the elements of the document from 0; the fragments of one element carry the same number, in
 * order; SCENE_ELEMENT_NONE: what follows is the page's (its number, a running head, a leader), no
 * element's, and an artifact for tags. `repeat` marks a fragment that shows its element's text
 * again (a header row or label on a continuation page): an artifact for tags, and not counted when
 * text is joined. [from, to) is the byte range of the element's text that this fragment shows.
 */
typedef struct scene_cell {
    uint32_t element;
    bool repeat;
    scene_rect rect;
    uint32_t from, to;
} scene_cell;

typedef struct scene_glyphs {
    uint32_t face; /* face id of the font room's book */
    len size; /* font size */
    len x, y; /* pen start on the baseline */
    unsigned turn; /* quarter-turns clockwise about (x, y), 0 to 3 */
    str text; /* source text of the run, UTF-8, logical order */
    uint32_t from; /* byte offset of text in the element's text */
    const scene_glyph *glyphs;
    uint32_t count;
} scene_glyphs;

/* A place for a seal or a signature that other software adds later. Nothing is drawn. */
typedef enum scene_field_role { SCENE_SEAL, SCENE_SIGNATURE } scene_field_role;
typedef struct scene_field {
    scene_field_role role;
    str name; /* stable, without full stops: "盖章_填报单位" */
    str tooltip; /* what a reader is told of it; empty: the name */
    scene_rect rect;
    uint32_t element; /* that it stands in, or SCENE_ELEMENT_NONE */
} scene_field;
/* Filled by the nonzero winding rule, so that a path out and back in leaves a hole. */
enum { SCENE_SHAPE_MOST = 10 };
typedef struct scene_point {
    len x, y;
} scene_point;
typedef struct scene_shape {
    uint32_t count; /* 3 to SCENE_SHAPE_MOST */
    scene_point at[SCENE_SHAPE_MOST];
} scene_shape;

typedef struct scene_guide {
    scene_rect rect; /* without a width or a height: a line */
    bool round;
} scene_guide;

typedef struct scene_op {
    scene_op_kind kind;
    union {
        scene_cell cell;
        scene_glyphs glyphs;
        scene_rect rule;
        scene_field field;
        scene_shape shape;
        scene_guide guide;
    };
} scene_op;

typedef enum scene_role {
    SCENE_TITLE,
    SCENE_LINE, /* a paragraph, or a line outside a grid */
    SCENE_LABEL, /* a cell that the form says */
    SCENE_DATA, /* a cell that the data says */
    SCENE_HEADING,
    SCENE_CONTENTS, /* an entry of a table of contents; those side by side are one table */
    SCENE_ITEM, /* of a list */
    SCENE_NOTE, /* a footnote, a note under a table */
    SCENE_CAPTION, /* of the grid whose cells follow it */
} scene_role;
enum { SCENE_LEVEL_MOST = 6 };
/* Which cells a cell of a grid is the heading of. */
typedef enum scene_heads { SCENE_HEADS_NONE, SCENE_HEADS_ROW, SCENE_HEADS_COLUMN } scene_heads;

/* An element: what it is, where in a grid it stands, and its whole text as it must be printed. */
typedef struct scene_element {
    scene_role role;
    uint32_t part; /* parts of a joined scene numbered from 1; 0: not joined */
    uint32_t table; /* grids numbered from 1; 0: outside any grid */
    uint32_t band; /* of the grid, from 0: headings of columns reach no further */
    uint32_t row, column, rowspan, colspan; /* in the grid, row and column from 0 */
    uint32_t level; /* of a heading, an entry of contents, an item: 1 to SCENE_LEVEL_MOST */
    uint32_t list; /* of an item: lists numbered from 1 */
    uint32_t label; /* of an item: bytes at the start of its text that are its number or bullet */
    bool header; /* stands in a header row of its band */
    scene_heads heads;
    bool spaced; /* set one character a line, or spread over its width: reads as one all the same */
    str text; /* paragraphs divided by '\n' */
    mark from; /* where the text comes from */
} scene_element;

/*
 * Bytes [from, to) of an element's text that are more than their characters. Spans come by element,
 * then by `from` (the builder orders them), and do not overlap. Where a link is on the page follows
 * from the glyphs.
 */
typedef struct scene_span {
    uint32_t element, from, to;
    uint32_t target; /* the element that it leads to, or SCENE_ELEMENT_NONE */
    str language; /* a BCP 47 tag, "ug"; empty: that of what is around it */
} scene_span;

typedef struct scene_page {
    len width, height;
    const scene_op *ops;
    uint32_t count;
    str label; /* its number as it is printed, "3" or "iv"; empty: none */
} scene_page;

/* An entry of the outline: a heading, or where a part of a joined scene begins. */
#define SCENE_PAGE_NONE UINT32_MAX
typedef struct scene_bookmark {
    str title;
    uint32_t page; /* from 0; SCENE_PAGE_NONE: where `element` begins, whatever y says */
    len y;
    uint32_t element; /* what stands there, or SCENE_ELEMENT_NONE */
    uint32_t level; /* from 1, at most one more than that of the entry before */
} scene_bookmark;

/* An instant, and the zone that it is told in. */
typedef struct scene_date {
    bool known;
    int64_t seconds; /* since 1970-01-01T00:00:00Z */
    int32_t zone; /* minutes east of Greenwich */
} scene_date;

/* What a catalogue of files wants to know. Any may be empty. */
typedef struct scene_facts {
    str author, subject, keywords; /* keywords: divided by ", " */
    str year, form, edition;
    str amounts; /* JSON: [{"name": …, "value": "92.83", "unit": "万元"}, …] */
    scene_date created;
} scene_facts;

typedef struct scene {
    str title, language; /* language: a BCP 47 tag, "zh-CN" */
    scene_facts facts;
    const scene_element *elements;
    uint32_t element_count;
    const scene_page *pages;
    uint32_t page_count;
    const scene_bookmark *bookmarks;
    uint32_t bookmark_count;
    const scene_span *spans;
    uint32_t span_count;
} scene;

/* Building: pages in order, ops in order. Arguments are copied. */
typedef struct scene_builder scene_builder;
scene_builder *scene_begin(arena *a, str title, str language);
void scene_set_facts(scene_builder *b, const scene_facts *facts);
/* Returns the new element's number. */
uint32_t scene_add_element(scene_builder *b, scene_element element);
void scene_add_page(scene_builder *b, len width, len height);
/* Adds to the last page; for SCENE_GLYPHS the glyphs and text are copied. */
void scene_add_op(scene_builder *b, const scene_op *op);
/* The label of the last page. */
void scene_label_page(scene_builder *b, str label);
void scene_add_span(scene_builder *b, scene_span span);
void scene_add_bookmark(scene_builder *b, scene_bookmark bookmark);
/* Copies the pages of another scene behind those that are there, a bookmark of its title with them,
 * under which its own bookmarks stand; its elements, parts, tables and lists are renumbered, and
 * their marks, which borrow, are dropped. Of the
 * facts those stay that all parts share. */
void scene_append(scene_builder *b, const scene *part);
const scene *scene_end(scene_builder *b);

/* The scene as text, one op a line, integers only; the same scene gives the same bytes. Faces are
 * named by face_name(context, id). */
typedef str (*scene_face_name)(const void *context, uint32_t face);
void scene_dump(const scene *s, scene_face_name face_name, const void *context, buf *out);

#endif
