#include "font/font_int.h"

#include <fontconfig/fontconfig.h>

/*
 * fontconfig is only asked for its list. It never matches: a match always yields some face, and
 * telling a silent substitution from an answer is harder than comparing names here.
 */

static void names_add(arena *a, const FcPattern *p, const char *object, str_list *names)
{
    FcChar8 *name = NULL;
    for (int i = 0; FcPatternGetString(p, object, i, &name) == FcResultMatch; i++)
        *VEC_PUSH(a, names) = str_of((const char *)name);
}

static bool usable(const FcPattern *p)
{
    FcBool outline = FcFalse;
    int index = 0;
    if (FcPatternGetBool(p, FC_OUTLINE, 0, &outline) != FcResultMatch || !outline)
        return false;
    /* Above 16 bits stand the named instances of a variable face, which is listed by itself too. */
    return FcPatternGetInteger(p, FC_INDEX, 0, &index) != FcResultMatch || index >> 16 == 0;
}

/* The file of a face that bears a wished name, or NULL. */
static const char *wished_file(arena *scratch, const FcPattern *p, const font_wishes *w)
{
    str_list names = {0};
    FcChar8 *file = NULL;
    if (!usable(p) || FcPatternGetString(p, FC_FILE, 0, &file) != FcResultMatch)
        return NULL;
    names_add(scratch, p, FC_FAMILY, &names);
    names_add(scratch, p, FC_FULLNAME, &names);
    return font_wished(w, &names) ? (const char *)file : NULL;
}

/* An entry that appears beside a configuration file may be one that it includes. */
static void configuration_watch(font_cache_draft *draft, str file)
{
    size_t slash = file.n;
    while (slash > 0 && file.at[slash - 1] != '/')
        slash--;
    font_cache_watch(draft, file);
    font_cache_watch(draft, str_slice(file, 0, slash));
}

static void config_watch(font_cache_draft *draft, FcConfig *config)
{
    FcStrList *files = FcConfigGetConfigFiles(config), *folders = FcConfigGetFontDirs(config);
    if (files == NULL || folders == NULL)
        draft->doubtful = true;
    for (FcChar8 *at; files != NULL && (at = FcStrListNext(files)) != NULL;)
        configuration_watch(draft, str_of((const char *)at));
    for (FcChar8 *at; folders != NULL && (at = FcStrListNext(folders)) != NULL;)
        font_cache_watch(draft, str_of((const char *)at));
    if (files != NULL)
        FcStrListDone(files);
    if (folders != NULL)
        FcStrListDone(folders);
}

/* Offers the files; `draft`, if any, watches them. */
static void files_offer(arena *scratch, FcConfig *config, font_wishes *w, font_cache_draft *draft)
{
    str_map *seen = map_new(scratch);
    const FcFontSet *set = FcConfigGetFonts(config, FcSetSystem);
    for (int i = 0; set != NULL && i < set->nfont; i++) {
        const char *file = wished_file(scratch, set->fonts[i], w);
        /* All the faces of a collection are offered at once. */
        if (file == NULL || !map_add(seen, str_of(file), w))
            continue;
        font_file_offer(scratch, str_of(file), w);
        if (draft != NULL)
            font_cache_watch(draft, str_of(file));
    }
}

void font_installed_offer(arena *scratch, const font_cache *cache, font_wishes *w)
{
    font_cache_draft draft = {0};
    if (cache != NULL && font_cache_take(scratch, cache, w))
        return;
    if (cache != NULL)
        draft = font_cache_begin(scratch, cache, w);
    FcConfig *config = FcInitLoadConfigAndFonts();
    if (config == NULL)
        return;
    files_offer(scratch, config, w, cache == NULL ? NULL : &draft);
    if (cache != NULL) {
        config_watch(&draft, config);
        font_cache_keep(&draft, cache, w);
    }
    FcConfigDestroy(config);
}
