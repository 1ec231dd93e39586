/* Books: the scenes of several documents in one file. */
#include "engine/origin_int.h"

typedef struct joining {
    jxb_pages *book;
    const jxb_pages *part;
    const char *title;
} joining;

static void begin_book(void *context)
{
    joining *j = context;
    jxb_pages *book = j->book;
    book->book = scene_begin(book->memory, str_of(j->title), STR("zh-CN"));
}

static void append_part(void *context)
{
    joining *j = context;
    jxb_pages *book = j->book;
    scene_append(book->book, j->part->scene);
    if (j->part->view == JXB_VIEW_GUIDES)
        book->view = JXB_VIEW_GUIDES;
    book->page_count += j->part->scene->page_count;
    if (!book->keeps_sources)
        return;
    uint32_t n = book->origins.count;
    const origin *last = n == 0 ? NULL : book->origins.at[n - 1];
    struct origin *own = origin_copy(book->memory, origin_of(book->memory, j->part->from), last);
    *VEC_PUSH(book->memory, &book->origins) = own;
}

jxb_pages *jxb_pages_new_book(jxb_fonts *book, const char *title, jxb_diags *sink)
{
    jxb_pages *pages = handle_new(sizeof *pages, sink);
    if (pages == NULL)
        return NULL;
    pages->fonts = book;
    joining j = {.book = pages, .title = title};
    if (handle_run(pages, sink, begin_book, &j))
        return pages;
    jxb_pages_free(pages);
    return NULL;
}

void jxb_pages_keep_sources(jxb_pages *book)
{
    book->keeps_sources = true;
}

bool jxb_pages_append(jxb_pages *book, const jxb_pages *part, jxb_diags *sink)
{
    joining j = {.book = book, .part = part};
    return handle_run(book, sink, append_part, &j);
}
