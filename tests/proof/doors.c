/* YAML to scene by the doors that the program uses, with faces that do not depend on the machine.
 */
#include "proof.h"

#define NOTO "/usr/share/fonts/opentype/noto/"
#define FACE(file, number)                                                                         \
    {                                                                                              \
        .path = {file, sizeof file - 1}, .index = number                                           \
    }
#define ROLE(bytes, faces, n)                                                                      \
    {                                                                                              \
        .name = {bytes, sizeof bytes - 1}, .aliases = faces, .count = n, .preferred = n            \
    }

static const font_alias serif[] = {FACE(NOTO "NotoSerifCJK-Regular.ttc", 2)};
static const font_alias sans[] = {FACE(NOTO "NotoSansCJK-Regular.ttc", 2)};
static const font_alias ming[] = {FACE("/usr/share/fonts/truetype/arphic/uming.ttc", 0),
    FACE(NOTO "NotoSerifCJK-Regular.ttc", 2)};
static const font_role roles[] = {ROLE("宋体", serif, 1), ROLE("黑体", sans, 1),
    ROLE("小标宋", ming, 2), ROLE("仿宋", serif, 1), ROLE("楷体", serif, 1)};
static const font_map map = {roles, 5, serif, 1};

fonts *proof_fonts(diags *d)
{
    return fonts_open(&map, &(font_options){0}, d);
}

static const tree *load(proof_case *c, const char *name, str text)
{
    source *from = ARENA_NEW(c->memory, source);
    *from = (source){str_of(name), text};
    return tree_load(c->memory, from, &tree_default_limits, c->diags);
}

/* Without the fit that the document asks for, to compare. */
static void lay_out_plain(proof_case *c, layout_job job)
{
    if (c->doc->fit.goal == FIT_NONE)
        return;
    job.diags = diags_new(c->memory);
    const sized_doc *sized = layout_measure(&job, c->doc);
    const doc_plan *plan = sized == NULL ? NULL : layout_paginate(&job, sized);
    if (plan == NULL)
        return;
    c->plain = job.diags;
    c->plain_pages = plan_page_count(plan);
}

const scene *case_lay_out(proof_case *c)
{
    layout_job job = {.memory = c->memory,
        .fonts = c->fonts,
        .shaper = text_shaper_open(c->fonts),
        .diags = c->diags,
        .view = c->view};
    lay_out_plain(c, job);
    const sized_doc *sized = layout_fit(&job, c->doc);
    const doc_plan *plan = sized == NULL ? NULL : layout_paginate(&job, sized);
    const scene *out = plan == NULL ? NULL : layout_place(&job, sized, plan, job.memory);
    if (out != NULL)
        c->doc = sized_document(sized);
    text_shaper_free(job.shaper);
    return out;
}

void case_run(proof_case *c, str template_text, str data_text)
{
    c->diags = diags_new(c->memory);
    c->template_tree = load(c, "template.yaml", template_text);
    c->data = load(c, "data.yaml", data_text);
    if (c->template_tree == NULL || c->data == NULL)
        return;
    c->form = template_load(c->memory, c->template_tree, STR("proof"), c->diags);
    if (c->form == NULL)
        return;
    c->doc = document_bind(c->memory, c->form, c->data->documents[0], c->diags);
    if (c->doc != NULL)
        c->scene = case_lay_out(c);
}

void case_run_book(
    proof_case *c, const form_library *lib, const book_reader *reader, const source *text)
{
    c->diags = c->diags == NULL ? diags_new(c->memory) : c->diags;
    c->data = tree_load(c->memory, text, &tree_default_limits, c->diags);
    if (c->data == NULL)
        return;
    c->doc = book_bind(c->memory, lib, reader, c->data->documents[0], c->diags);
    if (c->doc != NULL)
        c->scene = case_lay_out(c);
}
