/* Which template a data document asks for. */
#include "model/model_int.h"

static bool same_name(const template_facts *a, const template_facts *b)
{
    return str_eq(a->title, b->title) && str_eq(a->region, b->region);
}

/* "标题/地区"; with the id where that alone says it. */
static str catalog_name(arena *a, const template_facts *facts, uint32_t count, uint32_t i)
{
    const template_facts *f = &facts[i];
    str name = f->region.n == 0 ? f->title
                                : str_fmt(a, "%.*s/%.*s", STR_ARG(f->title), STR_ARG(f->region));
    for (uint32_t k = 0; k < count; k++)
        if (k != i && same_name(&facts[k], f))
            return str_fmt(a, "%.*s（%.*s）", STR_ARG(name), STR_ARG(f->id));
    return name;
}

static str catalog_names(arena *a, const template_facts *facts, uint32_t count)
{
    str *names = ARENA_ARRAY(a, str, count);
    for (uint32_t i = 0; i < count; i++)
        names[i] = catalog_name(a, facts, count, i);
    return names_join(a, names, count);
}

static bool titled(const template_facts *f, str title)
{
    if (str_eq(f->title, title))
        return true;
    for (uint32_t i = 0; i < f->alias_count; i++)
        if (str_eq(f->aliases[i], title))
            return true;
    return false;
}

/* "标题" answers any region; "标题/地区" only its own. */
bool catalog_answers(const template_facts *f, str wanted)
{
    if (titled(f, wanted))
        return true;
    size_t slash = wanted.n;
    while (slash > 0 && wanted.at[slash - 1] != '/')
        slash--;
    return slash > 0 && titled(f, str_slice(wanted, 0, slash - 1)) &&
        str_eq(f->region, str_slice(wanted, slash, wanted.n));
}

/* What to write so that only the first of several answers: its region, else its id. */
static str sole_name(arena *a, const template_facts *found, uint32_t hits)
{
    str name = catalog_names(a, found, 1);
    for (uint32_t i = 1; i < hits; i++)
        if (found[0].region.n == 0 || catalog_answers(&found[i], name))
            return found[0].id;
    return name;
}

enum { NEAREST = 3, CHANGED_COST = 3 };

static size_t facts_distance(arena *a, const template_facts *f, str wanted)
{
    const str names[] = {f->id, str_fmt(a, "%.*s/%.*s", STR_ARG(f->title), STR_ARG(f->region)),
        str_fmt(a, "%.*s%.*s", STR_ARG(f->region), STR_ARG(f->title))};
    uint32_t own = sizeof names / sizeof *names;
    size_t least = SIZE_MAX;
    for (uint32_t i = 0; i < own + f->alias_count; i++) {
        size_t d = name_distance(wanted, i < own ? names[i] : f->aliases[i - own], CHANGED_COST);
        least = d < least ? d : least;
    }
    return least;
}

/* The names that were most probably meant, the nearest first. */
static str nearest_names(arena *a, const template_facts *facts, uint32_t count, str wanted)
{
    str names[NEAREST];
    size_t far[NEAREST];
    uint32_t found = 0;
    for (uint32_t i = 0; i < count; i++) {
        size_t d = facts_distance(a, &facts[i], wanted);
        uint32_t k = found;
        for (; k > 0 && far[k - 1] > d; k--)
            if (k < NEAREST) {
                far[k] = far[k - 1];
                names[k] = names[k - 1];
            }
        if (k == NEAREST)
            continue;
        far[k] = d;
        names[k] = catalog_name(a, facts, count, i);
        found += found < NEAREST;
    }
    return names_join(a, names, found);
}

str template_name(arena *a, const form_template *t)
{
    const template_facts *f = &t->facts;
    str name = f->region.n == 0 ? f->title
                                : str_fmt(a, "%.*s/%.*s", STR_ARG(f->title), STR_ARG(f->region));
    uint32_t others = 0;
    for (uint32_t i = 0; t->library != NULL && i < t->library->count; i++) {
        const template_facts *other = &t->library->facts[i];
        others += !str_eq(other->id, f->id) && catalog_answers(other, name);
    }
    return others == 0 ? name : f->id;
}

int catalog_choose(const template_facts *facts, uint32_t count, const node *data, diags *d)
{
    arena *a = diags_memory(d);
    if (!shape_check(data, NODE_MAP, STR("文件"), d))
        return -1;
    const node *form = tree_lookup(data, STR("表"));
    if (form == NULL || form->kind != NODE_SCALAR || form->text.n == 0) {
        DIAG(d, KEY_MISSING, form == NULL ? data->at : form->at, STR("表"),
            str_fmt(a, "第一行写“表: 表名/地区”，已有的表：%.*s",
                STR_ARG(catalog_names(a, facts, count))));
        return -1;
    }
    return catalog_choose_named(facts, count, form->text, form->at, d);
}

int catalog_choose_named(
    const template_facts *facts, uint32_t count, str wanted, mark at, diags *d)
{
    arena *a = diags_memory(d);
    template_facts *found = ARENA_ARRAY(a, template_facts, count);
    uint32_t hits = 0;
    int chosen = -1;
    for (uint32_t i = 0; i < count; i++)
        if (str_eq(facts[i].id, wanted))
            return (int)i;
    for (uint32_t i = 0; i < count; i++)
        if (catalog_answers(&facts[i], wanted)) {
            found[hits++] = facts[i];
            chosen = (int)i;
        }
    if (hits == 1)
        return chosen;
    if (hits == 0)
        DIAG(d, TEMPLATE_MISSING, at, wanted, nearest_names(a, facts, count, wanted));
    else
        DIAG(d, TEMPLATE_AMBIGUOUS, at, wanted, catalog_names(a, found, hits),
            sole_name(a, found, hits));
    return -1;
}
