/* Diagnostics as lines: file:line:col: 错误: message [code], with the source line on a terminal. */
#include "cli/cli.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct ink {
    const char *bold, *error, *warning, *note, *off;
} ink;

bool colour_wanted(FILE *to)
{
    const char *none = getenv("NO_COLOR"), *force = getenv("CLICOLOR_FORCE"),
               *term = getenv("TERM");
    if (none != NULL && none[0] != '\0')
        return false;
    if (force != NULL && force[0] != '\0' && strcmp(force, "0") != 0)
        return true;
    return term != NULL && strcmp(term, "dumb") != 0 && isatty(fileno(to));
}

static ink ink_for(FILE *to)
{
    if (!colour_wanted(to))
        return (ink){"", "", "", "", ""};
    return (ink){"\033[1m", "\033[1;31m", "\033[1;33m", "\033[1;36m", "\033[0m"};
}

static void diag_print(const jxb_diag *d, const ink *colours, bool terminal)
{
    static const char *const words[] = {"提示", "警告", "错误"};
    const char *const inks[] = {colours->note, colours->warning, colours->error};
    if (d->file != NULL) {
        fprintf(stderr, "%s%s:", colours->bold, d->file);
        if (d->line > 0)
            fprintf(stderr, "%u:%u:", d->line, d->column);
        fprintf(stderr, "%s ", colours->off);
    }
    fprintf(stderr, "%s%s:%s %s [%s]\n", inks[d->severity], words[d->severity], colours->off,
        d->message, d->code);
    if (terminal && d->source_line != NULL)
        fprintf(stderr, "    %s\n    %*s%s^%s\n", d->source_line, (int)d->indent, "",
            inks[d->severity], colours->off);
    if (d->hint[0] != '\0')
        fprintf(stderr, "    %s\n", d->hint);
}

void json_text(FILE *to, const char *value)
{
    fputc('"', to);
    for (const char *p = value; *p != '\0'; p++) {
        if (*p == '"' || *p == '\\')
            fprintf(to, "\\%c", *p);
        else if ((unsigned char)*p < 0x20)
            fprintf(to, "\\u%04x", (unsigned)*p);
        else
            fputc(*p, to);
    }
    fputc('"', to);
}

void json_string(FILE *to, const char *name, const char *value)
{
    fprintf(to, "\"%s\":", name);
    json_text(to, value);
}

/* One object a line; absent: file, line and column where there is no place. */
static void diag_json(const jxb_diag *d)
{
    static const char *const words[] = {"note", "warning", "error"};
    fputs("{\"schema\":\"jixiaobiao-diagnostic-1\",", stderr);
    json_string(stderr, "severity", words[d->severity]);
    fputc(',', stderr);
    json_string(stderr, "code", d->code);
    if (d->file != NULL) {
        fputc(',', stderr);
        json_string(stderr, "file", d->file);
    }
    if (d->file != NULL && d->line > 0)
        fprintf(stderr, ",\"line\":%u,\"column\":%u", d->line, d->column);
    fputc(',', stderr);
    json_string(stderr, "message", d->message);
    if (d->hint[0] != '\0') {
        fputc(',', stderr);
        json_string(stderr, "hint", d->hint);
    }
    fputs("}\n", stderr);
}

bool diags_hopeless(jxb_diags *diags)
{
    static const char *const codes[] = {
        "file-write", "font-file", "font-map", "font-role", "memory"};
    for (size_t i = 0, n = jxb_diags_count(diags); i < n; i++)
        for (size_t k = 0; k < sizeof codes / sizeof *codes; k++)
            if (strcmp(jxb_diags_at(diags, i).code, codes[k]) == 0)
                return true;
    return false;
}

/* The exit status that an error leads to. */
static int status_of(const char *code)
{
    static const char *const environment[] = {
        "file-read", "file-write", "font-file", "font-map", "font-role", "memory", "timeout"};
    static const char *const usage[] = {"input-none", "input-depth", "output-clash"};
    for (size_t i = 0; i < sizeof environment / sizeof *environment; i++)
        if (strcmp(code, environment[i]) == 0)
            return EXIT_ENVIRONMENT;
    for (size_t i = 0; i < sizeof usage / sizeof *usage; i++)
        if (strcmp(code, usage[i]) == 0)
            return EXIT_USAGE;
    return EXIT_DATA;
}

int diags_report(jxb_diags *diags, const options *o)
{
    ink colours = ink_for(stderr);
    bool terminal = isatty(fileno(stderr)) == 1;
    int status = EXIT_FINE;
    size_t notes = 0;
    fflush(stdout);
    for (size_t i = 0, n = jxb_diags_count(diags); i < n; i++) {
        jxb_diag d = jxb_diags_at(diags, i);
        int of = d.severity != JXB_ERROR ? EXIT_FINE : status_of(d.code);
        status = of > status ? of : status;
        notes += d.severity == JXB_NOTE;
        if (o->json)
            diag_json(&d);
        else if (d.severity == JXB_ERROR || (d.severity == JXB_WARNING && !o->quiet) || o->verbose)
            diag_print(&d, &colours, terminal);
    }
    if (o->json)
        return status;
    if (jxb_diags_dropped(diags) > 0)
        fprintf(stderr, "另有 %zu 条没有列出\n", jxb_diags_dropped(diags));
    if (notes > 0 && !o->verbose && !o->quiet)
        fprintf(stderr, "另有 %zu 条提示，加 --verbose 可看\n", notes);
    return status;
}
