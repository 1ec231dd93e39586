/* Inside paginate: the page under construction, and dealing its lines (deal.c). */
#ifndef JXB_LAYOUT_PAGINATE_INT_H
#define JXB_LAYOUT_PAGINATE_INT_H

#include "layout/layout_int.h"

typedef struct paging {
    arena *memory;
    const page_table *table;
    VEC(plan_page) pages;
    /* the page under construction */
    len capacity, used;
    VEC(plan_slice) slices;
    uint32_t headers; /* slices that are repeated header rows */
    bool bare; /* no header on this page: there was no room for both */
    /* the next row, and whether its beginning stands on an earlier page */
    uint32_t row;
    bool begun;
    /* per cell */
    uint32_t *line; /* the next line to deal; repeated labels stay at 0 */
    uint32_t *cut; /* in a split row: lines up to here stay on this page */
    bool *shown; /* a label: it has been printed once */
    bool *dealt; /* a label that is dealt line by line, for want of room to repeat it */
    len *span_height;
    /* cells ending in row r: ending[ending_first[r] .. ending_first[r + 1]); spans by first row */
    uint32_t *ending, *ending_first;
    uint32_t *spans, span_count;
} paging;

/* Builds the indexes; labels that fit on no page are dealt from the start. */
void page_index(paging *p);
/* Height, insets included, of what of a cell has not been dealt. */
len page_text_left(const paging *p, uint32_t cell);
/* Whether the cell is a label that every fragment shows whole. */
bool page_repeats(const paging *p, uint32_t cell);
/* Where the cell's fragment on this page begins. */
len page_top_of(const paging *p, uint32_t cell);
void page_push(paging *p, plan_slice slice);
/* Decides how many lines of each cell ending in row r stay on this page (cut) and returns the
 * slice's height; 0 when no line can. Unless forced, no single line is left on either side. */
len page_cut(paging *p, uint32_t r, bool forced);
/* Labels over both rows a and b (a <= b) are dealt line by line from here on. */
void page_deal_labels(paging *p, uint32_t a, uint32_t b);
/* Turns the slices into a finished page with its fragments. */
void page_close(paging *p);

#endif
