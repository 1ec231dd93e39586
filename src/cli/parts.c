/* --each-form: a book as a folder, a PDF for each of its forms and a list of them. */
#include "cli/cli.h"

#include <string.h>

typedef struct index_file {
    FILE *file;
    char path[PATH_SIZE + 32];
} index_file;

/* RFC 4180; the mark of UTF-8 in front, so that office software reads it right. */
static void field_put(const char *text, FILE *to)
{
    fputc('"', to);
    for (const char *c = text; *c != '\0'; c++) {
        if (*c == '"')
            fputc('"', to);
        fputc(*c == '\n' ? ' ' : *c, to);
    }
    fputc('"', to);
}

static bool index_open(index_file *f, const char *folder)
{
    snprintf(f->path, sizeof f->path, "%s/目录.csv", folder);
    f->file = fopen(f->path, "w");
    if (f->file != NULL)
        fputs("\xEF\xBB\xBF序号,标题,文件,页数\r\n", f->file);
    return f->file != NULL;
}

static bool index_close(index_file *f)
{
    bool good = fflush(f->file) == 0 && !ferror(f->file);
    good = fclose(f->file) == 0 && good;
    if (!good)
        remove(f->path);
    return good;
}

static bool part_save(const parts_job *job, size_t i, const char *folder, FILE *index)
{
    char path[PATH_SIZE + 512];
    jxb_document *part = jxb_document_part(job->book, i, job->diags);
    jxb_pages *pages = part == NULL ? NULL : jxb_pages_lay_out(part, job->fonts, job->diags);
    bool good = pages != NULL;
    if (good) {
        const char *name = jxb_document_file_name(part);
        snprintf(path, sizeof path, "%s/%02zu-%s.pdf", folder, i + 1, name);
        good = jxb_pages_write(pages, &job->options->pdf, path, job->diags);
        fprintf(index, "%zu,", i + 1);
        field_put(jxb_document_title(part), index);
        fputc(',', index);
        field_put(path + strlen(folder) + 1, index);
        fprintf(index, ",%zu\r\n", jxb_pages_count(pages));
    }
    jxb_pages_free(pages);
    jxb_document_free(part);
    return good;
}

bool parts_save(const parts_job *job, const char *path)
{
    char folder[PATH_SIZE];
    size_t n = strlen(path);
    n -= n > 4 && strcmp(path + n - 4, ".pdf") == 0 ? 4 : 0;
    memcpy(folder, path, n);
    folder[n] = '\0';
    char inside[PATH_SIZE + 2];
    snprintf(inside, sizeof inside, "%s/.", folder);
    index_file index;
    if (!places_make(job->options, inside) || !index_open(&index, folder)) {
        fprintf(stderr, "jixiaobiao: 写不了文件夹“%s”\n", folder);
        return false;
    }
    bool good = true;
    size_t count = jxb_document_part_count(job->book);
    for (size_t i = 0; i < count && good; i++)
        good = part_save(job, i, folder, index.file);
    bool written = index_close(&index);
    if (!written)
        fprintf(stderr, "jixiaobiao: 写不了“%s”\n", index.path);
    if (good && written && !job->options->quiet)
        printf("%s（%zu 个 PDF 和 目录.csv）\n", folder, count);
    return good && written;
}
