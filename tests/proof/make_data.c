/* Data for the fields that the template turned out to have. */
#include "make.h"

static void add_paragraphs(maker *m)
{
    buf *out = &m->data_text;
    uint32_t n = dice_below(&m->d, 5);
    buf_add(out, n == 0 ? STR(" []\n") : STR("\n"));
    for (uint32_t i = 0; i < n; i++) {
        buf_add(out, STR("  - "));
        words_any(m, out);
        buf_byte(out, '\n');
    }
}

/* A value of column c: those that are merged recur. */
static void add_value(maker *m, const made_field *f, uint32_t c)
{
    static const char *const few[] = {"\"产出\"", "\"效益\"", "\"元\"", "\"\"", "\"质量指标\""};
    if (c < f->merged && dice_chance(&m->d, 90))
        buf_add(&m->data_text, str_of(few[dice_below(&m->d, 5)]));
    else
        words_any(m, &m->data_text);
}

/* One entry as a mapping, an item of a list. */
static void add_entry(maker *m, uint32_t field, uint32_t indent)
{
    buf *out = &m->data_text;
    const made_field *f = &m->fields[field];
    bool any = false;
    if (f->columns == f->levels + 1 && dice_chance(&m->d, 30)) { /* a text for a mapping of one */
        buf_fmt(out, "%*s- ", (int)indent, "");
        add_value(m, f, f->levels);
        buf_byte(out, '\n');
        return;
    }
    for (uint32_t c = f->levels; c < f->columns; c++) {
        if (any && dice_chance(&m->d, 15))
            continue;
        buf_fmt(out, "%*s%sC%u_%u: ", (int)indent, "", any ? "  " : "- ", field, c);
        add_value(m, f, c);
        buf_byte(out, '\n');
        any = true;
    }
}

/* One entry by its name: "name: value", or the other columns beneath the name. */
static void add_named(maker *m, uint32_t field, uint32_t indent, uint32_t index)
{
    buf *out = &m->data_text;
    const made_field *f = &m->fields[field];
    buf_fmt(out, "%*s", (int)indent, "");
    words_name(m, out, index);
    if (f->columns - f->levels == 2 && dice_chance(&m->d, 80)) {
        buf_add(out, STR(": "));
        words_any(m, out);
        buf_byte(out, '\n');
        return;
    }
    buf_add(out, STR(":\n"));
    for (uint32_t c = f->levels + 1; c < f->columns; c++) {
        buf_fmt(out, "%*sC%u_%u: ", (int)indent + 2, "", field, c);
        add_value(m, f, c);
        buf_byte(out, '\n');
    }
}

static void add_entries(maker *m, uint32_t field, uint32_t indent, uint32_t n)
{
    bool named = m->fields[field].columns - m->fields[field].levels > 1 && dice_chance(&m->d, 60);
    for (uint32_t i = 0; i < n; i++) {
        if (named)
            add_named(m, field, indent, i);
        else
            add_entry(m, field, indent);
    }
}

/* n records below a level, dealt to a ragged number of children. */
static void add_level(maker *m, uint32_t field, uint32_t level, uint32_t n)
{
    buf *out = &m->data_text;
    const made_field *f = &m->fields[field];
    if (level == f->levels) {
        add_entries(m, field, 2 * level + 2, n);
        return;
    }
    for (uint32_t i = 0; n > 0; i++) {
        uint32_t part = dice_chance(&m->d, 20) ? n : dice_between(&m->d, 1, n / 2 + 1);
        buf_fmt(out, "%*s", (int)(2 * level + 2), "");
        words_name(m, out, i);
        if (dice_chance(&m->d, 5)) {
            buf_add(out, STR(": {}\n"));
        } else {
            buf_add(out, STR(":\n"));
            add_level(m, field, level + 1, part);
        }
        n -= part;
    }
}

static void add_records(maker *m, uint32_t field)
{
    buf *out = &m->data_text;
    const made_field *f = &m->fields[field];
    uint32_t n = dice_chance(&m->d, 60) ? m->records : dice_log(&m->d, m->records);
    m->records -= n;
    if (n == 0) {
        buf_add(out, f->kind == MADE_LIST ? STR(" []\n") : STR("\n"));
        return;
    }
    buf_byte(out, '\n');
    for (uint32_t i = 0; f->kind == MADE_LIST && i < n; i++)
        add_entry(m, field, 2);
    if (f->kind == MADE_TREE)
        add_level(m, field, 0, n);
}

void make_data(maker *m)
{
    buf *out = &m->data_text;
    buf_add(out, STR("表: 证明\n"));
    if (m->raw)
        buf_add(out, STR("照原样: [比较号, 网页标记, 首尾空白, 旧码位]\n"));
    for (uint32_t i = 0; i < m->field_count; i++) {
        const made_field *f = &m->fields[i];
        if (dice_chance(&m->d, 3)) /* a field that the data leaves out */
            continue;
        buf_fmt(out, "F%u:", i);
        if (f->kind != MADE_TEXT) {
            add_records(m, i);
        } else if (f->several && dice_chance(&m->d, 50)) {
            add_paragraphs(m);
        } else {
            buf_byte(out, ' ');
            words_any(m, out);
            buf_byte(out, '\n');
        }
    }
}
