/* not yet written */
typedef int engine_pipeline_unwritten;
