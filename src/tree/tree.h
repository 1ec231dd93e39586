/*
 * tree: YAML to nodes, each with a mark. Every scalar is text, as written. Aliases, tags, duplicate
 * keys and the traps of YAML (a '#' that cuts a value, a full-width colon, a folded space …) are
 * diagnosed here, so that the rooms above see only clean nodes.
 */
#ifndef JXB_TREE_TREE_H
#define JXB_TREE_TREE_H

#include "base/base.h"

typedef enum node_kind { NODE_SCALAR, NODE_LIST, NODE_MAP } node_kind;
typedef enum node_style { NODE_PLAIN, NODE_QUOTED, NODE_LITERAL, NODE_FOLDED } node_style;

typedef struct node node;
struct node {
    node_kind kind;
    node_style style;  /* of a scalar */
    mark at;           /* of the value; of the key where a map entry's value is empty */
    str text;          /* of a scalar: valid UTF-8, lines divided by '\n', without the final one of
                        * a block scalar; no '\0' */
    const node *key;   /* of a map's entry: a scalar; NULL in lists and at the top */
    const node *first; /* children of a list or map, in order */
    const node *next;  /* the next sibling */
    uint32_t count;    /* number of children */
};

typedef struct tree {
    const source *source;
    const node *const *documents; /* one per YAML document that is not empty, in order; at least 1 */
    uint32_t count;
} tree;

typedef struct tree_limits {
    size_t bytes;    /* of the source */
    uint32_t depth;  /* of nesting */
    uint32_t nodes;  /* of all documents */
} tree_limits;

/* 64 MiB, 64 levels, 2 million nodes. */
extern const tree_limits tree_default_limits;

/* Parses all documents of a source, which must outlive the tree. NULL with at least one error
 * added; several errors are reported in one run where the text allows it. */
const tree *tree_load(arena *a, const source *from, const tree_limits *limits, diags *d);

/* The value of a map's entry, or NULL; NULL also when map is NULL or no map. */
const node *tree_lookup(const node *map, str key);
/* "文字", "列表" or "映射": a node's kind for messages. */
str tree_kind_name(const node *n);

/* The tree as text: one node a line, "line:column", indentation, key, kind and the text quoted. */
void tree_dump(const tree *t, buf *out);

/*
 * Tidies a source by editing its text at the marks: two blanks a level, one after a colon and a dash,
 * none at the end of a line, quotes around what other programs would take for a number or a truth
 * value and change (002, 0x1F, 12:30, no), one line end at the end. Comments, values and order stay,
 * the text of block scalars too; doing it twice changes nothing more. False with errors added: the
 * source cannot be loaded, or its tree would not be the same afterwards (tidy-changed).
 */
bool tree_tidy(arena *a, const source *from, const tree_limits *limits, str *out, diags *d);
/* Whether two trees have the same shape, keys and texts; marks and styles may differ. */
bool tree_equal(const tree *a, const tree *b);

/* A text of one line as a scalar that loads to it: in quotes where it needs them, or where other
 * programs would read it as something else. */
str tree_scalar(arena *a, str text);

/* "0.2.5": the libyaml that is linked. */
const char *tree_library_version(void);

#endif
