/* The tree as text, for tests and for the eye. */
#include "tree/tree.h"

static void dump_text(str s, buf *out)
{
    buf_byte(out, '"');
    for (size_t i = 0; i < s.n;) {
        size_t from = i;
        uint32_t cp = utf8_next(s, &i);
        if (cp == '\n')
            buf_add(out, STR("\\n"));
        else if (cp == '"' || cp == '\\')
            buf_fmt(out, "\\%c", (char)cp);
        else if (cp < 0x20 || cp == 0xA0 || cp == 0xFEFF || (cp >= 0x2000 && cp <= 0x200F))
            buf_fmt(out, "\\u{%X}", cp);
        else
            buf_add(out, str_slice(s, from, i));
    }
    buf_byte(out, '"');
}

static void dump_node(const node *n, uint32_t depth, buf *out)
{
    static const char *const styles[] = {"plain", "quoted", "literal", "folded"};
    buf_fmt(out, "%u:%u %*s", n->at.line, n->at.column, (int)depth * 2, "");
    if (n->key != NULL) {
        dump_text(n->key->text, out);
        buf_add(out, STR(": "));
    }
    if (n->kind == NODE_SCALAR) {
        buf_fmt(out, "%s ", styles[n->style]);
        dump_text(n->text, out);
    } else {
        buf_fmt(out, "%s %u", n->kind == NODE_LIST ? "list" : "map", n->count);
    }
    buf_byte(out, '\n');
    for (const node *child = n->first; child != NULL; child = child->next)
        dump_node(child, depth + 1, out);
}

void tree_dump(const tree *t, buf *out)
{
    for (uint32_t i = 0; i < t->count; i++) {
        buf_fmt(out, "document %u\n", i + 1);
        dump_node(t->documents[i], 1, out);
    }
}
