"""Stretches of days: uke 12, neste uke, i helga, mars, 2. kvartal, tertial, halvår, i fjor, i sommer."""
# ruff: noqa: SIM905 - lists of words are read, and sorted, as text
# ruff: noqa: PLR2004 - the numbers of clock and calendar are their own names

import dataclasses
from collections.abc import Callable
from datetime import date

from dialogs.language.dates import resolve
from dialogs.language.dates.almanac import add_months, add_workdays, days, monday, month_end
from dialogs.language.dates.days import SHIFTS
from dialogs.language.dates.grammar import Match, rule
from dialogs.language.dates.model import Context, Interval, Period

MONTHS_IN = {"quarter": 3, "tertial": 4, "half": 6}
SEASON_MONTHS = {"var": (3, 5), "sommer": (6, 8), "host": (9, 11), "vinter": (12, 2)}
# A month's name that is a person's or a verb's too, unless a word before it asks for a time.
ASKING = frozenset(
    "i siden sidan sia innen innan ut før til fra frå primo medio ultimo av løpet hele heile neste forrige førre siste sist in by until of this last next before after etter within during midten "
    "starten slutten utgangen senest seinast frist fristen over til ca rundt og samt eller - – / | denne kommende since mid early late end due during".split()
)
WEAK_ASKING = frozenset("til fra frå av for etter før og over med hos hele".split())
NAMES = frozenset({"april", "august", "juni", "juli", "mai", "may", "march", "mars", "maj"})


def week_number(context: Context, m: Match) -> Period | None:
    number = m.one("n", "ord")
    return resolve.week(context, number, m.one("year", "yy"))


def week_and_year(context: Context, m: Match) -> Period | None:
    """Uke 12/2027, uke 3-27."""
    return resolve.week(context, *m.one("nyear"))


def weeks(context: Context, m: Match) -> Period | None:
    """Uke 28–30, uke 36 og 37. Over New Year the second is in the year after."""
    numbers = list(m.one("nn") or ()) or m.all("n")
    first, last = resolve.week(context, numbers[0]), resolve.week(context, numbers[-1])
    if first is None or last is None or first.start is None or last.end is None:
        return None
    if last.end < first.start:
        moved = _other_year(last, 1) if not context.past else _other_year(first, -1)
        first, last = (first, moved) if not context.past else (moved, last)
    if first.start is None or last.end is None or last.end < first.start:
        return None
    return Period(first.start, last.end, "weeks")


def _other_year(found: Period, step: int) -> Period:
    if found.in_year is None or found.start is None:
        return found
    return found.in_year((found.start + days(3)).year + step) or found


def glued_week(context: Context, m: Match) -> Period | None:
    """u17, v 13: a short form only where nothing else makes sense."""
    asked = (
        m.whole
        or m.before is None
        or not m.before.kinds.keys().isdisjoint({"by", "latest", "til", "i", "wd", "WD", "before", "after", "comma"})
    )
    if m.items[m.start].text == "v" and not asked:
        return None
    number = m.one("n")
    return resolve.week(context, number) if 0 < number <= 53 else None


def relative(context: Context, m: Match) -> Period | None:
    """Forrige uke, neste måned, denne helga, inneværende år."""
    shift = next(SHIFTS[kind] for kind, _ in m.taken if kind in SHIFTS)
    return shifted(context, m.one("unit"), shift)


def shifted(context: Context, unit: str, shift: int) -> Period | None:
    today = context.today
    if unit == "workday" and shift:
        day = add_workdays(today, shift)
        return Period(day, day)
    if unit in MONTHS_IN:
        return _part_now(today, unit, shift)
    make = SHIFTED.get(unit)
    return make(context, shift) if make else None


def month_shifted(context: Context, shift: int) -> Period | None:
    first = add_months(context.today.replace(day=1), shift)
    return resolve.month(context, first.month, first.year)


def year(number: int) -> Period:
    return Period(date(number, 1, 1), date(number, 12, 31), "year")


def _part_now(today: date, unit: str, shift: int) -> Period:
    size = MONTHS_IN[unit]
    first = add_months(date(today.year, (today.month - 1) // size * size + 1, 1), size * shift)
    last = add_months(first, size - 1)
    return Period(first, month_end(last.year, last.month), unit)


def weekend(context: Context, shift: int) -> Period:
    """Saturday and Sunday. «forrige helg» is of the week before, «neste helg» of the week after, and may be the coming one."""
    saturday = monday(context.today) + days(5 + 7 * shift)
    other: tuple[Interval, ...] = ()
    if shift > 0 and context.today.weekday() < 5:
        other = ((saturday - days(7), saturday - days(6)),)
    return Period(saturday, saturday + days(1), "weekend", alternatives=other)


SHIFTED: dict[str, Callable[[Context, int], Period | None]] = {
    "week": lambda context, shift: resolve.week_of(context.today + days(7 * shift)),
    "month": month_shifted,
    "year": lambda context, shift: year(context.today.year + shift),
    "weekend": weekend,
}


def the_weekend(context: Context, m: Match) -> Period | None:
    """«i helga»: the last that has begun, or the first that is not over."""
    return _weekend_now(context) if m.one("unit") == "weekend" else None


def _weekend_now(context: Context) -> Period:
    saturday = monday(context.today) + days(5)
    if context.past and saturday > context.today:
        saturday -= days(7)
    return Period(saturday, saturday + days(1), "weekend")


def coming_weekend(context: Context, m: Match) -> Period | None:
    if m.one("unit") != "weekend":
        return None
    return the_weekend(Context(context.ref, "future"), m)


def the_unit(context: Context, m: Match) -> Period | None:
    """«i løpet av uka», «ut måneden», «resten av året»: the one that is now."""
    return the_unit_named(context, m.one("unit"))


def the_unit_named(context: Context, unit: str) -> Period | None:
    if unit == "day":
        return Period(context.today, context.today)
    if unit == "night":
        first = context.today - days(1) if context.past else context.today
        return Period(first, first + days(1), "part", part="natt")
    return shifted(context, unit, 0) if unit != "weekend" else _weekend_now(context)


def bare_month(context: Context, m: Match) -> Period | None:
    """«i mars», «mars 2026». A name or a verb that looks like one wants a word before it that asks for a time."""
    item = m.items[m.end - 1]
    if (m.before is not None and "digits" in m.before.kinds) or _compound(m):
        return None
    if m.has("year") or m.has("i"):
        return resolve.month(context, m.one("mon"), m.one("year"))
    asked = m.before is None or m.before.text in ASKING or "comma" in m.before.kinds
    if item.text in NAMES and not (
        asked and (m.before is not None or m.after is None or m.after.text in ("i", "neste", "-", "/", "–", "og"))
    ):
        return None
    return resolve.month(context, m.one("mon"))


def _compound(m: Match) -> bool:
    """«Mai-Britt», «Mars kafé»: a name."""
    following = m.items[m.end : m.end + 2]
    if len(following) == 2 and following[0].text == "-" and following[0].glued and following[1].text[0].isalpha():
        return following[1].kinds.keys().isdisjoint({"mon", "monx"})
    weak = m.before is not None and m.before.text in WEAK_ASKING
    return "capital" in m.items[m.start].kinds and weak and bool(following) and following[0].text[0].isalpha()


def month_names(context: Context, m: Match) -> Period | None:
    """mars–april, juli og august."""
    first, last = (resolve.month(context, number, m.one("year")) for number in m.all("mon"))
    if first is None or last is None or last.end is None or first.start is None:
        return None
    if first.start > last.start if last.start else False:
        first = resolve.month(context, m.all("mon")[0], first.start.year - 1)
    if first is None or first.start is None or (last.end - first.start).days > 366:
        return None
    return Period(first.start, last.end, "months")


def part_of_year(context: Context, m: Match) -> Period | None:
    """2. kvartal 2026, Q3, andre halvår, 1. tertial."""
    unit = m.one("unit") or {"q": "quarter", "t": "tertial", "h": "half"}[m.items[m.start].text]
    size, number = MONTHS_IN.get(unit), m.one("ord", "n")
    if size is None or number is None or not 1 <= number <= 12 // size:
        return None
    return _in_year(context, _months(size * (number - 1) + 1, size), unit, m.one("year", "yy"))


def _months(first: int, count: int) -> Callable[[int], Interval]:
    return lambda each: (date(each, first, 1), month_end(each, first + count - 1))


def _in_year(context: Context, make: Callable[[int], Interval], precision: str, number: int | None) -> Period | None:
    if number is not None:
        return Period(*make(number), precision)
    return resolve.yearly(context, make, precision)


def year_word(context: Context, m: Match) -> Period:
    """I fjor, i forfjor."""
    return year(context.today.year + m.one("yearword"))


def year_number(_: Context, m: Match) -> Period | None:
    return year(m.one("year"))


def season(context: Context, m: Match) -> Period | None:
    first, last = SEASON_MONTHS[m.one("season")]

    def make(each: int) -> Interval:
        return date(each, first, 1), month_end(each + (last < first), last)

    return resolve.yearly(context, make, "season")


def our_or_spring(context: Context, m: Match) -> Period | None:
    """«i vår» is the spring, «i vår avdeling» is ours."""
    if m.after is not None and m.after.text[0].isalpha():
        return None
    first, last = SEASON_MONTHS["var"]
    return resolve.yearly(context, lambda each: (date(each, first, 1), month_end(each, last)), "season")


def last_season(context: Context, m: Match) -> Period | None:
    """«i fjor sommer», «sist vinter»."""
    found = season(Context(context.ref, "past"), m)
    if found is None or found.in_year is None or found.end is None:
        return None
    if m.has("yearword"):
        return found.in_year(context.today.year + m.one("yearword"))
    return found if found.end < context.today or not found.start else found.in_year(found.start.year - 1)


def next_season(context: Context, m: Match) -> Period | None:
    return season(Context(context.ref, "future"), m)


def week_after_next(context: Context, _: Match) -> Period:
    return resolve.week_of(context.today + days(14))


def to_the_week(context: Context, m: Match) -> Period | None:
    """«til uka»: next week; «til helga»: the coming one; «til neste år»."""
    unit = m.one("unit")
    if unit == "weekend":
        return coming_weekend(context, m)
    return shifted(context, unit, 1) if unit == "week" else None


def turn_of_month(context: Context, m: Match) -> Period | None:
    """«ved månedsskiftet»: the last day of the month and the first of the next; with names, between those two."""
    if m.has("mon"):
        found = resolve.month(context, m.all("mon")[0])
    elif context.past:
        found = shifted(context, "month", -1)
    else:
        found = shifted(context, "month", 0)
    if found is None or found.end is None:
        return None
    return Period(found.end, found.end + days(1), "turn")


def end_word(context: Context, m: Match) -> Period | None:
    """«innen månedsslutt»: the last day of the one that is now."""
    found = Period(context.today, context.today) if m.one("endword") == "day" else shifted(context, m.one("endword"), 0)
    if found is None or found.end is None:
        return None
    if context.past and found.end > context.today:
        found = shifted(context, m.one("endword"), -1) or found
    return dataclasses.replace(found, start=found.end, precision="day", in_year=None)


def _named_season(name: str, number: int) -> Period:
    first, last = SEASON_MONTHS[name]
    return Period(date(number, first, 1), month_end(number + (last < first), last), "season")


def _weekday_of_that_week(context: Context, m: Match) -> Period | None:
    if m.one("unitposs") != "week":
        return None
    shift = next(SHIFTS[kind] for kind, _ in m.taken if kind in SHIFTS)
    day = monday(context.today) + days(7 * shift + m.one("wd"))
    return Period(day, day)


def _half_of_year(context: Context, m: Match) -> Period | None:
    """«første halvdel av året», «siste halvdel av 2026»."""
    if m.one("unit") not in ("year", None):
        return None
    number = 2 if m.has("last") else m.one("ord")
    return (
        _in_year(context, _months(6 * (number - 1) + 1, 6), "half", m.one("year") or context.today.year)
        if number in (1, 2)
        else None
    )


RULES = (
    rule("uke N", "unit 'nr|'nummer? n year?", lambda c, m: week_number(c, m) if m.one("unit") == "week" else None),
    rule("uke N-året", "unit n 'i year", lambda c, m: week_number(c, m) if m.one("unit") == "week" else None),
    rule(
        "uke N/år",
        "unit nyear",
        lambda c, m: week_and_year(c, m) if m.one("unit") == "week" and m.one("nyear")[1] > 2020 else None,
    ),
    rule("N. uke", "ord 'uke|'veke", lambda c, m: week_number(c, m) if m.one("ord") > 5 else None),
    rule("uke N-M", "unit nn", lambda c, m: weeks(c, m) if m.one("unit") == "week" else None),
    rule(
        "uke N og M",
        "unit n dash|'og|'til|'te|'eller|'to|'and 'uke|'veke|'week? n",
        lambda c, m: weeks(c, m) if m.one("unit") == "week" else None,
    ),
    rule("uke N, M og O", "unit n comma n 'og n", lambda c, m: weeks(c, m) if m.one("unit") == "week" else None),
    rule("u17", "'u|'v|'wk n", glued_week),
    rule("forrige uke", "'den? prev|next|coming|this unit", relative),
    rule("siste uke", "'den? last unit", lambda c, m: shifted(c, m.one("unit"), -1) if c.past else None),
    rule(
        "uka som var",
        "unit 'som 'var",
        lambda c, m: shifted(c, m.one("unit"), 0 if m.one("unit") == "weekend" and c.today.weekday() > 4 else -1),
    ),
    rule("uka etter neste", "unit after next 'uke|'veke?", week_after_next),
    rule("neste neste uke", "'neste 'neste unit", week_after_next),
    rule("i helga", "i unit", the_weekend),
    rule(
        "helga",
        "unit",
        lambda c, m: (
            the_weekend(c, m) if m.items[m.start].text not in ("helg", "helgene", "weekends") or m.whole else None
        ),
    ),
    rule("nå i helga", "thatis 'i|'til unit", the_weekend),
    rule("til uka", "'til|'te unit", to_the_week),
    rule("denne uka", "course|rest|whole|'ut|utgang|end|'for 'av|'of? unit", lambda *_: None),
    rule("måned", "i? mon year?", bare_month),
    rule("måneder", "i|from? mon slash|dash|'og|'til|'eller|'and mon year?", month_names),
    rule("kvartal", "ord|n unit year?", part_of_year),
    rule("kvartal tall", "unit n year?", lambda c, m: part_of_year(c, m) if m.one("unit") in MONTHS_IN else None),
    rule(
        "Q2",
        "'q|'t|'h n year?",
        lambda c, m: part_of_year(c, m) if m.items[m.start + 1].glued or m.items[m.start].text == "q" else None,
    ),
    rule("Q2-27", "'q n hyphen yy", part_of_year),
    rule("halvår av", "ord unit 'av year", part_of_year),
    rule("i fjor", "i? yearword", year_word),
    rule("i år", "'i 'år|'ar", lambda c, _: year(c.today.year)),
    rule("this year", "'this 'year", lambda c, _: year(c.today.year)),
    rule(
        "2026",
        "i|'for? year",
        lambda c, m: (
            year_number(c, m)
            if m.has("i")
            or m.whole
            or (m.before and {"by", "before", "after", "utgang", "ut", "of"} & m.before.kinds.keys())
            else None
        ),
    ),
    rule("i sommer", "i|'til|'over|'før|'etter|'innen|'innan|'to|'ut|'course|'av|'om 'den? season", lambda *_: None),
    rule(
        "årstid",
        "'i|'in? season",
        lambda c, m: (
            season(c, m)
            if m.has("'i")
            or m.has("'in")
            or m.whole
            or (
                m.before
                and not {
                    "by",
                    "before",
                    "after",
                    "til",
                    "of",
                    "ut",
                    "over2",
                    "early",
                    "from",
                    "last",
                    "den",
                    "'denne",
                }.isdisjoint(m.before.kinds.keys())
            )
            else None
        ),
    ),
    rule("i vår", "'i 'vår|'vaar", our_or_spring),
    rule("våren 2025", "'i|'in? season year", lambda _, m: _named_season(m.one("season"), m.one("year"))),
    rule(
        "første virkedag",
        "'på? ord unit",
        lambda c, m: (
            shifted(c, "workday", -1 if c.past else 1)
            if m.one("unit") == "workday"
            and m.one("ord") == 1
            and not (m.after and {"before", "after", "i"} & m.after.kinds.keys())
            else None
        ),
    ),
    rule("neste ukes fredag", "next|prev|this unitposs wd", _weekday_of_that_week),
    rule("halvdel av året", "ord|last 'halvdel|'halvdelen|'halvparten 'av unit|year", _half_of_year),
    rule("i fjor sommer", "i? yearword season", last_season),
    rule(
        "i fjor vår",
        "i? yearword 'vår",
        lambda c, m: Period(date(y := c.today.year + m.one("yearword"), 3, 1), date(y, 5, 31), "season"),
    ),
    rule("sist vinter", "prev season", last_season),
    rule(
        "sist vår",
        "prev|'denne|next 'vår",
        lambda c, m: our_or_spring(Context(c.ref, "past" if m.has("prev") else "future"), m),
    ),
    rule("denne sommeren", "this|next|coming season", next_season),
    rule("månedsskiftet", "turn", turn_of_month),
    rule("månedsskiftet a/b", "turn mon slash|dash|'og mon", turn_of_month),
    rule("månedsslutt", "endword", end_word),
)
