"""Clock times in all their spellings: kl 14, 14.30, 0815, halv ni, kvart over to, ti på halv tre, 2 pm, ved ti-tiden."""
# ruff: noqa: SIM905 - lists of words are read, and sorted, as text
# ruff: noqa: PLR2004 - the numbers of clock and calendar are their own names

import dataclasses

from dialogs.language.dates.grammar import Layer, Match, Rule, rule
from dialogs.language.dates.model import Clock, Context, Item
from dialogs.language.dates.things import MEASURES

HOURS = 24
HALF_DAY = 12
WORK_BEGINS = 6  # «kl 2» is 14 in a place where work begins at six; «kl 9» is 9
MINUTES = (5, 10, 15, 20, 25)
POLISH_DAYS = frozenset(
    "wczoraj dzisiaj dziś jutro przedwczoraj rano poniedziałek wtorek środę czwartek piątek sobotę niedzielę".split()
)


def at(hour: int, minute: int = 0, *, loose: bool = False) -> Clock | None:
    """The clock time, or None when no clock shows it. 24.00 is the last minute of its day."""
    if hour == HOURS and minute == 0:
        return Clock(23, 59)
    if not (0 <= hour < HOURS and 0 <= minute < 60):
        return None
    return Clock(hour, minute, loose)


def exact(_: Context, m: Match) -> Clock | None:
    return at(*m.one("hm", "hhmm", "colon"))


def standing_alone(context: Context, m: Match) -> Clock | None:
    """14.30 without «kl»: only when it is no day and month, and nothing is counted after it."""
    if m.has("hm") and ("dm" in m.items[m.start].kinds or _counted(m.after)):
        return None
    if m.has("hm") and m.before is not None and m.before.text in ("-", "+", "=", "x"):
        return None
    return exact(context, m)


def on_the_hour(_: Context, m: Match) -> Clock | None:
    hour = m.one("n")
    if _counted(m.after) and not m.has("kl"):
        return None
    word = m.items[m.end - 1].text
    return at(hour, loose=0 < hour <= HALF_DAY and (not word.isdecimal() or (hour < WORK_BEGINS and word[0] != "0")))


def plain_hour(_: Context, m: Match) -> Clock | None:
    """«Yesterday, at 22.», «Wczoraj o 14»: a bare number only at the end of a clause, or after a Polish day."""
    word, after = m.items[m.end - 1], m.after
    if "digits" not in word.kinds or not (
        m.has("polishat") or after is None or after.text in ",.;" or "capital" in after.kinds
    ):
        return None
    if m.has("polishat") and (m.before is None or m.before.text not in POLISH_DAYS):
        return None
    return at(m.one("n"))


def hour_and_minutes(_: Context, m: Match) -> Clock | None:
    hour, minute = m.all("n")
    if len(m.items[m.end - 1].text) < 2 or _counted(m.after) or 0 < minute < 5:
        return None
    return at(hour, minute, loose=hour <= HALF_DAY and not m.items[m.end - 1].text.isdigit())


def hour_and_few_minutes(_: Context, m: Match) -> Clock | None:
    """«klokka sju null fem», as it is dictated."""
    hour, minute = m.all("n")
    return at(hour, minute) if minute < 10 else None


def early_hour(_: Context, m: Match) -> Clock | None:
    """«null sju tretti», as it is dictated."""
    hour, minute = m.all("n")
    return at(hour, minute) if hour < 10 <= minute else None


def half(_: Context, m: Match) -> Clock | None:
    """Half to: «halv ni» is 8.30. In English it is half past."""
    if _counted(m.after):
        return None
    english = any(item.text in ("half", "past") for item in m.items[m.start : m.end])
    return _spoken(m.one("n"), 30 if english else -30)


def quarter(_: Context, m: Match) -> Clock | None:
    return None if _counted(m.after) else _spoken(m.one("n"), 15 if m.has("over") else -15)


def minutes_to(_: Context, m: Match) -> Clock | None:
    minutes, hour = m.all("n")
    if minutes not in MINUTES or _counted(m.after):
        return None
    around = -30 if m.has("halv") else 0
    return _spoken(hour, around + (minutes if m.has("over") else -minutes))


def _spoken(hour: int, minutes: int) -> Clock | None:
    if not 0 < hour <= HOURS:
        return None
    total = (hour * 60 + minutes) % (HOURS * 60)
    return at(*divmod(total, 60), loose=hour <= HALF_DAY)


def english(_: Context, m: Match) -> Clock | None:
    hour, minute = m.one("hm") or (m.one("n"), 0)
    if not 0 < hour <= HALF_DAY:
        return None
    return at(hour % HALF_DAY + (HALF_DAY if m.one("ampm") == "pm" else 0), minute)


def _counted(item: Item | None) -> bool:
    """Something is counted, so the number before was no clock time."""
    if item is None:
        return False
    if item.text in ("t", "a", "i", "of", "av", "v", "m"):
        return False
    return item.text in MEASURES or (
        "unit" in item.kinds and item.text not in ("natt", "natta", "natten", "dag", "uke", "veke", "uka")
    )


def between(_: Context, m: Match) -> Clock | None:
    first, *rest = m.all("CLOCK")
    until = rest[0] if rest else at(m.one("n"), loose=m.one("n") <= HALF_DAY)
    return stretch(first, until)


def numbers_between(_: Context, m: Match) -> Clock | None:
    first, last = m.one("nn") or m.all("n")
    return stretch(at(first, loose=first <= HALF_DAY), at(last, loose=last <= HALF_DAY))


def clocks_between(_: Context, m: Match) -> Clock | None:
    if m.one("dmdm", "ddm") and not m.has("kl"):
        return None
    first, last = m.one("hmhm", "klhmhm")
    if not m.has("kl") and ("dmdm" in m.items[m.end - 1].kinds or _counted(m.after)):
        return None
    return stretch(at(*first), at(*last))


def stretch(first: Clock | None, until: Clock | None) -> Clock | None:
    """From one to the other. «kl 8 til 10» stays before noon; «kl 10 til 2» ends after it."""
    if first is None or until is None or first.until:
        return None
    if until.loose and (until.hour, until.minute) < (first.hour, first.minute) and until.hour + HALF_DAY < HOURS:
        until = Clock(until.hour + HALF_DAY, until.minute)
    keep = first.loose and until.loose
    return Clock(first.hour, first.minute, keep, dataclasses.replace(until, loose=keep))


IS = "'var|'er|'va|'e|'was? 'vel|'nå|'no|'sikkert|'kanskje?"
RULES = (
    rule("kl", f"kl {IS} comma? ca? 'kl? hm|hhmm", exact),
    rule("kl-tall", f"kl {IS} comma? ca? 'kl? n", on_the_hour),
    rule("ca-tall", "ca n", lambda c, m: on_the_hour(c, m) if m.whole else None),
    rule("at-tall", "atword|polishat ca? n", plain_hour),
    rule("kl-to-tall", "kl ca? n 'og? n", hour_and_minutes),
    rule("kl-fra-til", "'mellom|'fra|'frå? kl ca? 'fra? n dash|'til|'og|'te n", numbers_between),
    rule("kl-strek", "kl ca? nn", numbers_between),
    rule("kl-strek-kl", "kl? ca? hmhm", clocks_between),
    rule("kl-strek-år", "kl ca? klhmhm", clocks_between),
    rule("kolon", "colon", exact),
    rule("uten-kl", "hm", standing_alone),
    rule("halv", "kl? ca? 'litt? halv n", half),
    rule("half-past", "kl|atword? halv over n", half),
    rule("kvart", "kl|atword? ca? quarterword over|pa n", quarter),
    rule("minutter", "kl|atword? ca? n 'minutter|'min|'minutt? over|pa n", minutes_to),
    rule("minutter-halv", "kl|atword? ca? n 'minutter|'min|'minutt? over|pa halv n", minutes_to),
    rule("tiden", "kl|ca|i? n dash? hourish", lambda _, m: at(m.one("n"), loose=m.one("n") <= HALF_DAY)),
    rule("åttetiden", "kl|ca|i? hourword", lambda _, m: at(m.one("hourword"), loose=True)),
    rule("am-pm", "atword|ca? hm|n ampm", english),
    rule("at", "atword colon|hm", exact),
    rule("noon", "atword|'by? noon", lambda _, __: Clock(12)),
    rule("midnatt", "'ved|atword? midnight", lambda _, __: Clock(0)),
    rule("kl-ord-null", "kl n 'null 'null", on_the_hour),
    rule("kl-null-fem", "kl ca? n 'null n", hour_and_few_minutes),
    rule("null-sju-tretti", "kl? ca? 'null n n", early_hour),
)
STRETCHES = (
    rule("mellom", "'mellom|'fra|'frå|from? CLOCK dash|'til|'og|'te|'to CLOCK", between),
    rule("mellom-tall", "'mellom|'fra|'frå|from? CLOCK dash|'til|'og|'te|'to n", between),
)

# Numbers that are clock times only because a day stands beside them: «i går 14-16», «mellom 22 og 23 i går».
BESIDE_DAY = (
    rule("rundt tall ved dag", "ca n", lambda c, m: on_the_hour(c, m) if _beside_day(m) and _about(m) else None),
    rule("tall ved dag", "'mellom|'fra|'frå|ca? nn", lambda c, m: numbers_between(c, m) if _beside_day(m) else None),
    rule(
        "mellom tall ved dag",
        "'mellom|'fra|'frå|between|from n 'og|'til|'te|dash|'and n",
        lambda c, m: numbers_between(c, m) if _beside_day(m) else None,
    ),
)


def _about(m: Match) -> bool:
    """«Rundt ti», «omtrent ti», «rundt 10»: not «ca 10», which may count something."""
    return m.items[m.start].text == "rundt" or m.items[m.end - 1].text.isalpha()


def _beside_day(m: Match) -> bool:
    days = [item.kinds["DAY"] for item in (m.before, m.after) if item is not None and "DAY" in item.kinds]
    return any(day.start is not None and (day.start == day.end or day.part == "natt") for day in days) and not _counted(
        m.after
    )


def label(_: Rule, match: Match, clock: Clock) -> Item:
    """The item of a clock time keeps the kinds of the digits that it was read from: «10.12» may be a date as well."""
    first, last = match.items[match.start], match.items[match.end - 1]
    return Item(first.start, last.end, first.text, {"CLOCK": clock}, first.glued)


LAYERS = (Layer(RULES, label), Layer(STRETCHES, label))
BESIDE = Layer(BESIDE_DAY, label)
