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
        pdf_digest_add(&j->packet.content, j->fonts.at.at[i].unicode);
    }
}

static void packet_prepare(job *j, pdf_deflater *z)
{
    j->packet.about = pdf_about_of(j->memory, j->s, j->options);
    j->packet.xmp = pdf_xmp(j->memory, &j->packet.about);
    if (j->options->flavour != PDF_PLAIN)
        j->packet.profile = pdf_deflate(z, pdf_gray_profile(j->memory));
}

static bool prepare(job *j, diags *d)
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
    pdf_deflater *z = pdf_deflater_new(j->memory);
    bool done = pdf_fonts_prepare(&j->fonts, z, d);
    if (done) {
        contents_prepare(j, z);
        packet_prepare(j, z);
        j->attached.dated = j->packet.about.created;
        pdf_attachments_prepare(&j->attached, z, &j->packet.content);
    }
    pdf_deflater_free(z);
    return done;
}

/* ---- step two: objects ---- */

/* Shared by all pages: a page that needs fewer fonts loses nothing by naming more. Named by each,
 * since PDF/A takes none from the tree above (ISO 19005-2, 6.2.2). */
static pdf_dict *resources_object(pdf_file *f, const job *j)
{
    pdf_dict *resources = pdf_dict_new(f);
    pdf_dict *names = pdf_dict_in(f, resources, "Font");
    for (uint32_t i = 0; i < j->fonts.at.count; i++) {
        const char *key = str_z(j->memory, str_fmt(j->memory, "F%u", (unsigned)i));
        pdf_set_ref(f, names, key, pdf_font_object(f, j->memory, &j->fonts.at.at[i]));
    }
    return resources;
}

static str media_box(arena *a, const scene_page *page)
{
    buf out = {.memory = a};
    buf_add(&out, STR("/MediaBox[0 0 "));
    pdf_number(&out, pdf_scale(page->width, 10000, LEN_PT), 4);
    buf_byte(&out, ' ');
    pdf_number(&out, pdf_scale(page->height, 10000, LEN_PT), 4);
    buf_byte(&out, ']');
    return buf_str(&out);
}

typedef struct node {
    pdf_dict *object;
    pdf_array *kids;
} node;

static node node_begin(pdf_file *f, pdf_dict *object, uint32_t pages)
{
    pdf_set_number(f, object, "Count", (int32_t)pages);
    return (node){object, pdf_array_in(f, object, "Kids")};
}

static pdf_dict *page_add(pdf_file *f, const job *j, node parent, uint32_t i, pdf_dict *resources)
{
    pdf_dict *page = pdf_dict_new(f);
    pdf_set_name(f, page, "Type", "Page");
    pdf_set_ref(f, page, "Parent", parent.object);
    pdf_set_ref(f, page, "Resources", resources);
    pdf_set_ref(f, page, "Contents", pdf_stream_new(f, j->contents[i]));
    pdf_set_raw(f, page, media_box(j->memory, &j->s->pages[i]));
    pdf_set_number(f, page, "StructParents", (int32_t)i);
    pdf_set_name(f, page, "Tabs", "S");
    pdf_add_ref(f, parent.kids, page);
    return page;
}

/* ISO 32000-1, 7.7.3. Few pages hang on the root; more get nodes between, since libharu's arrays
 * grow by a fixed step and PDF/A-1 lets none pass 8,191 items. */
enum { NODE_MOST = 128 };

static pdf_pages page_tree(pdf_file *f, const job *j, pdf_dict *resources)
{
    uint32_t count = j->s->page_count;
    pdf_pages pages = {j->s, ARENA_ARRAY(j->memory, pdf_dict *, count)};
    node root = node_begin(f, pdf_page_root(f), count), parent = root;
    for (uint32_t i = 0; i < count; i++) {
        if (count > NODE_MOST && i % NODE_MOST == 0) {
            uint32_t left = count - i;
            parent = node_begin(f, pdf_dict_new(f), left < NODE_MOST ? left : NODE_MOST);
            pdf_set_name(f, parent.object, "Type", "Pages");
            pdf_set_ref(f, parent.object, "Parent", root.object);
            pdf_add_ref(f, root.kids, parent.object);
        }
        pages.objects[i] = page_add(f, j, parent, i, resources);
    }
    return pages;
}

static bool emit(job *j, str *out, diags *d)
{
    /* ISO 19005-1 stands on PDF 1.4, the others on ISO 32000-1. */
    pdf_file *f = pdf_file_new(j->memory, j->options->flavour == PDF_A1A ? 14 : 17);
    pdf_pages pages = page_tree(f, j, resources_object(f, j));
    pdf_annotations(f, &j->tags, &pages);
    pdf_structure(f, &j->tags, &pages);
    pdf_outline(f, &j->tags, &pages);
    pdf_page_labels(f, j->memory, j->s);
    pdf_attachments(f, &j->attached);
    pdf_metadata(f, j->memory, &j->packet);
    bool done = pdf_file_save(f, out);
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
    return prepare(&j, d) && emit(&j, out, d);
}
