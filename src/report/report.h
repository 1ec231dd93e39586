/*
 * report: what the house says of forms and data, as text in a buffer: a form's JSON Schema for
 * editors, a skeleton to fill in, and the indicators of a data document as a list for a terminal.
 */
#ifndef JXB_REPORT_REPORT_H
#define JXB_REPORT_REPORT_H

#include "audit/audit.h"
#include "base/base.h"
#include "model/model.h"
#include "tree/tree.h"

/* JSON Schema (draft 2020-12) of one document of a form's data files. Scalars are of any type, as
 * editors read YAML's core types and the form takes every scalar as text. */
void report_schema(const form_template *form, buf *out);
/* A data file with every field of the form, explained in comments; it prints as it is. */
void report_skeleton(const form_template *form, buf *out);
/* The indicator trees of a data document of that form, in columns of terminal widths. */
void report_show(const form_template *form, const node *data, buf *out);

/* What the audit found, for people: a line each with its place, grouped by document, and a count.
 * all: passes and rules that are not applicable too. */
void report_findings(const finding_list *found, bool all, buf *out);
/* The same as JSON, one object a line (schema jixiaobiao-finding/1). */
void report_findings_json(const finding_list *found, bool all, buf *out);

#endif
