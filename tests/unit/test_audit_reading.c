/* What texts say: figures, days, what an indicator's name measures, by the words of audit.yaml. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "audit/reading_int.h"

typedef struct fixture {
    arena *memory;
    const rulebook *book;
} fixture;

static int open_book(void **state)
{
    fixture *f = test_malloc(sizeof *f);
    f->memory = arena_new(NULL);
    diags *d = diags_new(f->memory);
    source *from = ARENA_NEW(f->memory, source);
    from->name = STR("audit.yaml");
    assert_true(io_read(f->memory, JXB_SOURCE_DIR "/templates/audit.yaml", 1 << 20, (mark){0},
        &from->text, d));
    const tree *read = tree_load(f->memory, from, &tree_default_limits, d);
    assert_non_null(read);
    f->book = rulebook_read(f->memory, read->documents[0], d);
    assert_non_null(f->book);
    *state = f;
    return 0;
}

static int close_book(void **state)
{
    fixture *f = *state;
    arena_free(f->memory);
    test_free(f);
    return 0;
}

static const rulebook *book_of(void **state)
{
    return ((const fixture *)*state)->book;
}

static void is(str got, const char *wanted)
{
    assert_int_equal(got.n, str_of(wanted).n);
    assert_memory_equal(got.at, wanted, got.n);
}

static void figures_are_found(void **state)
{
    static const struct {
        const char *text;
        compare_sign sign;
        int64_t units;
        int places;
        const char *scale, *unit;
        figure_unit kind;
    } cases[] = {
        {"≥95%", COMPARE_AT_LEAST, 95, 0, "", "%", UNIT_OTHER},
        {">=4000人", COMPARE_AT_LEAST, 4000, 0, "", "人", UNIT_COUNT},
        {"≤ 1.47万元", COMPARE_AT_MOST, 147, 2, "万", "元", UNIT_MONEY},
        {"日处理4万吨", COMPARE_NONE, 4, 0, "万", "吨", UNIT_COUNT},
        {"每年≥2次/年", COMPARE_AT_LEAST, 2, 0, "", "次/年", UNIT_COUNT},
        {"1,591.45万元", COMPARE_NONE, 159145, 2, "万", "元", UNIT_MONEY},
        {"新增城市绿地30公顷。", COMPARE_NONE, 30, 0, "", "公顷", UNIT_COUNT},
        {"2022年12月31日前完成3项", COMPARE_NONE, 3, 0, "", "项", UNIT_COUNT},
        {"执行GB18030和9个工作日", COMPARE_NONE, 9, 0, "", "个工作日", UNIT_TIME},
        {"16530万", COMPARE_NONE, 16530, 0, "万", "", UNIT_NONE},
        {"=3374.98平方", COMPARE_EQUAL, 337498, 2, "", "", UNIT_NONE},
        {"长5km", COMPARE_NONE, 5, 0, "", "km", UNIT_COUNT},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        figure f;
        assert_true(figure_next(book_of(state), str_of(cases[i].text), 0, &f));
        assert_int_equal(f.sign, cases[i].sign);
        assert_int_equal(f.number.units, cases[i].units);
        assert_int_equal(f.number.scale, cases[i].places);
        is(f.scale, cases[i].scale);
        is(f.unit, cases[i].unit);
        assert_int_equal(f.unit_kind, cases[i].kind);
    }
    figure f;
    static const char *const none[] = {"", "良好", "2022年", "一区一中心", "〔2020〕", "B08"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_true(!figure_next(book_of(state), str_of(none[i]), 0, &f) || f.unit_kind == UNIT_NONE);
}

static void amounts_are_totalled(void **state)
{
    static const struct {
        const char *text;
        int64_t yuan;
    } cases[] = {{"1.65亿元", 165000000}, {"16530万元", 165300000}, {"3千元", 3000}, {"2百万元", 2000000},
        {"5元", 5}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        figure f;
        decimal total;
        assert_true(figure_next(book_of(state), str_of(cases[i].text), 0, &f));
        assert_true(figure_total(&f, &total));
        assert_int_equal(decimal_compare(total, (decimal){cases[i].yuan, 0}), 0);
    }
}

static void days_are_read(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int year, month, day;
        bool formal, exists;
    } cases[] = {
        {"2022年12月31日", 2022, 12, 31, true, true},
        {"到2022年2月29日止", 2022, 2, 29, true, false},
        {"2020年2月29日", 2020, 2, 29, true, true},
        {"2022年01月05日", 2022, 1, 5, false, true},
        {"2021.1.28", 2021, 1, 28, false, true},
        {"2021-13-01", 2021, 13, 1, false, false},
        {"2025年底", 2025, 0, 0, true, true},
        {"12345和2021年4月", 2021, 4, 0, true, true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        day d;
        assert_true(day_next(str_of(cases[i].text), 0, &d));
        assert_int_equal(d.year, cases[i].year);
        assert_int_equal(d.month, cases[i].month);
        assert_int_equal(d.day, cases[i].day);
        assert_int_equal(d.formal, cases[i].formal);
        assert_int_equal(day_exists(&d), cases[i].exists);
    }
    day d;
    assert_false(day_next(STR("5.8公里，33米，100%"), 0, &d));
    assert_false(day_next(STR("1899年"), 0, &d));
}

static void values_are_read(void **state)
{
    static const struct {
        const char *text;
        value_kind kind;
        uint32_t figures;
        const char *rest;
    } cases[] = {
        {"", VALUE_BLANK, 0, ""},
        {"≥95%", VALUE_FIGURE, 1, ""},
        {" 33米 ", VALUE_FIGURE, 1, ""},
        {"100个 %", VALUE_FIGURE, 1, "%"},
        {"80项以内", VALUE_FIGURE, 1, "以内"},
        {"1位持证律师", VALUE_FIGURE, 1, "持证律师"},
        {"2022年10月31日以前", VALUE_DAY, 0, ""},
        {"2022年10月31日以前完成3项", VALUE_MIXED, 1, ""},
        {"新增道路≥50公里、停车位≥5000个", VALUE_MIXED, 2, "、停车位≥5000个"},
        {"比例要达≥70%。", VALUE_MIXED, 1, ""},
        {"良好", VALUE_WORDS, 0, ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        value_reading v = value_read(book_of(state), str_of(cases[i].text));
        assert_int_equal(v.kind, cases[i].kind);
        assert_int_equal(v.figures, cases[i].figures);
        is(v.rest, cases[i].rest);
    }
}

static void names_are_read(void **state)
{
    static const struct {
        const char *text;
        name_kind kind;
        const char *head, *bracket;
        bool changes, units;
    } cases[] = {
        {"验收合格率（%）", NAME_RATE, "验收合格率", "%", false, false},
        {"新建建筑比例。", NAME_RATE, "新建建筑比例", "", false, false},
        {"监测数据有效率", NAME_RATE, "监测数据有效率", "", false, false},
        {"行政效率", NAME_OTHER, "行政效率", "", false, false},
        {"培训人数", NAME_COUNT, "培训人数", "", false, true},
        {"空气质量指数", NAME_OTHER, "空气质量指数", "", false, false},
        {"土地占用成本", NAME_MONEY, "土地占用成本", "", false, false},
        {"降低交通运输成本", NAME_MONEY, "降低交通运输成本", "", true, false},
        {"系统正常使用年限", NAME_TIME, "系统正常使用年限", "", false, true},
        {"运维及时性", NAME_DEGREE, "运维及时性", "", false, false},
        {"村级环境", NAME_OTHER, "村级环境", "", false, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        naming n = name_read(book_of(state), str_of(cases[i].text));
        assert_int_equal(n.kind, cases[i].kind);
        is(n.head, cases[i].head);
        is(n.bracket, cases[i].bracket);
        assert_int_equal(n.changes, cases[i].changes);
        assert_int_equal(n.units.count > 0, cases[i].units);
    }
}

static void quotes_are_seen(void **state)
{
    (void)state;
    str s = STR("确保“8个100%”到位，完成3项《2022年计划》");
    assert_true(text_quoted(s, str_search(s, STR("8"), 0)));
    assert_true(text_quoted(s, str_search(s, STR("100"), 0)));
    assert_false(text_quoted(s, str_search(s, STR("3项"), 0)));
    assert_true(text_quoted(s, str_search(s, STR("2022"), 0)));
}

/* Each list, role, table and threshold that a rule asks for is in the file: an empty one is a slip. */
static void lists_are_there(void **state)
{
    static const char *const lists[] = {"比率", "不是比率", "可超百", "负向比率", "正向比率", "节约比率",
        "增长比率", "质量比率", "时效比率", "时间", "限时", "计数", "不是计数", "金额", "程度", "变化", "满意",
        "金额单位", "数量单位", "时间单位", "其他单位", "残缺单位", "叠用数级", "参照词", "参照数", "照标准",
        "话里的比较", "目标口气", "整体", "未完动词", "未完形容", "非地名", "可省字", "带代码", "跨年", "标签尾",
        "叠词", "可加字", "引出分项", "引出金额"};
    static const char *const roles[] = {"目标", "叙述", "预算金额", "填报单位", "起日期", "止日期", "指标说明",
        "指标依据", "采购品目", "计量单位", "填报日期", "单位", "项目名称", "年度"};
    static const char *const numbers[] = {"依据雷同", "描述照抄", "雷同行数", "重复段字数", "雷同目标字数",
        "雷同指标条数", "断句字数", "截断字数", "相近名称字数"};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        assert_true(rulebook_words(book_of(state), str_of(lists[i])).count > 0);
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        assert_true(rulebook_names(book_of(state), str_of(roles[i])).count > 0);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        assert_true(rulebook_threshold(book_of(state), str_of(numbers[i]), (decimal){0}).units > 0);
    assert_true(rulebook_pairs(book_of(state), STR("单位配名"), STR("人数")).count > 0);
    assert_true(rulebook_pairs(book_of(state), STR("词尾"), STR("的")).count > 0);
    assert_true(rulebook_pairs(book_of(state), STR("自称"), STR("县")).count > 0);
    assert_true(rulebook_pairs(book_of(state), STR("同级"), STR("区")).count > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(figures_are_found, open_book, close_book),
        cmocka_unit_test_setup_teardown(amounts_are_totalled, open_book, close_book),
        cmocka_unit_test(days_are_read),
        cmocka_unit_test_setup_teardown(values_are_read, open_book, close_book),
        cmocka_unit_test_setup_teardown(names_are_read, open_book, close_book),
        cmocka_unit_test(quotes_are_seen),
        cmocka_unit_test_setup_teardown(lists_are_there, open_book, close_book),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
