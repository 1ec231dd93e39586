/* base: what every room stands on: memory, strings, lengths, diagnostics, files. */
#ifndef JXB_BASE_BASE_H
#define JXB_BASE_BASE_H

#include "base/arena.h"
#include "base/decimal.h"
#include "base/diag.h"
#include "base/hash.h"
#include "base/io.h"
#include "base/len.h"
#include "base/lexicon.h"
#include "base/map.h"
#include "base/str.h"
#include "base/utf8.h"

#endif
