/* Which names of files are let out. */
#include "unpack/unpack.h"

enum { NAME_LONGEST = 1000 };

bool unpack_name_sound(str name)
{
    size_t bad;
    if (name.n == 0 || name.n > NAME_LONGEST || !utf8_valid(name, &bad))
        return false;
    for (size_t i = 0, part = 0; i <= name.n; i++) {
        unsigned char c = i < name.n ? (unsigned char)name.at[i] : '/';
        if (c < 0x20 || c == 0x7F || c == '\\' || c == ':')
            return false;
        if (c != '/')
            continue;
        str one = str_slice(name, part, i);
        if (one.n == 0 || str_eq(one, STR(".")) || str_eq(one, STR("..")))
            return false;
        part = i + 1;
    }
    return true;
}
