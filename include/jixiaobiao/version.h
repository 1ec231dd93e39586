#ifndef JXB_VERSION_H
#define JXB_VERSION_H

/* Marks what the shared library exports; all else is hidden. */
#if defined(__GNUC__)
#define JXB_API __attribute__((visibility("default")))
#else
#define JXB_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* "0.1.0": the version of this library. Static storage. */
JXB_API const char *jxb_version(void);

/* The linked libraries and their versions, one "name version" a line; NULL when memory has run out.
 * The caller frees it with jxb_text_free(). */
JXB_API char *jxb_library_versions(void);

#ifdef __cplusplus
}
#endif

#endif
