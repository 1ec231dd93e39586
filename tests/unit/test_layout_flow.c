/* Blocks into pages: sized documents made by hand, 10 units a line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "layout/layout_int.h"

enum { BLOCKS = 10, ROWS = 20 };

typedef struct trial {
    arena *memory;
    diags *diags;
    sized_block blocks[BLOCKS];
    doc_block texts[BLOCKS]; /* parallel */
    uint32_t count;
    doc_style style;
} trial;

static sized_block *text_add(trial *s, uint32_t lines)
{
    sized_block *b = &s->blocks[s->count++];
    b->kind = BLOCK_TEXT;
    text_line *made = ARENA_ARRAY(s->memory, text_line, lines);
    made[lines - 1].last = true;
    b->text = (sized_text){
        .style = &s->style, .pitch = s->style.pitch, .lines = made, .line_count = lines};
    return b;
}

static void break_add(trial *s)
{
    s->blocks[s->count++].kind = BLOCK_PAGE_BREAK;
}

/* A grid of one column whose rows are 20 tall, the first `headers` its header; with `titles` lines
 * that are printed again on its continuation pages. */
static void grid_add(trial *s, uint32_t rows, uint32_t headers, uint32_t titles)
{
    arena *a = s->memory;
    doc_grid *g = ARENA_NEW(a, doc_grid);
    doc_band *band = ARENA_NEW(a, doc_band);
    doc_row *made = ARENA_ARRAY(a, doc_row, rows);
    row_cell *cells = ARENA_ARRAY(a, row_cell, rows);
    len *height = ARENA_ARRAY(a, len, rows), *ends = ARENA_NEW(a, len);
    sized_text *running = ARENA_ARRAY(a, sized_text, titles);
    *ends = 20;
    for (uint32_t r = 0; r < rows; r++) {
        made[r].header = r < headers;
        height[r] = 20;
        cells[r] = (row_cell){r, r, 0, ends, 1, ON_BREAK_REPEAT};
    }
    for (uint32_t i = 0; i < titles; i++)
        running[i] = (sized_text){.style = &s->style, .pitch = s->style.pitch, .line_count = 1};
    *band = (doc_band){.row_count = rows, .header_count = headers};
    *g = (doc_grid){.bands = band, .band_count = 1, .rows = made, .row_count = rows};
    g->cell_count = rows;
    g->running_count = titles;
    sized_block *b = &s->blocks[s->count++];
    b->kind = BLOCK_GRID;
    b->grid = (sized_grid){.grid = g,
        .row_cells = cells,
        .cells = ARENA_ARRAY(a, sized_cell, rows),
        .own = height,
        .heights = height,
        .running = running,
        .running_height = 10 * (len)titles};
    for (uint32_t r = 0; r < rows; r++) {
        doc_cell *c = ARENA_NEW(a, doc_cell);
        c->row = r;
        ((sized_cell *)b->grid.cells)[r].cell = c;
    }
}

/* "t0:0-2 g1|r1 g1": items of each page: texts with their lines, grids, running titles. */
static const char *flow_of(trial *s, len height)
{
    layout_job job = {.memory = s->memory, .diags = s->diags};
    doc_section section = {.page = {.width = 100, .height = height}, .block_count = s->count};
    document of = {.sections = &section,
        .section_count = 1,
        .blocks = s->texts,
        .block_count = s->count};
    for (uint32_t i = 0; i < s->count; i++)
        s->texts[i].kind = s->blocks[i].kind; /* else a text's role and keeps */
    sized_doc doc = {.doc = &of, .blocks = s->blocks, .block_count = s->count};
    const doc_plan *p = layout_paginate(&job, &doc);
    if (p == NULL)
        return diags_count(s->diags) == 1 ? diag_name(diags_at(s->diags, 0)->code) : "?";
    buf out = {.memory = s->memory};
    for (uint32_t i = 0; i < p->page_count; i++) {
        buf_add(&out, i > 0 ? STR("|") : STR(""));
        for (uint32_t k = 0; k < p->pages[i].count; k++) {
            const flow_item *one = &p->pages[i].items[k];
            buf_fmt(&out, "%s%c%u", k > 0 ? " " : "", "trg"[one->kind], one -> block);
            if (one->kind == FLOW_TEXT)
                buf_fmt(&out, ":%u-%u", one->from, one->to);
            assert_true(one->top >= 0 && one->top < height);
        }
    }
    return str_z(s->memory, buf_str(&out));
}

static int trial_open(void **state)
{
    arena *a = arena_new(NULL);
    trial *s = ARENA_NEW(a, trial);
    *s = (trial){.memory = a, .diags = diags_new(a), .style = {.size = 8, .pitch = 10}};
    *state = s;
    return 0;
}

static int trial_close(void **state)
{
    trial *s = *state;
    arena_free(s->memory);
    return 0;
}

static void texts_leave_no_lone_line(void **state)
{
    trial *s = *state;
    text_add(s, 3);
    text_add(s, 5);
    assert_string_equal(flow_of(s, 80), "t0:0-3 t1:0-5");
    assert_string_equal(flow_of(s, 70), "t0:0-3 t1:0-3|t1:3-5");
    assert_string_equal(flow_of(s, 40), "t0:0-3|t1:0-3|t1:3-5");
    /* Where a page holds no more, one line is better than none. */
    assert_string_equal(flow_of(s, 19), "t0:0-1|t0:1-2|t0:2-3|t1:0-1|t1:1-2|t1:2-3|t1:3-4|t1:4-5");
}

/* A page edge between paragraphs is better than one that leaves a line of either alone. */
static void paragraphs_leave_no_lone_line(void **state)
{
    trial *s = *state;
    text_line *lines = (text_line *)(uintptr_t)text_add(s, 7)->text.lines;
    lines[2].last = lines[3].last = true;
    assert_string_equal(flow_of(s, 70), "t0:0-7");
    assert_string_equal(flow_of(s, 60), "t0:0-4|t0:4-7");
    assert_string_equal(flow_of(s, 50), "t0:0-4|t0:4-7");
    assert_string_equal(flow_of(s, 30), "t0:0-3|t0:3-5|t0:5-7");
}

static void a_line_taller_than_a_page_is_told(void **state)
{
    trial *s = *state;
    text_add(s, 1);
    assert_string_equal(flow_of(s, 9), "no-room");
}

static void space_above_a_text_counts(void **state)
{
    trial *s = *state;
    text_add(s, 1);
    s->style.top = 30;
    text_add(s, 1);
    assert_string_equal(flow_of(s, 40), "t0:0-1|t1:0-1");
    assert_string_equal(flow_of(s, 39), "no-room");
}

static void page_breaks_make_no_empty_page(void **state)
{
    trial *s = *state;
    break_add(s);
    text_add(s, 1);
    break_add(s);
    break_add(s);
    text_add(s, 1);
    break_add(s);
    assert_string_equal(flow_of(s, 80), "t1:0-1|t4:0-1");
}

static void an_empty_document_has_a_page(void **state)
{
    assert_string_equal(flow_of(*state, 80), "");
}

static void titles_run_on(void **state)
{
    trial *s = *state;
    text_add(s, 1);
    grid_add(s, 5, 0, 1);
    assert_string_equal(flow_of(s, 50), "t0:0-1 g1|r1 g1|r1 g1");
}

static void a_heading_goes_on_with_its_grid(void **state)
{
    trial *s = *state;
    text_add(s, 1);
    grid_add(s, 2, 0, 0);
    text_add(s, 1);
    text_add(s, 1);
    grid_add(s, 3, 1, 0);
    text_add(s, 1);
    assert_string_equal(flow_of(s, 85), "t0:0-1 g1|t2:0-1 t3:0-1 g4|t5:0-1");
    assert_string_equal(flow_of(s, 110), "t0:0-1 g1 t2:0-1 t3:0-1 g4|g4 t5:0-1");
}

/* The block of a narrative that was added last. */
static doc_text *narrative(trial *s)
{
    doc_text *t = &s->texts[s->count - 1].text;
    t->role = TEXT_PARAGRAPH;
    return t;
}

static void a_text_that_keeps_its_next_goes_on_with_it(void **state)
{
    trial *s = *state;
    text_add(s, 3);
    narrative(s);
    text_add(s, 1);
    narrative(s)->keep_next = true;
    text_add(s, 1);
    narrative(s)->keep_next = true;
    text_add(s, 4);
    narrative(s);
    assert_string_equal(flow_of(s, 70), "t0:0-3 t1:0-1 t2:0-1 t3:0-2|t3:2-4");
    assert_string_equal(flow_of(s, 60), "t0:0-3|t1:0-1 t2:0-1 t3:0-4");
}

/* Paragraphs before a grid do not go with it. */
static void a_paragraph_stays_where_a_grid_goes_on(void **state)
{
    trial *s = *state;
    text_add(s, 2);
    narrative(s);
    text_add(s, 2);
    narrative(s);
    grid_add(s, 3, 1, 0);
    assert_string_equal(flow_of(s, 75), "t0:0-2 t1:0-2|g2");
}

static void a_whole_grid_is_divided_only_where_no_page_holds_it(void **state)
{
    trial *s = *state;
    text_add(s, 2);
    narrative(s);
    text_add(s, 1);
    grid_add(s, 3, 0, 0);
    ((doc_grid *)s->blocks[2].grid.grid)->whole = true;
    assert_string_equal(flow_of(s, 80), "t0:0-2|t1:0-1 g2");
    assert_string_equal(flow_of(s, 65), "t0:0-2 t1:0-1 g2|g2");
}

static void blank_above_a_text_is_not_kept_at_the_top_of_a_page(void **state)
{
    trial *s = *state;
    text_add(s, 2);
    text_add(s, 2);
    narrative(s)->above = 15;
    assert_string_equal(flow_of(s, 50), "t0:0-2|t1:0-2");
    assert_string_equal(flow_of(s, 55), "t0:0-2 t1:0-2");
}

/* There is nothing to be won by moving a heading from the top of one page to that of another. */
static void a_heading_at_the_top_stays(void **state)
{
    trial *s = *state;
    text_add(s, 3);
    grid_add(s, 3, 1, 0);
    assert_string_equal(flow_of(s, 60), "t0:0-3|g1");
}

static void a_row_taller_than_a_page_is_told(void **state)
{
    trial *s = *state;
    grid_add(s, 1, 0, 0);
    assert_string_equal(flow_of(s, 19), "no-room");
}

#define SHEET_TEST(f) cmocka_unit_test_setup_teardown(f, trial_open, trial_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SHEET_TEST(texts_leave_no_lone_line),
        SHEET_TEST(paragraphs_leave_no_lone_line),
        SHEET_TEST(a_line_taller_than_a_page_is_told),
        SHEET_TEST(space_above_a_text_counts),
        SHEET_TEST(page_breaks_make_no_empty_page),
        SHEET_TEST(an_empty_document_has_a_page),
        SHEET_TEST(titles_run_on),
        SHEET_TEST(a_heading_goes_on_with_its_grid),
        SHEET_TEST(a_text_that_keeps_its_next_goes_on_with_it),
        SHEET_TEST(a_paragraph_stays_where_a_grid_goes_on),
        SHEET_TEST(a_whole_grid_is_divided_only_where_no_page_holds_it),
        SHEET_TEST(blank_above_a_text_is_not_kept_at_the_top_of_a_page),
        SHEET_TEST(a_heading_at_the_top_stays),
        SHEET_TEST(a_row_taller_than_a_page_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
