"""The top of the house holds these names and dot files, nothing else; sample names do not clash."""
import law

TOP = set("CMakeLists.txt LICENSE README.md fonts include out run src templates tests".split())


def check(tree):
    samples = {}
    for path in tree.ours():
        top = path.split("/")[0]
        if top not in TOP and not top.startswith("."):
            yield path, 0, f"{top} has no place at the top"
        if path.startswith("templates/") and "/samples/" in path and path.endswith(".yaml"):
            name = path.split("/")[-1]
            if name in samples:
                yield path, 0, f"prints to the same PDF as {samples[name]}"
            samples[name] = path


if __name__ == "__main__":
    law.main(check, {
        "README.md": "", ".editorconfig": "", ".ci/run": "", "src/base/a.c": "", "run": "",
        "templates/a/samples/a.yaml": "", "templates/b/samples/b.yaml": "",
    }, [
        ({"tools/a.py": ""}, "tools/a.py:0: tools has no place"),
        ({"notes.txt": ""}, "notes.txt has no place"),
        ({"templates/b/samples/a.yaml": ""}, "templates/b/samples/a.yaml:0: prints to the same PDF"),
    ])
