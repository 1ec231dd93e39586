#include "pdf/pdf_int.h"

typedef struct calendar {
    int year, month, day, hour, minute, second;
} calendar;

static bool leap(int64_t year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int month_length(int64_t year, int month)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return lengths[month] + (month == 1 && leap(year));
}

/* Days since 1970-01-01 to the Gregorian calendar, by whole cycles of 400 years first. */
static calendar calendar_of(int64_t seconds)
{
    enum { DAY = 86400, CYCLE = 146097 };
    int64_t days = seconds / DAY - (seconds % DAY < 0), rest = seconds - days * DAY;
    int64_t cycles = days / CYCLE - (days % CYCLE < 0), year = 1970 + cycles * 400;
    days -= cycles * CYCLE;
    for (; days >= 365 + leap(year); year++)
        days -= 365 + leap(year);
    int month = 0;
    for (; days >= month_length(year, month); month++)
        days -= month_length(year, month);
    return (calendar){(int)year, month + 1, (int)days + 1, (int)(rest / 3600),
        (int)(rest / 60 % 60), (int)(rest % 60)};
}

/* Years of four digits are all that either form has. */
bool pdf_date_usable(scene_date date)
{
    enum { ZONE_MOST = 24 * 60 };
    int64_t least = INT64_C(-62167219200), most = INT64_C(253402300799);
    if (!date.known || date.zone <= -ZONE_MOST || date.zone >= ZONE_MOST)
        return false;
    int64_t shift = (int64_t)date.zone * 60;
    return date.seconds >= least - shift && date.seconds <= most - shift;
}

static str zone_text(arena *a, int zone, const char *form)
{
    int minutes = zone < 0 ? -zone : zone;
    if (zone == 0)
        return STR("Z");
    return str_fmt(a, "%c%02d%s%02d%s", zone < 0 ? '-' : '+', minutes / 60, form, minutes % 60,
        form[0] == '\'' ? form : "");
}

str pdf_date(arena *a, scene_date date)
{
    calendar c = calendar_of(date.seconds + date.zone * 60);
    return str_fmt(a, "D:%04d%02d%02d%02d%02d%02d%.*s", c.year, c.month, c.day, c.hour, c.minute,
        c.second, STR_ARG(zone_text(a, date.zone, "'")));
}

str pdf_date_iso(arena *a, scene_date date)
{
    calendar c = calendar_of(date.seconds + date.zone * 60);
    return str_fmt(a, "%04d-%02d-%02dT%02d:%02d:%02d%.*s", c.year, c.month, c.day, c.hour, c.minute,
        c.second, STR_ARG(zone_text(a, date.zone, ":")));
}
