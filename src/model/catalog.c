/* not yet written */
typedef int model_catalog_unwritten;
