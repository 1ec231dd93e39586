/*
 * Files with places for seals and signatures, from scenes made by hand:
 *   write_fields PATH 1a|2a|3a|none|bare|joined
 * bare: without fields; joined: a book of two such parts.
 */
#include <stdio.h>
#include <string.h>

#include "pdf/pdf.h"

#define NOTO "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc"
enum { WIDTH = 609562, HEIGHT = 862095 };

static fonts *open_fonts(arena *a, diags *d)
{
    font_alias *alias = ARENA_NEW(a, font_alias);
    *alias = (font_alias){.path = STR(NOTO), .index = 2};
    font_role *role = ARENA_NEW(a, font_role);
    *role = (font_role){.name = STR("宋体"), .aliases = alias, .count = 1, .preferred = 1};
    font_map *map = ARENA_NEW(a, font_map);
    *map = (font_map){.roles = role, .role_count = 1};
    return fonts_open(map, &(font_options){0}, d);
}

typedef struct desk {
    arena *memory;
    fonts *fonts;
    uint32_t face;
    scene_builder *scene;
} desk;

/* A line of Han text as an element of its own. */
static uint32_t add_line(desk *k, scene_role role, len y, str text)
{
    scene_glyph *glyphs = ARENA_ARRAY(k->memory, scene_glyph, text.n);
    uint32_t count = 0,
             element = scene_add_element(k->scene, (scene_element){.role = role, .text = text});
    for (size_t i = 0; i < text.n;) {
        uint32_t cluster = (uint32_t)i, cp = utf8_next(text, &i);
        uint32_t gid = fonts_glyph(k->fonts, k->face, cp, 0);
        glyphs[count++] = (scene_glyph){gid, SCENE_EM, 0, 0, cluster};
    }
    scene_rect rect = {72 * LEN_PT, y, 400 * LEN_PT, 20 * LEN_PT};
    scene_add_op(k->scene,
        &(scene_op){.kind = SCENE_CELL, .cell = {element, false, rect, 0, (uint32_t)text.n}});
    scene_glyphs run = {.face = k->face,
        .size = 16 * LEN_PT,
        .x = rect.x,
        .y = y + 14 * LEN_PT,
        .text = text,
        .glyphs = glyphs,
        .count = count};
    scene_add_op(k->scene, &(scene_op){.kind = SCENE_GLYPHS, .glyphs = run});
    return element;
}

static void add_field(desk *k, scene_field field)
{
    scene_add_op(k->scene, &(scene_op){.kind = SCENE_FIELD, .field = field});
}

static const scene *form(desk *k)
{
    k->scene = scene_begin(k->memory, STR("签章试验表"), STR("zh-CN"));
    scene_add_page(k->scene, WIDTH, HEIGHT);
    add_line(k, SCENE_TITLE, 72 * LEN_PT, STR("签章试验表"));
    uint32_t unit = add_line(k, SCENE_LINE, 120 * LEN_PT, STR("填报单位（盖章）："));
    scene_rect seal = {220 * LEN_PT, 90 * LEN_PT, 120 * LEN_PT, 120 * LEN_PT};
    add_field(
        k, (scene_field){SCENE_SEAL, STR("盖章_填报单位"), STR("填报单位在此盖章"), seal, unit});
    scene_add_page(k->scene, WIDTH, HEIGHT);
    uint32_t head = add_line(k, SCENE_LINE, 700 * LEN_PT, STR("单位负责人签字："));
    scene_rect sign = {220 * LEN_PT, 690 * LEN_PT, 100 * LEN_PT, 40 * LEN_PT};
    add_field(k, (scene_field){SCENE_SIGNATURE, STR("签字_单位负责人"), STR(""), sign, head});
    scene_rect margin = {500 * LEN_PT, 690 * LEN_PT, 50 * LEN_PT, 40 * LEN_PT};
    add_field(k,
        (scene_field){SCENE_SIGNATURE, STR("签字_填表人"), STR("填表人在此签字"), margin,
            SCENE_ELEMENT_NONE});
    return scene_end(k->scene);
}

static const scene *made(desk *k, bool joined)
{
    const scene *part = form(k);
    if (!joined)
        return part;
    scene_builder *book = scene_begin(k->memory, STR("册"), STR("zh-CN"));
    scene_append(book, part);
    scene_append(book, part);
    return scene_end(book);
}

int main(int argc, char **argv)
{
    static const char *const kinds[] = {
        [PDF_A2A] = "2a", [PDF_A1A] = "1a", [PDF_A3A] = "3a", [PDF_PLAIN] = "none"};
    const char *kind = argc == 3 ? argv[2] : "";
    pdf_options options = {
        .producer = STR("jixiaobiao"), .without_fields = strcmp(kind, "bare") == 0};
    for (int i = PDF_A2A; i <= PDF_PLAIN; i++)
        if (strcmp(kind, kinds[i]) == 0)
            options.flavour = (pdf_flavour)i;
    arena *a = arena_new(NULL);
    diags *d = diags_new(a);
    desk k = {.memory = a, .fonts = open_fonts(a, d)};
    k.face = fonts_role_face(k.fonts, 0, d);
    str out;
    bool good = pdf_write(made(&k, strcmp(kind, "joined") == 0), k.fonts, &options, a, &out, d) &&
        io_write(argv[1], out, d);
    fonts_free(k.fonts);
    arena_free(a);
    return good ? 0 : 1;
}
