/* Scripts: which can be set, what they are called, which are set in one face and grow lines. */
#include "text/text_int.h"

#include <hb.h>

bool text_script_is_set(uint32_t script)
{
    switch (script) {
    case HB_SCRIPT_COMMON:
    case HB_SCRIPT_INHERITED:
    case HB_SCRIPT_UNKNOWN:
    case HB_SCRIPT_HAN:
    case HB_SCRIPT_BOPOMOFO:
    case HB_SCRIPT_HIRAGANA:
    case HB_SCRIPT_KATAKANA:
    case HB_SCRIPT_HANGUL:
    case HB_SCRIPT_YI:
    case HB_SCRIPT_LISU:
    case HB_SCRIPT_LATIN:
    case HB_SCRIPT_GREEK:
    case HB_SCRIPT_CYRILLIC:
    case HB_SCRIPT_BRAILLE:
        return true;
    default:
        return text_script_is_joined(script);
    }
}

bool text_script_is_joined(uint32_t script)
{
    return script == HB_SCRIPT_ARABIC || script == HB_SCRIPT_TIBETAN ||
        script == HB_SCRIPT_MONGOLIAN;
}

str text_script_name(arena *a, uint32_t script)
{
    static const struct {
        hb_script_t script;
        const char *name;
    } names[] = {
        {HB_SCRIPT_ARABIC, "维吾尔文、哈萨克文等阿拉伯字母"},
        {HB_SCRIPT_TIBETAN, "藏文"},
        {HB_SCRIPT_MONGOLIAN, "蒙古文、满文"},
        {HB_SCRIPT_YI, "彝文"},
        {HB_SCRIPT_HEBREW, "希伯来文"},
        {HB_SCRIPT_PHAGS_PA, "八思巴文"},
        {HB_SCRIPT_TAI_LE, "德宏傣文"},
        {HB_SCRIPT_NEW_TAI_LUE, "西双版纳傣文"},
        {HB_SCRIPT_THAI, "泰文"},
        {HB_SCRIPT_DEVANAGARI, "天城文"},
        {HB_SCRIPT_MIAO, "苗文柏格理字母"},
    };
    for (size_t k = 0; k < sizeof names / sizeof *names; k++)
        if (names[k].script == script)
            return str_of(names[k].name);
    hb_tag_t tag = hb_script_to_iso15924_tag((hb_script_t)script);
    return str_fmt(a, "%c%c%c%c", (int)(tag >> 24), (int)(tag >> 16 & 0xFF), (int)(tag >> 8 & 0xFF),
        (int)(tag & 0xFF));
}

uint32_t text_script_of(uint32_t cp)
{
    return hb_unicode_script(hb_unicode_funcs_get_default(), cp);
}

bool text_is_private(uint32_t cp)
{
    return (cp >= 0xE000 && cp <= 0xF8FF) || cp >= 0xF0000;
}

str text_script_hint(uint32_t cp)
{
    if (text_is_private(cp))
        return STR("这是私用区的码位，在不同的字体里是不同的字；请改用这个字的标准码位");
    switch (text_script_of(cp)) {
    case HB_SCRIPT_HAN:
        return STR("请安装含有这个字的字体，例如 fonts-hanazono，或用 --font-dir 指定");
    case HB_SCRIPT_ARABIC:
        return STR("请安装 fonts-noto-core 或 fonts-ukij-uyghur，或用 --font-dir 指定字体");
    case HB_SCRIPT_TIBETAN:
    case HB_SCRIPT_MONGOLIAN:
    case HB_SCRIPT_YI:
        return STR("请安装 fonts-noto-core，或用 --font-dir 指定字体");
    default:
        return STR("请安装含有这个字的字体，例如 fonts-noto-core、fonts-dejavu-core，"
                   "或用 --font-dir 指定");
    }
}
