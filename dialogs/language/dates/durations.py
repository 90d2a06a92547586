"""Distances from now: om 14 dager, for tre uker siden, innen to uker, de siste tre dagene, for en time siden."""
# ruff: noqa: PLR2004 - the numbers of clock and calendar are their own names

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from dialogs.language.dates.almanac import add_months, add_workdays, days, monday
from dialogs.language.dates.grammar import Match, rule
from dialogs.language.dates.model import Context, Period

OSLO = ZoneInfo("Europe/Oslo")
MINUTES_IN = {"minute": 1, "kvarter": 15, "halfhour": 30, "hour": 60}
DAYS_IN = {"day": 1, "week": 7, "fortnight": 14, "night": 1}
MONTHS_IN = {"month": 1, "quarter": 3, "tertial": 4, "half": 6, "year": 12}
MOST = 5000


def move(context: Context, amount: float, unit: str) -> Period | None:
    """The moment or day so far away; hours pass evenly over the changes of the clocks."""
    if abs(amount) > MOST:
        return None
    if unit in MINUTES_IN:
        return moment(_after_minutes(context.ref, round(amount * MINUTES_IN[unit])))
    day = move_day(context.today, amount, unit)
    return None if day is None else Period(day, day)


def move_day(day: date, amount: float, unit: str) -> date | None:
    if unit in DAYS_IN:
        return day + days(round(amount * DAYS_IN[unit]))
    if unit == "workday":
        return add_workdays(day, round(amount))
    if unit in MONTHS_IN:
        months = amount * MONTHS_IN[unit]
        return add_months(day, int(months)) + days(round((months - int(months)) * 30))
    return None


def _after_minutes(ref: datetime, minutes: int) -> datetime:
    aware = ref.replace(tzinfo=OSLO).astimezone(UTC) + timedelta(minutes=minutes)
    return aware.astimezone(OSLO).replace(tzinfo=None)


def moment(at: datetime) -> Period:
    clock = at.time().replace(second=0, microsecond=0)
    return Period(at.date(), at.date(), "minute", start_time=clock, end_time=clock)


def amount_of(m: Match) -> float | None:
    """How many; None for «1. kvartal», which is no distance."""
    if any("dot" in item.kinds for item in m.items[m.start : m.end]):
        return None
    if m.has("couple"):
        return 2
    if m.has("onehalf"):
        return 1.5
    number = m.one("n", "decimal", "halfyear")
    if m.has("halfyear") or m.has("halv"):
        return 0.5
    return float(number) if number is not None else 1


def ago(context: Context, m: Match) -> Period | None:
    amount = amount_of(m)
    return None if amount is None else move(context, -amount, m.one("unit"))


def ahead(context: Context, m: Match) -> Period | None:
    amount = amount_of(m)
    return None if amount is None else move(context, amount, m.one("unit"))


def compound_ago(context: Context, m: Match) -> Period | None:
    """«for en time og et kvarter siden», «for to og en halv time siden»."""
    sign = -1 if m.has("siden") else 1
    units, numbers = m.all("unit"), m.all("n")
    if len(units) == 1:
        return move(context, sign * (numbers[0] + 0.5), units[0])
    if not all(unit in MINUTES_IN for unit in units):
        return None
    minutes = sum(n * MINUTES_IN[unit] for n, unit in zip(numbers, units, strict=True))
    return move(context, sign * minutes, "minute")


def span_ago(context: Context, m: Match) -> Period | None:
    """«for to-tre dager siden»: any of those days."""
    first, last = m.one("nn") or m.all("n")
    sign = -1 if m.has("siden") else 1
    ends = sorted(
        found.start for n in (first, last) if (found := move(context, sign * n, m.one("unit"))) and found.start
    )
    return Period(ends[0], ends[-1], "days") if len(ends) == 2 and m.one("unit") not in MINUTES_IN else None


def deadline(context: Context, m: Match) -> Period | None:
    """«innen 14 dager», «i løpet av to uker»: from today until then. «innan tre timer» is to the minute."""
    found = ahead(context, m)
    if found is None or found.end is None or (m.after is not None and {"before", "after"} & m.after.kinds.keys()):
        return None  # «senest 14 dager før 1. mai» counts from there
    if found.end_time is not None:
        return Period(
            found.start, found.end, "minute", start_time=found.start_time, end_time=found.end_time, bound=True
        )
    return Period(context.today, found.end, "days", bound=True)


def last_units(context: Context, m: Match) -> Period | None:
    """«de siste to ukene», «siste tre dager»: until today."""
    found = ago(context, m)
    return Period(found.start, context.today, "days") if found and found.start_time is None else None


def next_units(context: Context, m: Match) -> Period | None:
    found = ahead(context, m)
    return Period(context.today, found.end, "days") if found and found.start_time is None else None


def weekday_in(context: Context, m: Match) -> Period | None:
    """«fredag om to uker», «tirsdag for to uker siden»: that day of the week so far away."""
    found = ago(context, m) if m.has("siden") else ahead(context, m)
    if found is None or found.start is None or m.one("unit") not in ("week", "month", "day"):
        return None
    day = monday(found.start) + days(m.one("wd"))
    return Period(day, day)


def from_weekday(context: Context, m: Match) -> Period | None:
    """«two weeks from Monday»: counted from the coming one."""
    number = amount_of(m)
    if m.one("unit") not in DAYS_IN or number is None:
        return None
    first = context.today + days((m.one("wd") - context.today.weekday()) % 7 or 7)
    day = move_day(first, number, m.one("unit"))
    return None if day is None else Period(day, day)


def working_days(context: Context, m: Match) -> Period | None:
    """«within ten working days»; «in ten working days» is the last of them."""
    number = amount_of(m)
    if m.one("unit") != "day" or number is None or number > MOST:
        return None
    day = add_workdays(context.today, round(number))
    return Period(context.today, day, "days", bound=True) if m.has("by") else Period(day, day)


def weeks_away(context: Context, m: Match) -> Period | None:
    """«om ein tre vekers tid», «innan to vekers tid»."""
    day = context.today + days(7 * m.one("n") * (-1 if m.has("siden") or m.has("back") else 1))
    return Period(context.today, day, "days", bound=True) if m.has("by") or m.has("latest") else Period(day, day)


def today_in(context: Context, m: Match) -> Period | None:
    """«i dag om 14 dager», «tirsdag om en uke» said of the coming Tuesday."""
    found = ahead(context, m)
    return found if m.one("idayword") in (0, None) else None


def whole_text(context: Context, m: Match) -> Period | None:
    """«to uker» as an answer to «innen når»; in a sentence it is how long something takes."""
    if not m.whole or context.past or m.one("unit") in MINUTES_IN:
        return None
    return deadline(context, m)


def now(context: Context, m: Match) -> Period | None:
    if len(m.taken) == 1 and not m.whole:
        return None
    return moment(context.ref)


def vague(_: Context, __: Match) -> Period:
    """«for noen dager siden»: a time without a day. It is read so that nothing else reads half of it."""
    return Period(None, None, "vague")


def _until_last(context: Context, m: Match) -> Period | None:
    found = move(context, m.one("nn")[1], m.one("unit"))
    return Period(context.today, found.end, "days", bound=True) if found and found.end else None


N = "n|decimal|onehalf|halv|couple"
RULES = (
    rule(
        "for N siden",
        f"'for? ca|'over|'drøyt|'under|'knapt|'snautt|'godt|'vel? 'en|'et|'ein|'eit|'a? {N} 'of|'times|'ukes|'dagers|'vekers? unit|'tid? 'tid? siden|back",
        ago,
    ),
    rule(
        "for en ukes tid siden",
        "'for? ca? n unitgen 'tid siden|back",
        lambda c, m: move(c, -m.one("n"), m.one("unitgen")),
    ),
    rule("om en ukes tid", "'om|'in ca? n unitgen 'tid", lambda c, m: move(c, m.one("n"), m.one("unitgen"))),
    rule(
        "for en drøy uke siden", "'for? n 'drøy|'god|'snau|'knapp|'drygt|'liten|'lita|'stiv|'kort unit siden|back", ago
    ),
    rule(
        "for 2 t siden",
        "'for? ca? n|decimal 't siden|back",
        lambda c, m: move(c, -float(m.one("n", "decimal")), "hour"),
    ),
    rule(
        "an hour and a half ago",
        "n unit 'and n halv siden",
        lambda c, m: move(c, -(m.all("n")[0] + 0.5), m.one("unit")),
    ),
    rule("for siden", "'for unit siden", ago),
    rule("half an hour ago", "halv n unit siden", lambda c, m: move(c, -0.5, m.one("unit"))),
    rule("in half an hour", "'in halv n unit", lambda c, m: move(c, 0.5, m.one("unit"))),
    rule(
        "for en halv time siden", "'for? ca? n halv|halfyear unit siden|back", lambda c, m: move(c, -0.5, m.one("unit"))
    ),
    rule("for N og en halv siden", "'for? ca? n 'og n halv|halfyear unit siden|back", compound_ago),
    rule("for N og M siden", "'for? ca? n unit 'og n unit siden", compound_ago),
    rule("for N-M siden", "'for? ca? n dash|'til|'eller|'og n unit siden|back", span_ago),
    rule("for nn siden", "'for? ca? nn unit siden|back", span_ago),
    rule("om N", f"'om|'in ca? 'en|'et|'ein|'eit|'a? {N} unit 'fra|'frå? 'nå|'no|'now?", ahead),
    rule("om halvt", "'om|'in ca? n halv|halfyear unit", lambda c, m: move(c, 0.5, m.one("unit"))),
    rule("om N og en halv", "'om|'in ca? n 'og n halv|halfyear unit", compound_ago),
    rule("om N-M", "'om|'in ca? n dash|'til|'eller n unit", span_ago),
    rule("om nn", "'om|'in ca? nn unit", span_ago),
    rule("N fra nå", f"{N} unit fram 'nå|'no|'now|'today|'idag", ahead),
    rule("N fram", f"{N} unit 'frem|'fram|'ahead 'i? 'tid|'tida?", ahead),
    rule("N fra i dag", f"{N} unit fram 'i 'dag|'tid", ahead),
    rule("om N fra i dag", f"'om {N} unit fram 'i 'dag", ahead),
    rule("i dag om N", f"i? idayword|dayword 'om {N} unit", today_in),
    rule(
        "innen N",
        f"by|latest 'om|'the|'de|'dei? 'neste|'next|'nærmeste? ca? 'et|'ein|'eit|'en|'a? {N} unit 'fra? 'i? 'dag?",
        deadline,
    ),
    rule("innen et halvt", "by ca? n halv|halfyear unit", lambda c, m: move(c, 0.5, m.one("unit"))),
    rule("innen nn", "by|latest nn unit", _until_last),
    rule(
        "i løpet av N",
        f"'i? course 'av|'of 'de|'dei? 'neste|'nærmeste|'kommende|'komande|'nærmaste? ca? 'et|'ein|'eit|'en|'a? {N} 'neste? unit",
        deadline,
    ),
    rule("de neste N", f"'de|'dei|'the? next|coming {N} unit", next_units),
    rule("de siste N", f"'de|'dei|'the? last|prev {N} unit", last_units),
    rule("om tre vekers tid", "'om|'in ca? 'en|'ein? n 'ukers|'vekers 'tid", weeks_away),
    rule("for tre vekers tid siden", "'for? ca? 'en|'ein? n 'ukers|'vekers 'tid siden|back", weeks_away),
    rule("innen tre vekers tid", "by|latest ca? n 'ukers|'vekers 'tid|'frist", weeks_away),
    rule("ukedag om N", f"wd 'om {N} unit", weekday_in),
    rule("ukedag for N siden", f"wd 'for? {N} unit siden", weekday_in),
    rule("for N siden på ukedag", f"'for? {N} unit siden 'på|'on|'den? wd", weekday_in),
    rule("en uke fra mandag", f"'om|'in? {N} unit fram wd", from_weekday),
    rule("ti working days", f"by|'in? {N} 'working|'business unit", working_days),
    rule("svar: N enheter", f"{N} unit", whole_text),
    rule("akkurat nå", "exactly now", now),
    rule("nå nettopp", "'nå|'no 'nettopp|'nyss", now),
    rule("nå", "now", now),
    rule("siste døgn", "'det|'the? last|prev 'døgn|'døgnet", lambda c, _: Period(c.today - days(1), c.today, "days")),
    rule("vag", "'for? 'et|'ein|'en? vague unit siden|back", vague),
    rule("vag tid", "'for vague|'litt|'lenge 'siden|'sidan|'sia", vague),
    rule("om noen", "'om vague unit", vague),
)
