/* not yet written */
typedef int layout_paginate_unwritten;
