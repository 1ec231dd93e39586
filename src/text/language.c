/* In which language a text of another script than the document's is. */
#include "text/text_int.h"

#include <hb.h>

/* Arabic letters are Kazakh where the high hamza (U+0674) is among them, which Uyghur does not
 * have; Uyghur writes U+0626 in its place. */
static str language_of(uint32_t script, bool high_hamza)
{
    switch (script) {
    case HB_SCRIPT_ARABIC:
        return high_hamza ? STR("kk") : STR("ug");
    case HB_SCRIPT_TIBETAN:
        return STR("bo");
    case HB_SCRIPT_MONGOLIAN:
        return STR("mn");
    case HB_SCRIPT_YI:
        return STR("ii");
    default:
        return (str){0};
    }
}

static bool joins(uint32_t script, uint32_t with)
{
    return script == with || script == HB_SCRIPT_COMMON || script == HB_SCRIPT_INHERITED;
}

bool text_language_next(str text, text_language *l)
{
    bool high_hamza = false;
    uint32_t script = HB_SCRIPT_COMMON;
    size_t i = l->to, end;
    for (l->tag = (str){0}; i < text.n; i = end) {
        end = i;
        uint32_t cp = utf8_next(text, &end), own = text_script_of(cp);
        bool begun = l->tag.n > 0;
        if (begun && (cp == '\n' || !joins(own, script)))
            break;
        if (!begun && language_of(own, false).n == 0)
            continue;
        if (!begun)
            l->from = i;
        if (own != HB_SCRIPT_COMMON && own != HB_SCRIPT_INHERITED) {
            script = own;
            high_hamza = high_hamza || cp == 0x0674;
            l->tag = language_of(script, high_hamza);
            l->to = end;
        } else if (own == HB_SCRIPT_INHERITED) {
            l->to = end; /* a mark on the letter before */
        }
    }
    return l->tag.n > 0;
}
