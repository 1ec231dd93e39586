/* libyaml's events → nodes. */
#include "tree/tree_int.h"

#include <yaml.h>

/* From this many entries on, a mapping's keys are looked up in a map. */
enum { KEYS_LINEAR = 8 };

typedef struct frame {
    node *box;
    node *last; /* child */
    node *key; /* waiting for its value */
    str_map *keys; /* of a large mapping */
    bool flow;
} frame;

typedef struct root {
    const node *node;
} root;

typedef struct builder {
    loading *run;
    VEC(frame) stack;
    VEC(root) roots;
    gap gap;
    uint32_t nodes;
    place last; /* scalar */
    bool last_quoted;
    bool stopped;
} builder;

static place place_of(yaml_mark_t m)
{
    return (place){(uint32_t)m.line + 1, (uint32_t)m.column + 1};
}

static frame *top(builder *b)
{
    return b->stack.count == 0 ? NULL : &b->stack.at[b->stack.count - 1];
}

static node *node_new(builder *b, node_kind kind, yaml_mark_t at)
{
    loading *run = b->run;
    place p = place_of(at);
    if (++b->nodes > run->limits->nodes) {
        FINDING(run, &run->nodes, YAML_NODES, p, str_fmt(run->memory, "%u", run->limits->nodes));
        b->stopped = true;
    }
    node *n = ARENA_NEW(run->memory, node);
    n->kind = kind;
    n->at = (mark){run->source, p.line, p.column};
    return n;
}

static const node *same_key(const frame *f, str text)
{
    if (f->keys != NULL)
        return map_lookup(f->keys, text);
    for (const node *n = f->box->first; n != NULL; n = n->next)
        if (str_eq(n->key->text, text))
            return n->key;
    return NULL;
}

static void remember_key(builder *b, frame *f, node *key)
{
    if (f->keys == NULL && f->box->count == KEYS_LINEAR) {
        f->keys = map_new(b->run->memory);
        for (const node *n = f->box->first; n != NULL; n = n->next)
            map_add(f->keys, n->key->text, (node *)n->key);
    }
    if (f->keys != NULL)
        map_add(f->keys, key->text, key);
}

static void take_key(builder *b, frame *f, node *key)
{
    loading *run = b->run;
    const node *before = same_key(f, key->text);
    place at = {key->at.line, key->at.column};
    if (before != NULL)
        FINDING(run, &run->nodes, YAML_DUPLICATE, at, key->text,
            str_fmt(run->memory, "%u", before->at.line));
    else
        remember_key(b, f, key);
    trap_key(run, key);
    f->key = key;
}

static void append(frame *f, node *n)
{
    if (f->last == NULL)
        f->box->first = n;
    else
        f->last->next = n;
    f->last = n;
    f->box->count++;
}

static bool wants_key(const frame *f)
{
    return f != NULL && f->box->kind == NODE_MAP && f->key == NULL;
}

/* A value, a list's item, or a document. */
static void take_value(builder *b, node *n)
{
    frame *f = top(b);
    if (f == NULL) {
        VEC_PUSH(b->run->memory, &b->roots)->node = n;
        return;
    }
    n->key = f->key;
    f->key = NULL;
    append(f, n);
}

static node_style style_of(yaml_scalar_style_t style)
{
    switch (style) {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE:
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE:
        return NODE_QUOTED;
    case YAML_LITERAL_SCALAR_STYLE:
        return NODE_LITERAL;
    case YAML_FOLDED_SCALAR_STYLE:
        return NODE_FOLDED;
    default:
        return NODE_PLAIN;
    }
}

/* Looks at the gap before a scalar, moves over it, and returns it as written. */
static str raw_scalar(builder *b, const yaml_event_t *e, const node *n)
{
    loading *run = b->run;
    gap *g = &b->gap;
    gap_look(run, g, place_of(e->start_mark), true);
    if (n->style >= NODE_LITERAL)
        gap_header(run, g);
    size_t from = g->from;
    frame *f = top(b);
    str raw = str_slice(run->text, from, gap_skip(g, run->text, place_of(e->end_mark)));
    g->scalar = true;
    g->filled = raw.n > 0;
    g->key = wants_key(f);
    g->into = f == NULL ? 0 : f->box->at.column;
    return raw;
}

static void refuse_marks(loading *run, place at, const void *anchor, const void *tag)
{
    if ((anchor == NULL && tag == NULL) || findings_full(&run->nodes))
        return;
    line l = line_of(run->text, at.line);
    str fixed = line_quoted(run->memory, &l, trap_at(&l, line_offset(&l, at.column)).at);
    if (anchor != NULL)
        FINDING(run, &run->nodes, YAML_ALIAS, at, fixed);
    else
        FINDING(run, &run->nodes, YAML_TAG, at, fixed);
}

static node *read_scalar(builder *b, const yaml_event_t *e)
{
    loading *run = b->run;
    node *n = node_new(b, NODE_SCALAR, e->start_mark);
    n->style = style_of(e->data.scalar.style);
    n->text = str_dup(
        run->memory, (str){(const char *)e->data.scalar.value, e->data.scalar.length});
    if (n->style >= NODE_LITERAL && str_ends(n->text, STR("\n")))
        n->text.n--;
    str raw = raw_scalar(b, e, n);
    refuse_marks(run, place_of(e->start_mark), e->data.scalar.anchor, e->data.scalar.tag);
    uint32_t found = run->nodes.list.count;
    trap_scalar(run, n, raw, top(b) == NULL);
    if (run->nodes.list.count == found)
        n->text = fold_spaces(run, n, raw);
    b->last = place_of(e->start_mark);
    b->last_quoted = n->style == NODE_QUOTED;
    return n;
}

static void take_scalar(builder *b, node *n, bool written)
{
    loading *run = b->run;
    frame *f = top(b);
    if (wants_key(f)) {
        take_key(b, f, n);
        return;
    }
    if (f == NULL && !written)
        return;
    if (f != NULL && f->key != NULL && !written) {
        n->at = f->key->at;
        place at = {n->at.line, n->at.column};
        if (f->flow && !trap_meant(run, &run->nodes, at, f->key->text))
            FINDING(run, &run->nodes, YAML_EMPTY_KEY, at, f->key->text);
    }
    take_value(b, n);
}

/* An alias: reported, and an empty text in its place. */
static void take_alias(builder *b, const yaml_event_t *e)
{
    node *n = node_new(b, NODE_SCALAR, e->start_mark);
    raw_scalar(b, e, n);
    refuse_marks(b->run, place_of(e->start_mark), e->data.alias.anchor, NULL);
    take_scalar(b, n, true);
}

static void too_deep(builder *b, place at)
{
    loading *run = b->run;
    FINDING(run, &run->nodes, YAML_DEPTH, at, str_fmt(run->memory, "%u", run->limits->depth));
    b->stopped = true;
}

/* A list or mapping as a key goes nowhere; a nameless key takes its place, so that parsing goes on.
 */
static void refuse_key(builder *b, frame *f, const yaml_event_t *e)
{
    loading *run = b->run;
    place at = place_of(e->start_mark);
    f->key = node_new(b, NODE_SCALAR, e->start_mark);
    f->flow = false;
    if (findings_full(&run->nodes))
        return;
    line l = line_of(run->text, at.line);
    size_t from = trap_at(&l, line_offset(&l, at.column)).at;
    FINDING(run, &run->nodes, YAML_KEY, at, line_quoted(run->memory, &l, from));
}

static void open_box(builder *b, const yaml_event_t *e, node_kind kind)
{
    loading *run = b->run;
    place at = place_of(e->start_mark);
    node *n = node_new(b, kind, e->start_mark);
    frame *f = top(b);
    gap_look(run, &b->gap, at, false);
    b->gap.scalar = b->gap.filled = false;
    bool is_map = kind == NODE_MAP;
    refuse_marks(run, at, is_map ? e->data.mapping_start.anchor : e->data.sequence_start.anchor,
        is_map ? e->data.mapping_start.tag : e->data.sequence_start.tag);
    if (b->stack.count >= run->limits->depth) {
        too_deep(b, at);
        return;
    }
    bool refused = wants_key(f);
    if (refused)
        refuse_key(b, f, e);
    else
        take_value(b, n);
    frame *pushed = VEC_PUSH(run->memory, &b->stack);
    *pushed = (frame){.box = n};
    pushed->flow = is_map && !refused && e->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE;
}

static void close_box(builder *b)
{
    frame *f = top(b);
    if (f->box->kind == NODE_LIST)
        trap_list(b->run, f->box);
    b->stack.count--;
}

static void take_event(builder *b, const yaml_event_t *e)
{
    switch (e->type) {
    case YAML_SCALAR_EVENT:
        take_scalar(b, read_scalar(b, e), e->end_mark.index > e->start_mark.index);
        break;
    case YAML_ALIAS_EVENT:
        take_alias(b, e);
        break;
    case YAML_SEQUENCE_START_EVENT:
        open_box(b, e, NODE_LIST);
        break;
    case YAML_MAPPING_START_EVENT:
        open_box(b, e, NODE_MAP);
        break;
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        close_box(b);
        break;
    case YAML_DOCUMENT_START_EVENT:
    case YAML_STREAM_END_EVENT:
        gap_look(b->run, &b->gap, place_of(e->start_mark), false);
        b->gap.scalar = b->gap.filled = false;
        break;
    default:
        break;
    }
}

static build_end build_events(builder *b, yaml_parser_t *parser)
{
    for (bool end = false; !end;) {
        yaml_event_t event;
        if (!yaml_parser_parse(parser, &event))
            return BUILD_SYNTAX;
        take_event(b, &event);
        end = event.type == YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
        if (b->stopped)
            return BUILD_LIMIT;
    }
    return BUILD_DONE;
}

build_end build_documents(loading *run, built *out)
{
    builder b = {.run = run, .gap = {.at = {1, 1}}};
    yaml_parser_t parser;
    if (!yaml_parser_initialize(&parser))
        arena_exhausted(run->memory);
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser, (const unsigned char *)run->text.at, run->text.n);
    build_end end = build_events(&b, &parser);
    bool memory = parser.error == YAML_MEMORY_ERROR;
    out->error = (syntax_error){parser.context, parser.problem, place_of(parser.context_mark),
        place_of(parser.problem_mark)};
    yaml_parser_delete(&parser);
    if (memory)
        arena_exhausted(run->memory);
    out->documents = ARENA_ARRAY(run->memory, const node *, b.roots.count);
    for (; out->count < b.roots.count; out->count++)
        out->documents[out->count] = b.roots.at[out->count].node;
    out->last = b.last;
    out->last_quoted = b.last_quoted;
    return end;
}
