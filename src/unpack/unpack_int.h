/* Inside unpack: libqpdf's calls that are used. The library is opened when it is first needed, since
 * it brings some twenty others that every run would have to load. */
#ifndef JXB_UNPACK_UNPACK_INT_H
#define JXB_UNPACK_UNPACK_INT_H

#include "unpack/unpack.h"

#include <qpdf/qpdf-c.h>

/* X(function without qpdf_) */
#define QPDF_CALLS(X)                                                                              \
    X(init)                                                                                        \
    X(has_error)                                                                                   \
    X(get_error)                                                                                   \
    X(cleanup)                                                                                     \
    X(silence_errors)                                                                              \
    X(set_suppress_warnings)                                                                       \
    X(read_memory)                                                                                 \
    X(get_root)                                                                                    \
    X(oh_is_array)                                                                                 \
    X(oh_is_dictionary)                                                                            \
    X(oh_is_integer)                                                                               \
    X(oh_is_name_and_equals)                                                                       \
    X(oh_is_null)                                                                                  \
    X(oh_is_stream)                                                                                \
    X(oh_is_string)                                                                                \
    X(oh_get_array_item)                                                                           \
    X(oh_get_array_n_items)                                                                        \
    X(oh_get_dict)                                                                                 \
    X(oh_get_int_value)                                                                            \
    X(oh_get_key)                                                                                  \
    X(oh_get_binary_utf8_value)                                                                    \
    X(oh_get_stream_data)

typedef struct qpdf_calls {
#define X(name) __typeof__(qpdf_##name) *name;
    QPDF_CALLS(X)
#undef X
    void *library;
} qpdf_calls;

/* False when there is no such library. */
bool qpdf_open(qpdf_calls *q);
void qpdf_close(qpdf_calls *q);

#endif
