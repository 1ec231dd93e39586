/* Template + data → document: placeholders filled, rows repeated, equal labels merged. */
#include "model/model_int.h"

enum { ROWS_LIMIT = 200000, CELLS_LIMIT = 2000000 };

typedef struct binder {
    arena *memory;
    const form_template *form;
    const form_data *data;
    diags *diags;
    VEC(doc_row) rows;
    VEC(doc_cell) cells;
} binder;

/* The records of a loop and the one that rows are being made for. */
typedef struct scope {
    const binder *binder;
    const form_field *loop;
    const form_record *records;
    uint32_t index;
} scope;

str placeholders_fill_noting(
    arena *a, str text, value_lookup look_up, const void *context, doc_spans *filled)
{
    buf out = {.memory = a};
    VEC(doc_span) spans = {0};
    bool closed = true; /* some "}}" may follow */
    for (size_t i = 0; i < text.n;) {
        str rest = str_slice(text, i, text.n);
        bool opens = closed && str_starts(rest, STR("{{"));
        size_t end = opens ? str_search(rest, STR("}}"), 2) : SIZE_MAX;
        closed = closed && (!opens || end != SIZE_MAX);
        if (str_starts(rest, STR("\\{{"))) {
            buf_add(&out, STR("{{"));
            i += 3;
        } else if (end != SIZE_MAX) {
            uint32_t from = (uint32_t)out.n;
            buf_add(&out, look_up(context, str_trim(str_slice(rest, 2, end))));
            *VEC_PUSH(a, &spans) = (doc_span){from, (uint32_t)out.n};
            i += end + 2;
        } else {
            buf_byte(&out, text.at[i++]);
        }
    }
    *filled = (doc_spans){spans.at, spans.count};
    return buf_str(&out);
}

str placeholders_fill(arena *a, str text, value_lookup look_up, const void *context)
{
    doc_spans filled;
    return placeholders_fill_noting(a, text, look_up, context, &filled);
}

static form_value value_named(const scope *s, str name)
{
    const form_field *loop = s->loop;
    for (uint32_t c = 0; loop != NULL && c < loop->column_count; c++)
        if (str_eq(loop->columns[c], name))
            return s->records == NULL ? (form_value){0} : s->records[s->index].values[c];
    const form_template *t = s->binder->form;
    for (uint32_t i = 0; i < t->field_count; i++)
        if (str_eq(t->fields[i].name, name))
            return s->binder->data->fields[i].text;
    return (form_value){0};
}

static str text_named(const void *context, str name)
{
    return value_named(context, name).text;
}

static doc_spans whole_text(arena *a, str text)
{
    doc_span *one = ARENA_NEW(a, doc_span);
    *one = (doc_span){0, (uint32_t)text.n};
    return (doc_spans){one, 1};
}

/* The text of a cell or line, and whence it comes: the data where it is a field's value. */
static form_value content_noting(const scope *s, str text, str field, mark at, doc_spans *filled)
{
    arena *a = s->binder->memory;
    form_value v = {.from = at};
    if (field.n > 0) {
        v = value_named(s, field);
        *filled = whole_text(a, v.text);
    } else {
        v.text = placeholders_fill_noting(a, text, text_named, s, filled);
    }
    if (v.from.source == NULL)
        v.from = at;
    return v;
}

static form_value content(const scope *s, str text, str field, mark at)
{
    doc_spans filled;
    return content_noting(s, text, field, at, &filled);
}

static bool chosen(str value, str option)
{
    for (size_t from = 0; from <= value.n;) {
        size_t end = str_search(value, STR("\n"), from);
        end = end == SIZE_MAX ? value.n : end;
        if (str_eq(str_slice(value, from, end), option))
            return true;
        from = end + 1;
    }
    return false;
}

/* ■新增项目 □延续项目. The filled square stands for a ticked box: like □ it is in GB/T 2312, so that
 * every Chinese face draws it; ☑ is in none of the usual ones (Noto CJK, Founder, SimSun). */
static form_value ticked(const scope *s, const cell_spec *spec, doc_spans *filled)
{
    const form_field *f = spec->ticks;
    form_value v = s->binder->data->fields[f - s->binder->form->fields].text;
    buf out = {.memory = s->binder->memory};
    VEC(doc_span) spans = {0};
    for (uint32_t i = 0; i < f->option_count; i++) {
        bool yes = chosen(v.text, f->options[i]);
        str box = yes ? STR("■") : STR("□"), blank = i == 0 ? STR("") : STR("　");
        size_t from = out.n + blank.n + (spec->tick_after ? f->options[i].n : 0);
        if (yes)
            *VEC_PUSH(s->binder->memory, &spans) = (doc_span){
                (uint32_t)from, (uint32_t)(from + box.n)};
        buf_fmt(&out, "%.*s%.*s%.*s", STR_ARG(blank),
            STR_ARG(spec->tick_after ? f->options[i] : box),
            STR_ARG(spec->tick_after ? box : f->options[i]));
    }
    *filled = (doc_spans){spans.at, spans.count};
    return (form_value){.text = buf_str(&out), .from = v.from.source == NULL ? spec->at : v.from};
}

static bool same_group(const scope *s, const row_spec *spec, uint32_t upto, uint32_t i, uint32_t j)
{
    scope a = *s, b = *s;
    a.index = i;
    b.index = j;
    for (uint32_t c = 0; c <= upto; c++) {
        const cell_spec *one = &spec->cells[c];
        bool beside = one->side > 0 && one->side != spec->cells[upto].side;
        if (one->merge && !beside &&
            !str_eq(content(&a, one->text, one->field, one->at).text,
                content(&b, one->text, one->field, one->at).text))
            return false;
    }
    return true;
}

/* Rows that the merged cell c covers from the current record on; 0 when it began earlier. */
static uint32_t merged_rows(const scope *s, const row_spec *spec, uint32_t c, uint32_t record_count)
{
    if (s->records == NULL)
        return 1;
    if (s->index > 0 && same_group(s, spec, c, s->index - 1, s->index))
        return 0;
    uint32_t n = 1;
    while (s->index + n < record_count && same_group(s, spec, c, s->index, s->index + n))
        n++;
    return n;
}

/* What a row is made from: its band's place and the scope. */
typedef struct row_job {
    const scope *scope;
    const row_spec *spec;
    occupancy *taken;
    uint32_t band, first, end, record_count; /* rows of the band: [first, end) */
} row_job;

static bool rowspan_fits(binder *b, const row_job *job, const cell_spec *spec, uint32_t row)
{
    uint32_t left = job->end - row;
    if (spec->rowspan <= left)
        return true;
    arena *a = diags_memory(b->diags);
    DIAG(b->diags, TEMPLATE_VALUE, spec->at, STR("占行"), str_fmt(a, "%u", spec->rowspan),
        str_fmt(a, "“全”，或不超过 %u：本段从这一行起只有 %u 行", left, left));
    return false;
}

static bool cell_make(binder *b, const row_job *job, uint32_t c, uint32_t row)
{
    const cell_spec *spec = &job->spec->cells[c];
    uint32_t rowspan = spec->rowspan == 0 ? job->end - row : spec->rowspan;
    if (!rowspan_fits(b, job, spec, row))
        return false;
    if (spec->merge)
        rowspan = merged_rows(job->scope, job->spec, c, job->record_count);
    if (rowspan == 0)
        return true;
    grid_place place = {row - job->first, rowspan, spec->colspan, spec->at};
    uint32_t column;
    if (!occupancy_place(job->taken, &place, &column, b->diags))
        return false;
    doc_spans filled;
    form_value v = spec->ticks != NULL
        ? ticked(job->scope, spec, &filled)
        : content_noting(job->scope, spec->text, spec->field, spec->at, &filled);
    *VEC_PUSH(b->memory, &b->cells) = (doc_cell){spec->style, v.text, v.from, row, column, rowspan,
        spec->colspan, spec->on_break, spec->field.n > 0 || spec->ticks != NULL, spec->merge,
        spec->zone, filled};
    return true;
}

static bool row_make(binder *b, const row_job *job)
{
    uint32_t row = b->rows.count;
    *VEC_PUSH(b->memory, &b->rows) = (doc_row){
        job->band, job->spec->header, job->spec->split, job->spec->least};
    for (uint32_t c = 0; c < job->spec->cell_count; c++)
        if (!cell_make(b, job, c, row))
            return false;
    return occupancy_next_row(job->taken, row - job->first, job->spec->at, b->diags);
}

static const field_data *data_of(const binder *b, const form_field *f)
{
    return &b->data->fields[f - b->form->fields];
}

static field_data records_of(const binder *b, const rows_spec *g)
{
    if (g->loop == NULL)
        return (field_data){.record_count = 1};
    return g->join != NULL ? join_records(b->memory, b->form, b->data, g->join)
                           : *data_of(b, g->loop);
}

/* A loop without records still prints one blank row, so that the form stays whole. */
static uint64_t group_rows(const binder *b, const rows_spec *g)
{
    uint32_t records = records_of(b, g).record_count;
    return (uint64_t)(records == 0 ? 1 : records) * g->row_count;
}

static bool group_make(binder *b, const rows_spec *g, row_job job)
{
    scope s = {.binder = b, .loop = g->loop};
    field_data d = records_of(b, g);
    if (d.record_count > 0) {
        s.records = d.records;
        job.record_count = d.record_count;
    }
    job.scope = &s;
    for (uint32_t i = 0; i == 0 || i < job.record_count; i++) {
        s.index = i;
        arena_pulse(b->memory);
        for (uint32_t k = 0; k < g->row_count; k++) {
            job.spec = &g->rows[k];
            if (!row_make(b, &job))
                return false;
        }
    }
    return true;
}

static bool band_make(binder *b, const band_spec *spec, uint32_t index, doc_band *out)
{
    uint64_t rows = 0;
    for (uint32_t g = 0; g < spec->group_count; g++)
        rows += group_rows(b, &spec->groups[g]);
    if (rows + b->rows.count > ROWS_LIMIT ||
        rows * spec->track_count + b->cells.count > CELLS_LIMIT) {
        DIAG(b->diags, GRID_LARGE, spec->at, str_fmt(b->memory, "%d", CELLS_LIMIT));
        return false;
    }
    *out = (doc_band){spec->tracks, spec->track_count, b->rows.count, (uint32_t)rows, 0, spec->at};
    row_job job = {.taken = occupancy_new(b->memory, spec->track_count),
        .band = index,
        .first = b->rows.count,
        .end = b->rows.count + (uint32_t)rows};
    for (uint32_t g = 0; g < spec->group_count; g++)
        if (!group_make(b, &spec->groups[g], job))
            return false;
    while (
        out->header_count < out->row_count && b->rows.at[out->first_row + out->header_count].header)
        out->header_count++;
    return true;
}

static doc_text text_make(binder *b, const text_spec *spec)
{
    scope s = {.binder = b};
    if (spec->part_count > 0) {
        doc_text *parts = ARENA_ARRAY(b->memory, doc_text, spec->part_count);
        for (uint32_t i = 0; i < spec->part_count; i++)
            parts[i] = text_make(b, &spec->parts[i]);
        return (doc_text){.style = spec->style,
            .text = STR(""),
            .from = spec->at,
            .with_grid = spec->with_grid,
            .parts = parts,
            .tracks = spec->tracks,
            .part_count = spec->part_count,
            .track_count = spec->part_count};
    }
    doc_spans filled;
    form_value v = content_noting(&s, spec->text, spec->field, spec->at, &filled);
    return (doc_text){.style = spec->style,
        .text = v.text,
        .from = v.from,
        .data = spec->field.n > 0,
        .filled = filled,
        .zone = spec->zone,
        .with_grid = spec->with_grid};
}

static bool grid_make(binder *b, const grid_spec *spec, const doc_grid *before, doc_grid *out)
{
    b->rows.count = b->rows.room = 0;
    b->cells.count = b->cells.room = 0;
    doc_band *bands = ARENA_ARRAY(b->memory, doc_band, spec->band_count);
    for (uint32_t i = 0; i < spec->band_count; i++)
        if (!band_make(b, &spec->bands[i], i, &bands[i]))
            return false;
    *out = (doc_grid){.bands = bands,
        .band_count = spec->band_count,
        .rows = b->rows.at,
        .row_count = b->rows.count,
        .cells = b->cells.at,
        .cell_count = b->cells.count,
        .outer = spec->outer,
        .inner = spec->inner,
        .at = spec->at};
    doc_text *own = ARENA_ARRAY(b->memory, doc_text, spec->continued_count);
    for (uint32_t i = 0; i < spec->continued_count; i++)
        own[i] = text_make(b, &spec->continued[i]);
    out->running = own;
    out->running_count = spec->continued_count;
    out->running_own = spec->continued_count > 0;
    if (spec->title_again) {
        out->running = before->running;
        out->running_count = before->running_count;
    }
    return true;
}

static bool begins_section(const form_template *t, uint32_t block)
{
    for (uint32_t i = 0; i < t->section_count; i++)
        if (t->sections[i].section.first_block == block)
            return true;
    return false;
}

/* Text blocks right before a grid, in its section, are its title: what a continuation page may print
 * again. */
static bool blocks_make(binder *b, document *doc)
{
    const form_template *t = b->form;
    doc_block *blocks = ARENA_ARRAY(b->memory, doc_block, t->block_count);
    doc_text *texts = ARENA_ARRAY(b->memory, doc_text, t->block_count);
    doc_grid heading = {.running = texts};
    bool good = true;
    for (uint32_t i = 0; i < t->block_count; i++) {
        blocks[i].kind = t->blocks[i].kind;
        if (begins_section(t, i)) {
            texts += heading.running_count;
            heading = (doc_grid){.running = texts};
        }
        if (blocks[i].kind == BLOCK_TEXT) {
            blocks[i].text = text_make(b, &t->blocks[i].text);
            texts[heading.running_count++] = blocks[i].text;
            continue;
        }
        if (blocks[i].kind == BLOCK_GRID)
            good = grid_make(b, &t->blocks[i].grid, &heading, &blocks[i].grid) && good;
        texts += heading.running_count;
        heading = (doc_grid){.running = texts};
    }
    doc->blocks = blocks;
    doc->block_count = t->block_count;
    return good;
}

static void sections_make(binder *b, document *doc)
{
    const form_template *t = b->form;
    doc_section *sections = ARENA_ARRAY(b->memory, doc_section, t->section_count);
    for (uint32_t i = 0; i < t->section_count; i++) {
        sections[i] = t->sections[i].section;
        if (t->sections[i].head == NULL)
            continue;
        doc_text *head = ARENA_NEW(b->memory, doc_text);
        *head = text_make(b, t->sections[i].head);
        sections[i].head = head;
    }
    doc->sections = sections;
    doc->section_count = t->section_count;
}

const document *document_bind(arena *a, const form_template *t, const node *data, diags *d)
{
    form_data read;
    size_t before = diags_errors(d);
    if (!shape_check(data, NODE_MAP, STR("文件"), d) || !data_read(a, t, data, &read, d))
        return NULL;
    binder b = {.memory = a, .form = t, .data = &read, .diags = d};
    scope s = {.binder = &b};
    document *doc = ARENA_NEW(a, document);
    doc->title = placeholders_fill(a, t->document_title, text_named, &s);
    doc->language = STR("zh-CN");
    doc->facts = facts_fill(a, t, &(field_source){text_named, &s, &read});
    doc->fit = t->fit;
    const node *asked = tree_lookup(data, STR("适应"));
    if (asked != NULL && !fit_goal_node(asked, &doc->fit, d))
        return NULL;
    sections_make(&b, doc);
    return blocks_make(&b, doc) && diags_errors(d) == before ? doc : NULL;
}
