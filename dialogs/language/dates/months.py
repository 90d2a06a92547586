"""Months, quarters, seasons and years: mars, april–mai, 2. kvartal, tertial, halvår, i fjor, i sommer, månedsskiftet."""
# ruff: noqa: PLR2004 - the numbers of clock and calendar are their own names
# ruff: noqa: SIM905 - lists of words are read, and sorted, as text

import dataclasses
from datetime import date

from dialogs.language.dates import resolve
from dialogs.language.dates.almanac import days, month_end
from dialogs.language.dates.grammar import Match, rule
from dialogs.language.dates.model import Context, Interval, Period
from dialogs.language.dates.periods import MONTHS_IN, in_year, months_from, shifted, year

SEASON_MONTHS = {"var": (3, 5), "sommer": (6, 8), "host": (9, 11), "vinter": (12, 2)}
# A month's name that is a person's or a verb's too, unless a word before it asks for a time.
ASKING = frozenset(
    "tidlig tidleg sent seint i siden sidan sia innen innan ut før til fra frå primo medio ultimo av løpet hele heile neste forrige førre siste sist in by until of this last next before after etter within during midten "
    "starten slutten utgangen senest seinast frist fristen over til ca rundt og samt eller - – / | denne kommende since mid early late end due during".split()
)
WEAK_ASKING = frozenset("til fra frå av for etter før og over med hos hele".split())
PLAIN_SHORT = frozenset("jan feb febr apr aug sep sept okt oct nov des dec".split())
NAMES = frozenset({"april", "august", "juni", "juli", "mai", "may", "march", "mars", "maj"})


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


def short_month(context: Context, m: Match) -> Period | None:
    """«innen okt», «ut sept.», «nov 2026»."""
    item = m.items[m.start]
    asked = m.has("year") or (
        m.before is not None and m.before.text in ASKING - WEAK_ASKING and "comma" not in m.before.kinds
    )
    return resolve.month(context, m.one("monx"), m.one("year")) if asked and item.text in PLAIN_SHORT else None


def _compound(m: Match) -> bool:
    """«Mai-Britt», «Mars kafé»: a name."""
    following = m.items[m.end : m.end + 2]
    if len(following) == 2 and following[0].text == "-" and following[0].glued and following[1].text[0].isalpha():
        return following[1].kinds.keys().isdisjoint({"mon", "monx"})
    weak = m.before is not None and m.before.text in WEAK_ASKING
    return "capital" in m.items[m.start].kinds and weak and bool(following) and following[0].text[0].isalpha()


def month_names(context: Context, m: Match) -> Period | None:
    """mars–april, juli og august."""
    first, last = (resolve.month(context, number, m.one("year")) for number in m.all("mon", "monx"))
    if first is None or last is None or last.end is None or first.start is None:
        return None
    if first.start > last.start if last.start else False:
        first = resolve.month(context, m.all("mon", "monx")[0], first.start.year - 1)
    if first is None or first.start is None or (last.end - first.start).days > 366:
        return None
    return Period(first.start, last.end, "months")


def three_months(context: Context, m: Match) -> Period | None:
    """«april, mai og juni»: months in a row."""
    numbers = m.all("mon")
    if numbers != list(range(numbers[0], numbers[0] + 3)):
        return None
    return resolve.yearly(context, lambda each: (date(each, numbers[0], 1), month_end(each, numbers[-1])), "months")


def part_of_year(context: Context, m: Match) -> Period | None:
    """2. kvartal 2026, Q3, andre halvår, 1. tertial."""
    unit = m.one("unit") or {"q": "quarter", "t": "tertial", "h": "half"}[m.items[m.start].text]
    size, number = MONTHS_IN.get(unit), m.one("ord", "n")
    if size is None or number is None or not 1 <= number <= 12 // size:
        return None
    return in_year(context, months_from(size * (number - 1) + 1, size), unit, m.one("year", "yy"))


def quarter_and_year(context: Context, m: Match) -> Period | None:
    """«Q4-26»."""
    number, short = m.one("nn")
    return (
        in_year(context, months_from(3 * number - 2, 3), "quarter", 2000 + short)
        if 1 <= number <= 4 and short > 4
        else None
    )


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


def season_of_year(context: Context, m: Match) -> Period:
    """«høsten i år», «sommeren neste år»."""
    return _named_season(m.one("season"), context.today.year + m.has("next"))


def next_season(context: Context, m: Match) -> Period | None:
    return season(Context(context.ref, "future"), m)


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


def turn_of_quarter(context: Context, _: Match) -> Period | None:
    found = shifted(context, "quarter", -1 if context.past else 0)
    return None if found is None or found.end is None else Period(found.end, found.end + days(1), "turn")


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


def _half_of_year(context: Context, m: Match) -> Period | None:
    """«første halvdel av året», «siste halvdel av 2026»."""
    if m.one("unit") not in ("year", None):
        return None
    number = 2 if m.has("last") else m.one("ord")
    return (
        in_year(context, months_from(6 * (number - 1) + 1, 6), "half", m.one("year") or context.today.year)
        if number in (1, 2)
        else None
    )


RULES = (
    rule("måned", "i? mon year?", bare_month),
    rule("kort måned", "monx year?", short_month),
    rule("måneder", "i|from? mon|monx slash|dash|'og|'til|'eller|'and mon|monx year?", month_names),
    rule("kvartal", "ord|n unit year?", part_of_year),
    rule("kvartal tall", "unit n year?", lambda c, m: part_of_year(c, m) if m.one("unit") in MONTHS_IN else None),
    rule(
        "Q2",
        "'q|'t|'h n year?",
        lambda c, m: part_of_year(c, m) if m.items[m.start + 1].glued or m.items[m.start].text == "q" else None,
    ),
    rule("Q2-27", "'q n hyphen yy", part_of_year),
    rule("Q4-26", "'q nn", quarter_and_year),
    rule("vår 2027", "'vår|'vaar year", lambda _, m: _named_season("var", m.one("year"))),
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
    rule("halvdel av året", "ord|last 'halvdel|'halvdelen|'halvparten 'av unit|year", _half_of_year),
    rule("i fjor sommer", "i? yearword season", last_season),
    rule("sommeren i fjor", "i? season i? yearword", last_season),
    rule("sommeren neste år", "i? season 'i|next 'år", season_of_year),
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
    rule("tre måneder", "i? mon comma mon 'og|'and mon", three_months),
    rule("2nd quarter", "n 'st|'nd|'rd|'th unit year?", part_of_year),
    rule("månedsskiftet", "turn", turn_of_month),
    rule("kvartalsskiftet", "turnquarter", turn_of_quarter),
    rule("månedsskiftet a/b", "turn mon slash|dash|'og mon", turn_of_month),
    rule("månedsslutt", "endword", end_word),
)
