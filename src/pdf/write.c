#include "pdf/pdf_int.h"

/* ---- step one: all that can be computed without libharu ---- */

typedef struct job {
    const scene *s;
    const pdf_options *options;
    arena *memory;
    pdf_fonts fonts;
    pdf_tags tags;
    str *contents; /* one a page, deflated */
    pdf_packet packet;
    pdf_attached attached;
} job;

static void contents_prepare(job *j, pdf_deflater *z)
{
    j->contents = ARENA_ARRAY(j->memory, str, j->s->page_count);
    buf content = {.memory = j->memory};
    for (uint32_t i = 0; i < j->s->page_count; i++) {
        content.n = 0;
        pdf_sheet sheet = {&j->s->pages[i], &j->tags, &j->tags.pages[i]};
        pdf_page_content(&sheet, &j->fonts, &content);
        j->contents[i] = pdf_deflate(z, buf_str(&content));
        pdf_digest_add(&j->packet.content, j->contents[i]);
    }
    for (uint32_t i = 0; i < j->fonts.at.count; i++) {
        pdf_digest_add(&j->packet.content, j->fonts.at.at[i].name);
        pdf_digest_add(&j->packet.content, j->fonts.at.at[i].program);
    }
    for (uint32_t i = 0; i < j->fonts.maps.count; i++)
        pdf_digest_add(&j->packet.content, j->fonts.maps.at[i].stream);
}

static void packet_prepare(job *j, pdf_deflater *z)
{
    j->packet.about = pdf_about_of(j->memory, j->s, j->options);
    j->packet.xmp = pdf_xmp(j->memory, &j->packet.about);
    if (j->options->flavour != PDF_PLAIN)
        j->packet.profile = pdf_deflate(z, pdf_gray_profile(j->memory));
}

static bool prepare(job *j, pdf_deflater *z, diags *d)
{
    if (j->s->page_count == 0) {
        DIAG(d, PDF_WRITE, (mark){0}, STR("没有任何页"));
        return false;
    }
    if (!pdf_attachments_sound(j->options, d) || !pdf_gather(j->s, &j->fonts, d) ||
        !pdf_tags_prepare(&j->tags, d))
        return false;
    if (!j->options->without_fields && !pdf_fields_prepare(&j->tags, d))
        return false;
    if (!pdf_fonts_prepare(&j->fonts, z, d))
        return false;
    contents_prepare(j, z);
    packet_prepare(j, z);
    j->attached.dated = j->packet.about.created;
    pdf_attachments_prepare(&j->attached, z, &j->packet.content);
    return true;
}

/* ---- step two: objects ---- */

/* Shared by all pages: a page that needs fewer fonts loses nothing by naming more. Named by each,
 * since PDF/A takes none from the tree above (ISO 19005-2, 6.2.2). Fonts are objects: programs that
 * list them look for those. */
static void resources_write(pdf_file *f, job *j, const pdf_pages *pages)
{
    buf out = {.memory = j->memory};
    pdf_pool_write(f, &j->fonts.systems);
    buf_add(&out, STR("<</Font<<"));
    for (uint32_t i = 0; i < j->fonts.at.count; i++) {
        buf_fmt(&out, "/F%u ", (unsigned)i);
        pdf_ref_add(f, &out, pdf_font_object(f, &j->fonts, &j->fonts.at.at[i]));
    }
    buf_add(&out, STR(">>>>"));
    pdf_pool shared = {.memory = j->memory};
    for (uint32_t i = 0; i < j->s->page_count; i++)
        pdf_share(&shared, buf_str(&out));
    pdf_pool_write(f, &shared);
    for (uint32_t i = 0; i < j->s->page_count; i++) {
        buf value = {.memory = j->memory};
        buf_add(&value, STR("/Resources"));
        pdf_shared_add(f, &value, shared.latest);
        pdf_set_raw(f, pages->objects[i], buf_str(&value));
    }
}

static str media_box(arena *a, const scene_page *page)
{
    buf out = {.memory = a};
    buf_add(&out, STR("/MediaBox[0 0 "));
    pdf_number(&out, pdf_milli(page->width), 3);
    buf_byte(&out, ' ');
    pdf_number(&out, pdf_milli(page->height), 3);
    buf_byte(&out, ']');
    return buf_str(&out);
}

/* A node of the tree of pages: how many there are below it, and its kids. */
typedef struct node {
    pdf_dict *object;
    buf kids;
} node;

static node node_begin(pdf_file *f, arena *a, pdf_dict *object, uint32_t pages)
{
    pdf_set_number(f, object, "Count", (int32_t)pages);
    return (node){object, {.memory = a}};
}

static void kid_add(pdf_file *f, node *to, pdf_dict *kid)
{
    buf_byte(&to->kids, to->kids.n == 0 ? '[' : ' ');
    pdf_ref_add(f, &to->kids, kid);
}

static void node_end(pdf_file *f, node *n)
{
    buf_byte(&n->kids, ']');
    pdf_set_value(f, n->object, "Kids", buf_str(&n->kids));
}

/* ISO 32000-1, 7.7.3.4: the root of the tree says it for all pages that do not. */
static bool of_usual_size(const job *j, uint32_t i)
{
    const scene_page *usual = &j->s->pages[0], *page = &j->s->pages[i];
    return page->width == usual->width && page->height == usual->height;
}

static pdf_dict *page_new(pdf_file *f, const job *j, const node *parent, uint32_t i)
{
    pdf_dict *page = pdf_dict_new(f);
    pdf_set_name(f, page, "Type", "Page");
    pdf_set_ref(f, page, "Parent", parent->object);
    if (!of_usual_size(j, i))
        pdf_set_raw(f, page, media_box(j->memory, &j->s->pages[i]));
    pdf_set_number(f, page, "StructParents", (int32_t)i);
    pdf_set_name(f, page, "Tabs", "S");
    return page;
}

/* ISO 32000-1, 7.7.3. Few pages hang on the root; more get nodes between, since PDF/A-1 lets no
 * array pass 8,191 items. */
enum { NODE_MOST = 128 };

static pdf_pages page_tree(pdf_file *f, const job *j)
{
    uint32_t count = j->s->page_count;
    pdf_pages pages = {j->memory, j->s, ARENA_ARRAY(j->memory, pdf_dict *, count)};
    node root = node_begin(f, j->memory, pdf_page_root(f), count);
    pdf_set_raw(f, root.object, media_box(j->memory, &j->s->pages[0]));
    for (uint32_t i = 0; i < count && count <= NODE_MOST; i++)
        kid_add(f, &root, pages.objects[i] = page_new(f, j, &root, i));
    for (uint32_t from = 0; from < count && count > NODE_MOST; from += NODE_MOST) {
        uint32_t to = count - from < NODE_MOST ? count : from + NODE_MOST;
        node between = node_begin(f, j->memory, pdf_dict_new(f), to - from);
        pdf_set_name(f, between.object, "Type", "Pages");
        pdf_set_ref(f, between.object, "Parent", root.object);
        for (uint32_t i = from; i < to; i++)
            kid_add(f, &between, pages.objects[i] = page_new(f, j, &between, i));
        node_end(f, &between);
        kid_add(f, &root, between.object);
    }
    node_end(f, &root);
    return pages;
}

/* What is named most comes first: low numbers are short. */
static bool emit(job *j, pdf_deflater *z, str *out, diags *d)
{
    /* ISO 19005-1 stands on PDF 1.4, the others on ISO 32000-1. */
    int version = j->options->flavour == PDF_A1A ? 14 : 17;
    pdf_file *f = pdf_file_new(j->memory, version);
    pdf_pages pages = page_tree(f, j);
    pdf_annotations(f, &j->tags, &pages);
    pdf_structure(f, &j->tags, &pages);
    resources_write(f, j, &pages);
    for (uint32_t i = 0; i < j->s->page_count; i++)
        pdf_set_ref(f, pages.objects[i], "Contents", pdf_stream_new(f, j->contents[i]));
    pdf_outline(f, &j->tags, &pages);
    pdf_page_labels(f, j->memory, j->s);
    pdf_attachments(f, &j->attached);
    pdf_metadata(f, j->memory, &j->packet);
    bool done = pdf_file_save(f, z, version, j->memory, out);
    if (!done) {
        unsigned long code = pdf_file_error(f);
        DIAG(d, PDF_WRITE, (mark){0}, str_fmt(j->memory, "libharu 错误 0x%04lX", code));
    }
    pdf_file_free(f);
    return done;
}

bool pdf_write(const scene *s, fonts *f, const pdf_options *options, arena *a, str *out, diags *d)
{
    job j = {.s = s,
        .options = options,
        .memory = a,
        .fonts = {.memory = a, .book = f, .with_cid_sets = options->flavour == PDF_A1A},
        .tags = {.memory = a, .s = s, .grouped_rows = options->flavour != PDF_A1A},
        .packet = {.content = pdf_digest_begin()},
        .attached = {a, options->attachments, options->attachment_count, {0}, NULL}};
    pdf_deflater *z = pdf_deflater_new(a);
    bool done = prepare(&j, z, d) && emit(&j, z, out, d);
    pdf_deflater_free(z);
    return done;
}
