/* Lengths: int32 in 1/1024 pt, so that every sum in layout is exact on every machine. */
#ifndef JXB_BASE_LEN_H
#define JXB_BASE_LEN_H

#include "base/str.h"

/* 1/1024 pt. A page is at most 5 m, about 14.5 million units. */
typedef int32_t len;

enum { LEN_PT = 1024 };
#define LEN_MAX INT32_MAX

/* Millimetres times 1000 to a length, rounded half away from zero. */
len len_of_um(int64_t micrometres);
/*
 * Reads "10.5pt", "25mm", "2.5cm", or a 字号 name (初号 … 八号, 小初 … 小六). At most three decimals,
 * magnitude at most 5 m, a sign is allowed. False, *out untouched, for anything else.
 */
bool len_parse(str text, len *out);

#endif
