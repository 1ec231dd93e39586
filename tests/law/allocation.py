"""Memory comes from arenas: the C allocator is called in src/base/arena.c only, and set up in
src/cli/heap.c."""
import law

CALLS = (r"\b(malloc|[cm]?alloca|calloc|realloc(?:array)?|free|strn?dup|v?asprintf|aligned_alloc|"
         r"posix_memalign|getline|getdelim|open_memstream)\s*\(|,\s*(free)\s*\)")  # the last: handed to a library as its destructor


def check(tree):
    paths = [p for p in tree.sources() if p not in ("src/base/arena.c", "src/cli/heap.c")]
    yield from law.scan(tree, paths, CALLS, "{}: allocate from an arena")


if __name__ == "__main__":
    law.main(check, {
        "src/base/arena.c": "void f(void) { free(malloc(1)); }\n",
        "src/base/a.c": 'void f(arena *a) { arena_free(a); puts("free(x)"); /* malloc( */ FT_Free(a); int free = 1; }\n',
    }, [
        ({"src/tree/a.c": "void f(void)\n{\n    free(p);\n}\n"}, "src/tree/a.c:3: free: allocate"),
        ({"src/tree/a.c": "char *p = strdup(s);\n"}, "strdup: allocate"),
        ({"src/tree/a.h": "void *p = malloc (1);\n"}, "malloc: allocate"),
        ({"src/tree/a.c": "void f(void) { hb_blob_create(d, n, m, d, free); }\n"}, "free: allocate"),
    ])
