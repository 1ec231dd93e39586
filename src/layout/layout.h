/*
 * layout: a document into a display list, in passes that each make one value:
 * measure (shape, columns, lines, rows) → sized; paginate → plan; place (text, rules) → scene.
 */
#ifndef JXB_LAYOUT_LAYOUT_H
#define JXB_LAYOUT_LAYOUT_H

#include "base/base.h"
#include "font/font.h"
#include "model/model.h"
#include "scene/scene.h"
#include "text/text.h"

/* Texts that were shaped before; they outlive a job that looks them up. */
typedef struct layout_shapes layout_shapes;

/* What every pass needs. The arena must outlive what the passes return. */
/* PRINT: as the form is; GUIDES: with places, tracks and baselines drawn, to proof-read; OVERPRINT: the
 * data alone, for sheets that have the form on them (套打). All in the same places. */
typedef enum layout_view { LAYOUT_PRINT, LAYOUT_GUIDES, LAYOUT_OVERPRINT } layout_view;

typedef struct layout_job {
    arena *memory;
    fonts *fonts;
    text_shaper *shaper;
    diags *diags;
    layout_view view;
    layout_shapes *shapes; /* or NULL */
} layout_job;

typedef struct sized_doc sized_doc;
typedef struct doc_plan doc_plan;

enum { LAYOUT_PAGES_LIMIT = 20000 };

/* Shapes every text, solves columns, breaks lines, solves row heights. NULL with errors added. */
const sized_doc *layout_measure(const layout_job *job, const document *doc);
/* The same where the document asks for a fit (适应): measures and paginates candidates, which differ in
 * size, row insets and column widths, and measures the best one again. It never needs more pages than
 * layout_measure()'s does, nor breaks a unit that that keeps. What was asked for and cannot be is the
 * warning FIT_MISSED. */
const sized_doc *layout_fit(const layout_job *job, const document *doc);
/* Deals rows and lines to pages. NULL with errors added. */
const doc_plan *layout_paginate(const layout_job *job, const sized_doc *s);
/* Puts glyphs and rules in their places. Never fails. The scene is all in `out`, and borrows nothing
 * from the job's memory. */
const scene *layout_place(const layout_job *job, const sized_doc *s, const doc_plan *p, arena *out);

/* The sized grids and the page plan as text, for --dump=grid|plan and goldens. */
/* The document as it was measured: a fit changes its styles and tracks. */
const document *sized_document(const sized_doc *s);
void sized_dump(const sized_doc *s, buf *out);
void plan_dump(const doc_plan *p, buf *out);
uint32_t plan_page_count(const doc_plan *p);
/* The number that a page has, as it is printed on it; pages from 0. */
str plan_page_label(const doc_plan *p, uint32_t page, arena *a);

#endif
