#include "tree/tree_int.h"

bool chars_check(loading *run, diags *d) {
    size_t bad = 0;
    str text = run->source->text;
    if (!utf8_valid(text, &bad)) {
        DIAG(d, UTF8, ((mark){run->source, 0, 0}), str_fmt(run->memory, "%zu", bad));
        return false;
    }
    run->text = str_starts(text, STR("\xEF\xBB\xBF")) ? str_slice(text, 3, text.n) : text;
    if (run->text.n == 0)
        run->text = STR("");
    return true;
}
