"""From when, until when: innen, før, etter, senest, ut, i løpet av, utgangen av, fra – til."""
# ruff: noqa: SIM905 - lists of words are read, and sorted, as text
# ruff: noqa: PLR2004 - the numbers of clock and calendar are their own names

import dataclasses
import itertools
from datetime import date, time

from dialogs.language.dates import periods
from dialogs.language.dates.almanac import add_workdays, days, is_workday
from dialogs.language.dates.grammar import Match, rule
from dialogs.language.dates.model import Context, Interval, Period

FRIDAY = 4
FROM_ONE_DAY = "én dag"
SUMMER = 6
DAYS_IN_WEEK = 7
SAYS = frozenset("sa sagt sei sier seier si meldte melde meldt ga gav gitt".split())


def by(context: Context, m: Match) -> Period | None:
    """«innen X»: the end is X. «innen mai» may also be before May begins."""
    period: Period = m.one("WHEN")
    if period.start is None or period.end is None:
        return dataclasses.replace(period, bound=True)
    other: tuple[Interval, ...] = period.alternatives
    if period.precision in ("month", "season", "quarter", "week", "holiday", "year") and period.start != period.end:
        day = period.start - days(1)
        other = (*other, (day, day))
    if period.precision == "turn":
        return _ending(period.start, ())
    if period.precision == "season":
        return _by_season(context, period, other, to=m.has("til"))
    if period.precision == "holiday" and period.start != period.end:
        return _ending(_before_feast(period), other)
    return dataclasses.replace(period, bound=True, alternatives=other + _friday(period))


def _by_season(context: Context, period: Period, other: tuple[Interval, ...], *, to: bool) -> Period | None:
    """«innen sommeren» is June; «til høsten» is the autumn to come, and the next one when it has begun."""
    if period.start is None:
        return None
    if to and period.in_year and period.start <= context.today:
        return period.in_year(period.start.year + 1)
    if to or period.start.month != SUMMER:
        return dataclasses.replace(period, bound=True)
    return _ending(period.start.replace(day=30), other)


def _before_feast(period: Period) -> date:
    """«innen påske» is before its days off; «innen jul» is julaften."""
    if period.start is None:
        raise ValueError("a feast without days")
    return period.start if period.start.month == 12 else period.start - days(1)


def _ending(end: date, alternatives: tuple[Interval, ...]) -> Period:
    return Period(end, end, bound=True, alternatives=tuple(each for each in alternatives if each[1] != end))


def _friday(period: Period) -> tuple[Interval, ...]:
    """A deadline at the end of a week may mean its Friday."""
    if period.precision != "week" or period.start is None:
        return ()
    return ((period.start, period.start + days(FRIDAY)),)


def before(context: Context, m: Match) -> Period | None:
    """«før X» is the last day before X (or until the clock time); the last working day before is the other reading.

    In the middle of X, and looking ahead, the day before it has been: then next year's is meant.
    """
    period: Period = m.one("WHEN")
    if not context.past and period.in_year is not None and period.start is not None and period.start <= context.today:
        period = period.in_year(period.start.year + 1) or period
    if period.start is None or period.end is None:
        return dataclasses.replace(period, bound=True)
    if period.start_time is not None or period.part is not None:
        part = "formiddag" if period.part == "middag" else period.part
        return dataclasses.replace(period, bound=True, part=part)
    if period.precision == "turn":
        return _ending(period.start, ())
    if period.precision == "season" and period.start.month == SUMMER:
        last = period.start.replace(day=30)
        return _ending(last, ((period.start - days(1),) * 2,))
    end = period.start - days(1)
    other = _worked(end)
    return dataclasses.replace(_ending(end, ((other, other),)), start=end)


def _worked(day: date) -> date:
    return day if is_workday(day) else add_workdays(day, -1)


def after(_: Context, m: Match) -> Period | None:
    """«etter X»: from the first day after it."""
    period: Period = m.one("WHEN")
    if period.end is None or period.start_time is not None or period.part is not None:
        return dataclasses.replace(period, part="ettermiddag" if period.part == "middag" else period.part)
    first = period.end + days(1)
    return Period(first, first)


def over(context: Context, m: Match) -> Period | None:
    """«over påske»: the first working day after. «over helga» is Monday."""
    period: Period = m.one("WHEN")
    if period.end is None:
        return period
    if period.precision not in ("holiday", "weekend", "season", "turn") or (context.past and not m.has("rett")):
        return None if not context.past else period
    first = add_workdays(period.end, 1)
    plain = period.end + days(1)
    return Period(first, first, alternatives=((plain, plain),) if plain != first else ())


def end_of(context: Context, m: Match) -> Period | None:
    """«ut mai», «innen utgangen av uka»: its last day."""
    period = m.one("WHEN") or periods.the_unit(context, m)
    if period is None or period.end is None:
        return period
    if m.one("unit") == "day" and m.after is not None and "WHEN" in m.after.kinds:
        return None  # «på slutten av dagen i går»
    end = period.end
    friday = _friday(period)
    return Period(end, end, bound=True, alternatives=tuple((last, last) for _, last in friday))


def end_of_its(context: Context, m: Match) -> Period | None:
    """«innen årets slutt»."""
    period = periods.the_unit_named(context, m.one("unitposs"))
    return None if period is None or period.end is None else Period(period.end, period.end, bound=True)


def during(context: Context, m: Match) -> Period | None:
    """«i løpet av uka»: all of it; its end is the deadline."""
    period = m.one("WHEN") or (_part_today(context, m) if m.has("part") else periods.the_unit(context, m))
    if period is None or period.start is None:
        return period
    return dataclasses.replace(
        period, bound=not context.past, alternatives=period.alternatives + (() if context.past else _friday(period))
    )


def _part_today(context: Context, m: Match) -> Period:
    if m.one("part") == "natt":
        first = context.today - days(1 if context.past else 0)
        return Period(first, first + days(1), "part", part="natt")
    return Period(context.today, context.today, "part", part=m.one("part"))


def rest_of(context: Context, m: Match) -> Period | None:
    period = m.one("WHEN") or periods.the_unit(context, m)
    if period is None or period.end is None:
        return period
    return Period(min(context.today, period.end), period.end, "days")


def since(context: Context, m: Match) -> Period | None:
    """«siden mandag»: until now when it has been."""
    period: Period = m.one("WHEN")
    if period.start is None or not context.past or period.start > context.today:
        return period
    start = period.end if period.precision == "turn" and period.end else period.start
    one_day = FROM_ONE_DAY if period.start == period.end or period.part == "natt" else ""
    return Period(start, context.today, "days", start_time=period.start_time, rule=one_day)


def from_(_: Context, m: Match) -> Period | None:
    """«fra mandag». «sa fra i går» is another «fra»."""
    period: Period = m.one("WHEN")
    if m.before is not None and m.before.text in SAYS:
        return period
    if period.start is None or period.start_time or period.precision in ("days", "weeks", "months"):
        return period
    return dataclasses.replace(period, end=period.start, precision="day")


def stretch(context: Context, m: Match) -> Period | None:
    """«fra mandag til onsdag», «1. mars–3. april», «15.3–17.3»; the second is moved past the first when the words allow."""
    first, last = m.all("WHEN")
    if m.has("'eller") and first.start and last.start and first.start - last.start == days(1):
        first, last = last, first  # «i går eller i forgårs»
    if first.start is None or last.end is None or first.end is None or last.start is None:
        return None
    if first.start_time is not None and (first.clock or last.clock):
        return None
    if last.end < first.start:
        first, last = _reordered(context, first, last)
    if first.start is None or last.end is None or last.end < first.start or (last.end - first.start).days > 800:
        return None
    if (
        (m.has("'og") or m.has("'eller"))
        and not (m.has("from") or m.has("'mellom"))
        and (last.start - first.end).days != 1
    ):
        return None
    if first.start_time and (first.start, first.start_time) >= (last.end, last.end_time or time.max):
        return None
    precision = "minute" if first.start_time and last.end_time else "days"
    return Period(first.start, last.end, precision, start_time=first.start_time, end_time=last.end_time)


def night_between(_: Context, m: Match) -> Period | None:
    """«natta mellom lørdag og søndag»."""
    first, last = m.all("WHEN")
    if m.one("part") != "natt" or first.start is None or last.start is None:
        return None
    start = first.start if first.start < last.start else first.start - days(7)
    return Period(start, last.start, "part", part="natt") if last.start - start == days(1) else None


def three_days(_: Context, m: Match) -> Period | None:
    """«mandag, tirsdag og onsdag»: days in a row."""
    starts = [each.start for each in m.all("WHEN") if each.start is not None and each.start == each.end]
    if len(starts) != len(m.all("WHEN")) or any(b - a != days(1) for a, b in itertools.pairwise(starts)):
        return None
    return Period(starts[0], starts[-1], "days")


def narrower(_: Context, m: Match) -> Period | None:
    """«romjula, nærmere bestemt 29. desember», «i helga (lørdag)», «i påskeuka, på onsdag»: the day, when it lies in the first."""
    wide, day = m.all("WHEN")
    if wide.start is None or wide.end is None or wide.start == wide.end or wide.bound or day.start is None:
        return None
    if day.weekday and (wide.end - wide.start).days < DAYS_IN_WEEK:
        first = wide.start + days((day.start.weekday() - wide.start.weekday()) % DAYS_IN_WEEK)
        day = dataclasses.replace(day, start=first, end=first, alternatives=())
    return day if wide.start <= day.start == day.end <= wide.end else None


def _reordered(context: Context, first: Period, last: Period) -> tuple[Period, Period]:
    if first.start is None or last.end is None or last.start is None:
        return first, last
    if first.weekday and last.weekday:
        if context.past:
            return dataclasses.replace(first, start=first.start - days(7)), last
        return first, dataclasses.replace(last, end=last.end + days(7))
    if context.past and first.in_year:
        return first.in_year(first.start.year - 1) or first, last
    if last.in_year:
        return first, last.in_year(last.start.year + 1) or last
    return first, last


NAMELY = "'nærmere|'nærmare|'rettere|'rettare|'altså|'dvs|'nemlig|'nemleg|'presist|'namely"
RANGES = (
    rule("fra-til", "'mellom|from? WHEN comma? hyphen|'til|'te|'og|'to|'and|'eller 'og? 'med? WHEN", stretch),
    rule("natta mellom", "part 'mellom|between WHEN 'og|'and WHEN", night_between),
    rule("tre dager", "WHEN comma WHEN 'og|'eller WHEN", three_days),
    rule("til og med", "'mellom|from WHEN 'til 'og 'med WHEN", stretch),
    rule("nærmere bestemt", f"WHEN comma? {NAMELY} 'bestemt|'sagt? 'på|'den? WHEN", narrower),
    rule("i helga, på lørdag", "WHEN comma 'på? WHEN", narrower),
)
THE = "'the|'den|'det?"
RULES = (
    rule(
        "innen utgangen",
        f"by|before|latest|'ved|'mot|til? comma? utgang|'slutten|'end 'av|'of|'på? {THE} WHEN|unit",
        end_of,
    ),
    rule("innen årets utgang", "by|before|latest|til|'ved? unitposs utgang|end", end_of_its),
    rule("ut", "'til|'tom? 'ut WHEN|unit", end_of),
    rule("før året er omme", "by|before unit|WHEN 'er 'omme|'over|'slutt|'ute", end_of),
    rule("uka ut", "WHEN|unit 'ut", end_of),
    rule("innen", f"by|latest|til comma? 'kl|'den|'the|'er|'på|'i|'ca? by|latest|til? {THE} WHEN", by),
    rule("til og med", "til|by? 'til 'og 'med WHEN", by),
    rule(
        "innen uka",
        "by|latest|til 'i? unit",
        lambda c, m: (
            end_of(c, m)
            if m.items[m.end - 1].text.endswith(("a", "en", "et", "week", "month", "year", "day"))
            and m.one("unit") not in ("hour", "minute", "halfhour", "kvarter", "workday")
            and not m.has("til")
            else None
        ),
    ),
    rule("før", f"'like|'rett|'god? before {THE} WHEN", before),
    rule("etter", f"'like|'rett|'først? after {THE} WHEN", after),
    rule("do piątku", "'do WHEN", lambda c, m: by(c, m) if m.one("WHEN").weekday and not c.past else None),
    rule("over", "'på? over2 WHEN", over),
    rule("i løpet av", f"'i|'in|'innen? 'the? course 'av|'of {THE} WHEN|unit|part", during),
    rule("during", f"during {THE} WHEN|unit", during),
    rule("hele", "whole WHEN|unit", lambda c, m: during(c, m) if m.one("unit") != "day" else None),
    rule("resten av", f"rest 'av|'of {THE} WHEN|unit", rest_of),
    rule("fra", f"'fra|'frå|'from 'og? 'med? {THE} WHEN", from_),
    rule("hittil", "'hittil|'langt 'i? WHEN", since),
    rule("tidligst", f"'tidligst|'tidlegast|'earliest {THE} WHEN", from_),
    rule("ikke før", f"'ikke|'ikkje|'ikkje|'not before {THE} WHEN", from_),
    rule("siden", f"'helt? 'siden|'sidan|'sia|'since {THE} WHEN", since),
)
