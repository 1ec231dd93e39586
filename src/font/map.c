#include "font/font_int.h"

static bool alias_check(const font_alias *alias, mark at, diags *d)
{
    if (alias->path.n == 0) {
        if (alias->family.n == 0)
            DIAG(d, FONT_MAP, at, STR("有一条既没有字体名也没有文件"));
        return alias->family.n > 0;
    }
    hb_face_t *face = NULL;
    const char *reason = font_file_open(str_z(diags_memory(d), alias->path), alias->index, &face);
    if (reason == NULL)
        hb_face_destroy(face);
    else
        DIAG(d, FONT_FILE, at, alias->path, str_of(reason));
    return reason == NULL;
}

/* Whether a role before this one, or an alias before it there, names the same face of the same
 * file. */
static bool met(const font_map *map, uint32_t r, uint32_t i)
{
    const font_alias *alias = &map->roles[r].aliases[i];
    for (uint32_t k = 0; k <= r; k++)
        for (uint32_t j = 0; j < (k == r ? i : map->roles[k].count); j++) {
            const font_alias *other = &map->roles[k].aliases[j];
            if (alias->path.n > 0 && alias->index == other->index &&
                str_eq(alias->path, other->path))
                return true;
        }
    return false;
}

static bool role_check(const font_map *map, uint32_t r, diags *d)
{
    const font_role *role = &map->roles[r];
    str fault = {0};
    if (role->name.n == 0)
        fault = STR("有一个角色没有名字");
    for (uint32_t i = 0; i < r; i++)
        if (str_eq(map->roles[i].name, role->name))
            fault = str_fmt(diags_memory(d), "角色“%.*s”重复", STR_ARG(role->name));
    if (role->count == 0 || role->preferred > role->count)
        fault = str_fmt(diags_memory(d), "角色“%.*s”没有字体", STR_ARG(role->name));
    if (fault.n > 0)
        DIAG(d, FONT_MAP, role->at, fault);
    bool fine = fault.n == 0;
    for (uint32_t i = 0; i < role->count; i++)
        fine = (met(map, r, i) || alias_check(&role->aliases[i], role->at, d)) && fine;
    return fine;
}

bool font_map_check(const font_map *map, diags *d)
{
    bool fine = true;
    for (uint32_t r = 0; r < map->role_count; r++)
        fine = role_check(map, r, d) && fine;
    for (uint32_t i = 0; i < map->fallback_count; i++)
        fine = alias_check(&map->fallback[i], (mark){0}, d) && fine;
    return fine;
}
