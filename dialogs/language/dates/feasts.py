"""Holidays by name, and what needs a look-up to be a date: snarest, fortløpende, neste møte, the school's calendar."""
# ruff: noqa: SIM905 - lists of words are read, and sorted, as text
# ruff: noqa: PLR2004 - the numbers of clock and calendar are their own names

from dialogs.language.dates import resolve
from dialogs.language.dates.almanac import HOLIDAYS
from dialogs.language.dates.grammar import Build, Match, rule
from dialogs.language.dates.model import Context, Period

NUMBERED_FEASTS = {"juledag1": "juledag", "paskedag1": "paskedag", "pinsedag1": "pinsedag"}
BOUND_WORDS = frozenset({"til", "innen", "innan", "før", "by", "before", "until"})
CALENDAR_ASKED = frozenset(
    "før etter i over innen innan til neste ut ved under fra frå av by before after during the te in".split()
)


def named(context: Context, name: str, year: int | None = None) -> Period | None:
    make, precision = HOLIDAYS[name], "turn" if name == "nyttar" else "holiday"
    if year is not None:
        return Period(*make(year), precision)
    return resolve.yearly(context, make, precision)


def feast(context: Context, m: Match) -> Period | None:
    return named(context, m.one("hol"), m.one("year"))


def fixed(name: str) -> Build:
    return lambda context, _: named(context, name)


def numbered(context: Context, m: Match) -> Period | None:
    """2. juledag, første påskedag, andre pinsedag."""
    name = f"{NUMBERED_FEASTS.get(m.one('hol'), '')}{m.one('ord', 'n')}"
    return named(context, name, m.one("year")) if name in HOLIDAYS else None


def sunday_in_advent(context: Context, m: Match) -> Period | None:
    number = m.one("ord", "n") or 1
    if m.one("hol") != "advent" or m.one("wd") not in (6, None) or not 1 <= number <= 4:
        return None
    return named(context, f"advent{number}")


def anchor(name: str, *, future_only: bool = True) -> Build:
    """What to make of words that need a look-up before they are a date."""

    def build(context: Context, m: Match) -> Period | None:
        bound = m.items[m.start].text in BOUND_WORDS
        return None if future_only and context.past else Period(None, None, "anchor", anchor=name, bound=bound)

    return build


def the_meeting(context: Context, m: Match) -> Period | None:
    """«til møtet»: only the definite form points at one."""
    dated = m.after is not None and not m.after.kinds.keys().isdisjoint({"digits", "wd", "den"})
    definite = m.items[m.end - 1].text.endswith(("møtet", "meeting", "amu", "mks"))
    return anchor("neste_mote")(context, m) if definite and not dated else None


def calendar(context: Context, m: Match) -> Period | None:
    """«før ferien». «på ferie» is no time."""
    definite = m.items[m.end - 1].text.endswith(("en", "a", "start", "slutt", "et"))
    asked = m.before is not None and m.before.text in CALENDAR_ASKED
    return anchor("org_kalender", future_only=False)(context, m) if m.whole or definite or asked else None


ASAP, RUNNING, MEETING, CALENDAR = (
    anchor("snarest"),
    anchor("fortlopende"),
    anchor("neste_mote"),
    anchor("org_kalender", future_only=False),
)

RULES = (
    rule("helligdag", "hol year?", feast),
    rule("N. juledag", "ord|n hol year?", numbered),
    rule("N. søndag i advent", "ord wd 'i hol", sunday_in_advent),
    rule("N. advent", "ord hol", sunday_in_advent),
    rule("Kristi himmelfart", "'kristi hol", feast),
    rule("Kr. himmelfart", "'kr hol", feast),
    rule("FN-dagen", "'fn hyphen? unit", fixed("fndagen")),
    rule("St. Hans", "'st|'sankt 'hans|'hansaften|'hansaftan hyphen? 'aften|'aftan?", fixed("sankthans")),
    rule("samenes dag", "'samefolkets|'samenes|'samefolkets unit", fixed("samefolkets")),
    rule(
        "lille julaften",
        "'lille|'litle|'vesle hol",
        lambda c, m: named(c, "lillejulaften") if m.one("hol") == "julaften" else None,
    ),
    rule("arbeidernes dag", "'arbeidernes|'arbeidaranes unit", fixed("arbeidernes")),
    rule("kvinnedagen", "'den? 'internasjonale 'kvinnedagen", fixed("kvinnedagen")),
    rule("dagen for psykisk helse", "'verdensdagen|'verdsdagen 'for 'psykisk 'helse", fixed("psykiskhelse")),
    rule("Good Friday", "'good wd", lambda c, m: named(c, "langfredag") if m.one("wd") == 4 else None),
    rule(
        "Easter Monday",
        "hol wd",
        lambda c, m: (
            named(c, {0: "paskedag2", 6: "paskedag1"}.get(m.one("wd"), ""))
            if m.one("hol") == "paske" and m.one("wd") in (0, 6)
            else None
        ),
    ),
    rule("Christmas Eve", "hol 'eve", lambda c, m: named(c, "julaften") if m.one("hol") == "jul" else None),
    rule("Christmas Day", "hol 'day", lambda c, m: named(c, "juledag1") if m.one("hol") == "jul" else None),
    rule("New Year's Eve", "'new 'year's|'years 'eve", fixed("nyttarsaften")),
    rule("New Year", "'new 'year", fixed("nyttar")),
    rule(
        "mellom jul og nyttår",
        "'mellom|between hol 'og|'and hol",
        lambda c, m: named(c, "romjul") if m.all("hol") == ["jul", "nyttar"] else None,
    ),
    rule("snarest", "'nå|'no? snarest possible? 'er?", ASAP),
    rule("så snart som mulig", "'så|'as soon 'som|'as? possible 'er?", ASAP),
    rule("så snart jeg kan", "'så|'as soon 'som|'as? pronoun 'kan|'klarer|'klarar|'rekker|'rekk|'can|'får", ASAP),
    rule("så snart det lar seg gjøre", "'så soon 'som? 'det 'lar|'let|'er 'seg|'råd|'mulig|'mogleg", ASAP),
    rule("snarest mulig", "snarest 'mulig|'råd", ASAP),
    rule("med en gang", "'nå|'no? 'med|'me 'en|'ein 'gang|'gong", ASAP),
    rule("med det samme", "'nå|'no? 'med 'det|'da 'samme|'same", ASAP),
    rule("right away", "'right 'away|'now", ASAP),
    rule("på flekken", "'på 'flekken|'flekken|'timen", ASAP),
    rule("uten opphold", "'uten|'utan 'opphold|'opphald|'unødig 'opphold?", ASAP),
    rule("fortløpende", "fortlopende", RUNNING),
    rule("hele tiden", "'hele|'heile 'tiden|'tida|'tia", RUNNING),
    rule("til enhver tid", "'til 'enhver|'ei|'ein|'kvar 'kvar? 'tid", RUNNING),
    rule(
        "neste møte", "'til|'på|'i|'innen|'innan? 'det? next|coming meetword? hyphen? meeting hyphen? meeting?", MEETING
    ),
    rule(
        "nytt møte",
        "'til|'innen|'innan|'før|'before|'by 'the? meetword? hyphen? meeting hyphen? meeting?",
        the_meeting,
    ),
    rule("neste gang", "'til 'neste 'gang|'gong 'vi? 'møtes|'møtest|'ses|'treffes?", MEETING),
    rule("kalender", "'hele? kalender", calendar),
    rule("høst-ferie", "season hyphen? kalender", CALENDAR),
    rule("summer holidays", "season|schoolword holidayen", CALENDAR),
    rule("the holidays", "'before|'after|'over 'the 'holidays|'holiday|'vacation", CALENDAR),
    rule("skolen starter", "'når? schoolword schoolstart", CALENDAR),
    rule("første skoledag", "ord|last 'skoledag|'skuledag|'skoledagen|'barnehagedag", CALENDAR),
    rule(
        "neste vernerunde",
        "next 'vernerunde|'vernerunda|'vernerunden|'brannøvelse|'brannøving|'tilsyn|'planleggingsdag",
        CALENDAR,
    ),
)
