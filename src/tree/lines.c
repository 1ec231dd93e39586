/* Tidying line by line: a line begins with dashes and a key, a text or a bracket, is the rest of a
 * text of several lines, a comment, a document's mark, or blank. Where a line began tells which
 * list or mapping it belongs to; where that one now begins is where the line goes. */
#include "tree/tree_int.h"

#include <string.h>

enum { STEP = 2 };

/* A list or mapping that is open: the column of its entries, before and after. */
typedef struct level {
    bool list;
    size_t old, now;
} level;

typedef struct row {
    size_t begin, first, last, end, next; /* first and after the last of what is not blank */
} row;

typedef enum inside_kind { INSIDE_KEEP, INSIDE_FOLD, INSIDE_FLOW, INSIDE_BLOCK } inside_kind;

/* A text or a bracket that goes on over further lines. */
typedef struct inside {
    inside_kind kind;
    size_t to;
    size_t old, now; /* FLOW: of its first line; BLOCK: of its text; FOLD: now only */
    size_t least; /* FLOW */
} inside;

typedef struct lining {
    tidying *tidy;
    str text;
    VEC(level) open;
    VEC(row) comments; /* waiting for the line below them */
    uint32_t piece; /* the next one */
    inside in;
    bool after_block, lost;
} lining;

/* The line that is being placed. */
typedef struct placing {
    row at;
    size_t n; /* read up to here */
    size_t old, now; /* column of the first thing on the line */
    size_t here; /* new column of the last thing */
    size_t gap; /* after the last dash */
    bool dashed;
} placing;

static str blanks(const lining *s, size_t n)
{
    char *at = arena_bytes(s->tidy->memory, n);
    memset(at, ' ', n);
    return (str){at, n};
}

static void gap_set(lining *s, size_t from, size_t to, size_t n)
{
    if (to - from != n || (n > 0 && memchr(s->text.at + from, '\t', n) != NULL))
        edit_add(s->tidy, from, to, blanks(s, n));
}

static bool blank(char c)
{
    return c == ' ' || c == '\t';
}

static row row_at(str text, size_t begin)
{
    size_t end = begin + line_text(text, begin).n;
    row r = {begin, begin, end, end, end};
    while (r.first < r.end && blank(text.at[r.first]))
        r.first++;
    while (r.last > r.first && blank(text.at[r.last - 1]))
        r.last--;
    while (r.next < text.n && text.at[r.next] != '\n')
        r.next++;
    r.next += r.next < text.n;
    return r;
}

/* Takes the blanks off a line's end; those after a bare '#' make it a comment. */
static void trail_cut(lining *s, row r)
{
    if (r.first == r.end)
        gap_set(s, r.begin, r.end, 0);
    else if (s->text.at[r.last - 1] != '#')
        gap_set(s, r.last, r.end, 0);
}

static const level *top(const lining *s)
{
    return s->open.count == 0 ? NULL : &s->open.at[s->open.count - 1];
}

/* The column of what stands a level deeper than all that is open. */
static size_t deeper(const lining *s)
{
    return s->open.count == 0 ? 0 : top(s)->now + STEP;
}

/* Goes to the list or mapping whose entries begin at the column `old`; a new one gets `now`. */
static size_t enter(lining *s, bool list, const placing *p, size_t old)
{
    while (
        s->open.count > 0 && (top(s)->old > old || (top(s)->old == old && top(s)->list && !list)))
        s->open.count--;
    if (s->open.count > 0 && top(s)->old == old && top(s)->list == list)
        return top(s)->now;
    size_t now = p->dashed ? p->here + STEP : deeper(s);
    *VEC_PUSH(s->tidy->memory, &s->open) = (level){list, old, now};
    return now;
}

/* ---- comments ---- */

typedef struct below {
    bool there;
    size_t old, now; /* of the line below */
    int64_t parent; /* old column of what it belongs to, or -1 */
} below;

static size_t comment_column(const lining *s, const level *open, uint32_t count, size_t c, below b)
{
    const level *l = NULL;
    for (uint32_t i = 0; i < count; i++)
        if (open[i].old <= c)
            l = &open[i];
    if (b.there && (c == b.old || (int64_t)c > b.parent) &&
        (l == NULL || l->old < b.old || c == b.old))
        return b.now;
    if (l == NULL)
        return 0;
    return c > l->old && !s->after_block ? l->now + STEP : l->now;
}

static void comments_place(lining *s, const level *open, uint32_t count, below b)
{
    for (uint32_t i = 0; i < s->comments.count; i++) {
        row r = s->comments.at[i];
        size_t c = comment_column(s, open, count, r.first - r.begin, b);
        gap_set(s, r.begin, r.first, c);
    }
    s->comments.count = 0;
}

/* ---- lines of one text ---- */

static void inside_line(lining *s, row r)
{
    const inside *in = &s->in;
    if (in->kind == INSIDE_KEEP)
        return;
    size_t old = r.first - r.begin, now = in->now;
    bool nothing = r.first == r.end;
    if (in->kind == INSIDE_BLOCK) {
        if (!nothing || old > in->old)
            gap_set(s, r.begin, r.begin + in->old, now);
        else
            gap_set(s, r.begin, r.end, 0);
        return;
    }
    if (in->kind == INSIDE_FLOW) {
        bool closes = !nothing && (s->text.at[r.first] == ']' || s->text.at[r.first] == '}');
        size_t least = closes ? in->least - STEP : in->least;
        now = old + now > in->old ? old + now - in->old : 0;
        now = now < least ? least : now;
    }
    gap_set(s, r.begin, r.first, nothing ? 0 : now);
    if (!nothing && s->text.at[r.last - 1] != '\\')
        trail_cut(s, r);
}

/* From the header of a block scalar to the end of its text. */
static inside block_inside(const lining *s, const piece *p)
{
    str t = s->text;
    size_t digit = 0, i = p->from + 1;
    bool keep = false;
    for (; i < p->to && (t.at[i] == '+' || t.at[i] == '-' || (t.at[i] > '0' && t.at[i] <= '9'));
         i++) {
        keep = keep || t.at[i] == '+';
        digit = t.at[i] > '0' ? (size_t)(t.at[i] - '0') : digit;
    }
    const level *l = top(s);
    size_t least = l == NULL ? 0 : l->old + 1;
    inside in = {.kind = INSIDE_BLOCK, .to = p->to, .now = deeper(s)};
    if (digit > 0) {
        in.old = (l == NULL ? 0 : l->old) + digit;
        in.now = (l == NULL ? 0 : l->now) + digit;
    }
    for (row r = row_at(t, p->to + (p->to < t.n)); r.begin < t.n; r = row_at(t, r.next)) {
        size_t spaces = 0;
        while (r.begin + spaces < r.end && t.at[r.begin + spaces] == ' ')
            spaces++;
        bool nothing = r.begin + spaces == r.end;
        if (in.old == 0 && !nothing && spaces >= least && spaces > 0)
            in.old = spaces;
        if (!nothing && (in.old == 0 || spaces < in.old))
            break;
        if (keep || (in.old > 0 && (!nothing || spaces > in.old)))
            in.to = r.next;
    }
    return in;
}

/* Whether the last piece of a line goes on below it. */
static void go_on(lining *s, const placing *where, const piece *p)
{
    s->after_block = p->style >= NODE_LITERAL && p->kind == PIECE_SCALAR;
    if (s->open.count == 0)
        s->in = (inside){.kind = INSIDE_KEEP, .to = p->to};
    else if (s->after_block)
        s->in = block_inside(s, p);
    else if (p->kind == PIECE_FLOW)
        s->in = (inside){INSIDE_FLOW, p->to, where->old, where->now, top(s)->now + STEP};
    else
        s->in = (inside){.kind = INSIDE_FOLD, .to = p->to, .now = deeper(s)};
}

static void pieces_pass(lining *s, const placing *where)
{
    const piece *last = NULL;
    for (; s->piece < s->tidy->pieces.count && s->tidy->pieces.at[s->piece].from < where->at.end;
         s->piece++)
        last = &s->tidy->pieces.at[s->piece];
    if (last != NULL)
        go_on(s, where, last);
}

/* ---- other lines ---- */

static bool dash(str t, size_t i, size_t end)
{
    return i < end && t.at[i] == '-' && (i + 1 == end || blank(t.at[i + 1]));
}

/* What stands at p->n was given the column p->here. */
static void put(lining *s, placing *p)
{
    if (p->dashed) {
        gap_set(s, p->gap, p->n, 1);
        return;
    }
    p->old = p->n - p->at.begin;
    p->now = p->here;
    gap_set(s, p->at.begin, p->n, p->now);
}

static void dashes_place(lining *s, placing *p)
{
    while (dash(s->text, p->n, p->at.end)) {
        p->here = enter(s, true, p, p->n - p->at.begin);
        put(s, p);
        p->dashed = true;
        p->gap = ++p->n;
        while (p->n < p->at.end && blank(s->text.at[p->n]))
            p->n++;
    }
}

static void content_place(lining *s, placing *p)
{
    if (p->n >= p->at.last || s->text.at[p->n] == '#')
        return;
    const piece *next = s->piece < s->tidy->pieces.count ? &s->tidy->pieces.at[s->piece] : NULL;
    if (next == NULL || next->from != p->n) {
        s->lost = true;
        return;
    }
    if (next->kind == PIECE_KEY)
        p->here = enter(s, false, p, p->n - p->at.begin);
    else
        p->here = p->dashed ? p->here + STEP : deeper(s);
    if (s->open.count > 0)
        put(s, p);
}

static void line_place_whole(lining *s, row r)
{
    placing p = {.at = r, .n = r.first};
    uint32_t count = s->open.count;
    level *before = ARENA_ARRAY(s->tidy->memory, level, s->comments.count > 0 ? count : 0);
    if (s->comments.count > 0 && count > 0)
        memcpy(before, s->open.at, count * sizeof *before);
    dashes_place(s, &p);
    content_place(s, &p);
    below b = {true, p.old, p.now, -1};
    for (uint32_t i = 0; i < s->open.count; i++)
        if (s->open.at[i].now < p.now)
            b.parent = (int64_t)s->open.at[i].old;
    comments_place(s, before, count, b);
    s->after_block = false;
    pieces_pass(s, &p);
}

/* "---", "...", "%YAML" */
static bool marks_document(str t, row r)
{
    str s = str_slice(t, r.begin, r.end);
    bool three = str_starts(s, STR("---")) || str_starts(s, STR("..."));
    return (three && (s.n == 3 || blank(s.at[3]))) || str_starts(s, STR("%"));
}

static void line_tidy(lining *s, row r)
{
    if (r.begin < s->in.to) {
        inside_line(s, r);
        return;
    }
    trail_cut(s, r);
    if (r.first == r.end)
        return;
    if (s->text.at[r.first] == '#') {
        *VEC_PUSH(s->tidy->memory, &s->comments) = r;
    } else if (marks_document(s->text, r)) {
        comments_place(s, s->open.at, s->open.count, (below){0});
        s->open.count = 0;
        pieces_pass(s, &(placing){.at = r});
    } else {
        line_place_whole(s, r);
    }
}

void lines_tidy(tidying *t)
{
    lining s = {.tidy = t, .text = t->text};
    size_t end = 0;
    for (row r = row_at(t->text, 0); r.begin < t->text.n && !s.lost; r = row_at(t->text, r.next)) {
        line_tidy(&s, r);
        if (r.last > r.first)
            end = r.end;
        if (s.in.to > end && s.in.kind == INSIDE_BLOCK && r.begin < s.in.to)
            end = r.end;
    }
    comments_place(&s, s.open.at, s.open.count, (below){0});
    row first = row_at(t->text, 0);
    bool returns = first.end < t->text.n && t->text.at[first.end] == '\r';
    str close = returns ? STR("\r\n") : STR("\n");
    if (!str_eq(str_slice(t->text, end, t->text.n), close))
        edit_add(t, end, t->text.n, close);
    if (s.lost)
        t->edits.count = 0;
}
