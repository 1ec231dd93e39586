/* Texts as forms hold them, and as nobody would write them. */
#include "make.h"

static const char han[] =
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种"
    "面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业"
    "本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么"
    "利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入"
    "常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决"
    "西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联"
    "什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华"
    "名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容"
    "儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号"
    "率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红";

/* Beyond the basic plane; Noto Serif CJK SC has them. */
static const char rare[] =
    "𠀋𠂢𠆢𠈓𠌫𠔉𠘨𡈁𡌛𡑭𡗗𬉼𫖯𬘓𬣙𫄧𫍽𬱖𬇙𫭟";

static const char *const latin[] = {"GDP", "PM2.5", "Internet", "COVID-19", "A", "km", "www.gov.cn",
    "GB/T 9704—2012", "don’t", "Xinjiang Bayingolin", "e-mail", "ISO9001", "WWWWWWWW", "PPP+EPC",
    "v2.0.1", "a/b/c"};
static const char *const figures[] = {"≥95%", "≤111.57万元", "100%", "2022年12月31日", "0", "12:30",
    "〔2020〕10号", "3.5‰", "1,234,567.89元", "36.4", "每周≥7次", "±0.5℃", "10—20个", "第3季度",
    "１２３", "-5", "8.80", "2020—2022年"};
static const char *const marks[] = {"，", "。", "、", "；", "：", "！", "？", "……", "——", "·", ",",
    ".", "%", "；", "，", "。", "，"};
static const char *const pairs[][2] = {{"《", "》"}, {"“", "”"}, {"（", "）"}, {"〔", "〕"},
    {"「", "」"}, {"【", "】"}, {"‘", "’"}, {"(", ")"}, {"〈", "〉"}};
static const char *const crude[] = {">=", "<=", "<b>", "</p>", "≧", "  "};

enum { WORDS = 80, LABEL_WORDS = 40 };

#define PICK(m, list) list[dice_below(&(m)->d, sizeof list / sizeof *list)]

/* The k-th character of a literal, k taken round. */
static str character_at(const char *set, size_t size, uint32_t k)
{
    str s = {set, size};
    size_t count = utf8_count(s), i = 0, from = 0;
    for (size_t n = k % count + 1; n > 0; n--) {
        from = i;
        utf8_next(s, &i);
    }
    return str_slice(s, from, i);
}

/* The first characters, by two. */
static void add_word(buf *out, uint32_t k)
{
    buf_add(out, character_at(han, sizeof han - 1, 2 * k));
    buf_add(out, character_at(han, sizeof han - 1, 2 * k + 1));
}

void words_list(buf *out, bool common)
{
    for (uint32_t k = common ? LABEL_WORDS : 0; k < (common ? WORDS : LABEL_WORDS); k++) {
        add_word(out, k);
        buf_byte(out, ' ');
    }
}

static void add_han(maker *m, buf *out, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        uint32_t kind = dice_below(&m->d, 110);
        char cp[4];
        if (kind >= 100)
            add_word(out, dice_below(&m->d, WORDS));
        else if (kind < 80)
            buf_add(out, character_at(han, sizeof han - 1, dice_below(&m->d, 1000)));
        else if (kind < 99)
            buf_add(out, (str){cp, utf8_put(cp, 0x4E00 + dice_below(&m->d, 0x5000))});
        else
            buf_add(out, character_at(rare, sizeof rare - 1, dice_below(&m->d, 1000)));
    }
}

/* One thing of a text; returns about how many characters it has. */
static uint32_t add_piece(maker *m, buf *out, bool lines)
{
    uint32_t kind = dice_below(&m->d, 100), n = dice_between(&m->d, 1, 9);
    if (kind < 50) {
        add_han(m, out, n);
    } else if (kind < 68) {
        buf_add(out, str_of(PICK(m, marks)));
    } else if (kind < 80) {
        buf_add(out, str_of(PICK(m, figures)));
        n = 6;
    } else if (kind < 86) {
        buf_add(out, str_of(PICK(m, latin)));
        n = 8;
    } else if (kind < 93) {
        const char *const *pair = PICK(m, pairs);
        buf_add(out, str_of(pair[0]));
        add_han(m, out, n);
        buf_add(out, str_of(pair[1]));
    } else if (kind < 96) {
        buf_add(out, dice_chance(&m->d, 50) ? STR(" ") : STR("　"));
    } else if (kind < 98 && lines) {
        buf_add(out, dice_chance(&m->d, 80) ? STR("\n") : STR("\n\n"));
    } else if (m->raw) {
        buf_add(out, str_of(PICK(m, crude)));
    }
    return n;
}

static void add_quoted(buf *out, str text)
{
    buf_byte(out, '"');
    for (size_t i = 0; i < text.n; i++) {
        if (text.at[i] == '\n')
            buf_add(out, STR("\\n"));
        else if (text.at[i] == '"' || text.at[i] == '\\')
            buf_fmt(out, "\\%c", text.at[i]);
        else
            buf_byte(out, text.at[i]);
    }
    buf_byte(out, '"');
}

void words_text(maker *m, buf *out, uint32_t n, bool lines)
{
    buf text = {.memory = m->memory};
    /* One kind of thing only, now and then: figures without end, a word that breaks nowhere. */
    uint32_t mood = dice_below(&m->d, 100);
    for (uint32_t done = 0; done < n;) {
        if (mood < 3) {
            buf_add(&text, STR("W"));
            done++;
        } else if (mood < 6) {
            buf_add(&text, str_of(PICK(m, figures)));
            done += 6;
        } else if (mood < 8) {
            buf_add(&text, str_of(PICK(m, marks)));
            done += 2;
        } else if (n < 8) {
            add_han(m, &text, n);
            done = n;
        } else {
            done += add_piece(m, &text, lines);
        }
    }
    add_quoted(out, m->raw ? buf_str(&text) : str_trim(buf_str(&text)));
}

void words_any(maker *m, buf *out)
{
    uint32_t most = m->characters < 3000 ? m->characters : 3000;
    if (!dice_chance(&m->d, m->wordy) && most > 60)
        most = 60;
    uint32_t n = dice_log(&m->d, most);
    m->characters -= n < m->characters ? n : m->characters;
    words_text(m, out, n, true);
}

void words_name(maker *m, buf *out, uint32_t index)
{
    buf_byte(out, '"');
    if (dice_chance(&m->d, 70))
        add_han(m, out, dice_log(&m->d, 12));
    uint32_t most = (uint32_t)utf8_count((str){han, sizeof han - 1});
    for (uint32_t k = index;; k /= most) {
        buf_add(out, character_at(han, sizeof han - 1, k));
        if (k < most)
            break;
    }
    buf_byte(out, '"');
}
