/* A part of model.h: what is asked of the number of pages (适应). */
#ifndef JXB_MODEL_FIT_H
#define JXB_MODEL_FIT_H

#include "base/base.h"

typedef enum fit_goal { FIT_NONE, FIT_FEWEST, FIT_AT_MOST, FIT_BALANCED } fit_goal;
enum { FIT_LENGTHS = 3 };
typedef struct fit_lengths {
    len at[FIT_LENGTHS];
    uint32_t count;
} fit_lengths;
/* What a layout may try for it. BALANCED changes widths of columns alone. */
typedef struct doc_fit {
    fit_goal goal;
    uint32_t pages; /* FIT_AT_MOST */
    fit_lengths sizes; /* cells set larger are set so large; the earlier, the better liked */
    fit_lengths insets; /* cells with more above or below get so much */
    len give; /* a fixed column may be wider or narrower by so much */
    mark at; /* where it is asked for; none: on the command line */
} doc_fit;

/* 不用, 最少页, 至多N页 (1 to 1000), 均衡. False, *out untouched, for anything else. */
bool fit_goal_read(str text, doc_fit *out);

#endif
