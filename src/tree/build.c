/* libyaml's events → nodes. */
#include "tree/tree_int.h"

#include <yaml.h>

/* From this many entries on, a mapping's keys are looked up in a map. */
enum { KEYS_LINEAR = 8 };

typedef struct frame {
    node *box;
    node *last; /* child */
    node *key; /* waiting for its value */
    str_map *keys;/* of a large mapping */
    bool flow;
} frame;

typedef struct builder {
    loading *run;
    VEC(frame) stack;
    VEC(const node *) documents;
    uint32_t nodes;
    bool stopped;
} builder;

static place place_of(yaml_mark_t m) {
    return (place){(uint32_t)m.line + 1, (uint32_t)m.column + 1};
}

static frame *top(builder *b) {
    return b->stack.count == 0 ? NULL : &b->stack.at[b->stack.count - 1];
}

static node *node_new(builder *b, node_kind kind, yaml_mark_t at) {
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

static const node *same_key(const frame *f, str text) {
    if (f->keys != NULL)
        return map_lookup(f->keys, text);
    for (const node *n = f->box->first; n != NULL; n = n->next)
        if (str_eq(n->key->text, text))
            return n->key;
    return NULL;
}

static void remember_key(builder *b, frame *f, node *key) {
    if (f->keys == NULL && f->box->count == KEYS_LINEAR) {
        f->keys = map_new(b->run->memory);
        for (const node *n = f->box->first; n != NULL; n = n->next)
            map_add(f->keys, n->key->text, (void *)(uintptr_t)n->key);
    }
    if (f->keys != NULL)
        map_add(f->keys, key->text, key);
}

static void take_key(builder *b, frame *f, node *key) {
    loading *run = b->run;
    const node *before = same_key(f, key->text);
    place at = {key->at.line, key->at.column};
    if (before != NULL)
        FINDING(run, &run->nodes, YAML_DUPLICATE, at, key->text,
            str_fmt(run->memory, "%u", before->at.line));
    else
        remember_key(b, f, key);
    f->key = key;
}

static void append(frame *f, node *n) {
    if (f->last == NULL)
        f->box->first = n;
    else
        f->last->next = n;
    f->last = n;
    f->box->count++;
}

static bool wants_key(const frame *f) {
    return f != NULL && f->box->kind == NODE_MAP && f->key == NULL;
}

/* A value, a list's item, or a document. */
static void take_value(builder *b, node *n) {
    frame *f = top(b);
    if (f == NULL) {
        *VEC_PUSH(b->run->memory, &b->documents) = n;
        return;
    }
    n->key = f->key;
    f->key = NULL;
    append(f, n);
}

static node_style style_of(yaml_scalar_style_t style) {
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

static void take_scalar(builder *b, const yaml_event_t *e) {
    node *n = node_new(b, NODE_SCALAR, e->start_mark);
    n->style = style_of(e->data.scalar.style);
    n->text = str_dup(
        b->run->memory, (str){(const char *)e->data.scalar.value, e->data.scalar.length});
    if (n->style >= NODE_LITERAL && str_ends(n->text, STR("\n")))
        n->text.n--;
    frame *f = top(b);
    if (wants_key(f)) {
        take_key(b, f, n);
        return;
    }
    if (f != NULL && f->key != NULL && n->style == NODE_PLAIN && n->text.n == 0)
        n->at = f->key->at;
    take_value(b, n);
}

static void open_box(builder *b, const yaml_event_t *e, node_kind kind) {
    loading *run = b->run;
    node *n = node_new(b, kind, e->start_mark);
    frame *f = top(b);
    if (b->stack.count >= run->limits->depth) {
        place at = place_of(e->start_mark);
        FINDING(run, &run->nodes, YAML_DEPTH, at, str_fmt(run->memory, "%u", run->limits->depth));
        b->stopped = true;
        return;
    }
    if (wants_key(f)) {
        /* The list or mapping goes nowhere; a nameless key takes its place, so that parsing goes
         * on. */
        FINDING(run, &run->nodes, YAML_KEY, place_of(e->start_mark), STR(""));
        f->key = node_new(b, NODE_SCALAR, e->start_mark);
    } else {
        take_value(b, n);
    }
    frame *pushed = VEC_PUSH(run->memory, &b->stack);
    pushed->box = n;
    pushed->flow = kind == NODE_MAP && e->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE;
}

static void take_event(builder *b, const yaml_event_t *e) {
    switch (e->type) {
    case YAML_SCALAR_EVENT:
        take_scalar(b, e);
        break;
    case YAML_SEQUENCE_START_EVENT:
        open_box(b, e, NODE_LIST);
        break;
    case YAML_MAPPING_START_EVENT:
        open_box(b, e, NODE_MAP);
        break;
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        b->stack.at[--b->stack.count] = (frame){NULL};
        break;
    default:
        break;
    }
}

static build_end build_events(builder *b, yaml_parser_t *parser) {
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

build_end build_documents(loading *run, built *out) {
    builder b = {.run = run};
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
    out->documents = b.documents.at;
    out->count = b.documents.count;
    return end;
}
