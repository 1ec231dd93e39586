/* Styles, with inheritance. */
#include "model/model_int.h"

#include <string.h>

enum { PITCH_THOUSANDTHS = 1350, INSET_LIMIT = 200 * LEN_PT, STYLES_LIMIT = 500 };

static const key_rule style_keys[] = {
    {"承", KEY_TEXT},
    {"字体", KEY_TEXT},
    {"字号", KEY_TEXT},
    {"行距", KEY_TEXT},
    {"水平", KEY_TEXT},
    {"垂直", KEY_TEXT},
    {"内距", KEY_TEXT | KEY_LIST},
    {"竖排", KEY_TEXT},
    {"避头尾", KEY_TEXT},
    {"均衡", KEY_TEXT},
    {"中西间距", KEY_TEXT},
    {"缩进", KEY_TEXT},
    {"断词", KEY_TEXT},
    {"常用词", KEY_TEXT},
};

/* A style while it is read: the pitch may depend on an inherited size. */
typedef struct reading {
    arena *memory;
    const node *map;
    doc_style **made; /* parallel to the map's entries */
    bool *open, *failed;
    len *multiple; /* 行距 as thousandths of the size, 0 when it is a length */
    diags *diags;
} reading;

static doc_style *style_read(reading *r, const node *n, uint32_t index);

static bool inherit(reading *r, const node *n, doc_style *s, len *multiple)
{
    const node *parent = tree_lookup(n, STR("承"));
    if (parent == NULL)
        return true;
    uint32_t index = 0;
    for (const node *p = r->map->first; p != NULL; p = p->next, index++) {
        if (!str_eq(p->key->text, parent->text))
            continue;
        if (r->open[index]) {
            DIAG(r->diags, TEMPLATE_STYLE_LOOP, parent->at, parent->text);
            return false;
        }
        const doc_style *from = style_read(r, p, index);
        if (from == NULL)
            return false;
        *s = *from;
        *multiple = r->multiple[index];
        return true;
    }
    str *names = ARENA_ARRAY(r->memory, str, r->map->count);
    uint32_t count = 0;
    for (const node *p = r->map->first; p != NULL; p = p->next)
        names[count++] = p->key->text;
    DIAG(r->diags, TEMPLATE_STYLE, parent->at, parent->text, names_join(r->memory, names, count));
    return false;
}

/* "1.35" is a multiple of the size in thousandths; anything with a unit is a length. */
static bool pitch_read(const node *n, doc_style *s, len *multiple, diags *d)
{
    if (n == NULL)
        return true;
    len v;
    if (len_parse(n->text, &v) && v > 0) {
        s->pitch = v;
        *multiple = 0;
        return true;
    }
    str points = str_fmt(diags_memory(d), "%.*spt", STR_ARG(n->text));
    if (len_parse(points, &v) && v >= LEN_PT && v <= 5 * LEN_PT) {
        *multiple = (len)(((int64_t)v * 1000 + LEN_PT / 2) / LEN_PT);
        return true;
    }
    DIAG(d, TEMPLATE_VALUE, n->at, STR("行距"), n->text,
        STR(" 1 到 5 的倍数（如 1.35）或长度（如 18pt）"));
    return false;
}

static bool inset_read(const node *n, len *out)
{
    return n->kind == NODE_SCALAR && len_parse(n->text, out) && *out >= 0 && *out <= INSET_LIMIT;
}

/* One length for all sides, or [上下, 左右], or [上, 右, 下, 左]. */
static bool insets_read(const node *n, doc_style *s, diags *d)
{
    if (n == NULL)
        return true;
    len v[4];
    uint32_t count = 0;
    bool good = true;
    if (n->kind == NODE_SCALAR)
        good = inset_read(n, &v[count++]);
    for (const node *item = n->first; item != NULL && good && count < 4; item = item->next)
        good = inset_read(item, &v[count++]);
    if (!good || count == 3 || count == 0 || n->count > 4) {
        DIAG(d, TEMPLATE_VALUE, n->at, STR("内距"),
            n->kind == NODE_SCALAR ? n->text : tree_kind_name(n),
            STR("一个、两个或四个长度，每个 0 到 200pt"));
        return false;
    }
    s->top = v[0];
    s->right = count == 1 ? v[0] : v[1];
    s->bottom = count == 4 ? v[2] : v[0];
    s->left = count == 4 ? v[3] : s->right;
    return true;
}

/* "2字" is a multiple of the size, in thousandths; else a length. */
static bool indent_read(const node *n, doc_style *s, diags *d)
{
    if (n == NULL)
        return true;
    len v;
    str text = n->text;
    bool ems = str_ends(text, STR("字"));
    if (ems)
        text = str_fmt(
            diags_memory(d), "%.*spt", STR_ARG(str_slice(text, 0, text.n - strlen("字"))));
    bool hangs = str_starts(text, STR("-"));
    if (!len_parse(hangs ? str_slice(text, 1, text.n) : text, &v) || v < 0 ||
        v > (ems ? 20 * LEN_PT : INSET_LIMIT)) {
        DIAG(d, TEMPLATE_VALUE, n->at, STR("缩进"), n->text,
            STR("0 到 20 字，或 0 到 200pt 的长度；前面写“-”是悬挂"));
        return false;
    }
    v = hangs ? -v : v;
    s->indent = ems ? 0 : v;
    s->indent_thousandths = ems ? (len)((int64_t)v * 1000 / LEN_PT) : 0;
    return true;
}

/* How lines are composed. */
static bool line_keys(const node *n, doc_style *s, diags *d)
{
    static const char *const levels[] = {"基本", "国标", "严格"},
                             *const gaps[] = {"无", "八分", "四分"};
    const node *level = tree_lookup(n, STR("避头尾")), *gap = tree_lookup(n, STR("中西间距"));
    int word;
    if (level != NULL && (word = word_read(level, levels, 3, d)) >= 0)
        s->kinsoku = (doc_kinsoku)word;
    if (gap != NULL && (word = word_read(gap, gaps, 3, d)) >= 0)
        s->gap_eighths = word;
    if (tree_lookup(n, STR("均衡")) != NULL)
        s->balance = flag_read(n, STR("均衡"), false, d) ? BALANCE_YES : BALANCE_NO;
    return indent_read(tree_lookup(n, STR("缩进")), s, d);
}

/* Who names words of one sort has none of the other but by name. */
static void words_read(const node *n, doc_style *s, arena *a)
{
    const node *labels = tree_lookup(n, STR("断词")), *common = tree_lookup(n, STR("常用词"));
    if (labels != NULL || common != NULL)
        s->words = lexicon_new(
            a, labels == NULL ? STR("") : labels->text, common == NULL ? STR("") : common->text);
}

static bool own_keys(reading *r, const node *n, doc_style *s, len *multiple)
{
    diags *d = r->diags;
    static const char *const horizontal[] = {"左", "中", "右", "两端", "分散", "小数点", "末行",
        "错行"},
                             *const vertical[] = {"上", "中", "下"};
    const node *role = tree_lookup(n, STR("字体")), *h = tree_lookup(n, STR("水平")),
               *v = tree_lookup(n, STR("垂直"));
    if (role != NULL) {
        s->role = role->text;
        s->role_at = role->at;
    }
    bool good = length_read(n, STR("字号"), &s->size, d);
    good = pitch_read(tree_lookup(n, STR("行距")), s, multiple, d) && good;
    good = insets_read(tree_lookup(n, STR("内距")), s, d) && good;
    int word;
    if (h != NULL && (word = word_read(h, horizontal, 8, d)) >= 0)
        s->horizontal = (doc_align)word;
    if (v != NULL && (word = word_read(v, vertical, 3, d)) >= 0)
        s->vertical = (doc_valign)word;
    s->stacked = flag_read(n, STR("竖排"), s->stacked, d);
    words_read(n, s, r->memory);
    return line_keys(n, s, d) && good;
}

static bool sizes_sound(const node *n, const doc_style *s, diags *d)
{
    if (s->size >= 4 * LEN_PT && s->size <= 200 * LEN_PT && s->pitch >= s->size &&
        s->pitch <= 1000 * LEN_PT)
        return true;
    const node *size = tree_lookup(n, STR("字号")), *pitch = tree_lookup(n, STR("行距"));
    bool sized = s->size >= 4 * LEN_PT && s->size <= 200 * LEN_PT;
    const node *wrong = sized && pitch != NULL ? pitch : size != NULL ? size : n;
    DIAG(d, TEMPLATE_VALUE, wrong->at, sized ? STR("行距") : STR("字号"),
        wrong == n ? s->name : wrong->text,
        sized ? STR("不小于字号、不大于 1000pt 的行距") : STR(" 4pt 到 200pt 的字号"));
    return false;
}

/* A first line that begins farther left than the others does so in the inset. */
static bool hang_sound(const node *n, const doc_style *s, diags *d)
{
    int64_t indent = s->indent + (int64_t)s->size * s->indent_thousandths / 1000;
    if (indent >= 0 || -indent <= s->left)
        return true;
    const node *own = tree_lookup(n, STR("缩进"));
    DIAG(d, TEMPLATE_VALUE, own == NULL ? n->at : own->at, STR("缩进"),
        own == NULL ? s->name : own->text, STR("不大于左内距的悬挂"));
    return false;
}

static doc_style *style_read(reading *r, const node *n, uint32_t index)
{
    if (r->made[index] != NULL || r->failed[index])
        return r->made[index];
    r->failed[index] = true; /* told once, however many inherit from it */
    if (!keys_check(n, STR("样式"), style_keys, sizeof style_keys / sizeof *style_keys, r->diags))
        return NULL;
    r->open[index] = true;
    doc_style *s = ARENA_NEW(r->memory, doc_style);
    *s = (doc_style){
        .role = STR("宋体"), .role_at = n->at, .size = 21 * LEN_PT / 2, .vertical = VALIGN_MIDDLE};
    len multiple = PITCH_THOUSANDTHS;
    bool good = inherit(r, n, s, &multiple) && own_keys(r, n, s, &multiple);
    r->open[index] = false;
    s->name = n->key->text;
    if (multiple > 0)
        s->pitch = (len)((int64_t)s->size * multiple / 1000);
    if (!good || !sizes_sound(n, s, r->diags) || !hang_sound(n, s, r->diags))
        return NULL;
    r->multiple[index] = multiple;
    r->failed[index] = false;
    return r->made[index] = s;
}

/* Styles that name no words have those of 基准. */
static void words_share(doc_style *const *styles, uint32_t count)
{
    const lexicon *common = NULL;
    for (uint32_t i = 0; i < count; i++)
        if (styles[i] != NULL && str_eq(styles[i]->name, STR("基准")))
            common = styles[i]->words;
    for (uint32_t i = 0; i < count; i++)
        if (styles[i] != NULL && styles[i]->words == NULL)
            styles[i]->words = common;
}

bool styles_read(arena *a, const node *map, style_set *out, diags *d)
{
    reading r = {.memory = a, .map = map, .diags = d};
    if (map->count > STYLES_LIMIT) {
        DIAG(d, TEMPLATE_VALUE, map->at, STR("样式"), str_fmt(a, "%u 个", map->count),
            str_fmt(a, "不超过 %d 个", STYLES_LIMIT));
        return false;
    }
    r.made = ARENA_ARRAY(a, doc_style *, map->count);
    r.open = ARENA_ARRAY(a, bool, map->count);
    r.failed = ARENA_ARRAY(a, bool, map->count);
    r.multiple = ARENA_ARRAY(a, len, map->count);
    bool good = true;
    uint32_t index = 0;
    for (const node *n = map->first; n != NULL; n = n->next, index++)
        good = style_read(&r, n, index) != NULL && good;
    words_share(r.made, map->count);
    *out = (style_set){r.made, map->count};
    return good;
}

const doc_style *style_choose(
    const style_set *set, const node *name, str fallback, mark at, diags *d)
{
    str wanted = name == NULL ? fallback : name->text;
    for (uint32_t i = 0; i < set->count; i++)
        if (set->styles[i] != NULL && str_eq(set->styles[i]->name, wanted))
            return set->styles[i];
    str *names = ARENA_ARRAY(diags_memory(d), str, set->count);
    uint32_t count = 0;
    for (uint32_t i = 0; i < set->count; i++)
        if (set->styles[i] != NULL)
            names[count++] = set->styles[i]->name;
    DIAG(d, TEMPLATE_STYLE, name == NULL ? at : name->at, wanted,
        names_join(diags_memory(d), names, count));
    return NULL;
}
