/* Where seals and signatures go, for the program that puts them there. */
#include "report/report_int.h"

static int64_t hundredths(len l, int64_t units, int64_t per)
{
    int64_t scaled = (int64_t)l * 100 * units, half = per / 2;
    return (scaled + (scaled < 0 ? -half : half)) / per;
}

/* units of a length / per: 254 tenths of a millimetre are 72 pt. */
static void rectangle(json *j, const char *unit, const scene_rect *r, int64_t units, int64_t per)
{
    const struct {
        const char *name;
        len value;
    } sides[] = {{"x", r->x}, {"y", r->y}, {"width", r->width}, {"height", r->height}};
    json_key(j, unit);
    json_open(j, '{');
    for (int i = 0; i < 4; i++) {
        json_key(j, sides[i].name);
        json_hundredths(j, hundredths(sides[i].value, units, per));
    }
    json_close(j, '}');
}

static void place(json *j, uint32_t page, const scene_field *f)
{
    json_open(j, '{');
    json_key(j, "page");
    json_number(j, page);
    json_entry(j, "name", f->name);
    json_entry(j, "role", f->role == SCENE_SEAL ? STR("seal") : STR("signature"));
    rectangle(j, "mm", &f->rect, 254, 10 * 72 * LEN_PT);
    rectangle(j, "pt", &f->rect, 1, LEN_PT);
    json_close(j, '}');
}

void report_places(const scene *s, str file, buf *out)
{
    json j = {.out = out};
    json_open(&j, '{');
    json_entry(&j, "file", file);
    json_key(&j, "places");
    json_open(&j, '[');
    for (uint32_t p = 0; p < s->page_count; p++)
        for (uint32_t i = 0; i < s->pages[p].count; i++)
            if (s->pages[p].ops[i].kind == SCENE_FIELD)
                place(&j, p + 1, &s->pages[p].ops[i].field);
    json_close(&j, ']');
    json_close(&j, '}');
    buf_byte(out, '\n');
}
