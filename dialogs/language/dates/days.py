"""Single days: i går, i morgen, tirsdag, forrige fredag, 15.3, femtende mars, den 15., 2026-03-15, and days in a row."""
# ruff: noqa: SIM905 - lists of words are read, and sorted, as text
# ruff: noqa: PLR2004 - the numbers of clock and calendar are their own names

from collections.abc import Sequence
from datetime import date

from dialogs.language.dates import resolve
from dialogs.language.dates.almanac import add_months, days, monday
from dialogs.language.dates.grammar import Match, rule
from dialogs.language.dates.model import Context, Item, Period
from dialogs.language.dates.things import FOLLOWS, MEASURES

SHIFTS = {"prev": -1, "next": 1, "coming": 1, "this": 0}
PLAIN_SHORT = frozenset(
    "mand tirs tirsd tir tys ons onsd tors torsd fre lør lørd søn sønd laur tue tues wed thu thurs".split()
)
ASKING_FOR_DAY = frozenset(
    "på innen innan til før etter sist forrige førre neste nå no senest seinast frist by on".split()
)


def plain(day: date) -> Period:
    return Period(day, day)


def offset(context: Context, n: int) -> Period:
    return plain(context.today + days(n))


def day_word(context: Context, m: Match) -> Period:
    return offset(context, m.one("dayword", "idayword"))


def i_day(context: Context, m: Match) -> Period | None:
    """«i går». Not «i dagen», not «i går'n»; «i dag morges» is left to the part of the day."""
    return offset(context, m.one("idayword"))


def day_part(context: Context, m: Match) -> Period:
    """«i morges», «i kveld», «imorges», «this morning»."""
    return Period(context.today, context.today, "part", part=m.one("ipart", "daypart", "part"))


def night(context: Context, _: Match) -> Period:
    """«i natt» is the night that was, or the one that comes."""
    first = context.today - days(1) if context.past else context.today
    return Period(first, first + days(1), "part", part="natt")


def last_night(context: Context, _: Match) -> Period:
    return Period(context.today - days(1), context.today, "part", part="natt")


def last_evening(context: Context, _: Match) -> Period:
    day = context.today - days(1)
    return Period(day, day, "part", part="kveld")


def night_to(context: Context, m: Match) -> Period | None:
    """«natt til lørdag»: from Friday to Saturday."""
    number = m.one("wd")
    last = (
        resolve.weekday(context, number) if number is not None else offset(context, m.one("dayword", "idayword"))
    ).start
    if last is None:
        return None
    return Period(last - days(1), last, "part", part="natt")


def weekday(context: Context, m: Match) -> Period:
    return resolve.weekday(context, m.one("wd", "wdx", "wds"))


def weekday_event(context: Context, m: Match) -> Period | None:
    """«på lørdagsrunden», «etter fredagsmøtet»: the day that the round or the meeting was, not one that is to come."""
    return resolve.weekday(context, m.one("wdevent")) if context.past else None


def weekday_part(context: Context, m: Match) -> Period | None:
    """«fredagskvelden»."""
    number, part = m.one("wdpart")
    found = resolve.weekday(context, number)
    if found.start is None:
        return None
    end = found.start + days(1) if part == "natt" else found.start
    return Period(found.start, end, "part", part=part)


def previous_weekday(context: Context, m: Match) -> Period:
    """«forrige tirsdag» is in the week before; the last Tuesday that was is the other reading. «sist tirsdag» is the last one."""
    number = m.one("wd", "wdx")
    week_before = monday(context.today) - days(7) + days(number)
    away = (context.today.weekday() - number) % 7 or 7
    recent = context.today - days(away)
    chosen, other = (week_before, recent) if m.one("prev") == "week" else (recent, week_before)
    return Period(chosen, chosen, alternatives=((other, other),) if other != chosen else (), weekday=True)


def next_weekday(context: Context, m: Match) -> Period:
    """«neste fredag» is in the week after; the first Friday to come is the other reading."""
    number = m.one("wd", "wdx")
    week_after = monday(context.today) + days(7 + number)
    coming = context.today + days((number - context.today.weekday()) % 7 or 7)
    other = ((coming, coming),) if coming != week_after else ()
    return Period(week_after, week_after, alternatives=other, weekday=True)


def coming_weekday(context: Context, m: Match) -> Period:
    number = m.one("wd", "wdx")
    return plain(context.today + days((number - context.today.weekday()) % 7 or 7))


def this_weekday(context: Context, m: Match) -> Period:
    """«denne fredagen», «nå på fredag»: of this week, unless it is on the wrong side of today."""
    number = m.one("wd", "wdx")
    day = monday(context.today) + days(number)
    return plain(day) if resolve.fits(context, day) else resolve.weekday(context, number)


def numeric(context: Context, m: Match) -> Period | None:
    """15.3, 15/3-26, 2026-03-15. Not when something is measured («3.5 timer»)."""
    if m.after is not None and m.after.text in MEASURES and not m.has("den"):
        return None
    return resolve.day_month(context, *m.one("dm"))


def named_month(context: Context, m: Match) -> Period | None:
    """15. mars, femtende mars 2026, 15 mars -26, March 15."""
    day = m.one("ord", "n")
    number = m.one("mon", "monx")
    if day is None or not 0 < day <= 31 or _shown_as_noun(m):
        return None
    return resolve.day_month(context, day, number, m.one("year", "yy"))


def _shown_as_noun(m: Match) -> bool:
    """«one may», «to mars»: a number word that is no ordinal asks for a digit."""
    written = not m.has("ord") and not any("digits" in item.kinds for item in m.items[m.start : m.end])
    return written and (m.one("n") < 3 or m.items[m.end - 1].text in ("may", "march"))


def day_in_month(context: Context, m: Match) -> Period | None:
    """«den 15.»"""
    if not _nothing_ordered(m):
        return None
    day = m.one("ord", "n")
    return resolve.day_of_month(context, day)


def day_of_that_month(context: Context, m: Match) -> Period | None:
    """«den 15. i neste måned»."""
    if m.one("unit") != "month":
        return None
    shift = next(SHIFTS[kind] for kind, _ in m.taken if kind in SHIFTS)
    return plain(add_months(context.today.replace(day=1), shift).replace(day=m.one("ord", "n")))


def ordinal_month(context: Context, m: Match) -> Period | None:
    """«den tjuende i tredje»: the month by its number."""
    day, month = m.all("ord")
    if month > 12 or not (m.has("den") or m.whole):
        return None
    return resolve.day_month(context, day, month, None)


def joined_part(context: Context, m: Match) -> Period:
    """«igårkveld»."""
    away, part = m.one("daydaypart", "idaydaypart")
    day = context.today + days(away)
    return Period(day, day + days(1) if part == "natt" else day, "part", part=part)


def short_weekday(context: Context, m: Match) -> Period | None:
    """«ons kl. 10», «på tors»: a short form that is no other word, where a day is asked for."""
    item = m.items[m.start]
    beside = m.after is not None and not m.after.kinds.keys().isdisjoint({"CLOCK", "part", "ca"})
    asked = m.before is not None and m.before.text in ASKING_FOR_DAY
    return weekday(context, m) if item.text in PLAIN_SHORT and (m.whole or beside or asked) else None


def _nothing_ordered(m: Match) -> bool:
    """Whether the number orders no noun: a new sentence, a word that may follow a day, a part of the day, or a verb comes after."""
    after = m.after
    if after is None or not after.text[0].isalpha() or "capital" in after.kinds:
        return True
    return after.text in FOLLOWS or "part" in after.kinds or _verb_and_subject(after, m.items[m.end + 1 : m.end + 2])


def _verb_and_subject(verb: Item, rest: Sequence[Item]) -> bool:
    """«den 28. tar Kari opp saken»: a present tense with a name or a pronoun after it."""
    return verb.text.endswith("r") and any(not item.kinds.keys().isdisjoint({"capital", "pronoun"}) for item in rest)


def weekday_day(context: Context, m: Match) -> Period | None:
    """«fredag 13.», «fredag den 13.»; «on the 13th» is no Wednesday."""
    if m.items[m.start].text == "on" and m.items[m.start + 1].text == "the":
        return None
    if not _nothing_ordered(m) and "mon" not in getattr(m.after, "kinds", {}):
        return None
    return resolve.weekday_of_month(context, m.one("wd", "wdx"), m.one("ord", "n"))


def weekday_date(context: Context, m: Match) -> Period | None:
    """«tirsdag 10.3»: the date counts. «onsdag 8.30» and a date that is another weekday in round minutes is a clock time."""
    found = numeric(context, m) if m.has("dm") else named_month(context, m)
    if found is None or found.start is None:
        return None
    if found.start.weekday() == m.one("wd", "wdx"):
        return found
    digits = m.items[m.end - 1].kinds
    if not m.has("den") and "hm" in digits and m.items[m.end - 1].text.count("0") and digits["hm"][1] % 5 == 0:
        return None
    return _same_weekday(found, m.one("wd", "wdx"), context) or found


def _same_weekday(found: Period, number: int, context: Context) -> Period | None:
    """A year beside this one in which the date has the weekday that was written."""
    if found.in_year is None or found.start is None:
        return None
    for year in (found.start.year, found.start.year - 1, found.start.year + 1):
        try:
            other = found.in_year(year)
        except (ValueError, OverflowError):
            continue
        if other and other.start and other.start.weekday() == number and abs((other.start - context.today).days) < 200:
            return other
    return None


def between(first: date, last: date) -> Period | None:
    return Period(first, last, "days") if first <= last else None


def days_in_month(context: Context, m: Match) -> Period | None:
    """1.–3. mars, fra 1. til 3. mars, 1.-3.3."""
    if m.has("ddm") or m.has("dmdm"):
        first, last = m.one("ddm", "dmdm")
    else:
        first_day, last_day = m.one("nn") or m.all("ord", "n")[:2]
        day, month, year = m.one("dm") or (last_day, m.one("mon", "monx"), m.one("year"))
        first, last = (first_day, month, year), (day, month, year)
    return days_between(context, first, last)


def days_between(
    context: Context, first: tuple[int, int, int | None], last: tuple[int, int, int | None]
) -> Period | None:
    end = resolve.day_month(context, *last)
    if end is None or end.start is None:
        return None
    start = date(first[2] or end.start.year, first[1], first[0])
    if start > end.start and first[2] is None:
        start = date(end.start.year - 1, first[1], first[0])
    return between(start, end.start)


def ordinal_then_day(context: Context, m: Match) -> Period | None:
    """15.-17.3 and 1. til 3.4: a day, and a day with its month."""
    day, month, year = m.one("dm")
    return days_between(context, (m.one("ord", "n"), month, year), (day, month, year))


RULES = (
    rule("i dag", "i whole? idayword", i_day),
    rule("dagsord", "dayword", day_word),
    rule("dags dato", "'dags 'dato", lambda context, _: offset(context, 0)),
    rule("d.d.", "'d 'd", lambda context, _: offset(context, 0)),
    rule(
        "tidligere i dag",
        "'tidligere|'tidlegare|'seinere|'senere|'seinare|'earlier|'later 'i? 'dag|'today",
        lambda context, _: offset(context, 0),
    ),
    rule("i sta", "'i 'sta|'stad|'sted", lambda context, m: offset(context, 0) if m.whole or context.past else None),
    rule("dagen før i går", "'the? 'day 'before 'yesterday", lambda context, _: offset(context, -2)),
    rule("dagen etter i morgen", "'the? 'day 'after 'tomorrow", lambda context, _: offset(context, 2)),
    rule("i morges", "'i ipart", day_part),
    rule("i dag morges", "'i? 'dag|'idag ipart", day_part),
    rule(
        "i går morges",
        "i idayword ipart",
        lambda c, m: Period(o := c.today + days(m.one("idayword")), o, "part", part=m.one("ipart")),
    ),
    rule("i gårkveld", "i? daydaypart|idaydaypart", joined_part),
    rule("den 15. i måneden", "den? ord|n 'i? prev|next|this|coming unit", day_of_that_month),
    rule("i forrige måned, den 15.", "prev|next|this|coming unit comma? den ord", day_of_that_month),
    rule("ons", "wdx", short_weekday),
    rule("imorges", "daypart", day_part),
    rule("this morning", "'this part", day_part),
    rule("i natt", "'i 'natt|'natta|'nott", night),
    rule("inatt", "'inatt", night),
    rule("sist natt", "'last|'sist|'siste|'sista|'forrige|'førre 'night|'natt|'natta|'natten", last_night),
    rule("sist kveld", "'last|'sist|'siste|'sista 'kveld|'kvelden|'evening", last_evening),
    rule(
        "natt til",
        "'i? unit|part 'til|'te|'mot wd|dayword",
        lambda c, m: night_to(c, m) if m.one("unit") == "night" or m.one("part") == "natt" else None,
    ),
    rule(
        "natt til i dag",
        "'i? unit 'til|'te|'mot i idayword",
        lambda c, m: night_to(c, m) if m.one("unit") == "night" else None,
    ),
    rule("ukedag", "wd", weekday),
    rule("ukedags", "wds", lambda c, m: weekday(c, m) if m.after is not None and "part" in m.after.kinds else None),
    rule("ukedagskveld", "wdpart", weekday_part),
    rule("ukedagsrunde", "wdevent", weekday_event),
    rule("kort ukedag", "latest|by wdx", weekday),
    rule("forrige ukedag", "prev wd|wdx", previous_weekday),
    rule(
        "ukedag som var",
        "'nå? 'sist|this|'den? wd 'som 'nettopp? 'var|'gikk|'gjekk",
        lambda c, m: resolve.weekday(Context(c.ref, "past"), m.one("wd")),
    ),
    rule("neste ukedag", "next wd|wdx", next_weekday),
    rule("førstkommende ukedag", "coming wd|wdx", coming_weekday),
    rule("denne ukedag", "this wd", this_weekday),
    rule("nå på ukedag", "thatis 'på|'til? wd", weekday),
    rule("ukedag som kommer", "wd 'som 'kommer|'kjem", coming_weekday),
    rule("dato", "den? dm", numeric),
    rule("dato måned", "den? ord|n 'of? mon|monx comma? year", named_month),
    rule("dato måned kort år", "den? ord|n mon|monx hyphen yy", named_month),
    rule("dato måned uten år", "den? ord|n 'of? mon|monx", named_month),
    rule(
        "måned dato",
        "'on|'by? mon|monx n|ord 'st|'nd|'rd|'th? comma? year?",
        lambda c, m: named_month(c, m) if _english_month(m) else None,
    ),
    rule("november the third", "'on|'by? mon 'the ord comma? year?", named_month),
    rule("15de mars", "den? n 'de|'te|'ste|'st|'nd|'rd|'th|'ende|'dje 'of? mon|monx year?", named_month),
    rule("den 15.", "den ord", day_in_month),
    rule("15. ds", "'den|'d? ord 'ds|'dennes", lambda c, m: plain(c.today.replace(day=m.one("ord")))),
    rule("15.", "ord", lambda c, m: day_in_month(c, m) if m.whole and "digits" in m.items[m.start].kinds else None),
    rule("den 15de", "den n 'de|'te|'ste|'st|'nd|'rd|'th|'ende", day_in_month),
    rule("den 15", "'den n", lambda c, m: day_in_month(c, m) if "digits" in m.items[m.end - 1].kinds else None),
    rule("ukedag den 15.", "wd|wdx comma? den? ord", weekday_day),
    rule("ukedag den 15de", "wd|wdx comma? den? n 'de|'te|'st|'nd|'rd|'th", weekday_day),
    rule("den 12. i 12.", "den? ord 'i ord", ordinal_month),
    rule("ukedag den 15", "wd|wdx 'den n", weekday_day),
    rule("ukedag dato", "wd|wdx comma? den? dm", weekday_date),
    rule("ukedag dato måned", "wd|wdx comma? den? ord|n 'of? mon|monx comma? year?", weekday_date),
    rule("ukedag 15de", "wd|wdx comma? den? n 'de|'te|'ste|'st|'nd|'rd|'th|'ende mon|monx year?", weekday_date),
    rule("dato (ukedag)", "dm comma|close? wd|wdx close?", weekday_date),
    rule(
        "dager i måned",
        "'mellom|'enten|from? den? ord|n dash|'til|'og|'te|'eller den? ord|n mon|monx year?",
        days_in_month,
    ),
    rule("dager-måned", "den? nn mon|monx year?", days_in_month),
    rule("nn-måned", "from? nn mon|monx year?", days_in_month),
    rule("dager til dato", "'mellom|'enten|from? den? ord|n dash|'til|'og|'te den? dm", ordinal_then_day),
    rule("ddm", "ddm", days_in_month),
    rule("dmdm", "dmdm", days_in_month),
)


def _english_month(m: Match) -> bool:
    """«March 15» is a day; «mars 15» may be any number, so a Norwegian month wants a full stop or a year."""
    first, second = (m.items[m.start + (m.has("'on") or m.has("'by")) + k] for k in (0, 1))
    if "digits" not in second.kinds:
        return m.has("ord") and first.text in (
            "january",
            "february",
            "march",
            "may",
            "june",
            "july",
            "october",
            "december",
            "april",
        )
    return first.text not in ("mars", "mai", "juni", "juli") and "kl" not in getattr(m.after, "kinds", {})
