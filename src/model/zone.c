/* 盖章 and 签字: places that are left free for a seal or a signature. */
#include "model/model_int.h"

static const key_rule seal_keys[] = {{"名", KEY_TEXT | KEY_REQUIRED}, {"直径", KEY_TEXT}};
static const key_rule signature_keys[] = {
    {"名", KEY_TEXT | KEY_REQUIRED}, {"宽", KEY_TEXT}, {"高", KEY_TEXT}};

static bool length_within(
    const node *map, const char *key, len *out, int64_t least_mm, int64_t most_mm, diags *d)
{
    if (!length_read(map, str_of(key), out, d))
        return false;
    if (*out >= len_of_um(least_mm * 1000) && *out <= len_of_um(most_mm * 1000))
        return true;
    const node *n = tree_lookup(map, str_of(key));
    DIAG(d, TEMPLATE_VALUE, n->at, str_of(key), n->text,
        str_fmt(diags_memory(d), " %dmm 到 %dmm", (int)least_mm, (int)most_mm));
    return false;
}

bool zone_diameter_read(const node *map, len *out, diags *d)
{
    return length_within(map, "直径", out, 20, 60, d);
}

/* A name that a field of a PDF can have: its parts are divided by full stops (ISO 32000-1,
 * 12.7.3.2). */
bool zone_name_sound(str name, const node *n, diags *d)
{
    if (name.n > 0 && str_trim(name).n == name.n && str_search(name, STR("."), 0) == SIZE_MAX &&
        str_search(name, STR("\n"), 0) == SIZE_MAX)
        return true;
    DIAG(d, TEMPLATE_VALUE, n->at, n->key == NULL ? STR("单位") : n->key->text, name,
        STR("不空、没有半角句点的名称"));
    return false;
}

/* Seals (国发〔1999〕25号): 42 mm of a county's office and of townships, 45 mm of governments of
 * prefectures and counties, 50 mm of provinces and ministries; a signature wants 30 mm at least. */
static bool zone_map_read(const node *n, doc_zone *out, diags *d)
{
    bool seal = out->role == ZONE_SEAL;
    const node *name = n->kind == NODE_SCALAR ? n : tree_lookup(n, STR("名"));
    if (n->kind == NODE_LIST)
        return shape_check(n, NODE_MAP, n->key->text, d);
    if (n->kind == NODE_MAP &&
        !keys_check(n, n->key->text, seal ? seal_keys : signature_keys, seal ? 2 : 3, d))
        return false;
    out->width = len_of_um(seal ? 42000 : 30000);
    out->height = len_of_um(seal ? 42000 : 9000);
    out->name = name->text;
    if (!zone_name_sound(name->text, name, d))
        return false;
    if (!seal)
        return length_within(n, "宽", &out->width, 30, 120, d) &&
            length_within(n, "高", &out->height, 5, 40, d);
    bool good = zone_diameter_read(n, &out->width, d);
    out->height = out->width;
    return good;
}

bool zone_read(template_reader *r, const node *map, const doc_style *s, const doc_zone **out)
{
    const node *seal = tree_lookup(map, STR("盖章")), *sign = tree_lookup(map, STR("签字"));
    const node *n = seal != NULL ? seal : sign;
    if (n == NULL)
        return true;
    if ((seal != NULL && sign != NULL) || (s != NULL && s->stacked)) {
        DIAG(r->diags, TEMPLATE_VALUE, n->at, n->key->text, STR("这里"),
            s != NULL && s->stacked ? STR("不写的：竖排的文字没有签章处")
                                    : STR("“盖章”“签字”之一"));
        return false;
    }
    doc_zone *z = ARENA_NEW(r->memory, doc_zone);
    *z = (doc_zone){.role = seal != NULL ? ZONE_SEAL : ZONE_SIGNATURE, .at = n->at};
    *out = z;
    return zone_map_read(n, z, r->diags);
}
