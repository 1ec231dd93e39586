/* R13: which first and second levels an edition's indicators need, and where they belong. */
#include "audit/audit_int.h"

static bool taxon_is(const taxon *t, str label)
{
    if (label_same(t->name, label) || (t->brief.n > 0 && label_same(t->brief, label)))
        return true;
    for (uint32_t i = 0; i < t->alias_count; i++)
        if (label_same(t->aliases[i], label))
            return true;
    return false;
}

static const taxon *child_named(const taxon *t, str label)
{
    for (uint32_t i = 0; t != NULL && i < t->child_count; i++)
        if (taxon_is(&t->children[i], label))
            return &t->children[i];
    return NULL;
}

/* The first level under which a second one belongs. */
static const taxon *parent_of(const taxon *root, str label)
{
    for (uint32_t i = 0; i < root->child_count; i++)
        if (child_named(&root->children[i], label) != NULL)
            return &root->children[i];
    return NULL;
}

/* The rows of a group have its labels in common. */
static bool labelled_alike(const indicator *a, const indicator *b)
{
    return a->field == b->field && str_eq(a->second->text, b->second->text) &&
        str_eq(a->first->text, b->first->text);
}

/* Whether some row of the field has that label on its level. */
static bool present(const subject *s, const form_field *f, const taxon *t, bool first)
{
    for (uint32_t i = 0; i < s->indicator_count; i++) {
        const indicator *n = &s->indicators[i];
        if (n->field == f && (i == 0 || !labelled_alike(n - 1, n)) &&
            (taxon_is(t, n->second->text) || (first && taxon_is(t, n->first->text))))
            return true;
    }
    return false;
}

/* A cost level of the other edition: 成本 under 产出 where it is a first level, or 经济成本 and its
 * like where there is none. */
static bool other_edition(const taxon *root, const indicator *i)
{
    const taxon *parent = parent_of(root, i->second->text);
    bool cost = i->category == CATEGORY_COST;
    bool own_level = child_named(root, STR("成本指标")) != NULL;
    if (!cost || (parent != NULL && taxon_is(parent, i->first->text)))
        return false;
    return own_level || parent == NULL || !label_same(i->second->text, STR("成本指标"));
}

/* A form of one level: the label is a second one, or a cost level of the other edition. */
static void label_judge(audit *a, const taxon *root, const indicator *i)
{
    str label = label_plain(i->first->text);
    if (i->category != CATEGORY_COST || parent_of(root, label) != NULL ||
        child_named(root, label) != NULL)
        return;
    finding_place p = audit_indicator_place(a, i, 0);
    p.at = i->first->from;
    FIND(a, TREE_MIXED, &p, label, i->field->name,
        STR("这一版里没有这一类，成本只分“成本指标”一类；请改名"));
}

static void parent_judge(audit *a, const taxon *root, const indicator *i)
{
    str first = label_plain(i->first->text), second = label_plain(i->second->text);
    const taxon *parent = parent_of(root, second);
    finding_place p = audit_indicator_place(a, i, i->name_column);
    p.at = i->second->from;
    p.cell = str_fmt(
        a->memory, "%.*s › %.*s › %.*s", STR_ARG(i->field->name), STR_ARG(first), STR_ARG(second));
    if (other_edition(root, i)) {
        FIND(a, TREE_MIXED, &p, second, first,
            child_named(root, STR("成本指标")) != NULL
                ? STR("这一版里成本指标是一级指标，下设经济成本、社会成本、生态环境成本；请把它移过去")
                : STR("这一版里成本指标是产出指标下的二级指标；请改成“产出指标”下的“成本指标”"));
    } else if (parent != NULL && !taxon_is(parent, first)) {
        p.left = first;
        p.right = parent->name;
        FIND(a, TREE_PARENT, &p, second, first, parent->name);
    }
}

static void missing(
    audit *a, const form_field *f, const indicator *first, const taxon *t, str under)
{
    finding_place p = audit_indicator_place(a, first, 0);
    p.at = first->first->from;
    p.cell = under.n == 0 ? f->name
                          : str_fmt(a->memory, "%.*s › %.*s", STR_ARG(f->name), STR_ARG(under));
    p.right = t->name;
    FIND(a, TREE_MISSING, &p, t->name);
}

/* Required levels, from the first row of the field; a form of one level has the second ones alone.
 */
static void required_judge(audit *a, const subject *s, const taxon *root, const indicator *first)
{
    const form_field *f = first->field;
    for (uint32_t i = 0; i < root->child_count; i++) {
        const taxon *t = &root->children[i];
        bool any = present(s, f, t, true), below = false;
        for (uint32_t k = 0; k < t->child_count; k++)
            below = below || present(s, f, &t->children[k], false) ||
                (f->level_count == 1 && present(s, f, &t->children[k], true));
        if (t->required && !any && !below) {
            missing(a, f, first, t, (str){0});
            continue;
        }
        for (uint32_t k = 0; k < t->child_count; k++)
            if (t->children[k].required && !present(s, f, &t->children[k], f->level_count == 1))
                missing(a, f, first, &t->children[k], t->name);
    }
}

/* Whether any label of the field is one of the tree's: else its levels are of something else. */
static bool speaks_of(const subject *s, const taxon *root, const form_field *f)
{
    for (uint32_t i = 0; i < s->indicator_count; i++) {
        const indicator *n = &s->indicators[i];
        if (n->field == f &&
            (child_named(root, n->first->text) != NULL || parent_of(root, n->first->text) != NULL))
            return true;
    }
    return false;
}

void audit_tree(audit *a, const subject *s)
{
    const taxon *root = template_taxonomy(s->form);
    const form_field *done = NULL;
    const indicator *last = NULL;
    for (uint32_t i = 0; root != NULL && i < s->indicator_count; i++) {
        const indicator *n = &s->indicators[i];
        if (n->field != done && !speaks_of(s, root, n->field))
            continue;
        audit_checked(a);
        if (n->field != done)
            required_judge(a, s, root, n);
        done = n->field;
        bool begins = last == NULL || last->field != n->field ||
            !str_eq(last->second->text, n->second->text) ||
            !str_eq(last->first->text, n->first->text);
        if (begins && n->field->level_count > 1)
            parent_judge(a, root, n);
        else if (begins)
            label_judge(a, root, n);
        last = n;
    }
}
