/* What a book says outside its forms, as the data of a form that is never printed. */
#include "model/book_int.h"

enum { COLUMN_HEADING, COLUMN_PARAGRAPH, COLUMNS };

/* The values of 数据 that stand in the file itself, in order, whatever maps they are in. */
typedef VEC(const node *) value_nodes;

static void values_gather(arena *a, const node *map, value_nodes *out)
{
    for (const node *n = map == NULL ? NULL : map->first; n != NULL; n = n->next) {
        if (n->kind == NODE_MAP)
            values_gather(a, n, out);
        else if (n->kind == NODE_SCALAR && n->text.n > 0)
            *VEC_PUSH(a, out) = n;
    }
}

/* A line of text; what is centred is a title of some kind. */
static bool is_line(const doc_block *b)
{
    return b->kind == BLOCK_TEXT && b->text.part_count == 0 && b->text.text.n > 0 &&
        b->text.style->horizontal != ALIGN_CENTER;
}

static bool is_paragraph(const doc_block *b)
{
    return is_line(b) &&
        (b->text.role == TEXT_PARAGRAPH || b->text.role == TEXT_ITEM || b->text.role == TEXT_NOTE);
}

static field_data paragraphs(arena *a, const document *doc)
{
    VEC(form_record) out = {0};
    form_value heading = {.text = {"", 0}};
    for (uint32_t i = 0; i < doc->block_count; i++) {
        const doc_text *t = &doc->blocks[i].text;
        if (is_line(&doc->blocks[i]) && t->role == TEXT_HEADING)
            heading = (form_value){.text = t->text, .from = t->from, .written = t->text};
        if (!is_paragraph(&doc->blocks[i]))
            continue;
        form_value *values = ARENA_ARRAY(a, form_value, COLUMNS);
        values[COLUMN_HEADING] = heading;
        values[COLUMN_PARAGRAPH] = (form_value){.text = t->text, .from = t->from, .written = t->text};
        VEC_PUSH(a, &out)->values = values;
    }
    return (field_data){.records = out.at, .record_count = out.count};
}

static form_field text_list(arena *a)
{
    static const char *const names[COLUMNS] = {"标题", "段落"};
    str *columns = ARENA_ARRAY(a, str, COLUMNS);
    form_column *facts = ARENA_ARRAY(a, form_column, COLUMNS);
    for (int c = 0; c < COLUMNS; c++)
        facts[c].name = columns[c] = str_of(names[c]);
    return (form_field){.name = STR("正文"),
        .kind = FIELD_LIST,
        .columns = columns,
        .column_facts = facts,
        .column_count = COLUMNS};
}

const form_data *book_narrative(
    arena *a, const document *doc, const node *top, const form_template **form, diags *d)
{
    static const char *const heads[] = {"书", "单位", "年度"};
    enum { HEADS = sizeof heads / sizeof *heads };
    value_nodes values = {0};
    values_gather(a, tree_lookup(top, STR("数据")), &values);
    form_template *made = ARENA_NEW(a, form_template);
    form_data *out = ARENA_NEW(a, form_data);
    field_data *data = ARENA_ARRAY(a, field_data, 1 + HEADS + values.count);
    made->fields = ARENA_ARRAY(a, form_field, 1 + HEADS + values.count);
    made->facts.title = doc->title;
    made->fields[0] = text_list(a);
    data[0] = paragraphs(a, doc);
    made->field_count = 1;
    for (uint32_t i = 0; i < HEADS + values.count; i++) {
        const node *n = i < HEADS ? tree_lookup(top, str_of(heads[i])) : values.at[i - HEADS];
        if (n == NULL)
            continue;
        made->fields[made->field_count] = (form_field){.name = n->key->text, .kind = FIELD_TEXT};
        data[made->field_count++].text = (form_value){.text = n->text, .from = n->at, .written = n->text};
    }
    out->fields = data;
    *form = made;
    return review_read(a, made, tree_lookup(top, STR("审核")), &out->review, d) ? out : NULL;
}
