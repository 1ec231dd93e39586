/*
 * Each rule fires: a good scene is damaged in exactly one way, and exactly the rule for that way
 * must find it. What no rule finds, or another one, is a hole in the proof.
 */
#include "damage.h"

#include <stdio.h>

static str rows_of(arena *a)
{
    buf out = {.memory = a};
    buf_add(&out, STR("表: 证明\nF0:\n"));
    for (int i = 0; i < 40; i++)
        buf_fmt(&out, "  - {C0_0: 第%d项指标的名称, C0_1: ≥%d%%}\n", i, i);
    return buf_str(&out);
}

static void findings_print(const verdict *v)
{
    for (uint32_t i = 0; i < v->list.count; i++)
        printf("    %s page %u element %u: %.*s\n", rule_name(v->list.at[i].rule),
            v->list.at[i].page, v->list.at[i].element, STR_ARG(v->list.at[i].what));
}

/* Whether a verdict holds findings of one rule, and of no other. */
static bool exactly(const char *name, const verdict *v, proof_rule rule)
{
    bool good = v->list.count > 0;
    for (uint32_t i = 0; i < v->list.count; i++)
        good = good && v->list.at[i].rule == rule;
    printf("%s %s: %s\n", good ? "ok  " : "FAIL", rule_name(rule), name);
    if (!good)
        findings_print(v);
    return good;
}

static proof_case good_case(arena *a, fonts *book, const char *form, const char *data)
{
    proof_case c = {.memory = a, .fonts = book};
    source *from = ARENA_NEW(a, source);
    *from = (source){STR("book.yaml"), form == NULL ? str_of(data) : (str){0}};
    if (form == NULL) /* with styles of its own and no files */
        case_run_book(&c, &(form_library){0}, &(book_reader){0}, from);
    else
        case_run(&c, str_of(form), data == NULL ? rows_of(a) : str_of(data));
    verdict v = {.memory = a};
    case_check(&c, &v);
    if (c.scene == NULL || v.list.count > 0) {
        printf("FAIL the scene is not good before it is damaged\n");
        findings_print(&v);
        c.scene = NULL;
    }
    return c;
}

static bool damage_found(fonts *book, const damage *d)
{
    arena *a = arena_new(NULL);
    proof_case c = good_case(a, book, d->form, d->data);
    bool good = c.scene != NULL;
    if (good) {
        bad *b = bad_copy(a, &c);
        d->make(b);
        c.scene = bad_scene(b);
        if (d->conceded)
            DIAG(c.diags, WORD_SPLIT, c.doc->blocks[0].text.from, STR(""));
        verdict v = {.memory = a};
        case_check(&c, &v);
        good = exactly(d->name, &v, d->rule);
    }
    arena_free(a);
    return good;
}

/* What goes wrong before there is a scene, or without a trace in it. */
static bool losses_found(fonts *book)
{
    arena *a = arena_new(NULL);
    proof_case c = good_case(a, book, damage_lines, damage_few),
               other = {.memory = a, .fonts = book};
    bool good = c.scene != NULL;
    case_run(&other, str_of(damage_lines), STR("F0: 乙\n"));
    verdict lost = {.memory = a}, silent = {.memory = a}, needless = {.memory = a};
    const scene *shown = c.scene;
    c.data = other.data;
    case_check(&c, &lost);
    good = exactly("a value is not in the document", &lost, RULE_DATA_COMPLETE) && good;
    proof_case shown_book = good_case(a, book, NULL, book_damages[0].data);
    source *changed = ARENA_NEW(a, source);
    *changed = (source){STR("changed.yaml"), STR("书: 证明\n内容: [另一段]\n")};
    shown_book.data = tree_load(a, changed, &tree_default_limits, shown_book.diags);
    verdict book_lost = {.memory = a};
    case_check(&shown_book, &book_lost);
    good = exactly("a paragraph is not in the book", &book_lost, RULE_DATA_COMPLETE) && good;
    c.scene = NULL;
    case_check(&c, &silent);
    good = exactly("refused without a word", &silent, RULE_REFUSAL) && good;
    DIAG(c.diags, NO_ROOM, (mark){0}, STR(""), STR(""));
    case_check(&c, &needless);
    good = exactly("refused without a need", &needless, RULE_REFUSAL) && good;
    arena_free(a);
    return good && shown != NULL;
}

/* What a fit must not do, of a case that does not do it. */
static bool fits_judged(fonts *book)
{
    static const char *const goals[] = {"最少页", "至多1页"};
    bool good = true;
    for (int i = 0; i < 2; i++) {
        arena *a = arena_new(NULL);
        str form = str_fmt(a, "适应: %s\n%s", goals[i], damage_table);
        proof_case c = good_case(a, book, str_z(a, form), NULL);
        verdict more = {.memory = a}, worse = {.memory = a}, untold = {.memory = a};
        good = c.scene != NULL && c.plain != NULL && good;
        if (good && i == 0) {
            c.plain_pages = c.scene->page_count - 1;
            case_check(&c, &more);
            good = exactly("it needs more pages", &more, RULE_FIT);
            c.plain_pages++;
            DIAG(c.diags, UNIT_SPLIT, (mark){0}, STR(""));
            case_check(&c, &worse);
            good = exactly("it breaks a unit", &worse, RULE_FIT) && good;
        } else if (good) {
            c.diags = diags_new(a);
            case_check(&c, &untold);
            good = exactly("it misses in silence", &untold, RULE_FIT);
        }
        arena_free(a);
    }
    return good;
}

int main(void)
{
    arena *a = arena_new(NULL);
    diags *d = diags_new(a);
    fonts *book = proof_fonts(d);
    bool good = book != NULL && losses_found(book);
    good = book != NULL && fits_judged(book) && good;
    for (size_t i = 0; book != NULL && i < damage_count; i++)
        good = damage_found(book, &damages[i]) && good;
    for (size_t i = 0; book != NULL && i < line_damage_count; i++)
        good = damage_found(book, &line_damages[i]) && good;
    for (size_t i = 0; book != NULL && i < page_damage_count; i++)
        good = damage_found(book, &page_damages[i]) && good;
    for (size_t i = 0; book != NULL && i < zone_damage_count; i++)
        good = damage_found(book, &zone_damages[i]) && good;
    for (size_t i = 0; book != NULL && i < book_damage_count; i++)
        good = damage_found(book, &book_damages[i]) && good;
    fonts_free(book);
    arena_free(a);
    return good ? 0 : 1;
}
