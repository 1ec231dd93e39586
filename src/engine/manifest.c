/* The manifest: the program, the options, the documents, the files and faces with their hashes. */
#include "engine/origin_int.h"

static void entry(buf *out, const char *before, const char *key, str value)
{
    buf_fmt(out, "%s%s: %.*s\n", before, key, STR_ARG(tree_scalar(out->memory, value)));
}

static void numbered(buf *out, const char *before, const char *key, uint32_t number)
{
    buf_fmt(out, "%s%s: %u\n", before, key, (unsigned)number);
}

static void add_program(buf *out)
{
    entry(out, "", "程序", str_fmt(out->memory, "jixiaobiao %s", jxb_version()));
    buf versions = {.memory = out->memory};
    library_versions(&versions);
    buf_add(out, STR("库:\n"));
    str rest = buf_str(&versions);
    for (size_t end; (end = str_search(rest, STR("\n"), 0)) != SIZE_MAX;
         rest = str_slice(rest, end + 1, rest.n))
        buf_fmt(out, "- %.*s\n", STR_ARG(tree_scalar(out->memory, str_slice(rest, 0, end))));
}

static void add_options(buf *out, const manifest *m)
{
    static const char *const flavours[] = {
        [JXB_PDFA_2A] = "2a", [JXB_PDFA_1A] = "1a", [JXB_PDFA_3A] = "3a", [JXB_PDFA_NONE] = "none"};
    entry(out, "", "归档", str_of(flavours[m->options->pdfa]));
    entry(out, "", "签名域", m->options->without_fields ? STR("否") : STR("是"));
    if (m->options->dated)
        buf_fmt(out, "日期: %lld\n", m->options->created);
    entry(out, "", "合成", m->pages->book != NULL ? STR("是") : STR("否"));
}

static void add_parts(buf *out, const manifest *m)
{
    buf_add(out, STR("各份:\n"));
    for (uint32_t i = 0; i < m->part_count; i++) {
        entry(out, "- ", "数据", m->data[i]);
        numbered(out, "  ", "第几份", m->parts[i]->index + 1);
        if (m->parts[i]->form_id.n > 0)
            entry(out, "  ", "模板", m->parts[i]->form_id);
    }
}

static void add_files(buf *out, const manifest *m)
{
    hasher *h = hash_new(out->memory);
    buf_add(out, STR("文件:\n"));
    for (uint32_t i = 0; i < m->file_count; i++) {
        hash_add(h, m->files[i].bytes);
        entry(out, "- ", "名称", m->files[i].name);
        entry(out, "  ", "散列", hash_hex(h, out->memory));
    }
}

/* ---- faces ---- */

typedef struct face_list {
    const fonts *book;
    bool *used;
    uint32_t count;
} face_list;

static face_list faces_used(arena *a, const fonts *book, const scene *s)
{
    face_list list = {book, NULL, fonts_face_count(book)};
    list.used = ARENA_ARRAY(a, bool, list.count);
    for (uint32_t p = 0; p < s->page_count; p++)
        for (uint32_t i = 0; i < s->pages[p].count; i++) {
            const scene_op *op = &s->pages[p].ops[i];
            if (op->kind == SCENE_GLYPHS && op->glyphs.face < list.count)
                list.used[op->glyphs.face] = true;
        }
    return list;
}

/* Of the whole file, which several faces may share. */
static bool file_hash(arena *a, str_map *known, str path, str *out, diags *d)
{
    str *hash = map_lookup(known, path);
    if (hash == NULL) {
        hash = ARENA_NEW(a, str);
        if (!io_hash(a, str_z(a, path), hash, d))
            return false;
        map_add(known, path, hash);
    }
    *out = *hash;
    return true;
}

static str base_name(str path)
{
    size_t n = path.n;
    while (n > 0 && path.at[n - 1] != '/')
        n--;
    return str_slice(path, n, path.n);
}

static bool add_faces(buf *out, const manifest *m, diags *d)
{
    arena *a = out->memory;
    face_list list = faces_used(a, m->pages->fonts->book, m->pages->scene);
    str_map *known = map_new(a);
    buf_add(out, STR("字体:\n"));
    for (uint32_t i = 0; i < list.count; i++) {
        if (!list.used[i])
            continue;
        const font_facts *f = fonts_facts(list.book, i);
        str hash;
        if (!file_hash(a, known, f->path, &hash, d))
            return false;
        entry(out, "- ", "名称", f->postscript_name);
        entry(out, "  ", "文件", base_name(f->path));
        numbered(out, "  ", "序号", f->index);
        entry(out, "  ", "散列", hash);
    }
    return true;
}

bool manifest_write(arena *a, const manifest *m, buf *out, diags *d)
{
    out->memory = a;
    buf_add(out,
        STR("# 这个 PDF 是用什么排成的。文件夹由 jixiaobiao extract 写出，"
            "jixiaobiao render 这个文件夹就再排一次。\n"));
    add_program(out);
    add_options(out, m);
    add_parts(out, m);
    add_files(out, m);
    return add_faces(out, m, d);
}
