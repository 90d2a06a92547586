"""Weeks, weekends and what is told from now: uke 12, neste uke, i helga, forrige måned, resten av året."""

# ruff: noqa: PLR2004 - the numbers of clock and calendar are their own names

from collections.abc import Callable
from datetime import date

from dialogs.language.dates import resolve
from dialogs.language.dates.almanac import add_months, add_workdays, days, monday, month_end
from dialogs.language.dates.days import SHIFTS
from dialogs.language.dates.grammar import Match, rule
from dialogs.language.dates.model import Context, Interval, Period

MONTHS_IN = {"quarter": 3, "tertial": 4, "half": 6}


def week_number(context: Context, m: Match) -> Period | None:
    number = m.one("n", "ord")
    return resolve.week(context, number, m.one("year", "yy"))


def dictated_week(context: Context, m: Match) -> Period | None:
    """«uke førti fem», in two words."""
    tens, ones = m.all("n")
    spoken = not any("digits" in item.kinds for item in m.items[m.start : m.end])
    if m.one("unit") != "week" or not spoken or tens not in (20, 30, 40, 50) or not 0 < ones < 10:
        return None
    return resolve.week(context, tens + ones)


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
    if m.one("prev") == "recent" and not context.past and m.one("unit") in MONTHS_IN:
        return last_of_year(context, m)
    return shifted(context, m.one("unit"), shift)


def last_of_year(context: Context, m: Match) -> Period | None:
    """«siste kvartal» as a deadline is the last of the year."""
    size = MONTHS_IN[m.one("unit")]
    return in_year(context, months_from(13 - size, size), m.one("unit"), m.one("year"))


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


def months_from(first: int, count: int) -> Callable[[int], Interval]:
    return lambda each: (date(each, first, 1), month_end(each, first + count - 1))


def in_year(context: Context, make: Callable[[int], Interval], precision: str, number: int | None) -> Period | None:
    if number is not None:
        return Period(*make(number), precision)
    return resolve.yearly(context, make, precision)


def week_after_next(context: Context, _: Match) -> Period:
    return resolve.week_of(context.today + days(14))


def before_last(context: Context, m: Match) -> Period | None:
    """«helga før sist», «the night before last»."""
    unit = m.one("unit")
    if unit == "night":
        return Period(context.today - days(2), context.today - days(1), "part", part="natt")
    return shifted(context, unit, -2) if unit in SHIFTED or unit in MONTHS_IN else None


def to_the_week(context: Context, m: Match) -> Period | None:
    """«til uka»: next week; «til helga»: the coming one; «til neste år»."""
    unit = m.one("unit")
    if unit == "weekend":
        return coming_weekend(context, m)
    return shifted(context, unit, 1) if unit == "week" else None


def _weekday_of_that_week(context: Context, m: Match) -> Period | None:
    if m.one("unitposs") != "week":
        return None
    shift = next(SHIFTS[kind] for kind, _ in m.taken if kind in SHIFTS)
    day = monday(context.today) + days(7 * shift + m.one("wd"))
    return Period(day, day)


RULES = (
    rule("uke N", "unit 'nr|'nummer? n year?", lambda c, m: week_number(c, m) if m.one("unit") == "week" else None),
    rule("uke førti fem", "unit n n", dictated_week),
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
    rule("tidligere i uka", "'tidligere|'tidlegare|'earlier 'i|this unit", the_unit),
    rule("forrige uke", "'den? prev|next|coming|this unit", relative),
    rule("siste uke", "'den? last unit", lambda c, m: shifted(c, m.one("unit"), -1) if c.past else None),
    rule(
        "uka som var",
        "this|'den|prev? unit 'som|'vi 'nettopp|'nå|'nå|'hadde? 'var|'gikk|'gjekk|'hadde",
        lambda c, m: shifted(c, m.one("unit"), 0 if m.one("unit") == "weekend" and c.today.weekday() > 4 else -1),
    ),
    rule("uka som kommer", "this|'den? unit 'som 'nå|'no? 'kommer|'kjem", to_the_week),
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
    rule("til uka", "'til|'te|'tel unit", to_the_week),
    rule("uka før sist", "'i|'the? unit before last|prev", before_last),
    rule("denne uka", "course|rest|whole|'ut|utgang|end|'for 'av|'of? unit", lambda *_: None),
    rule(
        "siste kvartal 2026", "last unit year", lambda c, m: last_of_year(c, m) if m.one("unit") in MONTHS_IN else None
    ),
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
)
