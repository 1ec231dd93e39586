/* Inside prose only. */
#ifndef JXB_PROSE_PROSE_INT_H
#define JXB_PROSE_PROSE_INT_H

#include "prose/prose.h"

/* Whether all of a text can be printed: false with UTF8 or YAML_CONTROL added. */
bool prose_sound(str text, mark from, diags *d);

/* A paragraph's text without ** around something and \ before a mark, each a note MARKDOWN_MARK at `at`;
 * \{{ is for later. */
str prose_inline(arena *a, str text, mark at, diags *d);

#endif
