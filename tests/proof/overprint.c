/*
 * overprint COUNT SEED: the data alone stands where it stands in the whole form. Each generated
 * document is laid out both ways; of the form's glyphs those that come from the data are, one for
 * one, the overprint's, in the same places, and the overprint has nothing else.
 */
#include "proof.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct mark_made {
    uint32_t page, element, gid, byte;
    len x, y;
} mark_made;
typedef VEC(mark_made) marks_made;

static doc_spans filled_of(const document *doc, uint32_t element)
{
    for (uint32_t b = 0, e = 0; b < doc->block_count; b++) {
        const doc_block *block = &doc->blocks[b];
        if (block->kind == BLOCK_TEXT && e++ == element)
            return block->text.filled;
        if (block->kind != BLOCK_GRID)
            continue;
        if (element - e < block->grid.cell_count)
            return block->grid.cells[element - e].filled;
        e += block->grid.cell_count;
    }
    return (doc_spans){0};
}

static bool within(doc_spans s, uint32_t byte)
{
    for (uint32_t i = 0; i < s.count; i++)
        if (byte >= s.at[i].from && byte < s.at[i].to)
            return true;
    return false;
}

/* The glyphs of elements; with `data`, those from the data. *others: rules, and glyphs of pages. */
static marks_made collect(arena *a, const proof_case *c, bool data, uint32_t *others)
{
    marks_made out = {0};
    *others = 0;
    for (uint32_t p = 0; p < c->scene->page_count; p++) {
        const scene_page *page = &c->scene->pages[p];
        uint32_t element = SCENE_ELEMENT_NONE;
        doc_spans filled = {0};
        for (uint32_t i = 0; i < page->count; i++) {
            const scene_op *op = &page->ops[i];
            if (op->kind == SCENE_CELL) {
                element = op->cell.element;
                filled = filled_of(c->doc, element);
            }
            *others += op->kind == SCENE_RULE;
            if (op->kind != SCENE_GLYPHS)
                continue;
            *others += element == SCENE_ELEMENT_NONE;
            int64_t pen = 0;
            const scene_glyphs *g = &op->glyphs;
            for (uint32_t k = 0; k < g->count; pen += g->glyphs[k++].advance) {
                len along = (len)(pen * g->size / SCENE_EM);
                uint32_t byte = g->from + g->glyphs[k].cluster;
                static const int dx[] = {1, 0, -1, 0}, dy[] = {0, 1, 0, -1};
                if (element != SCENE_ELEMENT_NONE && (!data || within(filled, byte)))
                    *VEC_PUSH(a, &out) = (mark_made){p, element, g->glyphs[k].gid, byte,
                        g->x + dx[g->turn] * along, g->y + dy[g->turn] * along};
            }
        }
    }
    return out;
}

/* Rounding the beginning of each run, and of each glyph, to 1/1024 pt. */
static bool near(len a, len b)
{
    return a - b <= 2 && b - a <= 2;
}

static bool same(const mark_made *a, const mark_made *b)
{
    return a->page == b->page && a->element == b->element && a->gid == b->gid &&
        a->byte == b->byte && near(a->x, b->x) && near(a->y, b->y);
}

typedef struct tally {
    unsigned long long documents, glyphs, left_out, failed;
} tally;

static bool one(uint64_t seed, fonts *book, tally *t)
{
    arena *a = arena_new(NULL);
    made m = proof_make(a, seed);
    proof_case whole = {.memory = a, .fonts = book}, bare = whole;
    bare.view = LAYOUT_OVERPRINT;
    case_run(&whole, m.template_text, m.data_text);
    case_run(&bare, m.template_text, m.data_text);
    bool good = (whole.scene == NULL) == (bare.scene == NULL);
    if (whole.scene != NULL && good) {
        uint32_t form, all, others;
        marks_made every = collect(a, &whole, false, &all);
        marks_made due = collect(a, &whole, true, &form), is = collect(a, &bare, false, &others);
        good = others == 0 && due.count == is.count;
        for (uint32_t i = 0; good && i < due.count; i++)
            good = same(&due.at[i], &is.at[i]);
        t->glyphs += due.count;
        t->left_out += every.count - due.count;
    }
    t->documents++;
    t->failed += !good;
    if (!good)
        printf("seed %llu: the data stands elsewhere, or not alone\n", (unsigned long long)seed);
    arena_free(a);
    return good;
}

int main(int argc, char **argv)
{
    arena *a = arena_new(NULL);
    diags *d = diags_new(a);
    fonts *book = proof_fonts(d);
    tally t = {0};
    uint64_t count = argc > 1 ? strtoull(argv[1], NULL, 10) : 1,
             seed = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;
    for (uint64_t i = 0; book != NULL && i < count && t.failed < 10; i++)
        one(seed + i, book, &t);
    printf("%llu documents, %llu glyphs of data in place, %llu of the form left out; failed: %llu\n",
        t.documents, t.glyphs, t.left_out, t.failed);
    bool good = book != NULL && t.failed == 0 && t.glyphs > 0 && t.left_out > 0;
    fonts_free(book);
    arena_free(a);
    return good ? 0 : 1;
}
