/* The grid of a template: bands of tracks, fixed rows, rows repeated for a field's records. */
#include "model/model_int.h"

enum { TRACKS_LIMIT = 64, SPAN_LIMIT = 1000 };

static const key_rule grid_keys[] = {
    {"外框", KEY_TEXT},
    {"内线", KEY_TEXT},
    {"续页标题", KEY_TEXT},
    {"续页", KEY_LIST},
    {"段", KEY_LIST | KEY_REQUIRED},
};
static const key_rule band_keys[] = {
    {"名", KEY_TEXT},
    {"列", KEY_LIST | KEY_REQUIRED},
    {"表头", KEY_LIST},
    {"内容", KEY_LIST},
};
static const key_rule group_keys[] = {
    {"名", KEY_TEXT},
    {"高", KEY_TEXT},
    {"循环", KEY_TEXT | KEY_LIST},
    {"行", KEY_LIST},
    {"格", KEY_LIST},
    {"跨页", KEY_TEXT},
};
static const key_rule cell_keys[] = {
    {"名", KEY_TEXT},
    {"勾选", KEY_TEXT},
    {"框在", KEY_TEXT},
    {"文字", KEY_TEXT},
    {"填", KEY_TEXT},
    {"样式", KEY_TEXT},
    {"占列", KEY_TEXT},
    {"占行", KEY_TEXT},
    {"合并", KEY_TEXT},
    {"跨页", KEY_TEXT},
    {"盖章", KEY_TEXT | KEY_MAP},
    {"签字", KEY_TEXT | KEY_MAP},
};

/* 1 to most, or -1 with TEMPLATE_VALUE added. */
static int64_t count_read(const node *n, str digits, uint32_t most, const char *wanted, diags *d)
{
    int64_t v = 0;
    for (size_t i = 0; i < digits.n && v <= most; i++)
        v = digits.at[i] >= '0' && digits.at[i] <= '9' ? v * 10 + (digits.at[i] - '0')
                                                       : INT64_MAX / 16;
    if (digits.n > 0 && v >= 1 && v <= most)
        return v;
    DIAG(d, TEMPLATE_VALUE, n->at, n->key == NULL ? STR("列") : n->key->text, n->text,
        str_of(wanted));
    return -1;
}

/* 至少16mm, or 16mm至30mm. */
static bool least_read(str text, doc_track *out)
{
    str word = STR("至少");
    size_t to = str_search(text, STR("至"), 0);
    out->kind = TRACK_LEAST;
    if (str_starts(text, word))
        return len_parse(str_slice(text, word.n, text.n), &out->size) && out->size > 0;
    return to != SIZE_MAX && len_parse(str_slice(text, 0, to), &out->size) && out->size > 0 &&
        len_parse(str_slice(text, to + 3, text.n), &out->most) && out->most >= out->size;
}

bool track_read(const node *n, doc_track *out, diags *d)
{
    const char *wanted = "长度（如 25mm）、“至少16mm”、“16mm至30mm”、“自动”或份数（如 2份）";
    if (n->kind == NODE_SCALAR && str_eq(n->text, STR("自动"))) {
        out->kind = TRACK_AUTO;
        return true;
    }
    if (n->kind == NODE_SCALAR && str_ends(n->text, STR("份"))) {
        int64_t parts = count_read(n, str_slice(n->text, 0, n->text.n - 3), 1000, wanted, d);
        out->kind = TRACK_SHARE;
        out->share = parts < 0 ? 1 : (uint32_t)parts;
        return parts > 0;
    }
    if (n->kind == NODE_SCALAR && len_parse(n->text, &out->size) && out->size > 0) {
        out->kind = TRACK_FIXED;
        return true;
    }
    if (n->kind == NODE_SCALAR && least_read(n->text, out))
        return true;
    DIAG(d, TEMPLATE_VALUE, n->at, STR("列"), n->text, str_of(wanted));
    return false;
}

static bool tracks_read(template_reader *r, const node *list, band_spec *out)
{
    if (list->count == 0 || list->count > TRACKS_LIMIT) {
        DIAG(r->diags, TEMPLATE_VALUE, list->at, STR("列"),
            str_fmt(r->memory, "%u 列", list->count), STR(" 1 到 64 列"));
        return false;
    }
    doc_track *tracks = ARENA_ARRAY(r->memory, doc_track, list->count);
    bool good = true;
    for (const node *n = list->first; n != NULL; n = n->next)
        good = track_read(n, &tracks[out->track_count++], r->diags) && good;
    out->tracks = tracks;
    return good;
}

static bool spans_read(const node *n, cell_spec *out, diags *d)
{
    const node *columns = tree_lookup(n, STR("占列")), *rows = tree_lookup(n, STR("占行")),
               *across = tree_lookup(n, STR("跨页"));
    if (columns != NULL) {
        int64_t v = count_read(columns, columns->text, TRACKS_LIMIT, " 1 到 64 的整数", d);
        if (v < 0)
            return false;
        out->colspan = (uint32_t)v;
    }
    if (rows != NULL && str_eq(rows->text, STR("全"))) {
        out->rowspan = 0;
    } else if (rows != NULL) {
        int64_t v = count_read(rows, rows->text, SPAN_LIMIT, " 1 到 1000 的整数或“全”", d);
        if (v < 0)
            return false;
        out->rowspan = (uint32_t)v;
    }
    static const char *const words[] = {"重复", "接续", "不分"};
    int word = across == NULL ? 0 : word_read(across, words, 3, d);
    if (word >= 0)
        out->on_break = (doc_on_break)word;
    return word >= 0;
}

/* Which field of a loop over several a column is of, + 1: a name for each, in order. */
static uint32_t side_of(const form_field *loop, str name)
{
    size_t dot = str_search(name, STR("."), 0);
    uint32_t side = 0;
    str last = {"", 0};
    for (uint32_t i = 1; loop != NULL && dot != SIZE_MAX && i < loop->column_count; i++) {
        str column = loop->columns[i];
        str own = str_slice(column, 0, str_search(column, STR("."), 0) + 1);
        side += !str_eq(own, last);
        last = own;
        if (str_eq(column, name))
            return side;
    }
    return 0;
}

static bool ticks_read(template_reader *r, const node *n, const node *field, cell_spec *out)
{
    static const char *const places[] = {"前", "后"};
    const node *place = tree_lookup(n, STR("框在"));
    form_field *f = template_field(r->made, field->text);
    if (f == NULL || f->option_count == 0) {
        DIAG(r->diags, TEMPLATE_VALUE, field->at, STR("勾选"), field->text, STR("有“选项”的字段"));
        return false;
    }
    f->used = true;
    out->ticks = f;
    int word = place == NULL ? 0 : word_read(place, places, 2, r->diags);
    out->tick_after = word == 1;
    return word >= 0;
}

/* A place to sign stands once, and not across a page edge. */
static bool zone_sound(template_reader *r, const cell_spec *c, const form_field *loop)
{
    if (c->zone == NULL || (c->rowspan == 1 && loop == NULL))
        return true;
    DIAG(r->diags, TEMPLATE_VALUE, c->zone->at, STR("签章"), c->zone->name,
        loop == NULL ? STR("写在只占一行的格里") : STR("写在循环外面"));
    return false;
}

static bool cell_map_read(template_reader *r, const node *n, const form_field *loop, cell_spec *out)
{
    if (!keys_check(n, STR("格"), cell_keys, sizeof cell_keys / sizeof *cell_keys, r->diags) ||
        !spans_read(n, out, r->diags))
        return false;
    const node *text = tree_lookup(n, STR("文字")), *field = tree_lookup(n, STR("填")),
               *ticks = tree_lookup(n, STR("勾选"));
    if ((text != NULL) + (field != NULL) + (ticks != NULL) > 1) {
        DIAG(r->diags, TEMPLATE_VALUE, n->at, STR("格"), STR("文字、填、勾选"), STR("“文字”、“填”、“勾选”之一"));
        return false;
    }
    if (ticks != NULL && !ticks_read(r, n, ticks, out))
        return false;
    out->merge = flag_read(n, STR("合并"), false, r->diags);
    if (out->merge && (loop == NULL || out->rowspan != 1)) {
        DIAG(r->diags, TEMPLATE_VALUE, tree_lookup(n, STR("合并"))->at, STR("合并"), STR("是"),
            loop == NULL ? STR("“否”：不在循环里，没有可合并的记录")
                         : STR("“否”：“合并”和“占行”只能写一个"));
        return false;
    }
    if (field != NULL) {
        out->field = field->text;
        out->side = side_of(loop, field->text);
        template_use_field(r, field->text, loop, field->at);
    } else if (text != NULL) {
        out->text = text->text;
        template_use_text(r, text->text, loop, text->at);
    }
    out->style = style_choose(&r->made->styles, tree_lookup(n, STR("样式")),
        field != NULL || ticks != NULL ? STR("内容") : STR("标签"), n->at, r->diags);
    return out->style != NULL && zone_read(r, n, out->style, &out->zone) &&
        zone_sound(r, out, loop);
}

static bool cell_read(template_reader *r, const node *n, const form_field *loop, cell_spec *out)
{
    *out = (cell_spec){.colspan = 1, .rowspan = 1, .at = n->at};
    if (n->kind == NODE_MAP)
        return cell_map_read(r, n, loop, out);
    if (!shape_check(n, NODE_SCALAR, STR("格"), r->diags))
        return false;
    out->text = n->text;
    template_use_text(r, n->text, loop, n->at);
    out->style = style_choose(&r->made->styles, NULL, STR("标签"), n->at, r->diags);
    return out->style != NULL;
}

static bool row_read(template_reader *r, const node *cells, const form_field *loop, row_spec *out)
{
    if (!shape_check(cells, NODE_LIST, STR("行"), r->diags))
        return false;
    cell_spec *made = ARENA_ARRAY(r->memory, cell_spec, cells->count);
    bool good = true;
    for (const node *n = cells->first; n != NULL; n = n->next)
        good = cell_read(r, n, loop, &made[out->cell_count++]) && good;
    out->cells = made;
    out->at = cells->at;
    return good;
}

static bool split_read(const node *n, doc_split *out, diags *d)
{
    static const char *const words[] = {"自动", "可断", "不断"};
    int word = n == NULL ? 0 : word_read(n, words, 3, d);
    if (word >= 0)
        *out = (doc_split)word;
    return word >= 0;
}

static bool rows_read(template_reader *r, const node *list, rows_spec *out, row_spec defaults)
{
    row_spec *rows = ARENA_ARRAY(r->memory, row_spec, list->count);
    bool good = true;
    for (const node *n = list->first; n != NULL; n = n->next) {
        row_spec *one = &rows[out->row_count++];
        *one = defaults;
        good = row_read(r, n, out->loop, one) && good;
    }
    out->rows = rows;
    return good;
}

static bool least_sound(template_reader *r, const node *n, const row_spec *row)
{
    if (row->least >= 0 && row->least <= doc_page_area(&r->open->section.page).height)
        return true;
    const node *at = tree_lookup(n, STR("高"));
    DIAG(r->diags, TEMPLATE_VALUE, at->at, STR("高"), at->text, STR("不超过版心的高度"));
    return false;
}

/* The loop's field, or the fields side by side. */
static bool loop_read(template_reader *r, const node *loop, const node *rows, rows_spec *out)
{
    if (loop->kind == NODE_LIST)
        return join_read(r, loop, out);
    form_field *field = template_field(r->made, loop->text);
    if (field == NULL || field->kind == FIELD_TEXT || rows->count == 0) {
        DIAG(r->diags, TEMPLATE_VALUE, loop->at, STR("循环"), loop->text,
            STR("列表或层级字段的名称，至少一行"));
        return false;
    }
    field->used = true;
    out->loop = field;
    return true;
}

/* Merging is for consecutive records of one row each. */
static bool merges_sound(template_reader *r, const rows_spec *g)
{
    bool good = true;
    for (uint32_t i = 0; i < g->row_count; i++)
        for (uint32_t c = 0; c < g->rows[i].cell_count; c++) {
            const cell_spec *cell = &g->rows[i].cells[c];
            if (!cell->merge || g->row_count == 1)
                continue;
            DIAG(r->diags, TEMPLATE_VALUE, cell->at, STR("合并"), STR("是"),
                STR("“否”：每条记录占几行时不能合并"));
            good = false;
        }
    return good;
}

/* An item of 内容: a row as a list of cells, {格: [...], 跨页: …}, or {循环: 字段, 行: [...]}. */
static bool group_read(template_reader *r, const node *n, rows_spec *out)
{
    if (n->kind == NODE_LIST) {
        row_spec *row = ARENA_NEW(r->memory, row_spec);
        out->rows = row;
        out->row_count = 1;
        return row_read(r, n, NULL, row);
    }
    if (!keys_check(n, STR("内容"), group_keys, sizeof group_keys / sizeof *group_keys, r->diags))
        return false;
    const node *loop = tree_lookup(n, STR("循环")), *rows = tree_lookup(n, STR("行")),
               *cells = tree_lookup(n, STR("格"));
    row_spec defaults = {0};
    if (!split_read(tree_lookup(n, STR("跨页")), &defaults.split, r->diags) ||
        !length_read(n, STR("高"), &defaults.least, r->diags) || !least_sound(r, n, &defaults))
        return false;
    if ((loop == NULL) != (rows == NULL) || (rows == NULL) == (cells == NULL)) {
        DIAG(r->diags, TEMPLATE_VALUE, n->at, STR("内容"), tree_kind_name(n),
            STR("写“格”，或写“循环”和“行”的映射"));
        return false;
    }
    if (cells != NULL) {
        row_spec *row = ARENA_NEW(r->memory, row_spec);
        *row = defaults;
        out->rows = row;
        out->row_count = 1;
        return row_read(r, cells, NULL, row);
    }
    if (!loop_read(r, loop, rows, out) || !rows_read(r, rows, out, defaults))
        return false;
    if (out->join != NULL)
        join_use(out->join);
    return merges_sound(r, out);
}

static bool band_read(template_reader *r, const node *n, band_spec *out)
{
    if (!keys_check(n, STR("段"), band_keys, sizeof band_keys / sizeof *band_keys, r->diags) ||
        !tracks_read(r, tree_lookup(n, STR("列")), out))
        return false;
    out->at = n->at;
    const node *header = tree_lookup(n, STR("表头")), *content = tree_lookup(n, STR("内容"));
    rows_spec *groups = ARENA_ARRAY(
        r->memory, rows_spec, 1 + (content == NULL ? 0 : content->count));
    out->groups = groups;
    bool good = true;
    if (header != NULL)
        good = rows_read(r, header, &groups[out->group_count++],
            (row_spec){.header = true, .split = ROW_SPLIT_NEVER});
    for (const node *item = content == NULL ? NULL : content->first; item != NULL;
         item = item->next)
        good = group_read(r, item, &groups[out->group_count++]) && good;
    if (good && (out->group_count == 0 || groups[out->group_count - 1].row_count == 0)) {
        DIAG(r->diags, TEMPLATE_VALUE, n->at, STR("段"), STR("没有行"), STR("至少一行"));
        return false;
    }
    return good;
}

static bool weight_sound(const node *map, str key, len weight, diags *d)
{
    if (weight >= 0 && weight <= 6 * LEN_PT)
        return true;
    const node *n = tree_lookup(map, key);
    DIAG(d, TEMPLATE_VALUE, n->at, key, n->text, STR(" 0 到 6pt 的线宽"));
    return false;
}

/* What is said on continuation pages alone is said of nothing else: such fields are not printed by it. */
static bool continued_read(template_reader *r, const node *map, grid_spec *out)
{
    const node *list = tree_lookup(map, STR("续页"));
    form_template *t = r->made;
    if (list == NULL)
        return true;
    if (out->title_again) {
        DIAG(r->diags, TEMPLATE_VALUE, list->at, STR("续页"), STR("这里"), STR("“续页”“续页标题”之一"));
        return false;
    }
    bool *used = ARENA_ARRAY(r->memory, bool, t->field_count), good = true;
    for (uint32_t i = 0; i < t->field_count; i++)
        used[i] = t->fields[i].used;
    text_spec *texts = ARENA_ARRAY(r->memory, text_spec, list->count);
    for (const node *n = list->first; n != NULL; n = n->next)
        good = text_spec_read(r, n, &texts[out->continued_count++]) && good;
    for (uint32_t i = 0; i < t->field_count; i++)
        t->fields[i].used = used[i];
    out->continued = texts;
    return good;
}

bool grid_spec_read(template_reader *r, const node *map, grid_spec *out)
{
    *out = (grid_spec){.outer = LEN_PT, .inner = LEN_PT / 2, .at = map->at};
    if (!keys_check(map, STR("表格"), grid_keys, sizeof grid_keys / sizeof *grid_keys, r->diags) ||
        !length_read(map, STR("外框"), &out->outer, r->diags) ||
        !length_read(map, STR("内线"), &out->inner, r->diags))
        return false;
    if (!weight_sound(map, STR("外框"), out->outer, r->diags) ||
        !weight_sound(map, STR("内线"), out->inner, r->diags))
        return false;
    out->title_again = flag_read(map, STR("续页标题"), false, r->diags);
    if (!continued_read(r, map, out))
        return false;
    const node *bands = tree_lookup(map, STR("段"));
    band_spec *made = ARENA_ARRAY(r->memory, band_spec, bands->count);
    out->bands = made;
    bool good = bands->count > 0;
    if (!good)
        DIAG(r->diags, TEMPLATE_VALUE, bands->at, STR("段"), STR("空"), STR("至少一段"));
    for (const node *n = bands->first; n != NULL; n = n->next)
        good = band_read(r, n, &made[out->band_count++]) && good;
    return good;
}
