#include "font/font_int.h"

#include <errno.h>

bool font_has_table(hb_face_t *face, hb_tag_t tag)
{
    hb_blob_t *blob = hb_face_reference_table(face, tag);
    bool has = hb_blob_get_length(blob) > 0;
    hb_blob_destroy(blob);
    return has;
}

static const char *blob_open(const char *path, hb_blob_t **out)
{
    if (!io_is_file(path))
        return io_is_folder(path) ? "这是文件夹，不是文件" : "没有这个文件，或没有读取权限";
    errno = 0;
    *out = hb_blob_create_from_file_or_fail(path);
    if (*out == NULL && errno == ENOMEM)
        return "内存不足";
    return *out == NULL ? "打不开，或是空文件" : NULL;
}

/* NULL, or why the face cannot be printed with. */
static const char *refuse(hb_face_t *face)
{
    if (font_has_table(face, HB_TAG('g', 'l', 'y', 'f')) ||
        font_has_table(face, HB_TAG('C', 'F', 'F', ' ')))
        return NULL;
    if (font_has_table(face, HB_TAG('C', 'F', 'F', '2')))
        return "是可变字体（CFF2），请改用静态字体";
    return "没有轮廓（可能是点阵或彩色字体）";
}

static const char *face_open(hb_blob_t *blob, uint32_t index, hb_face_t **out)
{
    if (hb_face_count(blob) == 0)
        return "不是 TrueType 或 OpenType 字体";
    if (index >= hb_face_count(blob))
        return "文件里没有这个序号的字体";
    *out = hb_face_create(blob, index);
    const char *reason = refuse(*out);
    if (reason != NULL) {
        hb_face_destroy(*out);
        *out = NULL;
    }
    return reason;
}

const char *font_file_open(const char *path, uint32_t index, hb_face_t **out)
{
    hb_blob_t *blob = NULL;
    const char *reason = blob_open(path, &blob);
    if (reason != NULL)
        return reason;
    reason = face_open(blob, index, out);
    hb_blob_destroy(blob);
    return reason;
}

/* Old faces give the weight as 1 to 9. */
static uint32_t weight_of(uint32_t value)
{
    if (value == 0)
        return 400;
    return value < 10 ? value * 100 : value;
}

font_look font_file_look(hb_face_t *face)
{
    enum { ITALIC = 1, OBLIQUE = 0x200, OS2_LEAST = 64 };
    font_look look = {400, 5, false};
    hb_blob_t *blob = hb_face_reference_table(face, HB_TAG('O', 'S', '/', '2'));
    unsigned length = 0;
    const char *table = hb_blob_get_data(blob, &length);
    if (length >= OS2_LEAST) {
        look.weight = weight_of(font_u16(table, 4));
        look.width = font_u16(table, 6) == 0 ? 5 : font_u16(table, 6);
        look.italic = (font_u16(table, 62) & (ITALIC | OBLIQUE)) != 0;
    }
    hb_blob_destroy(blob);
    return look;
}

static void face_offer(arena *scratch, hb_face_t *face, font_candidate *c, font_wishes *w)
{
    font_names_read(face, scratch, &c->names);
    if (!font_wished(w, &c->names.families) && !font_wished(w, &c->names.full))
        return;
    c->look = font_file_look(face);
    c->variable = font_has_table(face, HB_TAG('f', 'v', 'a', 'r'));
    font_offer(w, c);
}

void font_file_offer(arena *scratch, str path, font_wishes *w)
{
    enum { FACES = 64 }; /* a collection has a few */
    hb_blob_t *blob = NULL;
    if (blob_open(str_z(scratch, path), &blob) != NULL)
        return;
    uint32_t count = hb_face_count(blob);
    for (uint32_t i = 0; i < count && i < FACES; i++) {
        hb_face_t *face = NULL;
        if (face_open(blob, i, &face) != NULL)
            continue;
        font_candidate c = {.path = path, .index = i};
        face_offer(scratch, face, &c, w);
        hb_face_destroy(face);
    }
    hb_blob_destroy(blob);
}
