/* Which key of a data file means which field or column, and what to say of the others. */
#include "model/model_int.h"

/* Keys under which a part of an indicator's value may stand, whatever the form calls its column. */
enum { PART_NAMES = 3 };
static const char *const part_names[][PART_NAMES] = {[PART_NONE] = {NULL},
    [PART_WHOLE] = {"指标值", "值"},
    [PART_SIGN] = {"指标性质", "性质"},
    [PART_NUMBER] = {"指标值", "值"},
    [PART_UNIT] = {"度量单位", "计量单位", "单位"}};

typedef VEC(entry_name) entry_names;

static bool is_column(const form_field *f, str name)
{
    for (uint32_t c = f->level_count; c < f->column_count; c++) {
        if (str_eq(f->columns[c], name))
            return true;
        for (uint32_t i = 0; i < f->column_facts[c].synonym_count; i++)
            if (str_eq(f->column_facts[c].synonyms[i], name))
                return true;
    }
    return false;
}

/* The entry of name or of a synonym; two at once are an error. */
static const node *named(const data_reader *r, const node *map, str name, const node *found)
{
    const node *n = tree_lookup(map, name);
    if (n == NULL || n == found)
        return found;
    if (found == NULL)
        return n;
    DIAG(r->diags, FIELD_TWICE, n->key->at, found->key->text, n->key->text);
    return found;
}

const node *field_lookup(const data_reader *r, const node *map, const form_field *f)
{
    const node *found = tree_lookup(map, f->name);
    for (uint32_t i = 0; i < f->synonym_count; i++)
        if (template_field(r->form, f->synonyms[i]) == NULL)
            found = named(r, map, f->synonyms[i], found);
    return found;
}

const node *part_lookup(
    const data_reader *r, const node *map, const form_field *f, value_part part)
{
    const node *found = NULL;
    for (size_t i = 0; i < PART_NAMES && part_names[part][i] != NULL; i++)
        if (!is_column(f, str_of(part_names[part][i])))
            found = named(r, map, str_of(part_names[part][i]), found);
    return found;
}

const node *column_lookup(const data_reader *r, const node *map, const form_field *f, uint32_t c)
{
    const form_column *column = &f->column_facts[c];
    const node *found = tree_lookup(map, column->name);
    for (uint32_t i = 0; i < column->synonym_count; i++)
        found = named(r, map, column->synonyms[i], found);
    const node *part = part_lookup(r, map, f, column->part);
    return part == NULL ? found : named(r, map, part->key->text, found);
}

/* Whether a field as a template writes it is called `name` (column: has a column of that name). */
static bool declares(const node *field, str name, bool column)
{
    static const char *const lists[] = {"列表", "条目"};
    const node *synonyms = tree_lookup(field, STR("又名"));
    for (const node *n = synonyms == NULL ? NULL : synonyms->first; n != NULL; n = n->next)
        if (!column && str_eq(n->text, name))
            return true;
    if (!column)
        return field->key != NULL && str_eq(field->key->text, name);
    for (size_t i = 0; i < 2; i++) {
        const node *list = tree_lookup(field, str_of(lists[i]));
        for (const node *n = list == NULL ? NULL : list->first; n != NULL; n = n->next) {
            const node *own = n->kind == NODE_MAP ? tree_lookup(n, STR("名")) : n;
            if (own != NULL && str_eq(own->text, name))
                return true;
        }
    }
    return false;
}

/* Which other form knows the key; the one that the data names first. -1: none. */
static int known_elsewhere(const data_reader *r, str name, bool column)
{
    const form_library *lib = r->form->library;
    const node *asked = tree_lookup(r->top, STR("表"));
    int found = -1;
    for (uint32_t i = 0; lib != NULL && i < lib->count; i++) {
        const tree *form = lib->read(lib->shelf, i);
        const node *fields = form == NULL ? NULL : tree_lookup(form->documents[0], STR("字段"));
        for (const node *f = fields == NULL ? NULL : fields->first; f != NULL; f = f->next) {
            if (!declares(f, name, column))
                continue;
            if (asked != NULL && catalog_answers(&lib->facts[i], asked->text))
                return (int)i;
            found = found < 0 ? (int)i : found;
        }
    }
    return found;
}

str form_name(arena *a, const template_facts *f)
{
    return f->region.n == 0
        ? f->title
        : str_fmt(a, "%.*s/%.*s", STR_ARG(f->title), STR_ARG(f->region));
}

/* The first text in n, for a message. */
static str first_text(const node *n)
{
    while (n->kind != NODE_SCALAR && n->first != NULL)
        n = n->first;
    size_t end = 0;
    for (int k = 0; end < n->text.n && k < 24 && n->text.at[end] != '\n'; k++)
        utf8_next(n->text, &end);
    return str_slice(n->text, 0, end);
}

static bool key_refuse(const data_reader *r, const node *n, const name_list *names, bool column)
{
    int other = known_elsewhere(r, n->key->text, column);
    if (other < 0) {
        key_unknown(n, names->at, names->count, r->diags);
        return false;
    }
    if (n->count == 0 && n->text.n == 0)
        return true; /* nothing is lost */
    arena *a = diags_memory(r->diags);
    DIAG(r->diags, FIELD_UNPRINTED, n->key->at, n->key->text, first_text(n),
        form_name(a, &r->form->facts), form_name(a, &r->form->library->facts[other]));
    return false;
}

static void name_add(const data_reader *r, name_list *to, str name)
{
    *VEC_PUSH(r->memory, to) = name;
}

static bool keys_among(const data_reader *r, const node *map, const name_list *names, bool column)
{
    bool good = true;
    for (const node *n = map->first; n != NULL; n = n->next) {
        uint32_t i = 0;
        while (i < names->count && !str_eq(n->key->text, names->at[i]))
            i++;
        good = (i < names->count || key_refuse(r, n, names, column)) && good;
    }
    return good;
}

bool fields_known(const data_reader *r, const node *top)
{
    const form_template *t = r->form;
    name_list names = {0};
    name_add(r, &names, STR("表"));
    name_add(r, &names, STR("照原样"));
    name_add(r, &names, STR("适应"));
    name_add(r, &names, STR("审核"));
    for (uint32_t i = 0; i < t->field_count; i++)
        name_add(r, &names, t->fields[i].name);
    for (uint32_t i = 0; i < t->field_count; i++)
        for (uint32_t k = 0; k < t->fields[i].synonym_count; k++)
            name_add(r, &names, t->fields[i].synonyms[k]);
    return keys_among(r, top, &names, false);
}

static void entry_name_add(
    arena *a, entry_names *to, str name, const form_column *column, value_part part)
{
    for (uint32_t i = 0; i < to->count; i++)
        if (str_eq(to->at[i].name, name))
            return;
    *VEC_PUSH(a, to) = (entry_name){name, column, part};
}

uint32_t template_entry_names(arena *a, const form_field *f, uint32_t first, const entry_name **out)
{
    entry_names names = {0};
    const form_column *by_part[] = {NULL, NULL, NULL, NULL, NULL};
    for (uint32_t c = first; c < f->column_count; c++) {
        const form_column *column = &f->column_facts[c];
        entry_name_add(a, &names, column->name, column, column->part);
        for (uint32_t k = 0; k < column->synonym_count; k++)
            entry_name_add(a, &names, column->synonyms[k], column, column->part);
        by_part[column->part] = column;
    }
    for (int part = PART_SIGN; part <= PART_UNIT; part += PART_UNIT - PART_SIGN)
        if (by_part[part] == NULL)
            by_part[part] = by_part[PART_WHOLE];
    for (int part = PART_WHOLE; part <= PART_UNIT; part++)
        for (size_t i = 0; by_part[part] != NULL && i < PART_NAMES && part_names[part][i] != NULL; i++)
            entry_name_add(
                a, &names, str_of(part_names[part][i]), by_part[part], (value_part)part);
    *out = names.at;
    return names.count;
}

bool columns_known(const data_reader *r, const node *map, const form_field *f, uint32_t first)
{
    const entry_name *known;
    uint32_t count = template_entry_names(r->memory, f, first, &known);
    name_list names = {0};
    for (uint32_t i = 0; i < count; i++)
        name_add(r, &names, known[i].name);
    return keys_among(r, map, &names, true);
}
