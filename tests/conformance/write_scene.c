/*
 * Files from scenes made by hand:  write_scene PATH 1a|2a|3a|none SCENE
 * fields: places for seals and signatures; bare: the same, left out; joined: a book of two of them;
 * blocks: headings, contents, a list, notes, links, a captioned grid, languages, page labels.
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

/* A line of Han text that an element has. */
static void show_line(desk *k, uint32_t element, len y, str text)
{
    scene_glyph *glyphs = ARENA_ARRAY(k->memory, scene_glyph, text.n);
    uint32_t count = 0;
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
}

static uint32_t add_block(desk *k, scene_element e, len y)
{
    uint32_t element = scene_add_element(k->scene, e);
    show_line(k, element, y, e.text);
    return element;
}

static uint32_t add_line(desk *k, scene_role role, len y, str text)
{
    return add_block(k, (scene_element){.role = role, .text = text}, y);
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

static const scene *joined(desk *k)
{
    const scene *part = form(k);
    scene_builder *book = scene_begin(k->memory, STR("册"), STR("zh-CN"));
    scene_append(book, part);
    scene_append(book, part);
    return scene_end(book);
}

static void contents_and_text(desk *k)
{
    scene_builder *b = k->scene;
    add_line(k, SCENE_TITLE, 72 * LEN_PT, STR("公开说明"));
    uint32_t entry = add_block(k,
        (scene_element){.role = SCENE_CONTENTS, .level = 1, .text = STR("概况……2")}, 120 * LEN_PT);
    uint32_t deeper = add_block(k,
        (scene_element){.role = SCENE_CONTENTS, .level = 2, .text = STR("职责……2")}, 150 * LEN_PT);
    scene_add_page(b, WIDTH, HEIGHT);
    scene_label_page(b, STR("1"));
    uint32_t first = add_block(
        k, (scene_element){.role = SCENE_HEADING, .level = 2, .text = STR("概况")}, 72 * LEN_PT);
    uint32_t second = add_block(
        k, (scene_element){.role = SCENE_HEADING, .level = 4, .text = STR("职责")}, 100 * LEN_PT);
    uint32_t text = add_line(k, SCENE_LINE, 130 * LEN_PT, STR("预算见注①说明"));
    add_block(k,
        (scene_element){
            .role = SCENE_ITEM, .level = 1, .list = 1, .label = 3, .text = STR("一人员经费")},
        160 * LEN_PT);
    add_block(k,
        (scene_element){
            .role = SCENE_ITEM, .level = 2, .list = 1, .label = 3, .text = STR("二工资")},
        190 * LEN_PT);
    uint32_t note = add_line(k, SCENE_NOTE, 700 * LEN_PT, STR("①以决算为准"));
    scene_add_span(b, (scene_span){entry, 0, 13, first, STR("")});
    scene_add_span(b, (scene_span){deeper, 0, 13, second, STR("")});
    scene_add_span(b, (scene_span){text, 0, 6, SCENE_ELEMENT_NONE, STR("bo")});
    scene_add_span(b, (scene_span){text, 12, 15, note, STR("")});
    scene_add_span(b, (scene_span){note, 0, 3, text, STR("")});
    scene_add_bookmark(b, (scene_bookmark){STR("概况"), SCENE_PAGE_NONE, 0, first, 1});
    scene_add_bookmark(b, (scene_bookmark){STR("职责"), SCENE_PAGE_NONE, 0, second, 2});
    scene_add_bookmark(b, (scene_bookmark){STR("表"), 1, 300 * LEN_PT, SCENE_ELEMENT_NONE, 1});
}

static const scene *blocks(desk *k)
{
    k->scene = scene_begin(k->memory, STR("公开说明"), STR("zh-CN"));
    scene_add_page(k->scene, WIDTH, HEIGHT);
    scene_label_page(k->scene, STR("封面"));
    contents_and_text(k);
    add_line(k, SCENE_CAPTION, 300 * LEN_PT, STR("表一"));
    scene_element cell = {.table = 1, .rowspan = 1, .colspan = 1};
    for (uint32_t row = 0; row < 2; row++) {
        cell.row = row;
        cell.role = row == 0 ? SCENE_LABEL : SCENE_DATA;
        cell.heads = row == 0 ? SCENE_HEADS_COLUMN : SCENE_HEADS_NONE;
        cell.header = row == 0;
        cell.text = row == 0 ? STR("科目") : STR("工资");
        add_block(k, cell, (330 + (len)row * 30) * LEN_PT);
    }
    scene_add_page(k->scene, WIDTH, HEIGHT);
    scene_label_page(k->scene, STR("2"));
    show_line(k, SCENE_ELEMENT_NONE, 780 * LEN_PT, STR("2"));
    return scene_end(k->scene);
}

typedef struct kind {
    const char *name;
    const scene *(*make)(desk *k);
} kind;

static bool run(const char *path, pdf_flavour flavour, const kind *one)
{
    arena *a = arena_new(NULL);
    diags *d = diags_new(a);
    desk k = {.memory = a, .fonts = open_fonts(a, d)};
    k.face = fonts_role_face(k.fonts, 0, d);
    pdf_options options = {.producer = STR("jixiaobiao"),
        .flavour = flavour,
        .without_fields = strcmp(one->name, "bare") == 0};
    str out;
    bool good = pdf_write(one->make(&k), k.fonts, &options, a, &out, d) && io_write(path, out, d);
    for (size_t i = 0; i < diags_count(d); i++)
        fprintf(stderr, "%.*s\n", STR_ARG(diags_at(d, i)->message));
    fonts_free(k.fonts);
    arena_free(a);
    return good;
}

int main(int argc, char **argv)
{
    static const char *const flavours[] = {
        [PDF_A2A] = "2a", [PDF_A1A] = "1a", [PDF_A3A] = "3a", [PDF_PLAIN] = "none"};
    static const kind kinds[] = {
        {"fields", form}, {"bare", form}, {"joined", joined}, {"blocks", blocks}};
    for (int i = PDF_A2A; argc == 4 && i <= PDF_PLAIN; i++)
        for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
            if (strcmp(argv[2], flavours[i]) == 0 && strcmp(argv[3], kinds[k].name) == 0)
                return run(argv[1], (pdf_flavour)i, &kinds[k]) ? 0 : 1;
    return 2;
}
