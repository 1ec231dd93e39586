/* Inside paginate: the page under construction, and dealing its lines (deal.c). */
#ifndef JXB_LAYOUT_PAGINATE_INT_H
#define JXB_LAYOUT_PAGINATE_INT_H

#include "layout/layout_int.h"

enum { LONE_LINES = 2 }; /* least number of lines on either side of an edge */

typedef struct paging {
    arena *memory;
    const page_table *table;
    VEC(plan_page) pages;
    /* the page under construction */
    len capacity, used;
    VEC(plan_slice) slices;
    uint32_t headers; /* slices that are repeated header rows */
    bool torn; /* as in the plan */
    bool bare; /* no header on this page: there was no room for both */
    /* the next row, and whether its beginning stands on an earlier page */
    uint32_t row;
    bool begun;
    /* per cell */
    uint32_t *line; /* the next line to deal; repeated labels stay at 0 */
    uint32_t *cut; /* in a split row: lines up to here stay on this page */
    bool *shown; /* a label: it has been printed once */
    bool *repeats; /* a label that every page shows whole */
    bool *kept; /* a span that is to stay on one page, and would fit on one */
    /* cells ending in row r: ending[ending_first[r] .. ending_first[r + 1]) */
    uint32_t *ending, *ending_first;
    uint32_t *spans, span_count; /* cells of several rows, and labels, by first row */
    uint32_t *open, open_count,
        next_span; /* spans met, those that ended on earlier pages dropped */
} paging;

/* Builds the indexes and sorts labels into those that every page can show whole and others. */
void page_index(paging *p);
/* Height of the header rows that a page beginning with row r repeats above it; 0 when they would
 * leave less than half of it. */
len page_header(const page_table *t, uint32_t r);
/* Height, insets included, of what of a cell has not been dealt. */
len page_text_left(const paging *p, uint32_t cell);
/* Where the cell's fragment on this page begins. */
len page_top_of(const paging *p, uint32_t cell);
void page_push(paging *p, plan_slice slice);
/* Decides how many lines of each cell ending in row r stay on this page (cut), which has room left,
 * and returns the slice's height; 0 when that is no good edge: a cell could show nothing, or a lone line would be
 * left on either side. Forced, any line is good enough. */
len page_cut(paging *p, uint32_t r, bool forced, len room);
/* Turns the slices into a finished page with its fragments. */
void page_close(paging *p);

#endif
