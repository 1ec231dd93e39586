#include "pdf/pdf_int.h"

/*
 * A gray profile in version 2 of the format (ICC.1:2001-04), written here so that it is nobody's:
 * a tone curve of gamma 2.2 and D50 as white. PDF/A wants to know which gray is meant
 * (ISO 19005-1 and -2, 6.2.2 and 6.2.3); for black on white any answer will do.
 */

static void put16(buf *b, unsigned value)
{
    buf_byte(b, (char)(value >> 8 & 0xFF));
    buf_byte(b, (char)(value & 0xFF));
}

static void put32(buf *b, uint32_t value)
{
    put16(b, value >> 16);
    put16(b, value & 0xFFFF);
}

static void put_zeros(buf *b, int count)
{
    for (int i = 0; i < count; i++)
        buf_byte(b, 0);
}

static const char NAME[] = "Gray gamma 2.2"; /* with its NUL */
enum {
    HEADER = 128,
    TABLE = 4 + 4 * 12,
    TEXT_SIZE = 8 + sizeof NAME, /* 6.5.18 */
    TEXT_ROOM = (TEXT_SIZE + 3) / 4 * 4,
    DESCRIPTION_SIZE = 12 + sizeof NAME + 8 + 2 + 1 + 67, /* 6.5.17 */
    DESCRIPTION_ROOM = (DESCRIPTION_SIZE + 3) / 4 * 4,
    WHITE_SIZE = 20,
    CURVE_SIZE = 14,
    DESCRIPTION_AT = HEADER + TABLE,
    TEXT_AT = DESCRIPTION_AT + DESCRIPTION_ROOM,
    WHITE_AT = TEXT_AT + TEXT_ROOM,
    CURVE_AT = WHITE_AT + WHITE_SIZE,
    SIZE = CURVE_AT + 16
};

/* D50, as every profile connection space has it (6.1.12), in 1/65536. */
static void put_white(buf *b)
{
    put32(b, 0xF6D6);
    put32(b, 0x10000);
    put32(b, 0xD32D);
}

/* 6.1 */
static void put_header(buf *b)
{
    put32(b, SIZE);
    put_zeros(b, 4);
    put32(b, 0x02100000);
    buf_add(b, STR("mntrGRAYXYZ "));
    for (int i = 0; i < 6; i++) /* a date that says nothing: 2000-01-01 */
        put16(b, i == 0 ? 2000 : i < 3 ? 1 : 0);
    buf_add(b, STR("acsp"));
    put_zeros(b, 68 - 40);
    put_white(b);
    put_zeros(b, HEADER - 80);
}

static void put_entry(buf *b, str tag, uint32_t at, uint32_t size)
{
    buf_add(b, tag);
    put32(b, at);
    put32(b, size);
}

static void put_tags(buf *b)
{
    str name = {NAME, sizeof NAME};
    buf_add(b, STR("desc\0\0\0\0"));
    put32(b, sizeof NAME);
    buf_add(b, name);
    put_zeros(b, DESCRIPTION_ROOM - 12 - (int)sizeof NAME);
    buf_add(b, STR("text\0\0\0\0"));
    buf_add(b, name);
    put_zeros(b, TEXT_ROOM - TEXT_SIZE);
    buf_add(b, STR("XYZ \0\0\0\0"));
    put_white(b);
    buf_add(b, STR("curv\0\0\0\0"));
    put32(b, 1);
    put16(b, 0x0233); /* 2.2 in 1/256 */
    put_zeros(b, 2);
}

str pdf_gray_profile(arena *a)
{
    buf out = {.memory = a};
    put_header(&out);
    put32(&out, 4);
    put_entry(&out, STR("desc"), DESCRIPTION_AT, DESCRIPTION_SIZE);
    put_entry(&out, STR("cprt"), TEXT_AT, TEXT_SIZE);
    put_entry(&out, STR("wtpt"), WHITE_AT, WHITE_SIZE);
    put_entry(&out, STR("kTRC"), CURVE_AT, CURVE_SIZE);
    put_tags(&out);
    return buf_str(&out);
}
