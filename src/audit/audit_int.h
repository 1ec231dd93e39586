/* Inside audit only: what a rule is given and how it speaks. */
#ifndef JXB_AUDIT_AUDIT_INT_H
#define JXB_AUDIT_AUDIT_INT_H

#include "audit/audit.h"

/* What became of the rule at work in one document. */
typedef struct rule_progress {
    uint32_t checked;
    bool found;
    str skipped;
} rule_progress;

/* The run as a rule sees it. A rule counts what it looked at with audit_checked(); with nothing
 * looked at and nothing found it was not applicable, for the reason given to audit_skip(). */
typedef struct audit {
    arena *memory;
    const rulebook *book;
    const subject *const *subjects;
    uint32_t subject_count;
    const subject *subject; /* at hand; a rule over all documents sets it before it speaks of one */
    const audit_rule *rule; /* at work */
    rule_progress *progress; /* parallel to the subjects */
    line_index lines;
    VEC(finding) list;
    const struct indicator_reading **readings; /* of each subject's indicators, once read */
} audit;

struct audit_rule {
    const char *id, *title;
    const char *absent; /* why it is not applicable where there is nothing to look at */
    finding_code sum; /* what a relation that names this rule is called when it fails; else RELATION */
    void (*each)(audit *a, const subject *s); /* one document; NULL: relations alone */
    void (*all)(audit *a); /* all documents of the run together, or NULL */
};

/* Where a finding stands, and what it compares; all but `at` may be empty. */
typedef struct finding_place {
    mark at;
    str cell; /* in words; empty: that of the field below, put into words when something is found */
    const subject *subject;
    const form_field *field;
    uint32_t record, column;
    str left, right, difference, unit;
} finding_place;

/* Adds a finding of the subject at hand; the values replace {0}, {1} … of the code's message and
 * hint. Returns it, to be changed where the table's severity or hint is not the one. */
finding *audit_find(
    audit *a, finding_code code, const finding_place *p, const str *values, size_t count);
#define FIND(a, code, place, ...)                                                                  \
    audit_find((a), FINDING_##code, (place), (const str[]){__VA_ARGS__},                           \
        sizeof((const str[]){__VA_ARGS__}) / sizeof(str))
/* The place of a value: of a field (column NO_COLUMN) or of a record's column. */
finding_place audit_place(audit *a, const form_field *f, uint32_t record, uint32_t column);
/* The place of an indicator's column. */
finding_place audit_indicator_place(audit *a, const indicator *i, uint32_t column);
/* One more thing was looked at in the document at hand. */
void audit_checked(audit *a);
/* Why there was nothing to look at, said once: the first reason stays. */
void audit_skip(audit *a, str why);

/* How many decimals a number is written with. */
int audit_places(str text);
/* Whether a word is one of the list (wording.c). */
bool list_has(word_list words, str word);
/* How the words of a list begin and end, for those that are asked about every figure of a text. */
const struct word_edges *word_edges_read(arena *a, word_list words);
/* A label without what stands in brackets behind it: 产出指标（50分） is 产出指标. */
str label_plain(str label);
/* Whether two labels mean the same: 产出指标（50分）, 产出指标, 产出. */
bool label_same(str a, str b);

/* ---- the rules, a file for each family ---- */

/* sums.c: the relations that name the rule at work, before its own function is asked; those that name
 * no rule of the table are the first one's. */
void audit_relations(audit *a, const subject *s);
void audit_computed(audit *a, const subject *s); /* sums.c: what 自动 filled in */
void audit_costs(audit *a, const subject *s); /* costs.c, R04 */
void audit_pairs(audit *a); /* pairs.c, R05 */
void audit_execution(audit *a, const subject *s); /* execution.c, R06 */
void audit_weights(audit *a, const subject *s); /* weights.c, R07 */
void audit_scores(audit *a, const subject *s); /* scores.c, R08 */
void audit_purchase_total(audit *a, const subject *s); /* crossing.c: R21, R23, R24 in a book */
void audit_purchases(audit *a, const subject *s);
void audit_assets_total(audit *a, const subject *s);
void audit_items(audit *a, const subject *s); /* items.c: R28 in sentences */
void audit_tree(audit *a, const subject *s); /* tree.c, R13 */
void audit_measured(audit *a, const subject *s); /* measured.c: R09 */
void audit_rates(audit *a, const subject *s); /* units.c: R10 */
void audit_direction(audit *a, const subject *s); /* direction.c: R11 */
void audit_fitness(audit *a, const subject *s); /* fitness.c: R12 */
void audit_units(audit *a, const subject *s); /* units.c: R14; measures.c: in procurement tables */
void audit_measures(audit *a, const subject *s);
void audit_signs(audit *a, const subject *s); /* direction.c: R15 */
void audit_dates(audit *a, const subject *s); /* dates.c: R16 */
void audit_wordy(audit *a, const subject *s); /* wordy.c: R17 */
void audit_twins(audit *a, const subject *s); /* twins.c: R18 */
void audit_twins_all(audit *a);
void audit_promises(audit *a, const subject *s); /* promises.c: R19 */
void audit_endings(audit *a, const subject *s); /* endings.c: R20 */
void audit_narrative(audit *a, const subject *s); /* narrative.c: R22 */
void audit_boilerplate(audit *a); /* boilerplate.c: R25 */
void audit_unitnames(audit *a, const subject *s); /* unitnames.c: R26 */
void audit_unitnames_all(audit *a);
void audit_marks(audit *a, const subject *s); /* marks.c: R27 */
void audit_marks_all(audit *a);

#endif
