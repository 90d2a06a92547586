"""Who a step goes to on a day: holder, deputy, next up the line; the same person twice in a row is passed over."""

from typing import Any, NamedTuple

from tests.fakes.orakel.org import Dagsbilde, NodeV
from tests.fakes.orakel.plikter import LINJENIVA, Plikt, rollens_niva

DIREKTOR = "kommunedirektor"
LEDER_PA = {
    "avdeling": "avdelingsleder", "enhet": "enhetsleder", "stab": "enhetsleder", "sektor": "kommunalsjef", "kommune": DIREKTOR,
}  # fmt: skip


class Mottaker(NamedTuple):
    """A person, the role as the chain names it, and whether it is kommunedirektør who is reached."""

    person: str
    rolle: str
    direktor: bool


def ansvarlige(plikt: Plikt, bilde: Dagsbilde, roller: dict[str, Any]) -> list[Mottaker]:
    """Those who answer for the oppgave; when nobody does, the first up the line whom somebody is (T-28)."""
    felles = [m for rolle, niva in plikt.roller for m in ledd(plikt, rolle, niva, bilde)]
    if felles:
        return _en_gang(felles)
    for rolle, niva in (*plikt.kjede[1:], *_oppover(plikt, roller)):
        if funnet := ledd(plikt, rolle, niva, bilde):
            return funnet
    return []


def loftes_til(plikt: Plikt, nummer: int, bilde: Dagsbilde, roller: dict[str, Any]) -> list[Mottaker]:
    """Ledd 1, 2 or 3 of the chain after the responsible. Vacant links and the same person again do not count (T-05)."""
    nivaer = [ansvarlige(plikt, bilde, roller)]
    for rolle, niva in plikt.kjede[1:]:
        forrige = {m.person for m in nivaer[-1]}
        neste = [m for m in ledd(plikt, rolle, niva, bilde) if m.person not in forrige]
        if neste:
            nivaer.append(neste)
    return nivaer[nummer] if nummer < len(nivaer) else []


def ledd(plikt: Plikt, rolle: str, niva: str, bilde: Dagsbilde) -> list[Mottaker]:
    """The holders of a role, looked up from what the oppgave is about; without any, its deputies."""
    kind, gjelder = plikt.gjelder
    if rolle == "naermeste_leder":
        return _naermeste_leder(gjelder, plikt.node, bilde)
    if niva == kind and niva in ("bygg", "verneomrade", "mks_gruppe"):
        personer = bilde.innehavere(rolle, kind, gjelder)
    elif niva in LINJENIVA and plikt.node:
        node = bilde.pa_niva(plikt.node, niva)
        personer = bilde.innehavere(rolle, "node", node.id) if node else ()
    else:
        personer = ()
    return [Mottaker(p, rolle, rolle == DIREKTOR) for p in personer]


def _naermeste_leder(person: str, node: str | None, bilde: Dagsbilde) -> list[Mottaker]:
    """The leader that the position names; else the node's, and upwards past the person and what is vacant."""
    stilling = bilde.hovedstilling(person)
    if stilling and stilling.leder in bilde.person and stilling.leder != person:
        return [Mottaker(stilling.leder, "naermeste_leder", _er_direktor(stilling.leder, node, bilde))]
    for n in bilde.linje(node):
        funnet = _leder(n, person, bilde)
        if funnet:
            return funnet
    return []


def _er_direktor(leder: str, node: str | None, bilde: Dagsbilde) -> bool:
    """Whether the first place in the line that the leader leads, is the kommune."""
    ledet = (LEDER_PA[n.type] for n in bilde.linje(node) if leder in bilde.innehavere(LEDER_PA[n.type], "node", n.id))
    return next(ledet, None) == DIREKTOR


def _leder(node: NodeV, person: str, bilde: Dagsbilde) -> list[Mottaker]:
    """The node's leader; nobody is the leader of oneself, nor is one's own deputy."""
    ledere = bilde.innehavere(LEDER_PA[node.type], "node", node.id)
    if person in ledere:
        return []
    return [Mottaker(p, "naermeste_leder", LEDER_PA[node.type] == DIREKTOR) for p in ledere]


def _oppover(plikt: Plikt, roller: dict[str, Any]) -> list[tuple[str, str]]:
    """The line above the chain's end, by `naermeste` of each role; at last HMS-ansvarlig and kommunedirektør, so that none is lost."""
    rolle, oppover = plikt.kjede[-1][0], list[tuple[str, str]]()
    while (rolle := roller[rolle].get("naermeste")) and rolle not in [r for r, _ in oppover]:
        oppover.append((rolle, rollens_niva(roller, rolle)))
    return [*oppover, *((rolle, "kommune") for rolle in ("hms_ansvarlig", DIREKTOR))]


def _en_gang(mottakere: list[Mottaker]) -> list[Mottaker]:
    """Each person once, in the first role that reaches him or her (T-25)."""
    return list({m.person: m for m in reversed(mottakere)}.values())[::-1]
