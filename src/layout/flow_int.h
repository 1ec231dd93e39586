/* Inside flow: the page under construction, and what deals blocks to it. */
#ifndef JXB_LAYOUT_FLOW_INT_H
#define JXB_LAYOUT_FLOW_INT_H

#include "layout/layout_int.h"

/* A footnote, and where it is called: a line of a block. */
typedef struct flow_note {
    uint32_t block, by, line;
} flow_note;

typedef struct flow {
    const layout_job *job;
    const sized_doc *sized;
    page_plan *grids;
    VEC(flow_page) pages;
    /* the last page */
    VEC(flow_item) items;
    len used;
    VEC(flow_note) notes; /* footnotes called on it */
    len foot; /* room that they and the rule above them take */
    uint32_t section, number; /* that it is of, and has */
    uint32_t tail_end; /* blocks before this one go with the last row of a grid, if below one */
    len imprint; /* its height; 0: none yet */
    uint32_t imprint_first; /* the block that it begins with */
    bool imprinted; /* it goes on this page */
    bool unnumbered; /* pages have no number from here on */
    bool full; /* too many pages */
    /* the section that blocks are dealt from */
    uint32_t current;
    len height; /* of its type area */
    uint32_t next; /* number of the next page */
    bool recto; /* its first page, not begun, has to be an odd one */
    uint32_t restart; /* and has this number; 0: the next one */
} flow;

void flow_page_end(flow *f);
/* Puts an item at the foot of what the page has. */
void flow_add(flow *f, flow_item item, len height);
void flow_no_room(const flow *f, mark at);
/* Space above a text that has something above it. */
len flow_text_above(const flow *f, uint32_t block);
/* How many texts right before a block, whole on this page and below something else, go with it. */
uint32_t flow_kept_above(const flow *f, uint32_t block, bool (*kept)(const doc_text *));
/* Ends the page before a block; the texts above that go with it begin the next one. */
void flow_turn(flow *f, uint32_t block, uint32_t above);
/* Room for lines, and how much of it is there only while no footnotes are below. */
typedef struct flow_room {
    len height, hang;
} flow_room;
/* flow_note.c: how many of `count` lines of a block from `line` on fit in the room with their
 * footnotes. */
uint32_t flow_notes_fit(
    const flow *f, uint32_t block, uint32_t line, uint32_t count, flow_room room);
/* The footnotes called in lines [line, end) of a block go on this page; those called from there on
 * are taken off it again. */
void flow_notes_add(flow *f, uint32_t block, uint32_t line, uint32_t end);
void flow_notes_drop(flow *f, uint32_t block, uint32_t line);
/* Sets them at the foot of the page; the top of the first one, 0 when there are none. */
len flow_notes_end(flow *f);
/* The block before one, footnotes left out. */
uint32_t flow_before(const flow *f, uint32_t block);
/* flow_imprint.c: finds the page for the imprint, which a block is of, and ends it; puts it at the
 * foot of that page. False with errors added. */
bool flow_imprint(flow *f, uint32_t block);
void flow_imprint_end(flow *f);
/* flow_text.c, flow_grid.c: deal a block to this page and as many more as it needs. False with
 * errors added. */
bool flow_text(flow *f, uint32_t block);
bool flow_grid(flow *f, uint32_t block);

#endif
