/* The type area on its sheet: margins that change sides, and content turned on an upright sheet. */
#include "layout/layout_int.h"

sheet sheet_of(scene_builder *out, const doc_page *page, bool verso)
{
    len left = page->duplex && verso ? page->right : page->left;
    return (sheet){out, page, left, page->turned};
}

/* A quarter-turn anticlockwise puts the head to the left edge, and the left to the foot. In a
 * document printed on both sides and bound at the left that is 订口 of odd pages and 切口 of even ones
 * (GB/T 9704-2012, 8); of one printed on one side every page is an odd one. */
static scene_point moved(const sheet *s, len x, len y)
{
    const doc_page *p = s->page;
    return s->turned ? (scene_point){s->left + y, p->height - p->bottom - x}
                     : (scene_point){s->left + x, p->top + y};
}

static scene_rect rect_moved(const sheet *s, scene_rect r)
{
    scene_point at = moved(s, s->turned ? r.x + r.width : r.x, r.y);
    return s->turned ? (scene_rect){at.x, at.y, r.height, r.width}
                     : (scene_rect){at.x, at.y, r.width, r.height};
}

void sheet_add(const sheet *s, const scene_op *op)
{
    scene_op at = *op;
    scene_point pen;
    switch (op->kind) {
    case SCENE_CELL:
        at.cell.rect = rect_moved(s, op->cell.rect);
        break;
    case SCENE_GLYPHS:
        pen = moved(s, op->glyphs.x, op->glyphs.y);
        at.glyphs.x = pen.x;
        at.glyphs.y = pen.y;
        at.glyphs.turn = (op->glyphs.turn + (s->turned ? 3 : 0)) % 4;
        break;
    case SCENE_RULE:
        at.rule = rect_moved(s, op->rule);
        break;
    case SCENE_FIELD:
        at.field.rect = rect_moved(s, op->field.rect);
        break;
    case SCENE_GUIDE:
        at.guide.rect = rect_moved(s, op->guide.rect);
        break;
    case SCENE_SHAPE:
        for (uint32_t i = 0; i < op->shape.count; i++)
            at.shape.at[i] = moved(s, op->shape.at[i].x, op->shape.at[i].y);
        break;
    }
    scene_add_op(s->out, &at);
}
