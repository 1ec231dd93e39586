/* The one table of codes and texts. */
#include "base/diag.h"

static const struct {
    const char *name;
    severity severity;
    const char *message, *hint;
} table[] = {
#define X(code, name, severity, message, hint) {name, SEVERITY_##severity, message, hint},
#include "base/diag_codes.h"
#undef X
};

const char *diag_name(diag_code code)
{
    return table[code].name;
}

severity diag_severity(diag_code code)
{
    return table[code].severity;
}

const char *diag_message(diag_code code)
{
    return table[code].message;
}

const char *diag_hint(diag_code code)
{
    return table[code].hint;
}
