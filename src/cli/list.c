/* forms and fonts: what there is. */
#include "cli/cli.h"

static void field_print(const char *label, const char *value)
{
    if (value[0] != '\0')
        printf("    %s%s\n", label, value);
}

void forms_list(const session *s)
{
    for (size_t i = 0; i < jxb_forms_count(s->forms); i++) {
        jxb_form_facts f = jxb_forms_at(s->forms, i);
        printf("%s%s%s（%s）\n", f.title, f.region[0] == '\0' ? "" : "/", f.region, f.id);
        field_print("版本：", f.edition);
        field_print("依据：", f.basis);
        field_print("出处：", f.origin);
        field_print("依据程度：", f.grade[0] == '\0' ? "没有写明" : f.grade);
    }
}

void fonts_of_text(session *s, jxb_diags *diags)
{
    char *text = jxb_fonts_of_text(s->fonts, s->options->text, diags);
    if (text != NULL)
        fputs(text, stdout);
    jxb_text_free(text);
}

void fonts_list(session *s, jxb_diags *diags)
{
    for (size_t i = 0; i < jxb_fonts_roles(s->fonts); i++) {
        jxb_font_facts f;
        if (!jxb_fonts_role(s->fonts, i, &f, diags)) {
            printf(
                "%s：缺，可安装 %s\n", f.role, f.package[0] == '\0' ? "其中一种字体" : f.package);
            continue;
        }
        printf("%s：%s %s%s\n    %s", f.role, f.family, f.style, f.substitute ? "（替代）" : "",
            f.file);
        if (f.index > 0)
            printf("（第 %u 款）", f.index + 1);
        printf(
            "\n    能显示：一级字 %u/%d，二级字 %u/%d，基本汉字 %u/%d，GB 18030-2022 三级汉字 %u/%d\n",
            f.level1, JXB_LEVEL1, f.level2, JXB_LEVEL2, f.unified, JXB_UNIFIED, f.level3,
            JXB_LEVEL3);
    }
}
