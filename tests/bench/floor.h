/* Inside the floor program: what it has read and shaped, and how that becomes files. */
#ifndef JXB_BENCH_FLOOR_H
#define JXB_BENCH_FLOOR_H

#include <hb-ot.h>
#include <hb-subset.h>
#include <libdeflate.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FACES_MOST = 10, THREADS_MOST = 64, LEVEL = 6, FEW = 5 };

typedef struct bytes {
    char *at;
    size_t n, room;
} bytes;

/* Of the whole run; opened by the first form, and every form has the same. */
typedef struct face {
    char *path;
    unsigned index;
    hb_face_t *face, *few; /* few: only the tables that a subset needs */
    hb_font_t *font;
    hb_face_t *batch; /* what all forms need of it; NULL: they are few */
    const hb_map_t *own; /* glyph ids in that */
} face;

typedef struct page {
    unsigned width, height;
    bytes content;
    unsigned *marked; /* the element of each marked content */
    unsigned mark_count, mark_room;
} page;

typedef struct element {
    unsigned row, rows, columns;
    bytes kids; /* what its K has */
    unsigned page;
    struct _HPDF_Dict_Rec *parent, *object;
} element;

typedef struct form {
    const char *texts;
    char out[4096];
    hb_set_t *used[FACES_MOST];
    unsigned numbers[FACES_MOST], face_count; /* its faces among those of the run */
    page *pages;
    unsigned page_count, page_room;
    element *elements;
    unsigned element_count, element_room;
} form;

/* What each thread has of its own. */
typedef struct worker {
    hb_buffer_t *buffer;
    struct libdeflate_compressor *compressor;
} worker;

extern face faces[FACES_MOST];
extern unsigned face_total;
extern bool tagged;

_Noreturn void fail(const char *what);
/* n more bytes at the end. */
char *more(bytes *b, size_t n);
__attribute__((format(printf, 2, 3))) void print(bytes *b, const char *format, ...);

/* floor_file.c */
/* What all the forms need of the face, cut out of it once and prepared. */
void batch_make(face *f, unsigned number, const form *forms, unsigned count);
void form_write(form *m, worker *w);

#endif
