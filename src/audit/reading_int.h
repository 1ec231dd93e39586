/* What a text says: quantities, days, what an indicator's name measures. Nothing is changed by it.
 */
#ifndef JXB_AUDIT_READING_INT_H
#define JXB_AUDIT_READING_INT_H

#include "audit/audit_int.h"

/* ---- wording.c: the rulebook's lists, asked by name ---- */

/* Bytes of the longest word of 词表's list with which s ends / begins; 0: none. */
size_t words_end(const rulebook *r, const char *list, str s);
size_t words_begin(const rulebook *r, const char *list, str s);
bool words_have(const rulebook *r, const char *list, str s);
/* Offset of the first word of the list in s at or after `from`, the longest of those there, and
 * which it is; SIZE_MAX: none. */
size_t words_search(const rulebook *r, const char *list, str s, size_t from, str *found);
/* Whether a field or column is called by one of the names of a role (称呼). */
bool named_as(const rulebook *r, const char *role, str name);
/* "a、b、c" */
str list_join(arena *a, word_list list);

/* ---- figure.c ---- */

typedef enum figure_unit { UNIT_NONE, UNIT_MONEY, UNIT_COUNT, UNIT_TIME, UNIT_OTHER } figure_unit;
/* A number in a text with what stands around it: ≥ 4 万 吨/年. Offsets are bytes of the text. */
typedef struct figure {
    size_t from, number_at, unit_at, to;
    compare_sign sign;
    decimal number; /* as written, without its 万 or 亿 */
    str scale; /* 万, 亿, 万亿 … or empty */
    str unit; /* one that the word lists know, or empty */
    figure_unit unit_kind;
    bool spaced; /* white space between number and unit */
} figure;

/* The first figure of the text at or after `from`; days and years are none, nor is what stands
 * behind a letter (GB 18030's digits are, B08's are not). */
bool figure_next(const rulebook *r, str text, size_t from, figure *out);
/* The first digit at or after i, 0 to 9 or ０ to ９, or the end of the text. */
size_t digit_search(str text, size_t i);
/* The end of the number that begins at i: digits, a comma or a point only between digits. */
size_t number_end(str text, size_t i);
/* number × scale, in the unit; false when it does not fit. */
bool figure_total(const figure *q, decimal *out);
bool figure_percent(const figure *q);
/* The length of a comparison sign at the head of s, and which; 0: none. */
size_t figure_sign(str s, compare_sign *out);

/* ---- day.c ---- */

/* 2022年12月31日, 2022年12月, 2022年, 2021.1.28, 2021-01-28, 2021/1/28; month or day 0: not said.
 */
typedef struct day {
    size_t from, to;
    int year, month, day;
    bool formal; /* with 年 月 日, no digit 0 in front (GB/T 9704 §7.3.5.4) */
} day;
bool day_next(str text, size_t from, day *out);
/* One that begins at byte i. */
bool day_at(str text, size_t i, day *out);
bool day_exists(const day *d);
/* Before, same, after: of days fully told. */
int day_compare(const day *a, const day *b);

/* ---- reading.c ---- */

typedef enum value_kind {
    VALUE_BLANK,
    VALUE_FIGURE, /* one, from the first character, and no other */
    VALUE_DAY,
    VALUE_MIXED, /* figures among words */
    VALUE_WORDS
} value_kind;
typedef struct value_reading {
    value_kind kind;
    figure figure; /* FIGURE: it; MIXED: the first */
    day day;
    str rest; /* FIGURE: what follows it, bare */
    uint32_t figures;
} value_reading;
value_reading value_read(const rulebook *r, str text);

typedef enum name_kind {
    NAME_OTHER,
    NAME_RATE,
    NAME_COUNT,
    NAME_TIME,
    NAME_MONEY,
    NAME_DEGREE /* 及时性, 改善程度: a percentage may stand for it */
} name_kind;
typedef struct naming {
    name_kind kind;
    str head; /* the name without what stands in brackets at its end, and without end marks */
    str bracket; /* that text, without the brackets; or empty */
    bool changes; /* 降低…成本: how much it changes */
    word_list units; /* 单位配名: those that it may have; none: any */
} naming;
naming name_read(const rulebook *r, str name);
/* Whether a rate's head ends with a word of the list. */
bool name_ends(const rulebook *r, const naming *n, const char *list);

/* ---- what rules share ---- */

/* Behind the 。 or line feed that ends the sentence at `from`, or the end of the text. */
size_t sentence_past(str text, size_t from);
typedef struct indicator_reading {
    naming name;
    value_reading target, actual;
} indicator_reading;
/* Of each indicator of the subject, in order; read once. */
const indicator_reading *audit_readings(audit *a, const subject *s);
/* Whether R17 says of a target in words that it cannot be measured. */
bool value_wordy(audit *a, const indicator *i);
/* The place of an indicator's target, which stands on the right. */
finding_place target_place(audit *a, const indicator *i);
/* The place of byte `at` of a text. */
finding_place audit_text_place(audit *a, const subject_text *t, size_t at);
/* A threshold as a whole number. */
uint32_t audit_limit(const audit *a, const char *name, uint32_t otherwise);
/* What the text's field or column is called. */
str text_label(const subject_text *t);
bool text_quoted(str text, size_t at);
/* The first `most` characters, with … when there are more. */
str text_head(arena *a, str s, uint32_t most);
/* 吨/年 is 吨. */
str unit_alone(str unit);

/* s without white space (ASCII, U+3000) and full stops at its ends. */
str text_bare(str s);
/* The code point before byte i of s and where it begins; 0 at the start. */
uint32_t text_before(str s, size_t i, size_t *at);
bool text_digit(uint32_t cp);
bool text_blank(uint32_t cp);

#endif
