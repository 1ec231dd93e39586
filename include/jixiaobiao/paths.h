/* Lists of input files. */
#ifndef JXB_PATHS_H
#define JXB_PATHS_H

#include <jixiaobiao/diags.h>

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct jxb_paths jxb_paths;

/* Files and folders as a list of files: of a folder and those in it (16 deep at most) all whose names
 * end in .yaml or .yml, in byte order; a file as it is named, whether it is there or not. NULL with
 * errors added. The caller frees it. */
JXB_API jxb_paths *jxb_paths_open(const char *const *from, size_t count, jxb_diags *diags);
/* Accepts NULL. */
JXB_API void jxb_paths_free(jxb_paths *paths);
JXB_API size_t jxb_paths_count(const jxb_paths *paths);
/* The i-th, i < jxb_paths_count(); borrowed. */
JXB_API const char *jxb_paths_at(const jxb_paths *paths, size_t i);
/* Whether the i-th was found in a folder. */
JXB_API bool jxb_paths_found(const jxb_paths *paths, size_t i);

#ifdef __cplusplus
}
#endif

#endif
