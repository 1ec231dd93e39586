/* Page plans of small tables, written out: what each rule of pagination gives. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "page_judge.h"

/* A table in the making: rows of one cell each, 10 a line, no insets; spans are put before. */
typedef struct trial {
    arena *memory;
    page_row rows[40];
    row_cell cells[80];
    uint32_t row_count, cell_count;
    len tail;
    bool starts;
} trial;

static const len *ends_of(arena *a, uint32_t lines)
{
    len *ends = ARENA_ARRAY(a, len, lines);
    for (uint32_t i = 0; i < lines; i++)
        ends[i] = 10 * (len)(i + 1);
    return ends;
}

static void row_add(trial *s, uint32_t lines, doc_split split)
{
    uint32_t r = s->row_count++;
    s->rows[r] = (page_row){.own = 10 * (len)lines, .height = 10 * (len)lines, .split = split};
    s->cells[s->cell_count++] = (row_cell){r, r, 0, ends_of(s->memory, lines), lines, ON_BREAK_CONTINUE};
}

static void rows_add(trial *s, uint32_t count, uint32_t lines)
{
    for (uint32_t i = 0; i < count; i++)
        row_add(s, lines, ROW_SPLIT_AUTO);
}

/* Header rows stand first: the rows made so far. */
static void header_end(trial *s, uint32_t body)
{
    uint32_t count = s->row_count;
    for (uint32_t r = 0; r < count; r++)
        s->rows[r].keep = true;
    rows_add(s, body, 1);
    for (uint32_t r = 0; r < s->row_count; r++)
        s->rows[r].header_count = count;
}

static void span_add(trial *s, uint32_t first, uint32_t last, uint32_t lines, doc_on_break how)
{
    uint32_t at = 0;
    while (at < s->cell_count && s->cells[at].first < first)
        at++;
    memmove(&s->cells[at + 1], &s->cells[at], (s->cell_count - at) * sizeof *s->cells);
    s->cells[at] = (row_cell){first, last, 0, ends_of(s->memory, lines), lines, how};
    s->cell_count++;
}

/* "0 1 2| 2 3": rows of each page; "+": goes on, "*": repeated; ":" and height where it is not the
 * row's own. */
static const char *plan_of(const trial *s, len first_room, len room)
{
    page_table t = {s->rows, s->row_count, s->cells, s->cell_count, first_room, room, 100, s->tail,
        s->starts};
    page_plan p = paginate(s->memory, &t);
    buf out = {.memory = s->memory};
    if (p.fault != PAGE_FINE)
        return p.fault == PAGE_LIMIT ? "limit" : "no room";
    for (uint32_t i = 0; i < p.page_count; i++) {
        for (uint32_t k = 0; k < p.pages[i].slice_count; k++) {
            const plan_slice *one = &p.pages[i].slices[k];
            buf_fmt(&out, "%s%u%s%s", k > 0 ? " " : "", one->row, one->repeat ? "*" : "",
                one->ends ? "" : "+");
            if (one->height != s->rows[one->row].own)
                buf_fmt(&out, ":%d", (int)one->height);
        }
        buf_add(&out, i + 1 < p.page_count ? STR("|") : STR(""));
    }
    const char *wrong = page_judge(s->memory, &t, &p);
    return wrong != NULL ? wrong : str_z(s->memory, buf_str(&out));
}

static const plan_fragment *fragment_of(const trial *s, len room, uint32_t page, uint32_t cell)
{
    page_table t = {s->rows, s->row_count, s->cells, s->cell_count, room, room, 100};
    page_plan p = paginate(s->memory, &t);
    for (uint32_t f = 0; f < p.pages[page].fragment_count; f++)
        if (p.pages[page].fragments[f].cell == cell)
            return &p.pages[page].fragments[f];
    return NULL;
}

static int trial_open(void **state)
{
    arena *a = arena_new(NULL);
    trial *s = ARENA_NEW(a, trial);
    s->memory = a;
    *state = s;
    return 0;
}

static int trial_close(void **state)
{
    trial *s = *state;
    arena_free(s->memory);
    return 0;
}

static void rows_fill_pages(void **state)
{
    trial *s = *state;
    rows_add(s, 5, 1);
    assert_string_equal(plan_of(s, 20, 30), "0 1|2 3 4");
    assert_string_equal(plan_of(s, 50, 50), "0 1 2 3 4");
    assert_string_equal(plan_of(s, 5, 30), "|0 1 2|3 4");
    assert_string_equal(plan_of(s, -5, 50), "|0 1 2 3 4");
}

static void tall_rows_are_divided_and_short_ones_move(void **state)
{
    trial *s = *state;
    rows_add(s, 1, 5);
    rows_add(s, 1, 8);
    assert_string_equal(plan_of(s, 100, 100), "0 1+:50|1:30");
    /* Two lines at least stay, two at least go. */
    assert_string_equal(plan_of(s, 60, 100), "0|1");
    assert_string_equal(plan_of(s, 120, 120), "0 1+:60|1:20");
    s->rows[1].split = ROW_SPLIT_NEVER;
    assert_string_equal(plan_of(s, 100, 100), "0|1");
    /* A row that no page can hold is divided whatever it says, and where it stands. */
    assert_string_equal(plan_of(s, 70, 70), "0 1+:20|1:60");
    s->rows[0].own = 50;
    s->rows[1].split = ROW_SPLIT_AUTO;
    assert_string_equal(plan_of(s, 400, 400), "0 1");
}

static void a_short_row_moves_whole(void **state)
{
    trial *s = *state;
    rows_add(s, 9, 1);
    rows_add(s, 1, 4);
    assert_string_equal(plan_of(s, 160, 160), "0 1 2 3 4 5 6 7 8 9");
    assert_string_equal(plan_of(s, 120, 160), "0 1 2 3 4 5 6 7 8|9");
    s->rows[9].split = ROW_SPLIT_ALLOW;
    assert_string_equal(plan_of(s, 120, 160), "0 1 2 3 4 5 6 7 8 9+:20|9:20");
}

static void a_header_is_repeated_and_never_alone(void **state)
{
    trial *s = *state;
    rows_add(s, 2, 1);
    header_end(s, 5);
    assert_string_equal(plan_of(s, 40, 40), "0 1 2 3|0* 1* 4 5|0* 1* 6");
    assert_string_equal(plan_of(s, 20, 40), "|0 1 2 3|0* 1* 4 5|0* 1* 6");
    assert_string_equal(plan_of(s, 29, 40), "|0 1 2 3|0* 1* 4 5|0* 1* 6");
    /* More than half a page of header is not repeated. */
    assert_string_equal(plan_of(s, 30, 30), "0 1 2|3 4 5|6");
    /* No page holds header and row: only then does the header stand alone. */
    assert_string_equal(plan_of(s, 20, 20), "0 1|2 3|4 5|6");
}

static void a_tall_row_begins_under_its_header(void **state)
{
    trial *s = *state;
    rows_add(s, 1, 2);
    header_end(s, 0);
    rows_add(s, 1, 20);
    s->rows[1].header_count = 1;
    assert_string_equal(plan_of(s, 60, 100), "0 1+:40|0* 1+:80|0* 1:80");
    s->rows[1].split = ROW_SPLIT_NEVER;
    assert_string_equal(plan_of(s, 60, 100), "0 1+:40|0* 1+:80|0* 1:80");
}

static void the_header_gives_way_to_a_line(void **state)
{
    trial *s = *state;
    rows_add(s, 1, 2);
    header_end(s, 1);
    rows_add(s, 1, 1);
    s->rows[2].header_count = 1;
    ((len *)s->cells[2].ends)[0] = s->rows[2].own = s->rows[2].height = 35;
    assert_string_equal(plan_of(s, 40, 40), "0 1|2");
    assert_string_equal(plan_of(s, 30, 30), "no room");
}

static void a_label_is_whole_on_every_page(void **state)
{
    trial *s = *state;
    rows_add(s, 8, 1);
    span_add(s, 0, 7, 2, ON_BREAK_REPEAT);
    assert_string_equal(plan_of(s, 30, 30), "0 1 2|3 4 5|6 7");
    assert_false(fragment_of(s, 30, 0, 0)->repeat);
    assert_true(fragment_of(s, 30, 2, 0)->repeat);
    assert_int_equal(fragment_of(s, 30, 2, 0)->line_end, 2);
    /* The last row grows where the label needs more than the rows that are left. */
    assert_string_equal(plan_of(s, 70, 70), "0 1 2 3 4 5 6|7:20");
    /* A label has no room before the edge: the edge moves up. */
    span_add(s, 2, 5, 3, ON_BREAK_REPEAT);
    assert_string_equal(plan_of(s, 40, 50), "0 1|2 3 4 5 6|7:20");
}

static void a_row_grows_for_a_label_at_the_foot(void **state)
{
    trial *s = *state;
    rows_add(s, 4, 2);
    span_add(s, 1, 3, 3, ON_BREAK_REPEAT);
    assert_string_equal(plan_of(s, 55, 60), "0 1:30|2 3");
}

static void a_label_taller_than_a_page_is_dealt(void **state)
{
    trial *s = *state;
    rows_add(s, 4, 1);
    span_add(s, 0, 3, 6, ON_BREAK_REPEAT);
    for (uint32_t r = 0; r < 4; r++)
        s->rows[r].height = 15;
    assert_string_equal(plan_of(s, 30, 30), "0:15 1:15|2:15 3:15");
    assert_int_equal(fragment_of(s, 30, 0, 0)->line_end, 3);
    assert_int_equal(fragment_of(s, 30, 1, 0)->line, 3);
}

static void a_label_that_goes_on_leaves_no_lone_line(void **state)
{
    trial *s = *state;
    rows_add(s, 4, 2);
    span_add(s, 0, 3, 5, ON_BREAK_CONTINUE);
    assert_string_equal(plan_of(s, 40, 40), "0 1|2 3");
    assert_int_equal(fragment_of(s, 40, 0, 0)->line_end, 3);
    assert_int_equal(fragment_of(s, 40, 1, 0)->line, 3);
    assert_false(fragment_of(s, 40, 1, 0)->repeat);
}

static void a_kept_span_moves_whole(void **state)
{
    trial *s = *state;
    rows_add(s, 6, 1);
    span_add(s, 2, 4, 1, ON_BREAK_KEEP);
    assert_string_equal(plan_of(s, 40, 40), "0 1|2 3 4 5");
    assert_string_equal(plan_of(s, 20, 20), "0 1|2 3|4 5");
}

static void a_span_from_the_header_keeps_its_place(void **state)
{
    trial *s = *state;
    rows_add(s, 1, 1);
    header_end(s, 5);
    span_add(s, 0, 2, 2, ON_BREAK_REPEAT);
    assert_string_equal(plan_of(s, 40, 40), "0 1 2 3|0* 4 5");
    assert_true(fragment_of(s, 40, 1, 0)->repeat);
    assert_int_equal(fragment_of(s, 40, 1, 0)->line_end, 0);
}

/* What stands below a grid wants room on the page of its last row. */
static void the_last_row_stays_with_its_tail(void **state)
{
    trial *s = *state;
    rows_add(s, 5, 1);
    assert_string_equal(plan_of(s, 50, 50), "0 1 2 3 4");
    s->tail = 10;
    assert_string_equal(plan_of(s, 50, 50), "0 1 2 3|4");
    s->rows[3].company = true;
    assert_string_equal(plan_of(s, 50, 50), "0 1 2|3 4");
    s->tail = 45;
    assert_string_equal(plan_of(s, 50, 50), "no room");
}

static void a_tall_last_row_leaves_lines_for_its_tail(void **state)
{
    trial *s = *state;
    rows_add(s, 1, 1);
    rows_add(s, 1, 4);
    s->rows[1].split = ROW_SPLIT_ALLOW;
    assert_string_equal(plan_of(s, 50, 50), "0 1");
    s->tail = 20;
    assert_string_equal(plan_of(s, 50, 50), "0 1+:20|1:20");
}

static void a_grid_that_must_start_does(void **state)
{
    trial *s = *state;
    rows_add(s, 1, 3);
    s->rows[0].split = ROW_SPLIT_NEVER;
    assert_string_equal(plan_of(s, 20, 50), "|0");
    s->starts = true;
    assert_string_equal(plan_of(s, 20, 50), "0+:20|0:10");
}

static void faults_are_told(void **state)
{
    trial *s = *state;
    rows_add(s, 40, 1);
    page_table t = {s->rows, s->row_count, s->cells, s->cell_count, 10, 10, 40};
    assert_int_equal(paginate(s->memory, &t).fault, PAGE_FINE);
    t.page_limit = 39;
    assert_int_equal(paginate(s->memory, &t).fault, PAGE_LIMIT);
    t.room = t.first_room = 9;
    assert_int_equal(paginate(s->memory, &t).fault, PAGE_NO_ROOM);
    t.room = -9;
    assert_int_equal(paginate(s->memory, &t).fault, PAGE_NO_ROOM);
    t.row_count = t.cell_count = 0;
    assert_int_equal(paginate(s->memory, &t).fault, PAGE_FINE);
}

#define SHEET_TEST(f) cmocka_unit_test_setup_teardown(f, trial_open, trial_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SHEET_TEST(rows_fill_pages),
        SHEET_TEST(tall_rows_are_divided_and_short_ones_move),
        SHEET_TEST(a_short_row_moves_whole),
        SHEET_TEST(a_header_is_repeated_and_never_alone),
        SHEET_TEST(a_tall_row_begins_under_its_header),
        SHEET_TEST(the_header_gives_way_to_a_line),
        SHEET_TEST(a_label_is_whole_on_every_page),
        SHEET_TEST(a_row_grows_for_a_label_at_the_foot),
        SHEET_TEST(a_label_taller_than_a_page_is_dealt),
        SHEET_TEST(a_label_that_goes_on_leaves_no_lone_line),
        SHEET_TEST(a_kept_span_moves_whole),
        SHEET_TEST(a_span_from_the_header_keeps_its_place),
        SHEET_TEST(the_last_row_stays_with_its_tail),
        SHEET_TEST(a_tall_last_row_leaves_lines_for_its_tail),
        SHEET_TEST(a_grid_that_must_start_does),
        SHEET_TEST(faults_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
