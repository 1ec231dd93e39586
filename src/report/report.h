/*
 * report: what the house says of forms and data, as text in a buffer: a form's JSON Schema for
 * editors, a skeleton to fill in, and the indicators of a data document as a list for a terminal.
 */
#ifndef JXB_REPORT_REPORT_H
#define JXB_REPORT_REPORT_H

#include "audit/audit.h"
#include "base/base.h"
#include "model/model.h"
#include "scene/scene.h"
#include "tree/tree.h"

/* JSON Schema (draft 2020-12) of one document of a form's data files. Scalars are of any type, as
 * editors read YAML's core types and the form takes every scalar as text. */
void report_schema(const form_template *form, buf *out);
/* A data file with every field of the form, explained in comments; it prints as it is. */
void report_skeleton(const form_template *form, buf *out);
/* The indicator trees of a data document of that form, in columns of terminal widths. */
void report_show(const form_template *form, const node *data, buf *out);
/* The headings of a book, indented, and how many paragraphs, footnotes and forms it has. */
void report_show_book(const document *doc, buf *out);

/* The places for seals and signatures of a scene as a JSON object: "file", "places", each with page
 * (from 1), name, role (seal, signature), and its rectangle from the page's top left corner in mm and
 * in pt. */
void report_places(const scene *s, str file, buf *out);

/* What the audit found in a run, and how to tell it. */
typedef struct findings_view {
    const finding_list *found;
    const rulebook *book;
    const subject *const *subjects;
    uint32_t subject_count;
    bool all; /* passes and rules that are not applicable too */
    bool verbose; /* for people: every note, where else those of one kind are counted */
    bool colour; /* for people: escape sequences of ECMA-48 */
} findings_view;

/* For people: a line each with its place, grouped by document and rule, and counts. */
void report_findings(const findings_view *view, buf *out);
/* As JSON, one object a line (schema jixiaobiao-finding/1). */
void report_findings_json(const findings_view *view, buf *out);
/* As SARIF 2.1.0. */
void report_findings_sarif(const findings_view *view, str version, buf *out);
/* "第 2 份：项目支出绩效目标表“校舍修缮”": what a document of the run is called. */
str findings_document(arena *a, const findings_view *view, uint32_t which);

#endif
