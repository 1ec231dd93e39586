/* What a data document says, read against its template, for whoever judges it and prints nothing. */
#ifndef JXB_MODEL_DATA_H
#define JXB_MODEL_DATA_H

#include "model/model.h"

/* A form in a book, and the data that fills it. */
typedef struct doc_source {
    const form_template *form;
    const node *data;
} doc_source;

/* ---- what a data document says, read against its template ---- */

typedef struct form_value {
    str text; /* normalised, as it is printed */
    mark from; /* no source: it was not written */
    str written; /* as it stands in the file; empty where it was put together from parts */
    bool block; /* written with | or >, from the line after `from` on */
    bool computed; /* it said 自动 */
} form_value;

typedef struct form_record {
    const form_value *values; /* one per column of the field */
} form_record;

typedef struct field_data {
    form_value text;
    const form_record *records;
    uint32_t record_count;
} field_data;

/* 审核: what the data document says to its own audit. */
typedef struct review_reason {
    str code; /* of a finding or a rule */
    str cell; /* what the finding's cell contains; empty: any */
    str reason;
    mark at;
} review_reason;
typedef struct review {
    const str *skipped; /* 不查: rules and codes that are switched off */
    uint32_t skipped_count;
    const review_reason *reasons; /* 说明: findings that are discharged */
    uint32_t reason_count;
    const struct relation *const *relations; /* 关系: of this document alone */
    uint32_t relation_count;
} review;

typedef struct form_data {
    const field_data *fields; /* parallel to the template's fields */
    review review;
} form_data;

/* A data document's values without a word about what is wrong with them: document_bind() tells that.
 * NULL when it cannot be bound. */
const form_data *form_data_read(arena *a, const form_template *t, const node *data);
/* What a book says outside its forms, as a form of its own: a list 正文 of paragraphs, each under its
 * heading, and a field for each value of 数据 by its own key; 审核 as in a data document. *form borrows
 * from the document. NULL when 审核 is wrong; the diagnostics say what. */
const form_data *book_narrative(
    arena *a, const document *doc, const node *top, const form_template **form, diags *d);
/* Where the lines of the source last asked for begin, for whoever asks for many places. Make it with
 * {.memory = arena}. */
typedef struct line_index {
    arena *memory;
    const source *of;
    VEC(size_t) starts;
    str text; /* of the value last asked about, and where counting came to in it */
    size_t at;
    uint32_t line, column;
} line_index;
/* Where byte `at` of a value's text stands in the file, as nearly as its way of writing allows. */
mark form_value_place(const form_value *v, size_t at, line_index *lines);

/* ---- quantities: what an indicator's value says, parsed ---- */

typedef enum compare_sign {
    COMPARE_NONE,
    COMPARE_EQUAL,
    COMPARE_AT_LEAST,
    COMPARE_AT_MOST,
    COMPARE_MORE,
    COMPARE_LESS
} compare_sign;
typedef enum quantity_kind { QUANTITY_BLANK, QUANTITY_NUMBER, QUANTITY_DATE, QUANTITY_TEXT } quantity_kind;
typedef struct quantity {
    quantity_kind kind;
    compare_sign sign;
    decimal number; /* QUANTITY_NUMBER: as written, 95 of 95% */
    str unit; /* what follows the number, trimmed */
    doc_date date; /* QUANTITY_DATE */
} quantity;

/* "≥95%", "5.8公里", "2022年12月31日前", "良好". Any text has one kind. */
quantity quantity_read(str text);
/* The power of ten of a unit of money against 元: 万元 and 万 4, 亿元 and 亿 8; -1: no such unit. */
int money_power(str unit);
/* A number in one unit of money in another; false when it does not fit. */
bool money_convert(decimal amount, int from, int to, decimal *out);
/* The unit of the form's amounts (金额单位), as its word and as a power of ten; 万元 unless said. */
str template_money(const form_template *t, int *power);

/* What share of its weight an indicator earns (财预〔2020〕10号): actual ÷ target where more is better, the
 * other way round where less is (≤, <; also a cost without a sign), 1 at most, to 9 decimals. met: the
 * target is reached. False where that is no matter of numbers in the same unit. */
bool score_share(const quantity *target, const quantity *actual, bool cost, decimal *out, bool *met);

/* ---- relations: sums that a form's fields must keep (关系), evaluated and not judged here ---- */

typedef enum relation_state {
    RELATION_HOLDS,
    RELATION_FAILS,
    RELATION_UNKNOWN /* a value is blank or no number: see reason */
} relation_state;
typedef enum relation_grade { GRADE_OF_RULE, GRADE_ERROR, GRADE_WARNING, GRADE_INFO } relation_grade;
typedef struct relation_result {
    str text; /* the relation as the template writes it */
    str rule; /* 规则: "R01"; may be empty */
    str about; /* 说明: what to do; may be empty */
    relation_grade grade; /* 级别 */
    mark relation_at; /* in the template */
    mark at; /* of the first value on its left, in the data; of the data itself when there is none */
    relation_state state;
    decimal left, right; /* but for UNKNOWN */
    str worked; /* the right side in numbers, "10 + 2.5"; empty where it is one number */
    str reason;
    const form_field *field; /* that value's field, column (of a list or tree) and record from 0; */
    uint32_t column, row; /*    NULL: it has none */
    bool blank; /* UNKNOWN, and nothing that it speaks of is filled in */
    uint32_t record; /* of a relation that each record must keep: which one, from 1; else 0 */
} relation_result;

/* Every relation of the form and of the document itself over its values, those of records once for
 * each. `whole`: the mark of the document. Blank counts as 0 beside others; a side that is blank
 * altogether leaves the relation UNKNOWN. */
const relation_result *relations_evaluate(arena *a, const form_template *t, const form_data *data,
    mark whole, uint32_t *count);

#endif
