/* Check boxes ☐ ☑ ☒ as shapes, where no face has them. */
#include "layout/layout_int.h"

/* In 1/1000 em from the top left corner of the em box. The frame is one path, out and back in. */
static const int16_t frame[][2] = {{100, 100}, {900, 100}, {900, 900}, {100, 900}, {100, 100},
    {150, 150}, {150, 850}, {850, 850}, {850, 150}, {150, 150}};
static const int16_t check[][2] = {
    {225, 510}, {285, 450}, {430, 600}, {715, 265}, {778, 318}, {435, 715}};
static const int16_t falling[][2] = {{258, 222}, {778, 742}, {742, 778}, {222, 258}};
static const int16_t rising[][2] = {{742, 222}, {778, 258}, {258, 778}, {222, 742}};

static void shape_add(
    const sheet *out, const drawn_place *p, const int16_t (*points)[2], uint32_t count)
{
    scene_op op = {.kind = SCENE_SHAPE, .shape = {.count = count}};
    for (uint32_t i = 0; i < count; i++)
        op.shape.at[i] = (scene_point){p->x + (len)((int64_t)p->size * points[i][0] / 1000),
            p->y + (len)((int64_t)p->size * points[i][1] / 1000)};
    sheet_add(out, &op);
}

void drawn_add(const sheet *out, const drawn_place *p)
{
    shape_add(out, p, frame, 10);
    if (p->sign == TEXT_BOX_CHECKED)
        shape_add(out, p, check, 6);
    if (p->sign == TEXT_BOX_CROSSED) {
        shape_add(out, p, falling, 4);
        shape_add(out, p, rising, 4);
    }
}
