/* Any bytes as a PDF: its files, each under a name that stays in its folder, or an error. */
#include "insist.h"
#include "unpack/unpack.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    arena *a = arena_new(NULL);
    diags *d = diags_new(a);
    unpack_files files = {0};
    bool done = unpack_pdf(a, STR("fuzz.pdf"), (str){(const char *)data, size}, &files, d);
    insist(done == (diags_errors(d) == 0) && (done || files.count == 0));
    size_t bytes = 0, bad;
    for (uint32_t i = 0; i < files.count; i++) {
        insist(unpack_name_sound(files.at[i].name));
        bytes += files.at[i].bytes.n;
    }
    insist(files.count <= UNPACK_FILES_MOST && bytes <= UNPACK_BYTES_MOST);
    for (size_t i = 0; i < diags_count(d); i++)
        insist(utf8_valid(diags_at(d, i)->message, &bad));
    arena_free(a);
    return 0;
}
