/*
 * The floor: the least that these libraries can do to put the same glyphs on the same pages. It
 * reads texts with their places (made by texts.py), maps the faces, shapes each text, subsets each
 * face from its few needed tables, deflates, and writes pages through libharu's objects. Of many
 * forms it cuts out once what all of them need, and the subsets from that. It knows no YAML, lays
 * nothing out, says nothing of what glyphs read as, and checks next to nothing; it shares no code
 * with the program that is measured against it. Faces are CFF with CID = glyph id, which Noto CJK
 * has.
 *
 *     floor [-t] [-j THREADS] TEXTS... OUT
 *
 * OUT is a file for one TEXTS, a folder for several. -t: with a structure tree of tables, rows,
 * cells.
 */
#include "floor.h"

#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <unistd.h>

face faces[FACES_MOST];
unsigned face_total;
static pthread_mutex_t faces_lock = PTHREAD_MUTEX_INITIALIZER;
bool tagged;

_Noreturn void fail(const char *what)
{
    fprintf(stderr, "floor: %s\n", what);
    exit(1);
}

static void *grown(void *at, unsigned count, unsigned *room, size_t size)
{
    if (count < *room)
        return at;
    *room = (*room + 8) * 2;
    at = realloc(at, *room * size);
    if (at == NULL)
        fail("memory");
    return at;
}

char *more(bytes *b, size_t n)
{
    if (b->room - b->n < n) {
        b->room = (b->room + n) * 2;
        b->at = realloc(b->at, b->room);
        if (b->at == NULL)
            fail("memory");
    }
    b->n += n;
    return b->at + b->n - n;
}

void print(bytes *b, const char *format, ...)
{
    char line[256];
    va_list list;
    va_start(list, format);
    int n = vsnprintf(line, sizeof line, format, list);
    va_end(list);
    memcpy(more(b, (size_t)n), line, (size_t)n);
}

/* ---- shaping, straight into the pages' contents ---- */

static void face_open(face *f, const char *path, unsigned index)
{
    hb_blob_t *file = hb_blob_create_from_file_or_fail(path);
    if (file == NULL)
        fail(path);
    *f = (face){.path = strdup(path), .index = index};
    f->face = hb_face_create(file, index);
    f->font = hb_font_create(f->face);
    hb_font_make_immutable(f->font);
    f->few = hb_face_builder_create();
    static const hb_tag_t tables[] = {HB_TAG('C', 'F', 'F', ' '), HB_TAG('h', 'e', 'a', 'd'),
        HB_TAG('h', 'h', 'e', 'a'), HB_TAG('h', 'm', 't', 'x'), HB_TAG('m', 'a', 'x', 'p')};
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        hb_blob_t *table = hb_face_reference_table(f->face, tables[i]);
        if (hb_blob_get_length(table) == 0)
            fail("a face without CFF");
        hb_face_builder_add_table(f->few, tables[i], table);
        hb_blob_destroy(table);
    }
}

static void face_take(form *m, char *line)
{
    unsigned index = (unsigned)strtoul(line, &line, 10), number = 0;
    pthread_mutex_lock(&faces_lock);
    while (number < face_total &&
        (faces[number].index != index || strcmp(faces[number].path, line + 1) != 0))
        number++;
    if (number == FACES_MOST || m->face_count == FACES_MOST)
        fail("too many faces");
    if (number == face_total)
        face_open(&faces[face_total++], line + 1, index);
    pthread_mutex_unlock(&faces_lock);
    m->used[m->face_count] = hb_set_create();
    m->numbers[m->face_count++] = number;
}

static void text_show(form *m, worker *w, char *line)
{
    unsigned number = (unsigned)strtoul(line, &line, 10);
    long size = strtol(line, &line, 10), x = strtol(line, &line, 10), y = strtol(line, &line, 10);
    if (number >= m->face_count || m->page_count == 0)
        fail("text before its face or page");
    hb_buffer_clear_contents(w->buffer);
    hb_buffer_add_utf8(w->buffer, line + 1, -1, 0, -1);
    hb_buffer_set_direction(w->buffer, HB_DIRECTION_LTR);
    hb_buffer_set_script(w->buffer, HB_SCRIPT_HAN);
    hb_shape(faces[m->numbers[number]].font, w->buffer, NULL, 0);
    unsigned count = 0;
    const hb_glyph_info_t *glyphs = hb_buffer_get_glyph_infos(w->buffer, &count);
    bytes *out = &m->pages[m->page_count - 1].content;
    print(out, "BT/F%u %g Tf %g %g Td<", number, (double)size / 1000, (double)x / 1000,
        (double)y / 1000);
    char *hex = more(out, (size_t)count * 4);
    for (unsigned i = 0; i < count; i++) {
        hb_set_add(m->used[number], glyphs[i].codepoint);
        for (int shift = 12; shift >= 0; shift -= 4)
            *hex++ = "0123456789ABCDEF"[glyphs[i].codepoint >> shift & 15];
    }
    print(out, ">Tj ET\n");
}

static void mark_end(page *p)
{
    if (tagged && p->mark_count > 0)
        print(&p->content, "EMC\n");
}

static void page_open(form *m, char *line)
{
    if (m->page_count > 0)
        mark_end(&m->pages[m->page_count - 1]);
    m->pages = grown(m->pages, m->page_count, &m->page_room, sizeof *m->pages);
    page *p = &m->pages[m->page_count++];
    *p = (page){.width = (unsigned)strtoul(line, &line, 10)};
    p->height = (unsigned)strtoul(line, &line, 10);
}

static void rule_show(form *m, char *line)
{
    double v[4];
    for (int i = 0; i < 4; i++)
        v[i] = (double)strtol(line, &line, 10) / 1000;
    if (m->page_count == 0)
        fail("rule before its page");
    print(&m->pages[m->page_count - 1].content, "%g %g %g %g re f\n", v[0], v[1], v[2], v[3]);
}

static void element_add(form *m, char *line)
{
    m->elements = grown(m->elements, m->element_count, &m->element_room, sizeof *m->elements);
    element *e = &m->elements[m->element_count++];
    *e = (element){.row = (unsigned)strtoul(line, &line, 10)};
    e->rows = (unsigned)strtoul(line, &line, 10);
    e->columns = (unsigned)strtoul(line, &line, 10);
}

static void mark_begin(form *m, char *line)
{
    unsigned number = (unsigned)strtoul(line, NULL, 10);
    if (number >= m->element_count || m->page_count == 0)
        fail("mark before its element or page");
    page *p = &m->pages[m->page_count - 1];
    element *e = &m->elements[number];
    mark_end(p);
    print(&p->content, "/TD<</MCID %u>>BDC\n", p->mark_count);
    if (e->kids.n == 0) {
        e->page = m->page_count - 1;
        print(&e->kids, "%u", p->mark_count);
    } /* what an element has on further pages takes a dictionary, which few have */
    p->marked = grown(p->marked, p->mark_count, &p->mark_room, sizeof *p->marked);
    p->marked[p->mark_count++] = number;
}

static void line_read(form *m, worker *w, char *line)
{
    switch (line[0]) {
    case 'f':
        face_take(m, line + 5);
        break;
    case 'p':
        page_open(m, line + 5);
        break;
    case 't':
        text_show(m, w, line + 5);
        break;
    case 'r':
        rule_show(m, line + 5);
        break;
    case 'e':
        if (tagged)
            element_add(m, line + 8);
        break;
    case 'm':
        if (tagged)
            mark_begin(m, line + 5);
        break;
    default:
        fail("unknown line");
    }
}

static void texts_read(form *m, worker *w)
{
    size_t room = 0;
    char *line = NULL;
    FILE *in = fopen(m->texts, "r");
    if (in == NULL)
        fail(m->texts);
    while (getline(&line, &room, in) > 0) {
        line[strcspn(line, "\n")] = '\0';
        line_read(m, w, line);
    }
    free(line);
    fclose(in);
    if (m->page_count == 0)
        fail("no page");
    mark_end(&m->pages[m->page_count - 1]);
}

/* ---- many forms ---- */

/* What one of many forms held, so that memory does not grow with their number. The last thing that
 * a single form does is to end, when the system takes everything back faster than free() does. */
static void form_free(form *m)
{
    for (unsigned i = 0; i < m->page_count; i++)
        free(m->pages[i].content.at);
    free(m->pages);
    for (unsigned i = 0; i < m->face_count; i++)
        hb_set_destroy(m->used[i]);
}

typedef struct run {
    form *forms;
    unsigned count, threads;
    atomic_uint next;
    bool writing;
} run;

static void *work(void *context)
{
    run *r = context;
    worker w = {hb_buffer_create(), libdeflate_alloc_compressor(LEVEL)};
    for (unsigned i; (i = atomic_fetch_add(&r->next, 1)) < r->count;) {
        if (!r->writing) {
            texts_read(&r->forms[i], &w);
            continue;
        }
        form_write(&r->forms[i], &w);
        if (r->count > 1)
            form_free(&r->forms[i]);
    }
    return NULL;
}

static void deal(run *r)
{
    pthread_t threads[THREADS_MOST];
    atomic_store(&r->next, 0);
    for (unsigned i = 1; i < r->threads; i++)
        if (pthread_create(&threads[i], NULL, work, r) != 0)
            fail("thread");
    work(r);
    for (unsigned i = 1; i < r->threads; i++)
        pthread_join(threads[i], NULL);
}

int main(int argc, char **argv)
{
    run r = {.threads = 1};
    for (int c; (c = getopt(argc, argv, "tj:")) != -1;) {
        if (c == 't')
            tagged = true;
        else if (c == 'j')
            r.threads = (unsigned)atoi(optarg);
    }
    if (argc - optind < 2 || r.threads < 1 || r.threads > THREADS_MOST)
        fail("usage: floor [-t] [-j THREADS] TEXTS... OUT");
    r.count = (unsigned)(argc - optind - 1);
    r.forms = calloc(r.count, sizeof *r.forms);
    for (unsigned i = 0; r.forms != NULL && i < r.count; i++) {
        r.forms[i].texts = argv[optind + (int)i];
        snprintf(r.forms[i].out, sizeof r.forms[i].out, r.count > 1 ? "%s/%05u.pdf" : "%s",
            argv[argc - 1], i);
    }
    deal(&r);
    for (unsigned i = 0; r.count >= FEW && i < face_total; i++)
        batch_make(&faces[i], i, r.forms, r.count);
    r.writing = true;
    deal(&r);
    return 0;
}
