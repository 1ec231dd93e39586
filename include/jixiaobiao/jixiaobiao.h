/* jixiaobiao: budget-performance forms from YAML to print-ready PDF. Includes every public header.
 */
#ifndef JXB_JIXIAOBIAO_H
#define JXB_JIXIAOBIAO_H

#include <jixiaobiao/authoring.h>
#include <jixiaobiao/batch.h>
#include <jixiaobiao/diags.h>
#include <jixiaobiao/document.h>
#include <jixiaobiao/findings.h>
#include <jixiaobiao/fonts.h>
#include <jixiaobiao/forms.h>
#include <jixiaobiao/source.h>
#include <jixiaobiao/version.h>

#endif
