"""A room includes only the doors of the rooms it stands on; cli only the public headers."""
import law

PUBLIC, PUBLIC_FLOOR = "jixiaobiao", 4


def refused(rooms, room, own, quote, target):
    to, _, name = target.partition("/")
    if to not in rooms and to != PUBLIC:
        return None if quote == "<" else f'"{target}": write own headers with their room'
    if quote == "<" and to in rooms:
        return f"<{target}>: own headers are written in quotes"
    if to == PUBLIC:
        low = room in rooms and rooms[room][0] < PUBLIC_FLOOR
        return f"{target}: public headers belong to floor {PUBLIC_FLOOR} and above" if low else None
    if room == PUBLIC:
        return f"{target}: a public header includes no room"
    if to == room:
        return None
    if to not in own[1] or rooms[to][0] >= own[0]:
        return f"{target}: {room} (floor {own[0]}) does not stand on {to} (floor {rooms[to][0]})"
    return None if name == to + ".h" else f"{target}: the door of {to} is {to}/{to}.h"


def check(tree):
    rooms = tree.rooms()
    for path in tree.sources() + tree.files("include/**/*.h"):
        room = path.split("/")[1]
        if room not in rooms and room != PUBLIC:
            yield path, 1, f"{room} is not a room of src/CMakeLists.txt"
            continue
        text = tree.text(path)
        for m in law.INCLUDE.finditer(text):
            why = refused(rooms, room, rooms.get(room), m[1], m[2])
            if why:
                yield path, law.line_of(text, m.start(1)), why


if __name__ == "__main__":
    law.main(check, {
        "build/rooms.txt": "base|0||\ntree|1|base|\nfont|1|base|\nengine|4|base,tree|\ncli|5||\n",
        "src/tree/load.c": '#include "tree/tree_int.h"\n#include "base/base.h"\n#include <stdio.h>\n',
        "src/engine/engine.c": '#include "jixiaobiao/jixiaobiao.h"\n',
        "include/jixiaobiao/jixiaobiao.h": "#include <stddef.h>\n",
    }, [
        ({"src/base/a.c": '\n#include "tree/tree.h"\n'}, "src/base/a.c:2: tree/tree.h: base (floor 0)"),
        ({"src/font/a.c": '#include "tree/tree.h"\n'}, "font (floor 1) does not stand on tree"),
        ({"src/engine/a.c": '#include "font/font.h"\n'}, "engine (floor 4) does not stand on font"),
        ({"src/tree/a.c": '#include "base/str.h"\n'}, "the door of base is base/base.h"),
        ({"src/tree/a.c": '#include "tree.h"\n'}, "with their room"),
        ({"src/tree/a.c": "#include <base/base.h>\n"}, "written in quotes"),
        ({"src/tree/a.c": '#include "jixiaobiao/a.h"\n'}, "floor 4 and above"),
        ({"src/cli/main.c": '#include "engine/engine.h"\n'}, "cli (floor 5) does not stand on"),
        ({"src/attic/a.c": ""}, "attic is not a room"),
        ({"include/jixiaobiao/a.h": '#include "base/base.h"\n'}, "includes no room"),
    ])
