/* Whole files in, whole files out. */
#ifndef JXB_BASE_IO_H
#define JXB_BASE_IO_H

#include "base/diag.h"

/* Reads at most `limit` bytes of path ("-" is standard input) into a. On failure adds FILE_READ or
 * FILE_LARGE at `at` and returns false. The text is followed by a NUL that is not counted. */
bool io_read(arena *a, const char *path, size_t limit, mark at, str *out, diags *d);
/* The SHA-256 of what is in the file, in hexadecimal digits. False with FILE_READ added. */
bool io_hash(arena *a, const char *path, str *out, diags *d);
/* Writes under a temporary name in the same folder, then renames: path is either whole or
 * untouched; a file that was there passes its permissions on. A path that is not a plain file (a
 * pipe, /dev/null) is written directly. */
bool io_write(const char *path, str bytes, diags *d);
/* Adds bytes to the end of path in one piece, so that what several processes add does not mix; made
 * if it is not there. */
bool io_append(const char *path, str bytes, diags *d);
/* Whether path is a folder / a readable plain file. */
bool io_is_folder(const char *path);
bool io_is_file(const char *path);
/* Whether there is anything of that name. */
bool io_is_there(const char *path);
/* Makes the folder, and those above it, where they are not there. False with FILE_WRITE added. */
bool io_make_folder(arena *a, const char *path, diags *d);
/* Names in a folder, without . and .., in byte order; none when it cannot be read. */
size_t io_list(arena *a, const char *folder, str **names);
/* Plain files that a pattern with * and ? names, by name, runs of digits as numbers. */
size_t io_match(arena *a, str pattern, str **paths);
/* folder + "/" + name, terminated. */
char *io_join(arena *a, str folder, str name);

#endif
