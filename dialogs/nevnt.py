"""Which units a line names: «årshjul Solgata», one typing error forgiven."""

from collections.abc import Sequence

from dialogs.context import Context
from dialogs.i18n import N_
from dialogs.language.folding import ordsett, words
from dialogs.language.names import Entry, Katalog, find
from hms.organisasjon import queries as org
from hms.organisasjon.husk import husk
from hms.organisasjon.rader import Node

LIMIT = 6
FANT_INGEN = N_("Jeg fant ingen enhet med det navnet. Skriv navnet slik det står i kommunen.")
# What may stand between the command and the unit, or instead of one.
SMAORD = ordsett(
    "for på i til ved hos av om om og vis meg vår vårt våre min mitt mi enhet enheten eining eininga avdeling avdelinga avdelingen "
    "hele heile året år aret in of for the my our unit year this dette denne takk please"
)
SHORTEST = 4


def enheter(ctx: Context, said: str, nokler: Sequence[str]) -> list[Node] | None:
    """The nodes that the line names, at most `LIMIT`; several when it could be more than one. None: it names nothing.

    Where one is above all the others it is the one: «Solgata» is the nursing home, not a part of it. What follows a word that
    begins with one of `nokler` (folded) is meant as a name, so a name that nobody knows gives an empty list.
    """
    found = find(said, _katalog(ctx), ("node",))
    if found:
        return _ett(ctx, [int(entry.id) for entry in found[0].entries[:LIMIT]])
    navn = _etter(said, nokler)
    if not navn:
        return None
    return _ett(ctx, [node.id or 0 for node in org.sok_noder(ctx.session, navn, ctx.today, LIMIT)])


def _ett(ctx: Context, ids: list[int]) -> list[Node]:
    over = set(ids).intersection(*({her.id for her in org.linje(ctx.session, id_)} for id_ in ids))
    nodes = (org.node(ctx.session, id_) for id_ in (over if len(over) == 1 else ids))
    return [node for node in nodes if node is not None]


def _etter(said: str, nokler: Sequence[str]) -> str:
    """What stands after the command, without the small words and the numbers."""
    ord_ = words(said, digits=True)
    plass = next((n for n, en in enumerate(ord_) if any(en.nokkel.startswith(nokkel) for nokkel in nokler)), None)
    if plass is None:
        return ""
    rest = [en for en in ord_[plass + 1 :] if en.nokkel not in SMAORD and not en.nokkel.isdecimal()]
    return " ".join(en.tekst for en in rest) if any(len(en.nokkel) >= SHORTEST for en in rest) else ""


def _katalog(ctx: Context) -> Katalog:
    """The names of the day's nodes, indexed once for each version of the organisation."""

    def bygg() -> Katalog:
        topp = org.kommune(ctx.session)
        noder = org.etterkommere(ctx.session, topp.id or 0, ctx.today)
        hele = Entry(str(topp.id), topp.navn, "node", aliases=("kommunen",))
        return Katalog([hele, *(Entry(str(node.id), node.navn, "node") for node in noder)])

    return husk(ctx.session, ("nodekatalog", ctx.today), bygg)
