"""A small organisation as values, for the rules of the årshjul."""

from datetime import date

from hms.arshjul.bilde import Bilde, Bygg, Gruppe, Node, Omrade, Person, Rolle, Stilling

KOMMUNE, SEKTOR, SYKEHJEM, SKOLE, AVDELING, STAB = range(1, 7)
DIREKTOR, SJEF, LEDER, REKTOR, AVDLEDER, STABSLEDER, HMS, ANSATT, VARA = range(1, 10)
NAVN = ("", "Dag", "Siv", "Liv", "Rune", "Ada", "Stian", "Hege", "Ali", "Vera")


def noder(**endret: dict[str, object]) -> dict[int, Node]:
    """K > S > SYK > AVD, S > SKO, K > STA."""
    rader = [
        Node(KOMMUNE, "K", "kommune", "Kommunen"),
        Node(SEKTOR, "S", "sektor", "Helse", KOMMUNE),
        Node(SYKEHJEM, "SYK", "enhet", "Sykehjemmet", SEKTOR, dognbemannet=True),
        Node(SKOLE, "SKO", "enhet", "Skolen", SEKTOR, skole_barnehage=True),
        Node(AVDELING, "AVD", "avdeling", "Avdelingen", SYKEHJEM, dognbemannet=True),
        Node(STAB, "STA", "stab", "Staben", KOMMUNE),
    ]
    return {n.id: n for n in rader}


ROLLER = (
    ("kommunedirektor", DIREKTOR, KOMMUNE),
    ("kommunalsjef", SJEF, SEKTOR),
    ("enhetsleder", LEDER, SYKEHJEM),
    ("enhetsleder", REKTOR, SKOLE),
    ("avdelingsleder", AVDLEDER, AVDELING),
    ("enhetsleder", STABSLEDER, STAB),
    ("hms_ansvarlig", HMS, KOMMUNE),
)


def roller(uten: tuple[str, ...] = ()) -> tuple[Rolle, ...]:
    """One holder for each role, those in `uten` left vacant."""
    return tuple(
        Rolle(n, rolle, person, "node", node) for n, (rolle, person, node) in enumerate(ROLLER, 1) if rolle not in uten
    )


def bilde(ekstra: tuple[Rolle, ...] = (), uten: tuple[str, ...] = (), **mer: object) -> Bilde:
    """The organisation; `ekstra` roles are added, roles in `uten` are vacant."""
    felt: dict[str, object] = {
        "noder": noder(),
        "personer": {n: Person(n, f"P{n}", NAVN[n]) for n in range(1, 10)},
        "stillinger": (Stilling(ANSATT, AVDELING), Stilling(AVDLEDER, AVDELING), Stilling(SJEF, SEKTOR)),
        "roller": (*roller(uten), *ekstra),
        "omrader": (Omrade(1, "V1", "Syk", (SYKEHJEM,)), Omrade(2, "V2", "Resten", (KOMMUNE,))),
        "bygg": (Bygg(1, "B1", "Bygget", SYKEHJEM, (SKOLE,)),),
        "grupper": (Gruppe(1, "M1", "MKS", SYKEHJEM, 4),),
    }
    return Bilde(**{**felt, **mer})  # type: ignore[arg-type]


def rolle(navn: str, person: int, omfang: int, *, type_: str = "node", stedfortreder: bool = False,
          fra: date | None = None, til: date | None = None) -> Rolle:  # fmt: skip
    """One more role row."""
    return Rolle(100 + person, navn, person, type_, omfang, stedfortreder, fra=fra, til=til)
