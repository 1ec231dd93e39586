/*
 * X(CODE, "stable-name", SEVERITY, message, hint), included many times by definition.
 * Stable names are never reused. {0} {1} … are values given where the diagnostic is raised.
 */
/* base */
X(FILE_READ, "file-read", ERROR, "读不了文件“{0}”：{1}", "请检查路径和权限")
X(FILE_WRITE, "file-write", ERROR, "写不了文件“{0}”：{1}", "请检查目录是否存在、是否可写、磁盘是否已满")
X(FILE_LARGE, "file-large", ERROR, "文件“{0}”超过 {1} 字节的上限", "请拆成几个文件")
X(MEMORY, "memory", ERROR, "内存不足，已停止", "")
/* tree */
X(UTF8, "utf8", ERROR, "第 {0} 字节起不是合法的 UTF-8", "请把文件另存为 UTF-8 编码（不要用 ANSI 或 GB18030）")
X(YAML_SYNTAX, "yaml-syntax", ERROR, "YAML 语法错误：{0}", "{1}")
X(YAML_LINEBREAK, "yaml-linebreak", ERROR, "含有不可见的换行符 {0}，会把一行截成两行", "请删去这个字符")
X(YAML_CONTROL, "yaml-control", ERROR, "含有不能打印的控制字符 {0}", "请删去这个字符")
X(YAML_ALIAS, "yaml-alias", ERROR, "不支持锚点和别名（& 和 *）", "如果是文字，请整个加引号：\"{0}\"")
X(YAML_TAG, "yaml-tag", ERROR, "不支持标签“{0}”", "如果是文字，请整个加引号")
X(YAML_DUPLICATE, "yaml-duplicate", ERROR, "键“{0}”重复，上一处在第 {1} 行", "同名的指标请写成列表，每条一个“- ”")
X(YAML_DEPTH, "yaml-depth", ERROR, "嵌套超过 {0} 层", "")
X(YAML_NODES, "yaml-nodes", ERROR, "内容超过 {0} 个节点的上限", "请拆成几个文件")
X(YAML_KEY, "yaml-key", ERROR, "键必须是一段文字，不能是列表或映射", "含有 [ ] {} 的名称请加引号")
X(YAML_EMPTY_KEY, "yaml-empty-key", ERROR, "“{0}”没有值，像是被半角逗号切开的文字", "请给整段文字加引号，或改用全角逗号")
X(YAML_COMMENT, "yaml-comment", ERROR, "“{0}”后面的“{1}”会被当作注释丢掉", "要打印出来请给整段文字加引号；确是注释请另起一行")
X(YAML_COLON, "yaml-colon", ERROR, "“{0}”用了全角冒号，不能作键", "请改成半角冒号加一个空格：“{1}: ”")
X(YAML_EMPTY, "yaml-empty", ERROR, "文件里没有内容", "")
X(FOLDED_SPACE, "folded-space", NOTE, "换行处的空格已去掉（两边都是汉字）", "")
/* font */
X(FONT_MAP, "font-map", ERROR, "字体表有误：{0}", "")
X(FONT_FILE, "font-file", ERROR, "读不了字体文件“{0}”：{1}", "")
X(FONT_ROLE, "font-role", ERROR, "找不到“{0}”的任何字体，试过：{1}", "请安装 {2}，或用 --font-dir 指定字体文件夹")
X(FONT_SUBSTITUTE, "font-substitute", NOTE, "没有“{0}”的首选字体，改用 {1}", "")
X(GLYPH_MISSING, "glyph-missing", ERROR, "没有字体能显示“{0}”（{1}），试过：{2}", "请安装含有这个字的字体，例如 fonts-hanazono，或用 --font-dir 指定")
X(SCRIPT_UNSUPPORTED, "script-unsupported", ERROR, "还不能排“{0}”（{1}）所属的文字（{2}）", "")
/* model: template */
X(TEMPLATE_MISSING, "template-missing", ERROR, "没有名为“{0}”的表", "已有的表：{1}")
X(TEMPLATE_AMBIGUOUS, "template-ambiguous", ERROR, "“{0}”有几种版式：{1}", "请写明地区，例如“{2}”")
X(TEMPLATE_VALUE, "template-value", ERROR, "“{0}”的值“{1}”不对", "应为{2}")
X(TEMPLATE_FIELD, "template-field", ERROR, "版面引用了没有定义的字段“{0}”", "已定义的字段：{1}")
X(TEMPLATE_STYLE, "template-style", ERROR, "没有名为“{0}”的样式", "已定义的样式：{1}")
X(TEMPLATE_STYLE_LOOP, "template-style-loop", ERROR, "样式“{0}”的继承成了环", "")
X(GRID_OVERLAP, "grid-overlap", ERROR, "单元格与同一段里的另一格重叠（第 {0} 行第 {1} 列）", "")
X(GRID_HOLE, "grid-hole", ERROR, "第 {0} 行第 {1} 列没有单元格", "请补一个空格子，或加大旁边格子的占列、占行")
X(GRID_RANGE, "grid-range", ERROR, "单元格超出了本段的 {0} 列", "")
X(GRID_LARGE, "grid-large", ERROR, "单元格超过 {0} 个的上限", "")
/* model: data */
X(KEY_UNKNOWN, "key-unknown", ERROR, "不认识的键“{0}”", "{1}")
X(KEY_MISSING, "key-missing", ERROR, "缺少“{0}”", "{1}")
X(SHAPE, "shape", ERROR, "“{0}”应为{1}，这里是{2}", "{3}")
X(TEXT_NORMALISED, "text-normalised", NOTE, "“{0}”按规范打印为“{1}”", "")
X(TAG_REMOVED, "tag-removed", NOTE, "已去掉网页标记“{0}”", "")
/* layout */
X(NO_ROOM, "no-room", ERROR, "放不下：{0}", "{1}")
X(UNIT_SPLIT, "unit-split", WARNING, "列太窄，“{0}”被拆到两行", "请在模板里加宽这一列")
X(KINSOKU_BROKEN, "kinsoku-broken", WARNING, "列太窄，“{0}”处未能避头尾", "请在模板里加宽这一列")
X(PAGES_LIMIT, "pages-limit", ERROR, "超过 {0} 页的上限", "")
/* pdf */
X(PDF_WRITE, "pdf-write", ERROR, "生成 PDF 失败：{0}", "")
