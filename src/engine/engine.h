/* engine: the public interface over the rooms. The order of the passes stands in pipeline.c. */
#ifndef JXB_ENGINE_ENGINE_H
#define JXB_ENGINE_ENGINE_H

#include <jixiaobiao/jixiaobiao.h>

#endif
