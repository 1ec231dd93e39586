/* The command line. */
#include "cli/cli.h"

#include <getopt.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    OPTION_DUMP = 256,
    OPTION_FONT_DIR,
    OPTION_FONT_MAP,
    OPTION_TEMPLATES,
    OPTION_PINNED,
    OPTION_TEXT,
    OPTION_NO_CACHE,
    OPTION_DIAGNOSTICS,
    OPTION_PDFA,
    OPTION_NO_FIELDS,
    OPTION_GUIDES,
    OPTION_OVERPRINT,
    OPTION_PLACES,
    OPTION_ATTACH,
    OPTION_FORM,
    OPTION_FIT,
    OPTION_CHECK,
    OPTION_SHARD,
    OPTION_TIMEOUT,
    OPTION_KEEP_GOING,
    OPTION_CHANGED,
    OPTION_REPORT,
    OPTION_STRICT,
    OPTION_EACH_FORM,
    OPTION_ALL,
    OPTION_FORMAT,
    OPTION_OPINION,
    OPTION_VERSION
};

static const struct option longs[] = {
    {"output", required_argument, NULL, 'o'},
    {"dump", required_argument, NULL, OPTION_DUMP},
    {"font-dir", required_argument, NULL, OPTION_FONT_DIR},
    {"font-map", required_argument, NULL, OPTION_FONT_MAP},
    {"text", required_argument, NULL, OPTION_TEXT},
    {"templates", required_argument, NULL, OPTION_TEMPLATES},
    {"no-installed-fonts", no_argument, NULL, OPTION_PINNED},
    {"no-font-cache", no_argument, NULL, OPTION_NO_CACHE},
    {"diagnostics", required_argument, NULL, OPTION_DIAGNOSTICS},
    {"no-fields", no_argument, NULL, OPTION_NO_FIELDS},
    {"guides", no_argument, NULL, OPTION_GUIDES},
    {"overprint", no_argument, NULL, OPTION_OVERPRINT},
    {"places", required_argument, NULL, OPTION_PLACES},
    {"attach-source", no_argument, NULL, OPTION_ATTACH},
    {"pdfa", required_argument, NULL, OPTION_PDFA},
    {"form", required_argument, NULL, OPTION_FORM},
    {"fit", required_argument, NULL, OPTION_FIT},
    {"check", no_argument, NULL, OPTION_CHECK},
    {"jobs", required_argument, NULL, 'j'},
    {"shard", required_argument, NULL, OPTION_SHARD},
    {"timeout", required_argument, NULL, OPTION_TIMEOUT},
    {"keep-going", no_argument, NULL, OPTION_KEEP_GOING},
    {"changed", no_argument, NULL, OPTION_CHANGED},
    {"report", required_argument, NULL, OPTION_REPORT},
    {"strict", no_argument, NULL, OPTION_STRICT},
    {"each-form", no_argument, NULL, OPTION_EACH_FORM},
    {"all", no_argument, NULL, OPTION_ALL},
    {"format", required_argument, NULL, OPTION_FORMAT},
    {"opinion", required_argument, NULL, OPTION_OPINION},
    {"verbose", no_argument, NULL, 'v'},
    {"quiet", no_argument, NULL, 'q'},
    {"help", no_argument, NULL, 'h'},
    {"version", no_argument, NULL, OPTION_VERSION},
    {NULL, 0, NULL, 0},
};

void usage_print(FILE *to)
{
    fputs(
        "用法：jixiaobiao render 文件… [-o 路径]    把填好的 YAML 排成 PDF\n"
        "      jixiaobiao check 文件或文件夹…      只检查、审核，不写文件\n"
        "      jixiaobiao new 表 ｜ schema 表      填写的样子 ｜ 编辑器用的 JSON Schema；“书”也行\n"
        "      jixiaobiao fmt 文件… ｜ show 文件…  排齐缩进、空格、引号 ｜ 列出指标、书的标题\n"
        "      jixiaobiao forms ｜ fonts           有哪些表，出处是否可靠 ｜ 各用哪款字体\n"
        "      jixiaobiao fonts --text 文件        文件里的每个字各用哪款字体\n"
        "      jixiaobiao extract 表.pdf 文件夹    取出 PDF 里附带的来源\n"
        "\n"
        "  文件：一个文件里可以有几份（用 --- 隔开）；- 是标准输入；也可以是文件夹、\n"
        "  '*.yaml' 这样的样式、@清单（一行一个，@- 是标准输入）\n"
        "  -o, --output 路径      文件夹：每份一个 PDF（默认 out/）；\n"
        "                         'out/{部门名称}/{年度}-{项目名称}.pdf'：按数据取名；\n"
        "                         名称.pdf：合成一个，带书签；-：标准输出\n"
        "  -j, --jobs 数          用几个线程（默认有几个处理器用几个）\n"
        "      --keep-going       磁盘、字体、内存有问题也做完其余的文件\n"
        "      --changed          没有变化的不重排（记在输出文件夹的 .jixiaobiao 里）\n"
        "      --timeout 秒       一份表最多用多久，超过就不写这一份，接着做别的\n"
        "      --shard 几/共几    只做文件的第几份，分给几台机器做\n"
        "      --report 文件      每份表一行 JSON：文件、页数、字节、耗时、校验值\n"
        "      --each-form        书：写成文件夹，每张表一个 PDF，另有 目录.csv\n"
        "      --form 表          不按数据里写的表，按这一张排\n"
        "      --format 写法      check：审核结果写成 text（默认）、json（一行一条）\n"
        "                         或 sarif（2.1.0）\n"
        "      --opinion 名称.pdf check：把审核结果排成绩效审核意见表\n"
        "      --all              check：通过的、不适用的也列出来\n"
        "      --strict           render：审核有错误或警告就不写文件，退出码 1\n"
        "      --fit 目标         最少页、至多N页、均衡：调整列宽、字号、行内距；不用：照模板排\n"
        "      --check            fmt：不改文件，没排齐的列出来，退出码 1\n"
        "      --dump 阶段        打印一个阶段：tree、document、grid、plan、scene\n"
        "      --font-dir 文件夹  先在这里找字体（可多次）\n"
        "      --font-map 文件    字体表（默认 fonts/fonts.yaml）\n"
        "      --templates 文件夹 先在这里找表（可多次）\n"
        "      --no-installed-fonts  不用系统里安装的字体\n"
        "      --no-font-cache    每次都重新查找系统里安装的字体\n"
        "      --pdfa 级别        1a、2a（默认）、3a 或 none：按哪一种归档标准写\n"
        "      --no-fields        不留电子签章的签名域\n"
        "      --places 文件.json 另写一份：盖章、签字的地方在哪一页、什么位置\n"
        "      --guides           校样：画出版心、列、行、签章处的线；不作归档\n"
        "      --overprint        套打：只印填的内容，不印框线和标签，位置不变\n"
        "      --attach-source    把数据、表的定义、选项和字体的校验值附在 PDF 里（PDF/A-3a）；\n"
        "                         用 extract 取出的文件夹，render 文件夹 就再排成同样的 PDF\n"
        "      --diagnostics json 每条消息一行 JSON（默认 text）\n"
        "  -v, --verbose ｜ -q, --quiet  连提示一起显示 ｜ 只显示错误\n"
        "  -h, --help ｜ --version       这份说明 ｜ 版本，以及所用的库\n"
        "\n"
        "退出码：0 正常；1 数据有错，或 check 审核出错误；2 命令有误；3 环境有误（文件、字体、内存）\n",
        to);
}

static int usage_error(const char *what, const char *which)
{
    fprintf(stderr, "jixiaobiao: %s%s\n试试 jixiaobiao --help\n", what, which);
    return EXIT_USAGE;
}

static int version_print(void)
{
    char *libraries = jxb_library_versions();
    printf("jixiaobiao %s\n%s", jxb_version(), libraries == NULL ? "" : libraries);
    jxb_text_free(libraries);
    return EXIT_FINE;
}

static bool dump_stage_read(const char *name, dump_stage *out)
{
    static const char *const names[] = {"", "tree", "document", "grid", "plan", "scene"};
    for (int i = DUMP_TREE; i <= DUMP_SCENE; i++)
        if (strcmp(name, names[i]) == 0) {
            *out = (dump_stage)i;
            return true;
        }
    return false;
}

static bool pdfa_read(const char *name, jxb_pdfa *out)
{
    static const char *const names[] = {
        [JXB_PDFA_2A] = "2a", [JXB_PDFA_1A] = "1a", [JXB_PDFA_3A] = "3a", [JXB_PDFA_NONE] = "none"};
    for (int i = JXB_PDFA_2A; i <= JXB_PDFA_NONE; i++)
        if (strcmp(name, names[i]) == 0) {
            *out = (jxb_pdfa)i;
            return true;
        }
    return false;
}

static bool format_read(const char *name, jxb_findings_format *out)
{
    static const char *const names[] = {
        [JXB_FINDINGS_TEXT] = "text", [JXB_FINDINGS_JSON] = "json", [JXB_FINDINGS_SARIF] = "sarif"};
    for (int i = JXB_FINDINGS_TEXT; i <= JXB_FINDINGS_SARIF; i++)
        if (strcmp(name, names[i]) == 0) {
            *out = (jxb_findings_format)i;
            return true;
        }
    return false;
}

/* https://reproducible-builds.org/specs/source-date-epoch: decimal seconds, or the run is refused.
 */
static int epoch_read(jxb_pdf_options *out)
{
    const char *text = getenv("SOURCE_DATE_EPOCH");
    if (text == NULL || text[0] == '\0')
        return -1;
    size_t digits = strspn(text, "0123456789");
    if (text[digits] != '\0' || digits > 12)
        return usage_error("SOURCE_DATE_EPOCH 不是秒数：", text);
    out->dated = true;
    out->created = strtoll(text, NULL, 10);
    return -1;
}

static bool folder_add(const char **list, size_t *count, const char *folder)
{
    if (*count == FOLDERS_MOST)
        return false;
    list[(*count)++] = folder;
    return true;
}

/* A number of at most six digits from 1; NULL in *end when there is none. */
static unsigned number_read(const char *text, const char **end)
{
    size_t digits = strspn(text, "0123456789");
    unsigned long value = digits == 0 || digits > 6 ? 0 : strtoul(text, NULL, 10);
    *end = value == 0 ? NULL : text + digits;
    return (unsigned)value;
}

static int jobs_read(const char *text, options *o)
{
    const char *end;
    o->jobs = number_read(text, &end);
    return end != NULL && *end == '\0' ? -1 : usage_error("-j 后面是几个线程，例如 -j 4：", text);
}

static int shard_read(const char *text, options *o)
{
    const char *end;
    o->part = number_read(text, &end);
    if (end != NULL && *end == '/')
        o->parts = number_read(end + 1, &end);
    else
        end = NULL;
    return end != NULL && *end == '\0' && o->part <= o->parts
        ? -1
        : usage_error("--shard 写成 第几份/共几份，例如 2/8：", text);
}

/* Seconds, to the thousandth: at most a day. */
static int timeout_read(const char *text, options *o)
{
    enum { SECONDS_MOST = 86400, PLACES = 3 };
    size_t whole = strspn(text, "0123456789"), places = 0;
    unsigned long value = whole == 0 || whole > 5 ? 0 : strtoul(text, NULL, 10) * 1000;
    const char *rest = text + whole;
    if (whole > 0 && *rest == '.') {
        places = strspn(++rest, "0123456789");
        unsigned long unit = 1000;
        for (size_t i = 0; i < places; i++)
            value += (unsigned long)(rest[i] - '0') * (unit /= 10);
    }
    if (rest[places] != '\0' || places > PLACES || value == 0 || value > SECONDS_MOST * 1000ul)
        return usage_error("--timeout 后面是秒数，从 0.001 到 86400：", text);
    o->timeout = (unsigned)value;
    return -1;
}

static int view_read(jxb_view view, options *o)
{
    bool other = o->view != JXB_VIEW_PRINT && o->view != view;
    o->view = view;
    return other ? usage_error("--guides 和 --overprint 只写一个", "") : -1;
}

/* Options that only set something: a word, or yes, or no. */
static bool option_sets(int which, options *o)
{
    static const struct word {
        int which;
        size_t at;
    } words[] = {{'o', offsetof(options, output)}, {OPTION_FONT_MAP, offsetof(options, font_map)},
        {OPTION_TEXT, offsetof(options, text)}, {OPTION_FORM, offsetof(options, form)},
        {OPTION_REPORT, offsetof(options, record)}, {OPTION_PLACES, offsetof(options, places)}};
    static const struct flag {
        int which;
        size_t at;
        bool value;
    } flags[] = {{'v', offsetof(options, verbose), true}, {'q', offsetof(options, quiet), true},
        {OPTION_PINNED, offsetof(options, installed_fonts), false},
        {OPTION_NO_CACHE, offsetof(options, font_cache), false},
        {OPTION_NO_FIELDS, offsetof(options, pdf.without_fields), true},
        {OPTION_ATTACH, offsetof(options, pdf.attach_source), true},
        {OPTION_CHECK, offsetof(options, check), true},
        {OPTION_KEEP_GOING, offsetof(options, keep_going), true},
        {OPTION_CHANGED, offsetof(options, changed), true},
        {OPTION_STRICT, offsetof(options, strict), true},
        {OPTION_EACH_FORM, offsetof(options, each_form), true},
        {OPTION_ALL, offsetof(options, all), true}};
    char *base = (char *)o;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (words[i].which == which)
            return memcpy(base + words[i].at, &optarg, sizeof optarg) != NULL;
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
        if (flags[i].which == which)
            return memcpy(base + flags[i].at, &flags[i].value, sizeof(bool)) != NULL;
    return false;
}

static int option_take(int which, options *o)
{
    if (option_sets(which, o))
        return -1;
    switch (which) {
    case OPTION_DUMP:
        return dump_stage_read(optarg, &o->dump) ? -1 : usage_error("没有这个阶段：", optarg);
    case OPTION_FONT_DIR:
        return folder_add(o->font_folders, &o->font_folder_count, optarg)
            ? -1
            : usage_error("--font-dir 太多", "");
    case OPTION_TEMPLATES:
        return folder_add(o->template_folders, &o->template_folder_count, optarg)
            ? -1
            : usage_error("--templates 太多", "");
    case OPTION_DIAGNOSTICS:
        o->json = strcmp(optarg, "json") == 0;
        return o->json || strcmp(optarg, "text") == 0 ? -1 : usage_error("没有这种写法：", optarg);
    case OPTION_PDFA:
        o->pdfa_given = true;
        return pdfa_read(optarg, &o->pdf.pdfa) ? -1 : usage_error("没有这个级别：", optarg);
    case OPTION_OPINION:
        o->opinion = optarg;
        return -1;
    case OPTION_FORMAT:
        return format_read(optarg, &o->format) ? -1 : usage_error("没有这种写法：", optarg);
    case OPTION_FIT:
        o->fit = optarg;
        return jxb_fit_known(optarg) ? -1 : usage_error("--fit 没有这种目标：", optarg);
    case 'j':
        return jobs_read(optarg, o);
    case OPTION_SHARD:
        return shard_read(optarg, o);
    case OPTION_TIMEOUT:
        return timeout_read(optarg, o);
    case OPTION_GUIDES:
    case OPTION_OVERPRINT:
        return view_read(which == OPTION_GUIDES ? JXB_VIEW_GUIDES : JXB_VIEW_OVERPRINT, o);
    case OPTION_VERSION:
        return version_print();
    case 'h':
        usage_print(stdout);
        return EXIT_FINE;
    default:
        return usage_error("命令行有误", "");
    }
}

static bool command_read(const char *name, command *out)
{
    static const char *const names[] = {
        "render", "check", "forms", "fonts", "new", "schema", "fmt", "show", "extract"};
    for (int i = COMMAND_RENDER; i <= COMMAND_EXTRACT; i++)
        if (strcmp(name, names[i]) == 0) {
            *out = (command)i;
            return true;
        }
    return false;
}

static int audit_options_check(const options *o)
{
    bool audits = o->command == COMMAND_CHECK;
    if (o->strict && o->command != COMMAND_RENDER && !audits)
        return usage_error("--strict 只用于 render 和 check", "");
    if ((o->all || o->format != JXB_FINDINGS_TEXT || o->opinion != NULL) && !audits)
        return usage_error("--format、--all 和 --opinion 只用于 check", "");
    return -1;
}

static int output_check(const options *o)
{
    if (o->each_form && o->command != COMMAND_RENDER)
        return usage_error("--each-form 只用于 render", "");
    if (o->each_form && o->pdf.attach_source)
        return usage_error("--each-form 不能与 --attach-source 同用", "");
    if (o->fit != NULL && o->pdf.attach_source)
        return usage_error("--fit 不能与 --attach-source 同用，请写在数据里：适应: ", o->fit);
    if (o->each_form && places_joined(o))
        return usage_error("--each-form 写成文件夹，-o 不能是一个 PDF：", o->output);
    return -1;
}

static int source_options_check(options *o)
{
    if (o->pdf.attach_source && o->command != COMMAND_RENDER)
        return usage_error("--attach-source 只用于 render", "");
    if (o->pdf.attach_source && !o->pdfa_given)
        o->pdf.pdfa = JXB_PDFA_3A;
    if (o->pdf.attach_source && o->pdf.pdfa != JXB_PDFA_3A && o->pdf.pdfa != JXB_PDFA_NONE)
        return usage_error("附带来源的 PDF 只能是 --pdfa 3a（默认）或 none", "");
    if (o->command == COMMAND_EXTRACT && o->file_count != 2)
        return usage_error("写成：jixiaobiao extract 表.pdf 文件夹", "");
    return -1;
}

static int operands_check(const options *o)
{
    bool lists = o->command == COMMAND_FORMS || o->command == COMMAND_FONTS;
    bool named = o->command == COMMAND_NEW || o->command == COMMAND_SCHEMA;
    if (lists && o->file_count > 0)
        return usage_error("这个命令不要文件：", o->files[0]);
    if (o->text != NULL && o->command != COMMAND_FONTS)
        return usage_error("--text 只用于 fonts 命令", "");
    if (!lists && o->file_count == 0)
        return usage_error(
            named ? "没有写哪张表，看有哪些：jixiaobiao forms" : "没有写要处理的文件", "");
    if (o->view != JXB_VIEW_PRINT && o->pdf.attach_source)
        return usage_error("--guides、--overprint 不和 --attach-source 一起用", "");
    if ((o->places != NULL || o->view != JXB_VIEW_PRINT) && o->command != COMMAND_RENDER)
        return usage_error("--places、--guides、--overprint 只用于 render", "");
    if (o->changed && (o->places != NULL || places_joined(o)))
        return usage_error("--changed 用于每份一个 PDF，不能与 --places 同用", "");
    if (o->check && o->command != COMMAND_FMT)
        return usage_error("--check 只用于 fmt", "");
    if (named && o->file_count > 1)
        return usage_error("一次只写一张表：", o->files[1]);
    if (o->output != NULL && o->command >= COMMAND_NEW)
        return usage_error("这个命令不用 -o；写到标准输出的，用 > 存成文件", "");
    bool standard = o->output != NULL && strcmp(o->output, "-") == 0;
    if (standard && o->dump == DUMP_NONE && isatty(STDOUT_FILENO))
        return usage_error("不把 PDF 写到终端；请转到文件，或用 -o 指定", "");
    return -1;
}

int options_read(int argc, char **argv, options *out)
{
    *out = (options){.installed_fonts = true, .font_cache = true};
    for (int which; (which = getopt_long(argc, argv, "o:j:vqh", longs, NULL)) != -1;) {
        int status = option_take(which, out);
        if (status >= 0)
            return status;
    }
    if (optind == argc) {
        usage_print(stderr);
        return EXIT_USAGE;
    }
    if (!command_read(argv[optind], &out->command))
        return usage_error("没有这个命令：", argv[optind]);
    out->files = argv + optind + 1;
    out->file_count = argc - optind - 1;
    int status = epoch_read(&out->pdf);
    status = status >= 0 ? status : audit_options_check(out);
    status = status >= 0 ? status : output_check(out);
    status = status >= 0 ? status : source_options_check(out);
    return status >= 0 ? status : operands_check(out);
}
