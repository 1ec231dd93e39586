/* libyaml's messages in Chinese, for errors that no trap explains. */
#include "tree/tree_int.h"

#include <string.h>

typedef struct words {
    const char *problem, *message, *hint;
} words;

static const words table[] = {
    {"did not find expected key", "这里应当是一个键", "同一层的行要左对齐"},
    {"'-' indicator", "列表里的这一行应当以“- ”开头", "同一层的行要左对齐"},
    {"expected ',' or", "方括号或花括号没有结束，或条目之间缺半角逗号", "文字请整个加引号"},
    {"expected ':'", "这里应当有半角冒号加一个空格", ""},
    {"<document start>", "上一份内容已经结束，这里又有文字", "几份内容之间请用一行“---”隔开"},
    {"node content", "这里应当有内容", "文字请整个加引号"},
    {"mapping values", "这里不能有“键: ”", "文字请整个加引号"},
    {"mapping keys", "这里不能有“? ”", "文字请整个加引号"},
    {"block sequence entries", "这里不能有列表的“- ”", "列表请另起一行；文字请整个加引号"},
    {"cannot start any token", "这个字符不能作一段文字的开头", "文字请整个加引号"},
    {"tab character", "这里有制表符（Tab）", "请把 Tab 换成空格"},
    {"indentation indicator", "“|”或“>”后面的数字不对", "请删去数字；文字请整个加引号"},
    {"comment or line break", "“|”或“>”后面不能有文字", "文字请整个加引号"},
    {"directive", "以 % 开头的行不能这样写", "文字请整个加引号"},
    {"%YAML", "不支持这个 YAML 版本", "请删去以 %YAML 开头的行"},
    {"incompatible", "不支持这个 YAML 版本", "请删去以 %YAML 开头的行"},
    {"version", "%YAML 后面的版本号不对", "请删去以 %YAML 开头的行"},
    {"tag", "不支持标签（! 开头）", "文字请整个加引号"},
    {"alphabetic", "不支持锚点和别名（& 和 * 开头）", "文字请整个加引号"},
    {"hexdecimal", "双引号里的反斜杠写法不对", "请改用单引号"},
    {"Unicode", "双引号里的反斜杠写法不对", "请改用单引号"},
    {"control characters", "含有不能打印的控制字符", "请删去这个字符"},
};

void syntax_words(const char *problem, str *message, str *hint)
{
    *message = problem == NULL ? STR("读不下去") : str_of(problem);
    *hint = STR("文字里有特殊符号时请整个加引号");
    for (size_t i = 0; problem != NULL && i < sizeof table / sizeof *table; i++)
        if (strstr(problem, table[i].problem) != NULL) {
            *message = str_of(table[i].message);
            *hint = str_of(table[i].hint);
            return;
        }
}
