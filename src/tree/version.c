#include "tree/tree.h"

#include <yaml.h>

const char *tree_library_version(void)
{
    return yaml_get_version_string();
}
