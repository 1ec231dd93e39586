/* What a book contains, for a terminal: its headings, indented by level, and how much there is. */
#include "report/report_int.h"

/* In one line. */
static void flat_add(buf *out, str s)
{
    s = str_trim(s);
    for (size_t i = 0; i < s.n; i++)
        buf_byte(out, s.at[i] == '\n' ? ' ' : s.at[i]);
}

static void heading_show(const doc_text *t, buf *out)
{
    for (uint32_t i = 0; i < t->level; i++)
        buf_add(out, STR("  "));
    flat_add(out, t->entry.n > 0 ? t->entry : t->text);
    buf_byte(out, '\n');
}

static bool is_narrative(const doc_text *t)
{
    return t->role == TEXT_PARAGRAPH || t->role == TEXT_ITEM;
}

/* The forms by their templates, in the order of the first of each. */
static void forms_show(const document *doc, buf *out)
{
    for (uint32_t i = 0; i < doc->source_count; i++) {
        const form_template *form = doc->sources[i].form;
        uint32_t same = 0, before = 0;
        for (uint32_t k = 0; k < doc->source_count; k++) {
            same += doc->sources[k].form == form;
            before += k < i && doc->sources[k].form == form;
        }
        if (before > 0)
            continue;
        const template_facts *facts = template_about(form);
        buf_fmt(out, "  %.*s%s%.*s（%u 张）\n", STR_ARG(facts->title),
            facts->region.n > 0 ? "/" : "", STR_ARG(facts->region), same);
    }
}

void report_show_book(const document *doc, buf *out)
{
    uint32_t paragraphs = 0, notes = 0;
    flat_add(out, doc->title);
    buf_byte(out, '\n');
    for (uint32_t i = 0; i < doc->block_count; i++) {
        const doc_text *t = &doc->blocks[i].text;
        if (doc->blocks[i].kind != BLOCK_TEXT)
            continue;
        if (t->role == TEXT_HEADING)
            heading_show(t, out);
        paragraphs += is_narrative(t);
        notes += t->foot == FOOT_NOTE;
    }
    buf_fmt(out, "段落 %u 段，脚注 %u 条，表单 %u 张\n", paragraphs, notes, doc->source_count);
    forms_show(doc, out);
}
