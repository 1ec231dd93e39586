/*
 * Markdown to blocks (GitHub's, by cmark-gfm: headings, paragraphs, lists, tables).
 *
 * cmark says which lines are what; the text itself is taken from the lines as they were written. So
 * the marks that are left out are those of blocks (#, -, >, |), ** around words, and \ before a
 * mark; all else is text: a lone *, _, `, [2020]. What cmark keeps for itself (definitions of
 * links) is text too.
 */
#include "prose/prose_int.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>
#include <pthread.h>
#include <string.h>

/* ---- cmark's memory: the arena of the call, which does not come back when it is exhausted ---- */

/* cmark's allocator is told nothing but sizes, and its table of extensions is filled once a
 * process: these two are the only data that the library writes (law/symbols). */
static _Thread_local arena *lent;
static pthread_once_t registered = PTHREAD_ONCE_INIT;

typedef union chunk {
    size_t size;
    max_align_t align;
} chunk;

static void *lend(size_t count, size_t size)
{
    size_t bytes = size == 0 ? 0 : count * size;
    if (size > 0 && bytes / size != count)
        arena_exhausted(lent);
    chunk *c = arena_alloc(lent, 1, sizeof *c + bytes);
    c->size = bytes;
    return c + 1;
}

static void *lend_more(void *at, size_t size)
{
    void *made = lend(1, size);
    size_t old = at == NULL ? 0 : ((chunk *)at - 1)->size;
    if (old > 0)
        memcpy(made, at, old < size ? old : size);
    return made;
}

static void give_back(void *at)
{
    (void)at;
}

static const cmark_mem memory = {lend, lend_more, give_back};

static cmark_node *parse(arena *a, str text)
{
    pthread_once(&registered, cmark_gfm_core_extensions_ensure_registered);
    lent = a;
    cmark_parser *parser = cmark_parser_new_with_mem(
        CMARK_OPT_DEFAULT, (cmark_mem *)(uintptr_t)&memory);
    cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension("table"));
    cmark_parser_feed(parser, text.at, text.n);
    return cmark_parser_finish(parser);
}

/* ---- lines ---- */

typedef struct reading {
    arena *memory;
    mark from;
    diags *diags;
    VEC(str) lines;
    bool *taken; /* per line: it is in a block */
    VEC(prose_block) blocks;
} reading;

static void lines_split(reading *r, str text)
{
    for (size_t at = 0; at < text.n;) {
        size_t end = str_search(text, STR("\n"), at);
        end = end == SIZE_MAX ? text.n : end;
        str line = str_slice(text, at, end);
        if (str_ends(line, STR("\r")))
            line.n--;
        *VEC_PUSH(r->memory, &r->lines) = line;
        at = end + 1;
    }
    r->taken = ARENA_ARRAY(r->memory, bool, r->lines.count + 1);
}

/* Line i, from 1; empty beyond the last one. */
static str line_at(const reading *r, int i)
{
    return i >= 1 && (uint32_t)i <= r->lines.count ? r->lines.at[i - 1] : (str){0};
}

static mark place(const reading *r, int line, size_t byte)
{
    str text = line_at(r, line);
    return (mark){r->from.source, r->from.line + (uint32_t)line - 1,
        1 + (uint32_t)utf8_count(str_slice(text, 0, byte < text.n ? byte : text.n))};
}

static void mark_noted(const reading *r, str written, mark at)
{
    DIAG(r->diags, MARKDOWN_MARK, at, written);
}

/* ---- where a node stands: cmark gives a table the lines of the paragraph that it grew out of, and
 * the rest of that paragraph none ---- */

static bool is_table(cmark_node *n)
{
    return n != NULL && strcmp(cmark_node_get_type_string(n), "table") == 0;
}

/* The line of its header: those of the delimiters and of the other rows follow. */
static int header_line(cmark_node *table)
{
    cmark_node *second = cmark_node_next(cmark_node_first_child(table));
    return second != NULL ? cmark_node_get_start_line(second) - 2
                          : cmark_node_get_end_line(table) - 1;
}

/* Whether it is a paragraph right before a table, in the table's lines. */
static bool heads_table(cmark_node *n)
{
    return cmark_node_get_type(n) == CMARK_NODE_PARAGRAPH && cmark_node_get_start_line(n) == 0 &&
        is_table(cmark_node_next(n));
}

static int first_line(cmark_node *n)
{
    return is_table(n) ? header_line(n)
                       : cmark_node_get_start_line(heads_table(n) ? cmark_node_next(n) : n);
}

static int last_line(cmark_node *n)
{
    return heads_table(n) ? header_line(cmark_node_next(n)) - 1 : cmark_node_get_end_line(n);
}

/* Bytes before it in its first line. */
static size_t first_byte(cmark_node *n)
{
    cmark_node *told = heads_table(n) ? cmark_node_next(n) : n;
    bool moved = is_table(n) && header_line(n) != cmark_node_get_start_line(n);
    int column = moved ? 1 : cmark_node_get_start_column(told);
    return column < 1 ? 0 : (size_t)column - 1;
}

/* ---- what stands inside a paragraph ---- */

static str inline_read(const reading *r, str text, mark at)
{
    return prose_inline(r->memory, text, at, r->diags);
}

/* A line break between two Han characters (or their marks) is nothing, else a space. */
static void join(buf *out, str next)
{
    if (out->n == 0 || next.n == 0)
        return;
    size_t i = out->n - 1, k = 0;
    while (i > 0 && ((unsigned char)out->at[i] & 0xC0) == 0x80)
        i--;
    uint32_t before = utf8_next(buf_str(out), &i), after = utf8_next(next, &k);
    if (utf8_width(before) < 2 || utf8_width(after) < 2)
        buf_byte(out, ' ');
}

static bool in_quote(cmark_node *n)
{
    for (; n != NULL; n = cmark_node_parent(n))
        if (cmark_node_get_type(n) == CMARK_NODE_BLOCK_QUOTE)
            return true;
    return false;
}

static str without_quote(str line)
{
    line = str_trim(line);
    while (str_starts(line, STR(">")))
        line = str_trim(str_slice(line, 1, line.n));
    return line;
}

/* Line i as it stands in a node, from the column where that begins. */
static str line_read(const reading *r, cmark_node *n, int i)
{
    str line = line_at(r, i);
    size_t column = i == first_line(n) ? first_byte(n) : 0;
    line = column <= line.n ? str_slice(line, column, line.n) : line;
    return in_quote(n) && column == 0 ? without_quote(line) : str_trim(line);
}

/* The lines of a node in one. */
static str lines_join(reading *r, cmark_node *n, int last)
{
    buf out = {.memory = r->memory};
    for (int i = first_line(n); i <= last; i++) {
        str line = line_read(r, n, i);
        join(&out, line);
        buf_add(&out, line);
    }
    return buf_str(&out);
}

/* ---- blocks ---- */

static void take(reading *r, int first, int last)
{
    for (int i = first; i <= last; i++)
        if (i >= 1 && (uint32_t)i <= r->lines.count)
            r->taken[i - 1] = true;
}

static prose_block *block_add(reading *r, prose_kind kind, cmark_node *n)
{
    prose_block *b = VEC_PUSH(r->memory, &r->blocks);
    b->kind = kind;
    b->from = place(r, first_line(n), first_byte(n));
    return b;
}

/* The line of = or - below a title in a heading's lines; 0: none. */
static int underline_of(const reading *r, cmark_node *n)
{
    for (int i = cmark_node_get_start_line(n) + 1; i <= cmark_node_get_end_line(n); i++) {
        str line = without_quote(line_at(r, i));
        size_t k = 0;
        while (k < line.n && (line.at[k] == '=' || line.at[k] == '-') && line.at[k] == line.at[0])
            k++;
        if (k > 0 && k == line.n)
            return i;
    }
    return 0;
}

/* # 标题 # */
static str hashes_off(reading *r, str text, mark at)
{
    size_t marks = 0, end = text.n;
    while (marks < text.n && text.at[marks] == '#')
        marks++;
    mark_noted(r, str_slice(text, 0, marks), at);
    while (end > marks && text.at[end - 1] == '#')
        end--;
    bool closes = end < text.n && (end == marks || text.at[end - 1] == ' ');
    return str_trim(str_slice(text, marks, closes ? end : text.n));
}

static void heading_add(reading *r, cmark_node *n)
{
    prose_block *b = block_add(r, PROSE_HEADING, n);
    b->level = (uint32_t)cmark_node_get_heading_level(n);
    int first = cmark_node_get_start_line(n), underline = underline_of(r, n);
    take(r, first, underline == 0 ? first : underline); /* cmark's end may be a line too far */
    if (underline == 0) {
        b->text = inline_read(r, hashes_off(r, lines_join(r, n, first), b->from), b->from);
        return;
    }
    mark_noted(r, str_trim(line_at(r, underline)), place(r, underline, 0));
    b->text = inline_read(r, lines_join(r, n, underline - 1), b->from);
}

/* The item that a paragraph is the first of; NULL: none. */
static cmark_node *item_of(cmark_node *n)
{
    cmark_node *item = cmark_node_parent(n);
    bool begins = item != NULL && cmark_node_get_type(item) == CMARK_NODE_ITEM &&
        cmark_node_previous(n) == NULL;
    return begins ? item : NULL;
}

static uint32_t depth_of(cmark_node *item)
{
    uint32_t depth = 0;
    for (cmark_node *n = item; n != NULL; n = cmark_node_parent(n))
        depth += cmark_node_get_type(n) == CMARK_NODE_ITEM;
    return depth > 6 ? 6 : depth;
}

/* Where the number or mark of an item ends in its line. */
static size_t label_end(const reading *r, cmark_node *item)
{
    str line = line_at(r, cmark_node_get_start_line(item));
    size_t end = (size_t)cmark_node_get_start_column(item) - 1;
    while (end < line.n && line.at[end] != ' ' && line.at[end] != '\t')
        end++;
    return end < line.n ? end : line.n;
}

/* 1. stays as it is written, without the blank behind it; a - becomes a bullet. */
static void item_add(reading *r, cmark_node *item, str text)
{
    int line = cmark_node_get_start_line(item);
    size_t from = (size_t)cmark_node_get_start_column(item) - 1, end = label_end(r, item);
    str label = str_slice(line_at(r, line), from < end ? from : end, end);
    mark at = place(r, line, from);
    if (cmark_node_get_list_type(cmark_node_parent(item)) == CMARK_BULLET_LIST) {
        mark_noted(r, label, at);
        label = STR("•");
    }
    str read = inline_read(r, text, at);
    *VEC_PUSH(r->memory, &r->blocks) = (prose_block){.kind = PROSE_ITEM,
        .level = depth_of(item),
        .label = (uint32_t)label.n,
        .text = str_fmt(r->memory, "%.*s%.*s", STR_ARG(label), STR_ARG(read)),
        .from = at};
}

/* Whether a block that holds text begins on that line, in n or below it. */
static bool text_begins(cmark_node *n, int line)
{
    cmark_node_type type = cmark_node_get_type(n);
    bool holder = type == CMARK_NODE_LIST || type == CMARK_NODE_ITEM ||
        type == CMARK_NODE_BLOCK_QUOTE;
    if (!holder)
        return first_line(n) == line;
    cmark_node *first = cmark_node_first_child(n);
    return first != NULL && text_begins(first, line);
}

/* An item that begins with something else than a paragraph is its label; where nothing begins on
 * its line, all that stands there. */
static void bare_item_add(reading *r, cmark_node *item)
{
    cmark_node *first = cmark_node_first_child(item);
    int number = cmark_node_get_start_line(item);
    str line = line_at(r, number);
    if ((first != NULL && cmark_node_get_type(first) == CMARK_NODE_PARAGRAPH) || number < 1 ||
        (uint32_t)number > r->lines.count || r->taken[number - 1])
        return;
    bool alone = !text_begins(item, number);
    str rest = str_slice(line, label_end(r, item), line.n);
    item_add(r, item, alone ? str_trim(rest) : STR(""));
    r->taken[number - 1] = alone;
}

static void paragraph_add(reading *r, cmark_node *n)
{
    cmark_node *item = item_of(n);
    take(r, first_line(n), last_line(n));
    if (item != NULL) {
        str text = lines_join(r, n, last_line(n));
        take(r, cmark_node_get_start_line(item), cmark_node_get_start_line(item));
        item_add(r, item, text);
        return;
    }
    prose_block *b = block_add(r, PROSE_PARAGRAPH, n);
    b->text = inline_read(r, lines_join(r, n, last_line(n)), b->from);
}

/* Code, HTML and rulings of dashes: official text is none of these, so each line is a paragraph. */
static void lines_add(reading *r, cmark_node *n)
{
    int first = cmark_node_get_start_line(n);
    take(r, first, cmark_node_get_end_line(n));
    size_t column = (size_t)cmark_node_get_start_column(n) - 1;
    for (int i = first; i <= cmark_node_get_end_line(n); i++) {
        str line = line_at(r, i);
        line = str_trim(i == first && column <= line.n ? str_slice(line, column, line.n) : line);
        if (line.n > 0)
            *VEC_PUSH(r->memory, &r->blocks) = (prose_block){
                .kind = PROSE_PARAGRAPH, .text = line, .from = place(r, i, 0)};
    }
}

static bool bar_at(str line, size_t i)
{
    return line.at[i] == '|' && (i == 0 || line.at[i - 1] != '\\');
}

/* The cells of a row of a table: parted by | but not by \|. What is too much for them stays in the last
 * one. */
static void row_split(reading *r, str line, mark at, uint32_t columns, str *out)
{
    size_t from = line.n > 0 && bar_at(line, 0);
    if (line.n > from && bar_at(line, line.n - 1))
        line.n--;
    for (size_t i = from; i < line.n && columns > 1; i++) {
        if (!bar_at(line, i))
            continue;
        *out++ = inline_read(r, str_trim(str_slice(line, from, i)), at);
        from = i + 1;
        columns--;
    }
    *out = inline_read(r, str_trim(str_slice(line, from, line.n)), at);
}

static void table_add(reading *r, cmark_node *n)
{
    prose_block *b = block_add(r, PROSE_TABLE, n);
    take(r, first_line(n), last_line(n));
    b->columns = cmark_gfm_extensions_get_table_columns(n);
    for (cmark_node *row = cmark_node_first_child(n); row != NULL; row = cmark_node_next(row))
        b->rows++;
    str *cells = ARENA_ARRAY(r->memory, str, (size_t)b->rows * b->columns);
    b->cells = cells;
    for (cmark_node *row = cmark_node_first_child(n); row != NULL; row = cmark_node_next(row)) {
        bool header = row == cmark_node_first_child(n);
        int line = header ? first_line(n) : cmark_node_get_start_line(row);
        row_split(r, line_read(r, n, line), place(r, line, 0), b->columns, cells);
        cells += b->columns;
    }
    mark_noted(r, STR("|"), b->from);
}

/* A fence that is not closed may reach over lines that come again as blocks of their own. */
static bool was_taken(const reading *r, cmark_node *n)
{
    int line = first_line(n);
    return line >= 1 && (uint32_t)line <= r->lines.count && r->taken[line - 1];
}

static bool leaf_add(reading *r, cmark_node *n)
{
    if (was_taken(r, n))
        return false;
    switch (cmark_node_get_type(n)) {
    case CMARK_NODE_HEADING:
        heading_add(r, n);
        return true;
    case CMARK_NODE_PARAGRAPH:
        paragraph_add(r, n);
        return true;
    case CMARK_NODE_ITEM:
        bare_item_add(r, n);
        return false;
    case CMARK_NODE_CODE_BLOCK:
    case CMARK_NODE_HTML_BLOCK:
    case CMARK_NODE_THEMATIC_BREAK:
        lines_add(r, n);
        return true;
    default:
        break;
    }
    if (!is_table(n))
        return false;
    table_add(r, n);
    return true;
}

/* Lines that are in no block are paragraphs of their own, where they stand. */
static void rest_add(reading *r, prose *out)
{
    VEC(prose_block) all = {0};
    uint32_t next = 0;
    for (uint32_t i = 0; i < r->lines.count; i++) {
        uint32_t line = r->from.line + i;
        while (next < r->blocks.count && r->blocks.at[next].from.line <= line)
            *VEC_PUSH(r->memory, &all) = r->blocks.at[next++];
        str text = str_trim(r->lines.at[i]);
        if (!r->taken[i] && text.n > 0)
            *VEC_PUSH(r->memory, &all) = (prose_block){.kind = PROSE_PARAGRAPH,
                .text = text,
                .from = place(r, (int)i + 1, (size_t)(text.at - r->lines.at[i].at))};
    }
    *out = (prose){all.at, all.count};
}

bool prose_markdown(arena *a, str text, mark from, prose *out, diags *d)
{
    reading r = {.memory = a, .from = from, .diags = d};
    if (!prose_sound(text, from, d))
        return false;
    if (str_starts(text, STR("\xEF\xBB\xBF")))
        text = str_slice(text, 3, text.n);
    lines_split(&r, text);
    cmark_node *root = parse(a, text);
    cmark_iter *walk = cmark_iter_new(root);
    for (cmark_event_type e; (e = cmark_iter_next(walk)) != CMARK_EVENT_DONE;) {
        cmark_node *n = cmark_iter_get_node(walk);
        if (e == CMARK_EVENT_ENTER && leaf_add(&r, n))
            cmark_iter_reset(walk, n, CMARK_EVENT_EXIT);
    }
    rest_add(&r, out);
    return true;
}
