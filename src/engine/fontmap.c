/* fonts.yaml, a parsed tree, to the plain role table that the font room takes. */
#include "engine/engine_int.h"

typedef struct reader {
    arena *memory;
    diags *diags;
    bool good;
} reader;

static void fault(reader *r, const node *n, const char *what)
{
    DIAG(r->diags, FONT_MAP, n->at, str_of(what));
    r->good = false;
}

/* "Family", "Family:Style" or {文件: path, 序号: n}. */
static font_alias alias_read(reader *r, const node *n)
{
    font_alias alias = {0};
    if (n->kind == NODE_SCALAR && n->text.n > 0) {
        size_t colon = str_search(n->text, STR(":"), 0);
        alias.family = colon == SIZE_MAX ? n->text : str_slice(n->text, 0, colon);
        if (colon != SIZE_MAX)
            alias.style = str_slice(n->text, colon + 1, n->text.n);
        return alias;
    }
    const node *file = tree_lookup(n, STR("文件")), *index = tree_lookup(n, STR("序号"));
    if (file == NULL || file->kind != NODE_SCALAR || file->text.n == 0) {
        fault(r, n, "字体写成“字体名”、“字体名:字形”或 {文件: 路径, 序号: 数字}");
        return alias;
    }
    alias.path = file->text;
    for (size_t i = 0; index != NULL && i < index->text.n; i++) {
        char c = index->text.at[i];
        if (c < '0' || c > '9' || i > 3) {
            fault(r, index, "“序号”应为 0 到 9999 的整数");
            break;
        }
        alias.index = alias.index * 10 + (uint32_t)(c - '0');
    }
    return alias;
}

static uint32_t aliases_read(reader *r, const node *list, font_alias *into)
{
    uint32_t count = 0;
    if (list == NULL)
        return 0;
    if (list->kind != NODE_LIST) {
        fault(r, list, "这里应为字体的列表");
        return 0;
    }
    for (const node *n = list->first; n != NULL; n = n->next)
        into[count++] = alias_read(r, n);
    return count;
}

static uint32_t count_of(const node *n)
{
    return n == NULL ? 0 : n->count;
}

static void known_keys(reader *r, const node *map, const char *const *names, size_t count)
{
    for (const node *n = map->first; n != NULL; n = n->next) {
        size_t i = 0;
        while (i < count && !str_eq(n->key->text, str_of(names[i])))
            i++;
        if (i == count)
            fault(r, n, "不认识的键；可用：角色、后备；角色之下：官方、替代、软件包");
    }
}

static void role_read(reader *r, const node *n, font_role *out)
{
    static const char *const keys[] = {"官方", "替代", "软件包"};
    if (n->kind != NODE_MAP) {
        fault(r, n, "每个角色要写“官方”和“替代”两个列表");
        return;
    }
    known_keys(r, n, keys, 3);
    const node *official = tree_lookup(n, STR("官方")), *substitute = tree_lookup(n, STR("替代")),
               *package = tree_lookup(n, STR("软件包"));
    font_alias *aliases = ARENA_ARRAY(
        r->memory, font_alias, count_of(official) + count_of(substitute));
    *out = (font_role){.name = n->key->text, .aliases = aliases, .at = n->key->at};
    out->preferred = aliases_read(r, official, aliases);
    out->count = out->preferred + aliases_read(r, substitute, aliases + out->preferred);
    if (package != NULL && package->kind == NODE_SCALAR)
        out->package = package->text;
    if (out->count == 0)
        fault(r, n, "这个角色没有任何字体");
}

const font_map *font_map_read(arena *a, const tree *from, diags *d)
{
    static const char *const keys[] = {"角色", "后备"};
    reader r = {a, d, true};
    const node *top = from->documents[0], *roles = tree_lookup(top, STR("角色")),
               *fallback = tree_lookup(top, STR("后备"));
    if (roles == NULL || roles->kind != NODE_MAP || roles->count == 0) {
        fault(&r, top, "缺少“角色”");
        return NULL;
    }
    known_keys(&r, top, keys, 2);
    font_map *map_out = ARENA_NEW(a, font_map);
    font_role *made = ARENA_ARRAY(a, font_role, roles->count);
    for (const node *n = roles->first; n != NULL; n = n->next)
        role_read(&r, n, &made[map_out->role_count++]);
    font_alias *aliases = ARENA_ARRAY(a, font_alias, count_of(fallback));
    map_out->roles = made;
    map_out->fallback = aliases;
    map_out->fallback_count = aliases_read(&r, fallback, aliases);
    return r.good ? map_out : NULL;
}
