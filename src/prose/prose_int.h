/* Inside prose only. */
#ifndef JXB_PROSE_PROSE_INT_H
#define JXB_PROSE_PROSE_INT_H

#include "prose/prose.h"

/* Whether all of a text can be printed: false with UTF8 or YAML_CONTROL added. */
bool prose_sound(str text, mark from, diags *d);

#endif
