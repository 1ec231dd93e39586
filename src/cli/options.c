/* The command line. */
#include "cli/cli.h"

#include <getopt.h>
#include <string.h>

enum {
    OPTION_DUMP = 256,
    OPTION_FONT_DIR,
    OPTION_FONT_MAP,
    OPTION_TEMPLATES,
    OPTION_PINNED,
    OPTION_VERSION
};

static const struct option longs[] = {
    {"output", required_argument, NULL, 'o'},
    {"dump", required_argument, NULL, OPTION_DUMP},
    {"font-dir", required_argument, NULL, OPTION_FONT_DIR},
    {"font-map", required_argument, NULL, OPTION_FONT_MAP},
    {"templates", required_argument, NULL, OPTION_TEMPLATES},
    {"no-installed-fonts", no_argument, NULL, OPTION_PINNED},
    {"verbose", no_argument, NULL, 'v'},
    {"quiet", no_argument, NULL, 'q'},
    {"help", no_argument, NULL, 'h'},
    {"version", no_argument, NULL, OPTION_VERSION},
    {NULL, 0, NULL, 0},
};

void usage_print(FILE *to)
{
    fputs("用法：jixiaobiao render 文件… [-o 文件|文件夹]   把填好的 YAML 排成 PDF\n"
          "      jixiaobiao check 文件…                    只检查，不写文件\n"
          "\n"
          "  -o, --output 路径      输出的文件或文件夹（默认 out/）\n"
          "      --dump 阶段        打印一个阶段：tree、document、grid、plan、scene\n"
          "      --font-dir 文件夹  先在这里找字体（可多次）\n"
          "      --font-map 文件    字体表（默认 fonts/fonts.yaml）\n"
          "      --templates 文件夹 先在这里找表（可多次）\n"
          "      --no-installed-fonts  不用系统里安装的字体\n"
          "  -v, --verbose          连提示一起显示\n"
          "  -q, --quiet            只显示错误\n"
          "  -h, --help             这份说明\n"
          "      --version          版本，以及所用的库\n"
          "\n"
          "退出码：0 正常；1 数据有错；2 命令有误；3 环境有误（文件、字体、内存）\n",
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

static bool folder_add(const char **list, size_t *count, const char *folder)
{
    if (*count == FOLDERS_MOST)
        return false;
    list[(*count)++] = folder;
    return true;
}

static int option_take(int which, options *o)
{
    switch (which) {
    case 'o':
        o->output = optarg;
        return -1;
    case 'v':
        o->verbose = true;
        return -1;
    case 'q':
        o->quiet = true;
        return -1;
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
    case OPTION_FONT_MAP:
        o->font_map = optarg;
        return -1;
    case OPTION_PINNED:
        o->installed_fonts = false;
        return -1;
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
    if (strcmp(name, "render") == 0)
        *out = COMMAND_RENDER;
    else if (strcmp(name, "check") == 0)
        *out = COMMAND_CHECK;
    else
        return false;
    return true;
}

int options_read(int argc, char **argv, options *out)
{
    *out = (options){.installed_fonts = true};
    for (int which; (which = getopt_long(argc, argv, "o:vqh", longs, NULL)) != -1;) {
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
    if (out->file_count == 0)
        return usage_error("没有写要处理的文件", "");
    return -1;
}
