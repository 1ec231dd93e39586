/* Trees side by side, as 中期 and 年度 indicators are: one row holds an entry of each, and the rows
 * of one label of the first level stand together. */
#include "model/model_int.h"

static form_field *tree_named(template_reader *r, const node *n)
{
    form_field *f = n->kind == NODE_SCALAR ? template_field(r->made, n->text) : NULL;
    if (f != NULL && f->kind == FIELD_TREE)
        return f;
    DIAG(r->diags, TEMPLATE_VALUE, n->at, STR("循环"), n->text, STR("并列的层级字段的名称"));
    return NULL;
}

bool join_read(template_reader *r, const node *names, rows_spec *out)
{
    field_join *j = ARENA_NEW(r->memory, field_join);
    form_field **of = ARENA_ARRAY(r->memory, form_field *, names->count);
    uint32_t columns = 1;
    for (const node *n = names->first; n != NULL; n = n->next) {
        form_field *f = tree_named(r, n);
        if (f == NULL)
            return false;
        if (j->count > 0 && !str_eq(f->columns[0], of[0]->columns[0])) {
            DIAG(r->diags, TEMPLATE_VALUE, n->at, STR("循环"), n->text,
                STR("第一层同名的层级字段"));
            return false;
        }
        f->used = true;
        of[j->count++] = f;
        columns += f->column_count - 1;
    }
    if (j->count < 2) {
        DIAG(r->diags, TEMPLATE_VALUE, names->at, STR("循环"), STR(""), STR("两个以上的层级字段"));
        return false;
    }
    str *all = ARENA_ARRAY(r->memory, str, columns);
    j->of = of;
    j->field = (form_field){.name = of[0]->name,
        .kind = FIELD_TREE,
        .columns = all,
        .level_count = 1,
        .at = names->at,
        .used = true};
    j->field.column_used = ARENA_ARRAY(r->memory, bool, columns);
    all[j->field.column_count++] = of[0]->columns[0];
    for (uint32_t k = 0; k < j->count; k++)
        for (uint32_t c = 1; c < of[k]->column_count; c++)
            all[j->field.column_count++] = str_fmt(
                r->memory, "%.*s.%.*s", STR_ARG(of[k]->name), STR_ARG(of[k]->columns[c]));
    out->join = j;
    out->loop = &j->field;
    return true;
}

void join_use(const field_join *j)
{
    uint32_t at = 1;
    for (uint32_t k = 0; k < j->count; k++) {
        j->of[k]->column_used[0] |= j->field.column_used[0];
        for (uint32_t c = 1; c < j->of[k]->column_count; c++)
            j->of[k]->column_used[c] |= j->field.column_used[at++];
    }
}

typedef struct pairing {
    arena *memory;
    const field_join *join;
    const field_data **of; /* parallel to join->of */
    VEC(form_record) out;
} pairing;

/* Whether record i of d is the first with its label, and no field before has that label. */
static bool begins_label(const pairing *p, uint32_t which, uint32_t i)
{
    str label = p->of[which]->records[i].values[0].text;
    for (uint32_t k = 0; k <= which; k++)
        for (uint32_t n = 0; n < (k == which ? i : p->of[k]->record_count); n++)
            if (str_eq(p->of[k]->records[n].values[0].text, label))
                return false;
    return true;
}

static const form_record *next_with(const field_data *d, str label, uint32_t *at)
{
    while (*at < d->record_count) {
        const form_record *r = &d->records[(*at)++];
        if (str_eq(r->values[0].text, label))
            return r;
    }
    return NULL;
}

static void label_pair(pairing *p, form_value label)
{
    const field_join *j = p->join;
    uint32_t *at = ARENA_ARRAY(p->memory, uint32_t, j->count);
    for (bool more = true; more;) {
        form_value *values = ARENA_ARRAY(p->memory, form_value, j->field.column_count);
        uint32_t column = 1;
        more = false;
        values[0] = label;
        for (uint32_t k = 0; k < j->count; k++) {
            const form_record *r = next_with(p->of[k], label.text, &at[k]);
            more = more || r != NULL;
            for (uint32_t c = 1; c < j->of[k]->column_count; c++, column++)
                if (r != NULL)
                    values[column] = r->values[c];
        }
        if (more)
            VEC_PUSH(p->memory, &p->out)->values = values;
    }
}

/* Which of the tree's first labels this is; their number when it is none. */
static uint32_t rank_of(const taxon *root, str label)
{
    uint32_t i = 0, count = root == NULL ? 0 : root->child_count;
    while (i < count && !str_eq(root->children[i].name, label) &&
        !str_eq(root->children[i].brief, label))
        i++;
    return i;
}

field_data join_records(
    arena *a, const form_template *t, const form_data *data, const field_join *j)
{
    pairing p = {.memory = a, .join = j, .of = ARENA_ARRAY(a, const field_data *, j->count)};
    for (uint32_t k = 0; k < j->count; k++)
        p.of[k] = &data->fields[j->of[k] - t->fields];
    /* In the tree's order where it knows the labels, the others after them. */
    uint32_t ranks = t->taxonomy == NULL ? 0 : t->taxonomy->child_count;
    for (uint32_t rank = 0; rank <= ranks; rank++)
        for (uint32_t k = 0; k < j->count; k++)
            for (uint32_t i = 0; i < p.of[k]->record_count; i++)
                if (begins_label(&p, k, i) &&
                    rank_of(t->taxonomy, p.of[k]->records[i].values[0].text) == rank)
                    label_pair(&p, p.of[k]->records[i].values[0]);
    return (field_data){.records = p.out.at, .record_count = p.out.count};
}
