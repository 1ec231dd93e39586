/*
 * audit: what a finance reviewer would find. It judges data documents that were read against their
 * templates; it lays nothing out and changes no text. What it finds is data, not a diagnostic: a
 * finding never stops a run. Thresholds, word lists and the names by which forms call the same thing
 * are the rulebook's (templates/audit.yaml).
 */
#ifndef JXB_AUDIT_AUDIT_H
#define JXB_AUDIT_AUDIT_H

#include "base/base.h"
#include "model/model.h"
#include "tree/tree.h"

/* ---- the rulebook ---- */

typedef struct rulebook rulebook;
typedef struct word_list {
    const str *at;
    uint32_t count;
    const struct word_edges *edges; /* how its words begin and end (wording.c); NULL: not told */
} word_list;

/* Reads audit.yaml; NULL map: an empty one. NULL with errors added. The tree must outlive it. */
const rulebook *rulebook_read(arena *a, const node *map, diags *d);
/* One that was read, for another handle: threads may share what was read, but not its use. */
const rulebook *rulebook_use(arena *a, const rulebook *read);
/* 词表 and 称呼: empty when there is none of that name. */
word_list rulebook_words(const rulebook *r, str name);
word_list rulebook_names(const rulebook *r, str role);
/* 对照: the words that go with a word of a table; and the table's longest word with which s ends, with
 * those: empty when there is none. */
word_list rulebook_pairs(const rulebook *r, str table, str word);
str rulebook_pair_end(const rulebook *r, str table, str s, word_list *with);
/* 阈值: `otherwise` when there is none of that name; 90% reads as 0.9. */
decimal rulebook_threshold(const rulebook *r, str name, decimal otherwise);

/* 分值方案: the weights that an edition gives its first levels. */
typedef struct weight_scheme {
    const str *labels;
    const decimal *weights; /* parallel */
    uint32_t count;
} weight_scheme;
const weight_scheme *rulebook_schemes(const rulebook *r, uint32_t *count);

/* ---- findings ---- */

typedef enum finding_severity { FINDING_INFO, FINDING_WARNING, FINDING_ERROR } finding_severity;
typedef enum finding_state { FINDING_FOUND, FINDING_PASS, FINDING_NOT_APPLICABLE } finding_state;

typedef enum finding_code {
#define X(code, name, rule, severity, message, hint) FINDING_##code,
#include "audit/finding_codes.h"
#undef X
    FINDING_CODES
} finding_code;

typedef struct finding {
    str rule; /* "R01" */
    str code; /* "sum-funds"; empty of a pass and of what is not applicable */
    finding_severity severity;
    finding_state state;
    mark at;
    str cell; /* as printed: 绩效指标 › 产出指标 › 数量指标 › 供水率 › 指标值; may be empty */
    str message; /* what is wrong; of what is not applicable: why */
    str hint; /* what to do; may be empty */
    str left, right, difference, unit; /* both values as text, right - left; may be empty */
    str discharged; /* the reason that the data gives; empty: it stands */
    uint32_t subject; /* which of the run */
} finding;

typedef struct finding_list {
    const finding *at;
    uint32_t count;
} finding_list;

/* ---- subjects: data documents, seen as a reviewer sees them ---- */

/* What kind of thing an indicator measures, whatever the form calls its level. */
typedef enum category {
    CATEGORY_OTHER,
    CATEGORY_QUANTITY,
    CATEGORY_QUALITY,
    CATEGORY_TIME,
    CATEGORY_COST,
    CATEGORY_ECONOMIC,
    CATEGORY_SOCIAL,
    CATEGORY_ECOLOGICAL,
    CATEGORY_LASTING,
    CATEGORY_SATISFACTION
} category;

/* One row of an indicator table. Values are never NULL; those of columns that the form has not are
 * blank, and their column is NO_COLUMN. */
enum { NO_COLUMN = UINT32_MAX };
typedef struct indicator {
    const form_field *field;
    uint32_t record; /* of the field, from 0 */
    const form_value *values; /* one per column of the field */
    const form_value *first, *second; /* labels of the levels; second is blank with one level */
    category category;
    const form_value *name, *target, *actual, *weight, *score, *reason;
    uint32_t name_column, target_column, actual_column, weight_column, score_column, reason_column;
    str target_text; /* whole, also where the form has it in parts */
    quantity target_quantity, actual_quantity;
} indicator;

/* A filled text, wherever it stands. */
typedef struct subject_text {
    const form_field *field;
    uint32_t record, column; /* NO_COLUMN: the field's own text */
    const form_value *value;
} subject_text;

typedef struct subject {
    const form_template *form;
    const template_facts *about;
    const form_field *fields; /* the form's */
    uint32_t field_count;
    const form_data *values;
    mark at; /* the document */
    uint32_t index; /* in the run */
    uint32_t book; /* which book of the run it is in; 0: none */
    str money; /* the word for the unit of its amounts, and its power of ten */
    int money_power;
    const indicator *indicators; /* as printed, field after field */
    uint32_t indicator_count;
    const subject_text *texts;
    uint32_t text_count;
    const relation_result *relations;
    uint32_t relation_count;
} subject;

/* Reads a document; NULL when it cannot be bound (document_bind() says why). All must outlive it; the
 * caller gives it its index in the run. */
subject *subject_read(
    arena *a, const rulebook *r, const form_template *t, const node *data);
/* The same of data that was read already. */
subject *subject_of(arena *a, const rulebook *r, const form_template *t, const form_data *data, mark at);
/* The form's field that plays a role of 称呼 (年度, 单位, 项目名称, 预算金额, …), or NULL. */
const form_field *subject_field(const subject *s, const rulebook *r, str role);
/* What that field says: a blank value when there is no such field or nothing in it. */
const form_value *subject_value(const subject *s, const rulebook *r, str role);
/* An amount of money in the form's own unit; false when blank or no number. */
bool subject_amount(const subject *s, const form_value *v, decimal *out);
/* A score or weight: a number, alone or with 分 or %. */
bool subject_number(const form_value *v, decimal *out);
/* 字段, 字段 › 记录 › 列, 字段 › 一级 › 二级 › 名称 › 列; of a label or a name the path down to it. */
str subject_cell(arena *a, const subject *s, const form_field *f, uint32_t record, uint32_t column);

/* ---- the run ---- */

/* Judges every subject by every rule, then all together: findings by subject, rule and place. */
finding_list audit_run(
    arena *a, const rulebook *r, const subject *const *subjects, uint32_t count);

/* The table of rules, in order. */
typedef struct audit_rule audit_rule;
uint32_t audit_rule_count(void);
/* Its id and what it looks at, in words. */
str audit_rule_id(uint32_t i);
str audit_rule_title(uint32_t i);

#endif
