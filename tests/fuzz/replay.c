/* Runs a fuzz target on every file of the folders given, where there is no fuzzer. */
#include <stdint.h>
#include <stdio.h>

#include "base/base.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static size_t replay(arena *a, const char *folder)
{
    str *names;
    size_t count = io_list(a, folder, &names);
    for (size_t i = 0; i < count; i++) {
        const char *path = io_join(a, str_of(folder), names[i]);
        str bytes = STR("");
        printf("%s\n", path);
        fflush(stdout);
        if (io_is_file(path) && io_read(a, path, 64u << 20, (mark){0}, &bytes, diags_new(a)))
            LLVMFuzzerTestOneInput((const uint8_t *)bytes.at, bytes.n);
    }
    return count;
}

int main(int argc, char **argv)
{
    arena *a = arena_new(NULL);
    size_t count = 0;
    for (int i = 1; i < argc; i++)
        count += replay(a, argv[i]);
    arena_free(a);
    printf("%zu seeds\n", count);
    return count > 0 ? 0 : 1;
}
